"""Lists of the second classroom from a file: the upload, what it would record, and what it did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.imports.cells import Workbook
from portal.imports.columns import Need
from portal.imports.current import Keeper
from portal.imports.lists.kept import LISTS
from portal.imports.lists.kind import ListKind
from portal.imports.record.facts import FactChange, FactDifference
from portal.imports.record.kept import FactTrial, counts
from portal.imports.template import help_of
from portal.models import RecordImport
from portal.pages.days import day_text
from portal.pages.parts import Done, Fact, Link, Refusal, Shape, State
from portal.pages.roster import (
    ChangeGroup,
    Column,
    ColumnSheet,
    FieldChange,
    PersonChange,
    RosterPage,
    RosterResultPage,
)
from portal.rooms.actor import Actor
from portal.rooms.past_imports import past_imports
from portal.rooms.record_imports import (
    SHOWN_PEOPLE,
    ConfirmForm,
    RecordFile,
    counts_text,
    remarks_of,
    totals,
)
from portal.rooms.roster_wrong import wrong_rows
from workflows.models import Person


class ListFile(RecordFile):
    """The file of a list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("名单文件")
        self.fields["file"].help_text = _(".xlsx，不超过 10 MB，按模板填写，每行一项。")


class EvidencedForm(ConfirmForm):
    """The confirmation of a list behind which a paper must stand."""

    act_scan = forms.FileField(label="")


def kinds_of(actor: Actor) -> tuple[ListKind, ...]:
    """The lists that the chosen office sends."""
    office = actor.chosen.office if actor.chosen else ""
    return tuple(kind for kind in LISTS.values() if office in {each.name for each in kind.by})


def keeper_of(actor: Actor, name: str, key: str = "") -> tuple[Keeper, ListKind] | None:
    """The keeper that the chosen office makes of somebody for a list; None when it is not theirs."""
    chosen, kind = actor.chosen, next((each for each in kinds_of(actor) if each.name == name), None)
    if kind is None or chosen is None or actor.id is None or (key and chosen.key != key):
        return None
    return Keeper(actor.id, chosen.office, chosen.unit, actor.units), kind


def title_of(kind: ListKind) -> str:
    """What a list is called."""
    return {"listing": _("集体活动名单"), "contests": _("竞赛分类目录")}[kind.name]


def list_links(actor: Actor) -> Iterator[Link]:
    """Where the chosen office sends its lists."""
    for kind in kinds_of(actor):
        text = _("导入%(record)s") % {"record": title_of(kind)}
        yield Link(text, reverse("credits_list", args=[kind.name]), "file-spreadsheet")


def _lede(kind: ListKind) -> str:
    said = {
        "listing": _(
            "每行一人一项，名单上的人各有一项待初审；学分按评分表，已有的不重复。确认时附支部记录。"
        ),
        "contests": _("每行一项竞赛：哪一学年、哪一类。已登记的只写有差异的；不再列入的填“不在目录”。"),
    }
    return said[kind.name]


def upload_page(
    keeper: Keeper, kind: ListKind, form: ListFile | None = None, refusal: Refusal | None = None
) -> RosterPage:
    """The upload: the file, the template, what each column means, the imports of before."""
    here, kept = reverse("credits_list", args=[kind.name]), RecordImport.objects.filter(kind=kind.kind)
    columns = tuple(
        Column(each.title, each.need is not Need.NEVER, help_of(kind.schema, each))
        for each in kind.schema.columns
    )
    return RosterPage(
        title=_("导入%(record)s") % {"record": title_of(kind)},
        heading=_("上传文件"),
        lede=_lede(kind),
        href=here,
        form=form or ListFile(),
        template=Link(_("下载空白模板"), reverse("credits_list_template", args=[kind.name])),
        sheets=(ColumnSheet(kind.schema.titles[0], columns),),
        past=tuple(past_imports(kept, keeper, words=counts_text, result="credits_list_result")),
        refusal=refusal,
        crumbs=(Link(_("申报轮次"), reverse("credits_rounds")), Link(_("导入"), "")),
    )


def trial_page(
    kept: RecordImport, trial: FactTrial, kind: ListKind, refusal: Refusal | None = None
) -> RosterResultPage:
    """What the file would record; nothing is written yet."""
    found = trial.difference
    numbers = counts(found)
    read = _("读到%(n)s行") % {"n": trial.reading.count}
    asked = EvidencedForm if kind.evidence else ConfirmForm
    return RosterResultPage(
        title=_("试读结果，还没有写入"),
        verdict=_("；").join((read, counts_text(numbers))),
        totals=tuple(totals(numbers)),
        facts=(Fact(_("文件"), kept.file_name),),
        wrong=tuple(wrong_rows(trial.workbook, found.remarks, kind.book)),
        groups=tuple(_groups(found.changes, kind)),
        href=reverse("credits_list_confirm", args=[kept.pk]),
        submit=_("登记这 %(n)s 项") % {"n": len(found.changes)},
        back=Link(_("不写入，重新选文件"), reverse("credits_list", args=[kind.name])),
        form=_form(asked, trial) if found.changes else None,
        remarks=tuple(remarks_of(found)),
        download=Link(_("下载结果表"), reverse("credits_list_report", args=[kept.pk])),
        hint=_("每项记一条纪实；一项不成，全部不写。"),
        refusal=refusal,
    )


def done_page(
    kept: RecordImport, found: FactDifference, workbook: Workbook, kind: ListKind
) -> RosterResultPage:
    """What was recorded."""
    day = day_text(kept.confirmed_on) if kept.confirmed_on else ""
    return RosterResultPage(
        title=_("%(record)s，已登记") % {"record": title_of(kind)},
        verdict=counts_text(kept.counts),
        totals=tuple(totals(kept.counts)),
        facts=(Fact(_("文件"), kept.file_name),),
        wrong=tuple(wrong_rows(workbook, found.remarks, kind.book)),
        groups=tuple(_groups(found.changes, kind)),
        href="",
        submit="",
        back=Link(_("再导入一份"), reverse("credits_list", args=[kind.name])),
        remarks=tuple(remarks_of(found)),
        download=Link(_("下载结果表"), reverse("credits_list_report", args=[kept.pk])),
        done=Done(_("%(day)s已登记，每项都记入了纪实。") % {"day": day}),
    )


def _form(asked: type[ConfirmForm], trial: FactTrial) -> ConfirmForm:
    form = asked(initial={"shown": trial.digest})
    if asked is EvidencedForm:
        form.fields["act_scan"].label = _("支部记录的扫描件或照片")
        form.fields["act_scan"].help_text = _("PDF、JPG 或 PNG，10 MB 以内；附在名单上每个人的这一项上。")
    return form


def _groups(changes: Iterable[FactChange], kind: ListKind) -> Iterator[ChangeGroup]:
    """What is new and what replaces something."""
    sorted_out: defaultdict[bool, list[FactChange]] = defaultdict(list)
    for change in changes:
        sorted_out[change.new].append(change)
    numbers = {change.number for change in sorted_out[True]}
    names = dict(Person.objects.filter(number__in=numbers).values_list("number", "name"))
    for new, text, why in (
        (True, _("新登记"), _("还没有登记过的")),
        (False, _("变更"), _("已登记过，以新的为准；原来的条目保留")),
    ):
        found = sorted_out[new]
        rest = len(found) - SHOWN_PEOPLE
        more = _("其余%(n)s项见结果表。") % {"n": rest} if rest > 0 else ""
        rows = tuple(_row(each, kind, names) for each in found[:SHOWN_PEOPLE])
        if rows:
            who = {"contests": _("竞赛")}.get(kind.name, "")
            yield ChangeGroup(f"{text} {len(found)}", why, rows, more, who=who)


def _row(change: FactChange, kind: ListKind, names: dict[str, Any]) -> PersonChange:
    state = State(Shape.READY, _("新登记")) if change.new else State(Shape.RUNNING, _("变更"))
    before = kind.words(_before(change)) if change.before else ""
    known = change.number in names
    return PersonChange(
        name=names.get(change.number, change.number),
        number=change.number if known else "",
        changes=(FieldChange(day_text(change.on), before, kind.words(change)),),
        state=state,
        row=_("%(sheet)s 第%(row)s行") % {"sheet": change.sheet, "row": change.row},
    )


def _before(change: FactChange) -> FactChange:
    return FactChange(change.number, change.act, change.on, change.before or {}, change.sheet, change.row)
