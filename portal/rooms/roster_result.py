"""The result of a dry run, the same page after the confirmation, and why a confirmation was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.imports.applying import ImportRefused, RefusedRow
from portal.imports.cells import Workbook
from portal.imports.changes import ChangeKind, Difference
from portal.imports.current import Current
from portal.imports.kept import counts
from portal.imports.remarks import Gravity, Remark
from portal.imports.report import located
from portal.imports.trial import Trial
from portal.imports.uploads import shown_name
from portal.models import RosterImport
from portal.pages.days import day_text
from portal.pages.joined import row_place
from portal.pages.parts import Done, Fact, Link, Reason, Refusal, Shape, State
from portal.pages.roster import RosterResultPage
from portal.rooms.roster import counts_text
from portal.rooms.roster_changes import Names, change_groups
from portal.rooms.roster_wrong import long_lists, wrong_rows
from portal.rooms.words import said
from workflows.texts.speaking import spoken

#: remarks about the file and refused rows on the page
SHOWN_REMARKS = 30


class ShownForm(forms.Form):
    """The word for what was shown, so that nothing else is confirmed."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


def trial_page(kept: RosterImport, trial: Trial, refusal: Refusal | None = None) -> RosterResultPage:
    """What the file would change; nothing is written yet."""
    difference = trial.difference
    numbers = counts(difference)
    parts = [
        _("读到%(n)s行") % {"n": trial.reading.rows},
        counts_text(numbers).rstrip("。."),
    ]
    if numbers["unchanged"]:
        parts.append(_("%(n)s行与现在一致") % {"n": numbers["unchanged"]})
    return RosterResultPage(
        title=_("试读结果，还没有写入"),
        verdict=_("；").join(parts) + _("。"),
        totals=tuple(_totals(numbers)),
        facts=tuple(_facts(kept)),
        wrong=tuple(wrong_rows(trial.workbook, difference.remarks)),
        groups=tuple(change_groups(difference, names_of(difference, trial.current))),
        href=reverse("roster_confirm", args=[kept.pk]),
        submit=_submit(numbers),
        back=Link(_("不写入，重新选文件"), reverse("roster")),
        form=ShownForm(initial={"shown": trial.digest}) if difference.changes else None,
        remarks=tuple(_remarks(difference)),
        download=Link(_("下载结果表"), reverse("roster_report", args=[kept.pk])),
        hint=_("每项变动记一条纪实；一项不成，全部不写。"),
        refusal=refusal,
    )


def done_page(
    kept: RosterImport, difference: Difference, workbook: Workbook, now: Current, unopened: int
) -> RosterResultPage:
    """What was carried out, and the way to the new people's accounts."""
    links = []
    if unopened:
        text = _("为%(n)s名新增人员开通账号并打印密码条") % {"n": unopened}
        links.append(Link(text, reverse("roster_slips", args=[kept.pk])))
    day = day_text(kept.confirmed_on or kept.on)
    return RosterResultPage(
        title=_("名册导入，已登记"),
        verdict=counts_text(kept.counts),
        totals=tuple(_totals(kept.counts)),
        facts=tuple(_facts(kept)),
        wrong=tuple(wrong_rows(workbook, difference.remarks)),
        groups=tuple(change_groups(difference, names_of(difference, now))),
        href="",
        submit="",
        back=Link(_("回到名册"), reverse("roster")),
        remarks=tuple(_remarks(difference)),
        download=Link(_("下载结果表"), reverse("roster_report", args=[kept.pk])),
        done=Done(_("%(day)s已登记，每项变动都记入了纪实。") % {"day": day}, links=tuple(links)),
    )


def refused_rows(error: ImportRefused, difference: Difference, now: Current) -> Refusal:
    """The rows that the record refuses, each with its sentences."""
    names = names_of(difference, now)
    reasons = [Reason(_refused(row, names)) for row in error.rows[:SHOWN_REMARKS]]
    rest = len(error.rows) - len(reasons)
    if rest > 0:
        reasons.append(Reason(_("另有%(n)s处。") % {"n": rest}))
    return Refusal(_("没有写入：%(n)s处变动不能登记") % {"n": len(error.rows)}, tuple(reasons))


def whole_file(name: str, remarks: Iterable[Remark]) -> Refusal:
    """Why nothing of a file is taken."""
    stopping = [remark for remark in remarks if remark.gravity is Gravity.FILE][:SHOWN_REMARKS]
    return Refusal(
        _("没有读取“%(file)s”") % {"file": shown_name(name)},
        tuple(Reason(_placed(remark)) for remark in stopping),
        hint=_("没有产生任何记录。请换一个文件再试读。"),
    )


def names_of(difference: Difference, now: Current) -> Names:
    """The names of everybody and every unit that the difference speaks of."""
    people = {person.number: person.name for person in now.roster.people}
    units = {unit.code: unit.name for unit in now.roster.units}
    for change in difference.changes:
        if change.kind in {ChangeKind.NEW_PERSON, ChangeKind.UNIT_OPENED}:
            held = people if change.number else units
            held.setdefault(str(change.number or change.unit), str(change.after["name"]))
    return Names(people, units)


def _refused(row: RefusedRow, names: Names) -> str:
    change = row.change
    who = names.people.get(str(change.number), "") or names.unit(change.unit)
    where = _("%(sheet)s第%(row)s行 %(who)s：") % {"sheet": change.sheet, "row": change.row, "who": who}
    return where + " ".join(dict.fromkeys(said(finding) for finding in row.findings))


def _totals(numbers: dict[str, int]) -> Iterator[State]:
    for shape, text, name in (
        (Shape.READY, _("新增 %(n)s"), "new"),
        (Shape.RUNNING, _("变动 %(n)s"), "changed"),
        (Shape.RUNNING, _("任职 %(n)s"), "terms"),
        (Shape.RUNNING, _("组织 %(n)s"), "units"),
        (Shape.UNMET, _("有误 %(n)s行"), "wrong"),
        (Shape.HELD, _("不归您负责 %(n)s行"), "outside"),
        (Shape.MET, _("一致 %(n)s行"), "unchanged"),
    ):
        if numbers.get(name):
            yield State(shape, text % {"n": numbers[name]})


def _facts(kept: RosterImport) -> Iterator[Fact]:
    yield Fact(_("文件"), kept.file_name)
    yield Fact(_("变动起算"), day_text(kept.on))


def _submit(numbers: dict[str, int]) -> str:
    """What the button does, by everything that it would record."""
    people = numbers["new"] + numbers["changed"]
    parts = [
        _("%(n)s 人") % {"n": people} if people else "",
        _("%(n)s 项任职") % {"n": numbers["terms"]} if numbers["terms"] else "",
        _("%(n)s 项组织") % {"n": numbers["units"]} if numbers["units"] else "",
    ]
    return _("登记 %(what)s的变动") % {"what": _("、").join(filter(None, parts))}


def _remarks(difference: Difference) -> Iterator[Reason]:
    """What is said of sheets, and of rows that change nothing; other notes stand with their row."""
    for sheet, rows in long_lists(difference.remarks).items():
        params = {"sheet": sheet, "rows": _ranges(rows)}
        yield Reason(_("%(sheet)s第%(rows)s行不归您负责，没有采用。") % params)
    elsewhere = {(change.sheet, change.row) for change in difference.changes}
    elsewhere |= {(each.sheet, each.row) for each in difference.remarks if each.gravity is Gravity.ROW}
    wanted = [
        remark
        for remark in difference.remarks
        if remark.gravity is Gravity.SHEET
        or (remark.gravity is Gravity.NOTE and (remark.sheet, remark.row) not in elsewhere)
    ]
    for remark in wanted[:SHOWN_REMARKS]:
        yield Reason(_placed(remark))
    if len(wanted) > SHOWN_REMARKS:
        yield Reason(_("另有%(n)s处说明，见结果表。") % {"n": len(wanted) - SHOWN_REMARKS})


def _ranges(rows: list[int]) -> str:
    """Row numbers as people write them: 2—4、6."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return _("、").join(str(first) if first == last else f"{first}—{last}" for first, last in found)


def _placed(remark: Remark) -> str:
    place = row_place(remark.sheet, remark.row)
    said_there = located(remark, spoken())
    return f"{place} {said_there}" if place else said_there
