"""The desk of an office: overdue, near, possible now, held back; and what others hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import NEAR_DAYS, day_text, due, earliest, today_text, unknown
from portal.pages.desk import DeskPage, Job, JobGroup, StageCount, Waiting
from portal.pages.month import month_of
from portal.pages.parts import Act, DateKind, Day, Link, Shape
from portal.rooms.actor import Actor
from portal.rooms.periods import owed_title
from portal.rooms.words import cite, said
from workflows.door import Outlook, Prospect, outlook
from workflows.models import Case, Duty
from workflows.nodes import NoticeType, Stage
from workflows.nodes.procedure import families
from workflows.selectors.cases import cases_assigned_to, cases_in, outstanding_duties


@dataclass(frozen=True, slots=True)
class Sorted:
    """A row with the date it is sorted by."""

    key: tuple[date, str]
    job: Job


def desk_page(actor: Actor, at: datetime) -> DeskPage:
    """The desk of the chosen office, or of somebody whom acts have named."""
    cases = {case.pk: case for case in _cases(actor)}
    views = outlook(cases, at=at, actor=actor.id)
    duties = list(outstanding_duties(cases, actor.on, NEAR_DAYS))
    groups = _groups(actor, cases, views, duties)
    count = sum(len(group.jobs) for group in groups)
    late = sum(len(group.jobs) for group in groups if group.key == "late")
    return DeskPage(
        title=_("工作台"),
        lede=_lede(count, late, actor),
        groups=_one_primary(groups),
        stages=tuple(_stages(cases, views, duties, actor.on)),
        tools=tuple(_tools(actor)),
        month=month_of(actor.on, windows=_windows(views), last_days=[duty.due_on for duty in duties]),
        waiting=tuple(_waiting(views, actor.on)),
        empty="" if count else _("没有等您办理的事项。有人递交申请，或者到了期限，这里会列出来。"),
    )


def _cases(actor: Actor) -> Iterable[Case]:
    if actor.units:
        return cases_in(actor.units, actor.on).exclude(status="ended").exclude(subject=actor.id)
    return cases_assigned_to(actor.id) if actor.id else ()


def _tools(actor: Actor) -> Iterator[Link]:
    """What the chosen office may begin: registering openings of each procedure."""
    office = actor.chosen.office if actor.chosen else ""
    for family, procedure in families().items():
        for opening in (start.main for start in procedure.starts):
            if office in {role.name for role in (*opening.by, *opening.recorders)}:
                text = _("登记%(act)s") % {"act": opening.title}
                yield Link(text, reverse("register", args=[family, opening.name]), "file-text")


def _windows(views: dict[int, Outlook]) -> set[tuple[date, date]]:
    """The days on which notices of these cases hang."""
    found: set[tuple[date, date]] = set()
    for view in views.values():
        for step in view.prospects:
            kind = step.act.matter
            if step.main and kind is not None and issubclass(kind, NoticeType):
                window = kind.window(view.situation)
                found |= {(window.first_day, window.last_day)} if window else set()
    return found


def _lede(count: int, late: int, actor: Actor) -> str:
    if not count:
        return today_text(actor.on)
    if late:
        return _("%(n)s 件，其中 %(late)s 件逾期。每组内日期早的在前。") % {"n": count, "late": late}
    return _("%(n)s 件，没有逾期。每组内日期早的在前。") % {"n": count}


def _groups(
    actor: Actor, cases: dict[int, Case], views: dict[int, Outlook], duties: list[Duty]
) -> tuple[JobGroup, ...]:
    owed = [(duty, cases[duty.case_id]) for duty in duties]
    late = [_owed(duty, case, views, actor.on) for duty, case in owed if duty.due_on < actor.on]
    soon = [_owed(duty, case, views, actor.on) for duty, case in owed if duty.due_on >= actor.on]
    steps = [(view, step) for view in views.values() for step in view.prospects if step.path and step.main]
    ready = [_ready(cases[v.case.id], v, p, actor.on) for v, p in steps if p.mine and not p.unmet]
    held = [_held(cases[v.case.id], v, p, actor.on) for v, p in steps if p.mine and p.unmet]
    return (
        JobGroup("late", Shape.LATE, _("逾期"), _in_order(late), _("先办这里；办理时须写明逾期原因")),
        JobGroup("soon", Shape.SOON, _("7天内"), _in_order(soon)),
        JobGroup("ready", Shape.READY, _("可推进"), _in_order(ready), _("要求已全部满足")),
        JobGroup("held", Shape.HELD, _("被卡住"), _in_order(held), _("日期为最早可办日")),
    )


def _in_order(rows: list[Sorted]) -> tuple[Job, ...]:
    return tuple(row.job for row in sorted(rows, key=lambda row: row.key))


def _one_primary(groups: tuple[JobGroup, ...]) -> tuple[JobGroup, ...]:
    """The most urgent act that can be done is the red one; the others are ink on white."""
    found, result = False, []
    for group in groups:
        jobs = []
        for job in group.jobs:
            first = not found and job.act is not None and group.key != "held"
            found = found or first
            jobs.append(replace(job, act=replace(job.act, primary=True)) if first and job.act else job)
        result.append(replace(group, jobs=tuple(jobs)))
    return tuple(result)


def _owed(duty: Duty, case: Case, views: dict[int, Outlook], on: date) -> Sorted:
    view = views[case.pk]
    stage = view.case.procedure.named(view.case.stage) if view.case.stage else None
    declared = next((d for d in getattr(stage, "duties", ()) if d.name == duty.name), None)
    title = declared.title if declared else duty.name
    act = None
    if declared is not None:
        href = f"{act_href(case.pk, declared.act.name)}?{declared.field or 'period'}={duty.period}"
        act = Act(declared.act.title, href)
    job = Job(
        name=case.subject.name,
        note=case.subject.number,
        href=case_href(case.pk),
        step=owed_title(title, duty.period, on),
        why=_("%(day)s到期，尚未登记。") % {"day": day_text(duty.due_on, today=on)},
        day=due(duty.due_on, DateKind.STATUTORY, today=on),
        act=act,
        cite=cite(declared.cites) if declared else None,
        stage=stage.label if stage else "",
    )
    return Sorted((duty.due_on, case.subject.number), job)


def _ready(case: Case, view: Outlook, step: Prospect, on: date) -> Sorted:
    waited = (on - step.since).days
    day = Day(
        due(step.since, DateKind.ACTUAL, today=on).text,
        step.since.isoformat(),
        DateKind.ACTUAL,
        _("已等 %(n)s 天") % {"n": waited} if waited else _("今天到此"),
    )
    return Sorted((step.since, case.subject.number), _job(case, view, step, _("要求已全部满足。"), day))


def _held(case: Case, view: Outlook, step: Prospect, on: date) -> Sorted:
    first = step.unmet[0]
    when = step.earliest_on
    day = earliest(when, today=on) if when else unknown(_("待补齐"))
    return Sorted((when or date.max, case.subject.number), _job(case, view, step, said(first), day))


def _job(case: Case, view: Outlook, step: Prospect, why: str, day: Day) -> Job:
    node = step.node
    stage = view.case.procedure.named(view.case.stage) if view.case.stage else None
    held = bool(step.unmet)
    return Job(
        name=case.subject.name,
        note=case.subject.number,
        href=case_href(case.pk),
        step=node.label if node else step.act.title,
        why=why,
        day=day,
        act=Act(_("看缺什么"), case_href(case.pk)) if held else Act(step.act.title, step_href(case.pk, step)),
        cite=cite(node.cites if node else ()),
        stage=stage.label if stage else "",
    )


def _stages(
    cases: dict[int, Case], views: dict[int, Outlook], duties: list[Duty], on: date
) -> Iterator[StageCount]:
    """Every stage of every procedure that somebody here is in, with its number and what is late."""
    counts = Counter((view.case.procedure, view.case.stage) for view in views.values())
    late = Counter(cases[duty.case_id].stage for duty in duties if duty.due_on < on)
    for procedure in families().values():
        if not any(known is procedure for known, _stage in counts):
            continue
        for stage in procedure.stages:
            missing = late[stage.name]
            yield StageCount(
                label=stage.label,
                count=counts[(procedure, stage.name)],
                href=f"{reverse('cases')}?stage={stage.name}",
                fact=_("%(n)s 项逾期") % {"n": missing} if missing else _("没有逾期"),
                shape=Shape.LATE if missing else Shape.MET,
            )


def _waiting(views: dict[int, Outlook], on: date) -> Iterator[Waiting]:
    """What is possible now but in somebody else's hands, by step."""
    held: dict[tuple[str, str], list[date]] = {}
    for view in views.values():
        for step in view.prospects:
            if step.path and step.main and not step.mine and not isinstance(step.node, Stage):
                who = "、".join(role.title for role in step.act.by)
                label = step.node.label if step.node else step.act.title
                held.setdefault((label, who), []).append(step.since)
    for (label, who), days in sorted(held.items(), key=lambda item: min(item[1])):
        text = _("%(who)s：%(label)s %(n)s 人") % {"who": who, "label": label, "n": len(days)}
        yield Waiting(text, _("%(n)s 天") % {"n": (on - min(days)).days})


def case_href(case: int) -> str:
    """The address of a case."""
    return reverse("case", args=[case])


def act_href(case: int, act: str) -> str:
    """The address of an act on a case."""
    return reverse("act", args=[case, act])


def step_href(case: int, step: Prospect) -> str:
    """Where a step is done: its act's page, or the shared matter that it belongs to."""
    if step.act.matter is not None:
        return f"{reverse('matter_new', args=[step.act.matter.kind()])}?case={case}"
    return act_href(case, step.act.name)
