"""A student's own page: where I am, what is next and from when, what I hand in. Nothing of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.pages.days import AHEAD_DAYS, day_text, distance
from portal.pages.parts import Link, Shape, State
from portal.pages.student import MyRecord, NextStep, StudentPage, Todo
from portal.rooms.actor import Actor
from portal.rooms.case import edition_lines, ended_line, lasting, stage_points
from portal.rooms.case_files import CaseFiles
from portal.rooms.corrections import later_of, standing
from portal.rooms.jobs import act_href, duties_of, is_awaited, nearest_first
from portal.rooms.journal import stage_days, title_of
from portal.rooms.kinds import shared
from portal.rooms.periods import owed_title
from portal.rooms.road import road
from portal.rooms.words import outcome_text, row
from workflows.door import Outlook, Prospect, outlook
from workflows.models import Case, Entry
from workflows.nodes import SUBJECT, NoticeType
from workflows.nodes.procedure import several
from workflows.rules.findings import Finding
from workflows.selectors.cases import cases_about, outstanding_duties
from workflows.selectors.entries import entries_of
from workflows.selectors.matters import matters_assigned_to

SHOWN_RECORDS = 8
#: what a meeting has not decided: one teller has counted, or the two differ
UNSETTLED = frozenset({"", "recount"})


def student_page(actor: Actor, at: datetime, *, whole: bool = False) -> StudentPage | None:
    """The page of whoever is the subject of a case; None for somebody who is not.

    ``whole`` shows all of one's history and not the last lines only.
    """
    case = own_way(actor)
    if case is None:
        return None
    view = outlook([case.pk], at=at, actor=actor.id)[case.pk]
    entries = list(entries_of(case=case.pk))
    step = next(iter(nearest_first(view)), None)
    todo = _one_button(tuple(_todo(actor, case, view)))
    stage = view.case.procedure.named(case.stage) if case.stage else None
    days = stage_days(view.case.procedure, entries)
    history = tuple(_history(view, entries, actor, CaseFiles(actor, case)))
    cut = not whole and len(history) > SHOWN_RECORDS
    return StudentPage(
        stage=stage.label if stage else _("已结束"),
        since=_since(case, days.get(case.stage), actor) if stage else ended_line(view, case),
        trail=stage_points(view, days, actor.on),
        next=_next(actor, step, todo) if step else None,
        todo=todo,
        todo_none=_("轮到您交材料时，会列在这里。"),
        why_title=_why(step),
        why=tuple(row(finding, actor.on) for finding in _why_now(step)),
        why_rest=_rest(step),
        road=road(view, actor.on),
        history=history[:SHOWN_RECORDS] if cut else history,
        history_all=Link(_("全部"), f"{reverse('me_progress')}?history=all#history") if cut else None,
        record=own_record(),
        not_shown=_("这里只有您自己的进度。别人的意见、票数和反映情况不会显示。"),
        foot=tuple(edition_lines(view, actor.on)),
    )


def own_way(actor: Actor) -> Case | None:
    """The case that is somebody's way: the latest of a procedure that one goes through once at a time."""
    return cases_about(actor.id or 0).exclude(procedure__in=several()).first()


def own_record() -> Link:
    """Where somebody reads what the school has recorded of them."""
    return Link(_("名次、荣誉和任职"), reverse("my_record"))


def _since(case: Case, began_on: date | None, actor: Actor) -> str:
    """Since when the stage lasts, by the day from which it has effect."""
    since = began_on or case.stage_since or case.opened_on
    if since == actor.on:
        return _("今天起")
    return _("%(day)s起，%(for)s") % {"day": day_text(since), "for": lasting(since, actor.on)}


def _next(actor: Actor, step: Prospect, todo: tuple[Todo, ...]) -> NextStep:
    who = _("、").join(role.title for role in step.act.by)
    name = step.node.label if step.node else step.act.title
    first = todo[0].title if todo else ""
    wanted = step.awaited_on
    if not step.unmet and wanted is not None:
        return NextStep(name, _("最晚"), day_text(wanted), who, distance(wanted, today=actor.on), first)
    if not step.unmet:
        return NextStep(name, _("现在"), _("可以办理"), who, first=first)
    when = step.earliest_on
    if when is None:
        known = max((each.earliest_on for each in step.unmet if each.earliest_on), default=None)
        text = _("%(day)s，并须补齐") % {"day": day_text(known)} if known else _("补齐后")
        return NextStep(name, _("最早"), text, who, first=first)
    return NextStep(name, _("最早"), day_text(when), who, distance(when, today=actor.on), first)


def _why(step: Prospect | None) -> str:
    """The heading of what is missing, or of what names the day; nothing missing needs none."""
    if step is None or step.node is None or not _why_now(step):
        return ""
    if not step.unmet:
        return _("%(step)s，什么时候办") % {"step": step.node.label}
    return _("%(step)s，还差什么") % {"step": step.node.label}


def _why_now(step: Prospect | None) -> tuple[Finding, ...]:
    """What stands against the next step; of one that is wanted by a day, what it is judged by."""
    if step is None:
        return ()
    return step.findings if step.awaited_on is not None and not step.unmet else step.unmet


def _rest(step: Prospect | None) -> str:
    met = len(step.findings) - len(step.unmet) if step and step.unmet else 0
    return _("其余 %(n)s 项已满足或不适用。") % {"n": met} if met else ""


def _todo(actor: Actor, case: Case, view: Outlook) -> Iterator[Todo]:
    """Duties that the subject owes first, the earliest day first; then steps that wait for the subject, and
    meetings that gave the person something to do.
    """
    declared = duties_of(view)
    for owed in outstanding_duties([case.pk], actor.on, AHEAD_DAYS):
        duty = declared.get(owed.name)
        if duty is not None and SUBJECT in duty.act.by:
            href = f"{act_href(case.pk, duty.act.name)}?{duty.field or 'period'}={owed.period}"
            yield Todo(
                title=owed_title(duty.title, owed.period, actor.on),
                text=_("应在%(day)s前交。手写的拍照或扫描上传。")
                % {"day": day_text(owed.due_on, today=actor.on)},
                icon="file-text",
                state=_state(owed.due_on, actor),
                act=Link(_("拍照上交"), href, "camera"),
            )
    for prospect in view.prospects:
        if prospect.mine and prospect.path and not prospect.unmet and is_awaited(prospect, actor.on):
            last = prospect.awaited_on
            yield Todo(
                prospect.act.title,
                _("应在%(day)s前交。") % {"day": day_text(last, today=actor.on)} if last else "",
                "file-text",
                _state(last, actor) if last else None,
                act=Link(_("去办理"), act_href(case.pk, prospect.act.name)),
            )
    for matter in matters_assigned_to(actor.id or 0):
        kind = shared(matter.kind)
        if kind is not None:
            day = day_text(matter.opened_on, today=actor.on)
            text = _("%(day)s，%(unit)s。会上指定了您。") % {"day": day, "unit": matter.unit.name}
            yield Todo(
                kind.title, text, "users", act=Link(_("进入会议"), reverse("matter", args=[matter.pk]))
            )


def _one_button(todo: tuple[Todo, ...]) -> tuple[Todo, ...]:
    """The first thing to hand in has the big button, the others a plain link."""
    return todo[:1] + tuple(replace(each, act=None, link=each.act or each.link) for each in todo[1:])


def _state(last: date, actor: Actor) -> State:
    late = last < actor.on
    return State(Shape.LATE if late else Shape.SOON, "" if late else distance(last, today=actor.on))


def _history(view: Outlook, entries: Sequence[Entry], actor: Actor, files: CaseFiles) -> Iterator[MyRecord]:
    """What happened, without numbers of votes, opinions, or whether others reported something."""
    later = later_of(entries)
    for entry in entries:
        kind, now = view.case.procedure.act_types.get(entry.act), standing(entry, later.get(entry.pk, ()))
        if now is None or kind is None or kind.discreet:
            continue
        public = kind.matter is not None and issubclass(kind.matter, NoticeType)
        if kind.matter is not None and not public and now.outcome in UNSETTLED:
            continue
        outcome = "" if public else outcome_text(now.outcome)
        text = _("，").join(filter(None, dict.fromkeys([title_of(view.case.procedure, entry), outcome])))
        links = tuple(files.links(entry, later.get(entry.pk, ())))
        received = _received(entry, actor) if SUBJECT in kind.by and entry.acted_by_id == actor.id else ""
        yield MyRecord(day_text(now.on, today=actor.on), text, received, links)


def _received(entry: Entry, actor: Actor) -> str:
    """When something that one handed in was received, and who took it in."""
    local = timezone.localtime(entry.at)
    moment = {"day": day_text(local.date(), today=actor.on), "time": f"{local:%H:%M}"}
    if entry.recorded_by and entry.recorded_by_id != actor.id:
        return _("%(who)s %(day)s %(time)s 收") % {**moment, "who": entry.recorded_by.name}
    return _("%(day)s %(time)s 收到") % moment
