"""The page of one case: what can be done, what is missing, what happened, who handles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.case import CasePage, Passage, StagePoint
from portal.pages.days import day_text
from portal.pages.journal import JournalRow
from portal.pages.parts import Done, Fact, Findings, Link
from portal.rooms.actor import Actor
from portal.rooms.amending import may_override
from portal.rooms.case_files import CaseFiles
from portal.rooms.dossier import dossier
from portal.rooms.jobs import nearest_first, step_label, where
from portal.rooms.journal import check_line, journal_rows, stage_days
from portal.rooms.open_acts import OpenActs
from portal.rooms.papers.offering import papers_of_case
from portal.rooms.papers.prints import prints_of_case
from portal.rooms.road import road
from portal.rooms.words import findings_card
from workflows.door import Outlook, outlook
from workflows.models import Case, Person
from workflows.nodes import Designated
from workflows.selectors.entries import entries_of, last_check

SHOWN_ENTRIES = 12


def case_page(actor: Actor, case: Case, at: datetime, done: Done | None = None) -> CasePage:
    """A case as the chosen office sees it."""
    view = outlook([case.pk], at=at, actor=actor.id)[case.pk]
    entries = list(entries_of(case=case.pk))
    procedure = view.case.procedure
    files = CaseFiles(actor, case)
    rows = journal_rows(procedure, entries, actor.on, files=files)
    acts = OpenActs(actor, view)
    offered = papers_of_case(actor, case, view.situation)
    journal = reverse("case_journal", args=[case.pk])
    return CasePage(
        name=case.subject.name,
        facts=tuple(_facts(case, view, actor.on)),
        stages=stage_points(view, stage_days(procedure, entries), actor.on),
        acts=tuple(acts.now()),
        seldom=tuple(acts.seldom()),
        findings=tuple(_missing(view, actor.on)),
        journal=rows[:SHOWN_ENTRIES],
        journal_note=_("%(n)s 条，只增不改；更正另记一条") % {"n": len(rows)},
        journal_all=_all(case, rows),
        road=road(view, actor.on),
        folder=Link(_("整份档案（ZIP）"), reverse("case_folder", args=[case.pk])) if offered else None,
        people=tuple(_people(view)),
        dossier=dossier(actor, view, entries, acts.owed, files, journal, acts.matters, offered),
        crumbs=(Link(_("办件"), reverse("cases")),),
        tools=tuple(_tools(actor, case, view)),
        prints=prints_of_case(offered),
        acts_note="" if case.status == "ended" else _("本阶段内可随时办理，先后不限"),
        closed=_closed(case, view),
        done=done,
        foot=(*edition_lines(view, actor.on), check_line(last_check())),
    )


def _tools(actor: Actor, case: Case, view: Outlook) -> Iterator[Link]:
    yield Link(_("流程图"), reverse("case_flow", args=[case.pk]), "selector")
    yield Link(_("全程纪实"), reverse("case_journal", args=[case.pk]), "clipboard-list")
    if may_override(actor, view):
        yield Link(_("准予例外"), reverse("override", args=[case.pk]), "diamonds")


def edition_lines(view: Outlook, today: date) -> Iterator[str]:
    """By which edition a case is judged, and which unit adopted it when.

    An edition keeps the title of the house that wrote it: whoever works by it says that they adopted it.
    """
    day = judged_on(view, today)
    adoption = view.adoption_on(day)
    if adoption is None:
        return
    yield _("依据《%(title)s》，%(unit)s采用，%(day)s起适用。") % {
        "title": view.edition_on(day).title,
        "unit": view.world.units[adoption.unit].name,
        "day": day_text(adoption.from_on),
    }


def judged_on(view: Outlook, today: date) -> date:
    """The day whose edition speaks of a case: that of its end when it ended, whatever was adopted since."""
    return view.case.ended_on or today


def stage_points(view: Outlook, days: dict[str, date], today: date) -> tuple[StagePoint, ...]:
    """The stages on the line: behind with their day, here since when, ahead."""
    points, here = [], view.case.stage
    for stage in view.case.procedure.stages:
        since = days.get(stage.name)
        if stage.name == here:
            when = _("%(day)s起") % {"day": day_text(since or today)}
            when = _("，").join((when, lasting(since, today))) if since and since < today else when
            points.append(StagePoint(stage.label, when, Passage.NOW))
        elif since is not None:
            points.append(StagePoint(stage.label, day_text(since), Passage.DONE))
        else:
            points.append(StagePoint(stage.label, _("未到"), Passage.AHEAD))
    return tuple(points)


def lasting(since: date | None, today: date) -> str:
    """How long something has lasted, in the largest units that say something."""
    days = (today - (since or today)).days
    months = max(0, (today.year - since.year) * 12 + today.month - since.month) if since else 0
    if since and today.day < since.day:
        months -= 1
    if months >= 12:
        rest = _("%(n)s个月") % {"n": months % 12} if months % 12 else ""
        return _("已%(n)s年") % {"n": months // 12} + rest
    return _("已%(n)s个月") % {"n": months} if months >= 1 else _("已%(n)s天") % {"n": days}


def _facts(case: Case, view: Outlook, today: date) -> Iterator[Fact]:
    yield Fact(_("学号"), case.subject.number)
    yield Fact(_("单位"), where(case, view))
    born = case.subject.born_on
    if born:
        yield Fact(_("出生"), day_text(born))
    yield Fact(_("案号"), f"{case.opened_on:%Y}-{case.pk:04d}")
    day = judged_on(view, today)
    adoption = view.adoption_on(day)
    if adoption is not None:
        said = {"title": view.edition_on(day).title, "unit": view.world.units[adoption.unit].name}
        yield Fact(_("适用"), _("《%(title)s》（%(unit)s采用）") % said)


def _missing(view: Outlook, today: date) -> Iterator[Findings]:
    for step in nearest_first(view):
        card = findings_card(_("%(step)s，还差什么") % {"step": step_label(step)}, step.findings, today)
        if not step.unmet and step.awaited_on is not None:
            by = _("要求已全部满足，%(day)s前办理。") % {"day": day_text(step.awaited_on, today=today)}
            card = replace(card, verdict=by)
        if card.rows:
            yield card


def _people(view: Outlook) -> Iterator[Fact]:
    """Whoever an act named for something to do on the case, and the offices that the open steps wait for."""
    named = dict(_named(view))
    numbers = {number for found in named.values() for number in found}
    names = dict(Person.objects.filter(number__in=numbers).values_list("number", "name")) if numbers else {}
    for title, found in named.items():
        yield Fact(title, _("、").join(names.get(number, number) for number in found))
    for step in nearest_first(view):
        yield Fact(step_label(step), _("、").join(role.title for role in step.act.by))


def _named(view: Outlook) -> Iterator[tuple[str, list[str]]]:
    """The titles under which acts name people, each with the numbers last named; acts in their order."""
    acts = view.case.procedure.act_types.values()
    roles = dict.fromkeys(role for act in acts for role in act.by if isinstance(role, Designated))
    for role in roles:
        fact = view.situation.facts.latest(role.act)
        value = fact.data.get(role.field) if fact else None
        numbers = [str(each) for each in (value if isinstance(value, list) else [value]) if each]
        if numbers:
            yield role.title, numbers


def ended_line(view: Outlook, case: Case) -> str:
    """On which day a case ended, and how."""
    label = view.case.procedure.named(case.end).label if case.end != "void" else _("作废")
    return _("%(day)s结束：%(end)s") % {"day": day_text(case.ended_on or case.opened_on), "end": label}


def _closed(case: Case, view: Outlook) -> str:
    if case.status == "ended":
        return _("这份办件已于%(ended)s。") % {"ended": ended_line(view, case)}
    return _("这份办件已暂缓，恢复之后才能继续。") if case.status == "suspended" else ""


def _all(case: Case, rows: tuple[JournalRow, ...]) -> Link | None:
    return Link(_("全部"), reverse("case_journal", args=[case.pk])) if len(rows) > SHOWN_ENTRIES else None
