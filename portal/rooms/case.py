"""The page of one case: what can be done, what is missing, what happened, who handles it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.case import CasePage, OpenAct, Passage, RoadStep, StagePoint
from portal.pages.days import day_text
from portal.pages.journal import JournalRow
from portal.pages.parts import Done, Fact, Findings, Link, Shape
from portal.rooms.actor import Actor
from portal.rooms.amending import may_override
from portal.rooms.forms import act_form, may_record
from portal.rooms.jobs import Matters, step_href
from portal.rooms.journal import journal_rows, stage_days
from portal.rooms.words import cite, findings_card, reason
from workflows.door import Outlook, Prospect, Reminder, outlook
from workflows.models import Case
from workflows.nodes import CaseAct
from workflows.selectors.entries import entries_of
from workflows.selectors.matters import open_matters_of

SHOWN_ENTRIES = 12


def case_page(actor: Actor, case: Case, at: datetime, done: Done | None = None) -> CasePage:
    """A case as the chosen office sees it."""
    view = outlook([case.pk], at=at, actor=actor.id)[case.pk]
    entries = list(entries_of(case=case.pk))
    procedure = view.case.procedure
    rows = journal_rows(procedure, entries, actor.on)
    return CasePage(
        name=case.subject.name,
        facts=tuple(_facts(case, view, actor.on)),
        stages=stage_points(view, stage_days(procedure, entries), actor.on),
        acts=tuple(_acts(actor, view)),
        findings=tuple(_missing(view, actor.on)),
        journal=rows[:SHOWN_ENTRIES],
        journal_note=_("%(n)s 条，只增不改；更正另记一条") % {"n": len(rows)},
        journal_all=_all(case, rows),
        road=tuple(_road(view, actor.on)),
        road_note=_("推算不含审批在途时间。任何一步实际日期变动，以下各日重算。"),
        people=tuple(_people(view)),
        crumbs=(Link(_("办件"), reverse("cases")),),
        tools=tuple(_tools(actor, case, view)),
        acts_note=_("本阶段内可随时办理，先后不限"),
        closed=_closed(case, view),
        done=done,
    )


def _tools(actor: Actor, case: Case, view: Outlook) -> Iterator[Link]:
    yield Link(_("全程纪实"), reverse("case_journal", args=[case.pk]), "clipboard-list")
    if may_override(actor, view):
        yield Link(_("准予例外"), reverse("override", args=[case.pk]), "diamonds")


def stage_points(view: Outlook, days: dict[str, date], today: date) -> tuple[StagePoint, ...]:
    """The stages on the line: behind with their day, here since when, ahead."""
    points, here = [], view.case.stage
    for stage in view.case.procedure.stages:
        since = days.get(stage.name)
        if stage.name == here:
            when = _("%(day)s起") % {"day": day_text(since or today)}
            when = f"{when}，{lasting(since, today)}" if since and since < today else when
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
    for unit in dict.fromkeys(unit.name for unit in view.situation.units.values()):
        yield Fact(_("单位"), unit)
        break
    born = case.subject.born_on
    if born:
        yield Fact(_("出生"), day_text(born))
    yield Fact(_("案号"), f"{case.opened_on:%Y}-{case.pk:04d}")
    if view.situation.edition.title:
        yield Fact(_("适用"), view.situation.edition.title)


def _acts(actor: Actor, view: Outlook) -> Iterator[OpenAct]:
    mine = sorted((p for p in view.prospects if p.mine or may_record(actor, p)), key=_urgency)
    primary = next((p for p in mine if not p.unmet), None)
    matters = open_matters_of([view.case.id]) if any(p.act.matter for p in mine) else {}
    for prospect in mine:
        yield open_act(actor, view, prospect, matters, primary=prospect is primary)


def open_act(actor: Actor, view: Outlook, prospect: Prospect, matters: Matters, *, primary: bool) -> OpenAct:
    """An act with its form in place, with the reasons that hold it, or with the way to its own room."""
    act, shared = prospect.act, prospect.act.matter is not None
    held = tuple(reason(finding) for finding in prospect.unmet)
    late = next((each for each in prospect.reminders if each.late and each.on <= actor.on), None)
    form = None if shared or held else act_form(actor, view, prospect, prefix=act.name)
    return OpenAct(
        key=act.name.replace(".", "-"),
        title=act.title,
        href=step_href(view.case.id, prospect, matters),
        submit=act.title,
        cite=cite(act.cites or (prospect.node.cites if prospect.node else ())),
        when=_overdue(late, actor.on) if late else _when(prospect),
        shape=Shape.LATE if late else Shape.HELD if held else None,
        form=form,
        opened=primary and not shared,
        primary=primary,
        held=held,
    )


def _overdue(reminder: Reminder, today: date) -> str:
    day = day_text(reminder.on, today=today)
    return _("%(what)s，%(day)s起") % {"what": reminder.act.title, "day": day}


def _when(prospect: Prospect) -> str:
    if prospect.unmet:
        day = prospect.earliest_on
        return _("最早 %(day)s") % {"day": day_text(day)} if day else _("须先补齐")
    return "" if prospect.path else _("随时")


def _urgency(prospect: Prospect) -> tuple[bool, bool, bool]:
    """Possible steps first, then acts of the stage, then what is held, case acts last."""
    return (isinstance(prospect.act, CaseAct), bool(prospect.unmet), not prospect.path)


def _missing(view: Outlook, today: date) -> Iterator[Findings]:
    for prospect in view.prospects:
        if prospect.path and prospect.main and prospect.findings and prospect.node is not None:
            title = _("%(step)s，还差什么") % {"step": prospect.node.label}
            yield findings_card(title, prospect.findings, today)


def _road(view: Outlook, today: date) -> Iterator[RoadStep]:
    """The open steps and what follows each when it goes well, up to the next stage."""
    for prospect in view.prospects:
        if not (prospect.path and prospect.main and prospect.node is not None):
            continue
        day = prospect.earliest_on if prospect.unmet else today
        text = _("%(day)s起") % {"day": day_text(day, today=today)} if day else _("补齐后")
        who = "、".join(role.title for role in prospect.act.by)
        yield RoadStep(prospect.node.label, text, _("由%(who)s办") % {"who": who}, key=True, firm=bool(day))
        yield from _after(prospect)


def _after(prospect: Prospect) -> Iterator[RoadStep]:
    node, seen = prospect.node, set()
    while node is not None and node.targets and node.name not in seen:
        seen.add(node.name)
        node = next(iter(node.targets.values()))
        if node.label and node.name not in seen:
            who = "、".join(role.title for act in list(node.acts.values())[:1] for role in act.by)
            yield RoadStep(node.label, _("此后"), _("由%(who)s办") % {"who": who} if who else "")
        if node.task_type == "STAGE":
            return


def _people(view: Outlook) -> Iterator[Fact]:
    for prospect in view.prospects:
        if prospect.path and prospect.main and prospect.node is not None:
            yield Fact(prospect.node.label, "、".join(role.title for role in prospect.act.by))


def _closed(case: Case, view: Outlook) -> str:
    if case.status == "ended":
        label = view.case.procedure.named(case.end).label if case.end != "void" else _("作废")
        return _("这份办件已于%(day)s结束：%(end)s。") % {
            "day": day_text(case.ended_on or case.opened_on),
            "end": label,
        }
    return _("这份办件已暂缓，恢复之后才能继续。") if case.status == "suspended" else ""


def _all(case: Case, rows: tuple[JournalRow, ...]) -> Link | None:
    return Link(_("全部"), reverse("case_journal", args=[case.pk])) if len(rows) > SHOWN_ENTRIES else None
