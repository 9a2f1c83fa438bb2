"""The import of records: the upload, what a file would record, and what it did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.imports.cells import Workbook
from portal.imports.columns import Need
from portal.imports.current import Keeper
from portal.imports.record.applying import RefusedFact
from portal.imports.record.book import book_of
from portal.imports.record.facts import FactChange, FactDifference
from portal.imports.record.kept import FactTrial, counts
from portal.imports.record.saying import fact_words, field_changes, sheet_title
from portal.imports.remarks import Gravity, Remark
from portal.imports.report import located
from portal.imports.template import help_of
from portal.models import RecordImport
from portal.pages.days import day_text
from portal.pages.joined import row_place
from portal.pages.parts import Done, Fact, Link, Reason, Refusal, Shape, State
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
from portal.rooms.records import kinds_kept
from portal.rooms.roster_wrong import wrong_rows
from portal.rooms.words import said
from workflows.models import Person
from workflows.nodes import RecordType
from workflows.texts.speaking import spoken

#: remarks, refused rows, and people of one group on the page; the result workbook holds all
SHOWN_REMARKS, SHOWN_PEOPLE = 30, 200
#: what can be downloaded to be filled: nothing, or what stands
TEMPLATE, OWN = "template", "own"


class RecordFile(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("个人记录文件"),
        help_text=gettext_lazy(".xlsx，不超过 10 MB。每类事实一张表，可以只填一张；每行写明依据。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("请选择文件。"),
            "missing": gettext_lazy("请选择文件。"),
            "invalid": gettext_lazy("请选择文件。"),
            "empty": gettext_lazy("文件是空的，请重新选择。"),
        },
        max_length=255,
    )


class ConfirmForm(forms.Form):
    """The word for what was shown, so that nothing else is recorded; and a file that is evidence for all."""

    act_scan = forms.FileField(
        label=gettext_lazy("依据的扫描件"),
        required=False,
        help_text=gettext_lazy("PDF、JPG 或 PNG，10 MB 以内；附在这次登记的每一项上，可不附。"),
    )
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


def keeper_of(actor: Actor, key: str = "") -> tuple[Keeper, type[RecordType]] | None:
    """The keeper that the chosen office makes of somebody, and the kind of record; None when it keeps none.

    ``key`` names the office of an earlier upload, which must still be the chosen one.
    """
    kinds, chosen = kinds_kept(actor), actor.chosen
    if not kinds or chosen is None or actor.id is None or (key and chosen.key != key):
        return None
    return Keeper(actor.id, chosen.office, chosen.unit, actor.units), kinds[0]


def upload_page(
    actor: Actor,
    keeper: Keeper,
    kind: type[RecordType],
    form: RecordFile | None = None,
    refusal: Refusal | None = None,
) -> RosterPage:
    """The upload: the file, the templates, what each column means, the imports of before."""
    unit = actor.chosen.unit_name if actor.chosen else ""
    return RosterPage(
        title=_("导入%(record)s") % {"record": kind.title},
        heading=_("上传文件"),
        lede=_("%(unit)s及其下属单位的人。按学号或工号对人，只登记有差异的；文件里没有的不会删除。")
        % {"unit": unit},
        href=reverse("record_import"),
        form=form or RecordFile(),
        template=Link(_("下载空白模板"), reverse("record_template")),
        sheets=tuple(_sheets(kind)),
        past=tuple(
            past_imports(
                RecordImport.objects.filter(kind=kind.kind()),
                keeper,
                words=counts_text,
                result="record_import_result",
            )
        ),
        refusal=refusal,
        crumbs=(Link(kind.title, reverse("records")), Link(_("导入"), "")),
        tools=(Link(_("现有记录"), f"{reverse('record_template')}?content={OWN}", "download"),),
    )


def trial_page(
    kept: RecordImport, trial: FactTrial, kind: type[RecordType], refusal: Refusal | None = None
) -> RosterResultPage:
    """What the file would record; nothing is written yet."""
    found, names = trial.difference, {number: each.name for number, each in trial.held.items()}
    numbers = counts(found)
    read = _("读到%(n)s行") % {"n": trial.reading.count}
    return RosterResultPage(
        title=_("试读结果，还没有写入"),
        verdict=_("；").join((read, counts_text(numbers))),
        totals=tuple(totals(numbers)),
        facts=(Fact(_("文件"), kept.file_name),),
        wrong=tuple(wrong_rows(trial.workbook, found.remarks, book_of(kind))),
        groups=tuple(_groups(found.changes, kind, names)),
        href=reverse("record_import_confirm", args=[kept.pk]),
        submit=_("登记这 %(n)s 项") % {"n": len(found.changes)},
        back=Link(_("不写入，重新选文件"), reverse("record_import")),
        form=ConfirmForm(initial={"shown": trial.digest}) if found.changes else None,
        remarks=tuple(remarks_of(found)),
        download=Link(_("下载结果表"), reverse("record_import_report", args=[kept.pk])),
        hint=_("每项记一条纪实；一项不成，全部不写。"),
        refusal=refusal,
    )


def done_page(
    kept: RecordImport, found: FactDifference, workbook: Workbook, kind: type[RecordType]
) -> RosterResultPage:
    """What was recorded."""
    people = Person.objects.filter(number__in={change.number for change in found.changes})
    names = dict(people.values_list("number", "name"))
    day = day_text(kept.confirmed_on) if kept.confirmed_on else ""
    return RosterResultPage(
        title=_("个人记录导入，已登记"),
        verdict=counts_text(kept.counts),
        totals=tuple(totals(kept.counts)),
        facts=(Fact(_("文件"), kept.file_name),),
        wrong=tuple(wrong_rows(workbook, found.remarks, book_of(kind))),
        groups=tuple(_groups(found.changes, kind, names)),
        href="",
        submit="",
        back=Link(_("回到个人记录"), reverse("records")),
        remarks=tuple(remarks_of(found)),
        download=Link(_("下载结果表"), reverse("record_import_report", args=[kept.pk])),
        done=Done(_("%(day)s已登记，每项都记入了纪实。") % {"day": day}),
    )


def counts_text(numbers: Mapping[str, int]) -> str:
    """What an import recorded, in a sentence."""
    parts = [
        (_("新登记%(n)s项"), "new"),
        (_("变更%(n)s项"), "changed"),
        (_("%(n)s行有误未采用"), "wrong"),
        (_("%(n)s行与现在一致"), "unchanged"),
    ]
    said_of = [text % {"n": numbers[name]} for text, name in parts if numbers.get(name)]
    return _("，").join(said_of or [_("没有可登记的内容")]) + _("。")


def refused_rows(rows: Iterable[RefusedFact]) -> Refusal:
    """The rows that the door refuses, each with its sentences."""
    refused = list(rows)
    reasons = [Reason(_refused(each)) for each in refused[:SHOWN_REMARKS]]
    rest = len(refused) - len(reasons)
    if rest > 0:
        reasons.append(Reason(_("另有%(n)s处。") % {"n": rest}))
    return Refusal(_("没有写入：%(n)s项不能登记") % {"n": len(refused)}, tuple(reasons))


def _refused(each: RefusedFact) -> str:
    params: dict[str, Any] = {"sheet": each.change.sheet, "row": each.change.row, "who": each.change.number}
    where = _("%(sheet)s第%(row)s行 %(who)s：") % params
    return where + " ".join(dict.fromkeys(said(finding) for finding in each.findings))


def _sheets(kind: type[RecordType]) -> Iterator[ColumnSheet]:
    for schema in book_of(kind).schemas:
        columns = (
            Column(column.title, column.need is not Need.NEVER, help_of(schema, column))
            for column in schema.columns
        )
        yield ColumnSheet(schema.titles[0], tuple(columns))


def totals(numbers: Mapping[str, int]) -> Iterator[State]:
    """The counts that are not nought, as states."""
    for shape, text, name in (
        (Shape.READY, _("新登记 %(n)s"), "new"),
        (Shape.RUNNING, _("变更 %(n)s"), "changed"),
        (Shape.UNMET, _("有误 %(n)s行"), "wrong"),
        (Shape.MET, _("一致 %(n)s行"), "unchanged"),
    ):
        if numbers.get(name):
            yield State(shape, text % {"n": numbers[name]})


def _groups(
    changes: Iterable[FactChange], kind: type[RecordType], names: Mapping[str, str]
) -> Iterator[ChangeGroup]:
    """What is new and what replaces something, for each sort of fact; a person's facts stand together."""
    sorted_out: defaultdict[tuple[str, bool], defaultdict[str, list[FactChange]]]
    sorted_out = defaultdict(lambda: defaultdict(list))
    for change in changes:
        sorted_out[change.act, change.new][change.number].append(change)
    for name, act in kind.recording().items():
        for new, text, why in (
            (True, _("新登记"), _("还没有登记过的")),
            (False, _("变更"), _("已登记过，以新的为准；原来的条目保留")),
        ):
            people = [_person(n, each, kind, names) for n, each in sorted_out[name, new].items()]
            if people:
                rest = len(people) - SHOWN_PEOPLE
                more = _("其余%(n)s项见结果表。") % {"n": rest} if rest > 0 else ""
                title = _("，").join((sheet_title(act), f"{text} {len(people)}"))
                yield ChangeGroup(title, why, tuple(people[:SHOWN_PEOPLE]), more)


def _person(
    number: str, changes: list[FactChange], kind: type[RecordType], names: Mapping[str, str]
) -> PersonChange:
    first = changes[0]
    state = State(Shape.READY, _("新登记")) if first.new else State(Shape.RUNNING, _("变更"))
    rows = _("、").join(str(change.row) for change in changes)
    return PersonChange(
        name=names.get(number, number),
        number=number,
        changes=tuple(each for change in changes for each in _fields(change, kind)),
        state=state,
        row=_("%(sheet)s 第%(row)s行") % {"sheet": first.sheet, "row": rows},
    )


def _fields(change: FactChange, kind: type[RecordType]) -> Iterator[FieldChange]:
    act = kind.recording()[change.act]
    if change.new:
        yield FieldChange(day_text(change.on), "", fact_words(kind, change))
        return
    for label, before, after in field_changes(act, change):
        yield FieldChange(label, before, after)


def remarks_of(found: FactDifference) -> Iterator[Reason]:
    """What is said of the file and its sheets, and of rows without stopping them."""
    wanted = [remark for remark in found.remarks if remark.gravity in {Gravity.SHEET, Gravity.NOTE}]
    for remark in wanted[:SHOWN_REMARKS]:
        yield Reason(_placed(remark))
    if len(wanted) > SHOWN_REMARKS:
        yield Reason(_("另有%(n)s处说明，见结果表。") % {"n": len(wanted) - SHOWN_REMARKS})


def _placed(remark: Remark) -> str:
    place = row_place(remark.sheet, remark.row)
    return f"{place} {located(remark, spoken())}" if place else located(remark, spoken())
