"""The rooms of meetings and of notices: what is under way, what waits to be opened, what is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.desk import Job, JobGroup, ListPage
from portal.pages.parts import Act, DateKind, Day, Link, Shape
from portal.rooms.actor import Actor
from portal.rooms.at_work import AtWork
from portal.rooms.entering import room_of
from portal.rooms.matters import MatterRoom
from portal.rooms.words import facts_text
from workflows.door import matters_outlook
from workflows.models import Matter
from workflows.nodes import MatterAct, MatterType
from workflows.nodes.procedure import unlisted
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding, refusing
from workflows.selectors.matters import matters_in

SHOWN_OVER = 20


def list_page(
    actor: Actor,
    at: datetime,
    kinds: Mapping[str, type[MatterType]],
    title: str,
    *,
    ahead: bool = False,
) -> ListPage:
    """Matters of these kinds that the chosen office reaches, and those it could open.

    ``ahead`` says of each that is under way what comes next, and offers to open those that wait for nobody.
    """
    kinds = {name: kind for name, kind in kinds.items() if name not in actor.foreign.matters}
    others = actor.cases.exclude(procedure__in=unlisted()).exclude(subject=actor.id)
    reached = set(others.values_list("pk", flat=True))
    found = matters_in(actor.units, list(kinds), actor.on, besides=unlisted())
    rows = [row for row in found if _is_open_to(actor, row, reached)]
    jobs = {row.pk: _job(row, kinds[row.kind], actor, reached) for row in rows}
    if ahead:
        jobs = {row.pk: _by_kind(jobs[row.pk], row, kinds[row.kind]) for row in rows}
        jobs |= _ahead(actor, at, kinds, [row for row in rows if row.closed_on is None], jobs)
    running = [jobs[row.pk] for row in rows if row.closed_on is None]
    over = [jobs[row.pk] for row in rows if row.closed_on][:SHOWN_OVER]
    waiting = tuple(_waiting(actor, at, kinds))
    groups = (
        JobGroup("ready", Shape.READY, _("可以办理"), waiting),
        JobGroup("running", Shape.RUNNING, _("进行中"), tuple(running)),
        JobGroup("over", Shape.MET, _("已结束"), tuple(over)),
    )
    count = len(running)
    lede = _("进行中 %(n)s 项。") % {"n": count} if count else _("没有进行中的。")
    empty = "" if running or over or waiting else _("这里还没有记录。有人到了这一环节，就可以在这里办。")
    tools = tuple(_tools(actor, at, kinds, rows)) if ahead else ()
    if empty and tools:
        empty = _("这里还没有记录。从右上角新建。")
    return ListPage(title=title, lede=lede, groups=groups, tools=tools, empty=empty)


def _is_open_to(actor: Actor, row: Matter, reached: Set[int]) -> bool:
    """Whether the matter has a page for the office: its own, or about somebody else not filed away."""
    return actor.holds(row) or any(each.case_id in reached for each in row.concerns.all())


def _by_kind(job: Job, row: Matter, kind: type[MatterType]) -> Job:
    """A row that is called what it is, and says what was said when it was opened."""
    about = job.why or _about([job.name] if job.name else [])
    return replace(job, name=kind.title, step=_said(row, kind), why=about)


def _about(people: Sequence[str]) -> str:
    return _("涉及：%(names)s") % {"names": _("、").join(people[:8])} if people else ""


def _ahead(
    actor: Actor,
    at: datetime,
    kinds: Mapping[str, type[MatterType]],
    rows: Sequence[Matter],
    jobs: Mapping[int, Job],
) -> dict[int, Job]:
    """The rows of what is under way, each with what the chosen office may do on it next."""
    found = matters_outlook([row.pk for row in rows], at=at, actor=actor.id)
    ahead = {}
    for row in rows:
        step = next_act(MatterRoom(actor, kinds[row.kind], at, row), found.get(row.pk, {}))
        if step is not None:
            there = Act(step.title, reverse("matter_act", args=[row.pk, step.name]))
            ahead[row.pk] = replace(jobs[row.pk], act=there)
    return ahead


def next_act(room: MatterRoom, found: Mapping[str, Sequence[Finding]]) -> MatterAct | None:
    """The first act in the order of the text that nothing stands against and that was not done."""
    done = room.matter.facts if room.matter else {}
    return next(
        (
            act
            for act in room.acts()
            if not act.closes and act.name not in done and not refusing(tuple(found.get(act.name, ())))
        ),
        None,
    )


def _tools(
    actor: Actor, at: datetime, kinds: Mapping[str, type[MatterType]], rows: Sequence[Matter]
) -> Iterator[Link]:
    """The ways to open what waits for no case: of a kind of which a unit keeps one, unless it is open."""
    home = actor.chosen.unit if actor.chosen else 0
    open_here = {row.kind for row in rows if row.closed_on is None and row.unit_id == home}
    for name, kind in kinds.items():
        opening = MatterRoom(actor, kind, at).opening()
        if opening is not None and not opening.event and not (kind.single and name in open_here):
            yield Link(opening.title, reverse("matter_new", args=[name]), "plus")


def _job(row: Matter, kind: type[MatterType], actor: Actor, reached: Set[int]) -> Job:
    """A matter as a row; of a matter kept elsewhere only the people in reach are named."""
    whole = actor.holds(row)
    concerned = [each.case for each in row.concerns.all() if whole or each.case_id in reached]
    people = [case.subject.name for case in concerned]
    href = reverse("matter", args=[row.pk])
    told = row.closed_on or row.opened_on
    day = Day(day_text(told, today=actor.on), told.isoformat(), DateKind.ACTUAL)
    return Job(
        name=_("%(name)s等 %(n)s 人") % {"name": people[0], "n": len(people)}
        if people[1:]
        else "".join(people),
        note=row.unit.name,
        href=href,
        step=kind.title,
        why=_about(people) if people[1:] else "",
        day=day,
        act=Act(_("打开"), href),
    )


def _said(row: Matter, kind: type[MatterType]) -> str:
    """What was said when it was opened: the year of a plan."""
    facts = Facts.from_json(row.facts)
    opened = next((act for act in kind.acts().values() if act.opens and act.name in facts), None)
    fact = facts.latest(opened.name) if opened else None
    paper = opened.paper if opened else None
    data = (
        {name: value for name, value in fact.data.items() if paper and name not in paper.people}
        if fact
        else {}
    )
    return facts_text(opened, data, {})


def _waiting(actor: Actor, at: datetime, kinds: Mapping[str, type[MatterType]]) -> Iterator[Job]:
    at_work = AtWork(actor, at)
    for name, kind in kinds.items():
        room = room_of(actor, kind, at, at_work=at_work)
        opening = room.opening()
        waiting = room.free(opening) if opening else []
        if opening is None or not waiting:
            continue
        names = [room.views[case].situation.subject.name for case in waiting]
        href = reverse("matter_new", args=[name])
        yield Job(
            name=_("%(n)s 人") % {"n": len(names)},
            note="",
            href=href,
            step=opening.title,
            why=_("可以办的：%(names)s") % {"names": _("、").join(names[:8])},
            day=Day(day_text(actor.on, today=actor.on), actor.on.isoformat(), DateKind.PLANNED, _("今天起")),
            act=Act(opening.title, href, primary=True),
        )
