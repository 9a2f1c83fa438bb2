"""The door: every change of a case or a matter goes through ``perform``.

It takes a list, because one meeting decides on many; one act is a list of one. All of it happens or nothing:
lock, judge, refuse with every finding or plan and write, in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import IntegrityError
from django.utils import timezone

from workflows.door import casework
from workflows.door.authority import stop
from workflows.door.finding_acts import beside_another, closed, event_of, offer_of, since_of, why_not_open
from workflows.door.judging import Judged, case_ground, judge, matter_ground
from workflows.door.loading import load
from workflows.door.looking_back import done_since
from workflows.door.opening import new_case, new_matter, take
from workflows.door.planning import (
    Plan,
    assign,
    case_rows,
    discharge,
    matter_moves,
    matter_rows,
    move,
    project,
    record,
    remember,
)
from workflows.door.requests import Act, Receipt, Refusal, Refused
from workflows.door.scheduling import reschedule, reschedule_matter
from workflows.door.standings import give
from workflows.door.world import CaseState, Earlier, Head, MatterState, World
from workflows.nodes import ActType, MatterAct
from workflows.rules.findings import Finding
from workflows.rules.meetings import OUTCOMES
from workflows.rules.memory import collector_paused
from workflows.store.batch import Batch
from workflows.store.reading import last_task, more_ids, read_heads
from workflows.store.session import Session
from workflows.store.writing import write
from workflows.texts.speaking import in_source


class Part(NamedTuple):
    """What an act on a matter brings to one case that it concerns."""

    case: CaseState
    judged: Judged


def perform(acts: Sequence[Act], *, at: datetime, session: Session | None = None) -> tuple[Receipt, ...]:
    """Perform every act of the list at the moment ``at``, or none of them.

    Raises Refused with the findings of every act that may not happen, Busy when a case stays locked, and
    Stale when a row changed under our lock; in each case nothing was changed.
    """
    timezone.localdate(at)  # a naive moment is refused here, before anything is locked
    session = session or Session()
    with collector_paused():
        return _retried(session, acts, at)


def _retried(session: Session, acts: Sequence[Act], at: datetime) -> tuple[Receipt, ...]:
    # The journal keeps sentences as the regulation is written, whatever the language of who records.
    with in_source():
        try:
            return _perform(session, acts, at)
        except IntegrityError:
            # What is opened has no row to lock: somebody sent the same request, or opened the same case, at
            # the same time. By now it is visible, so the second look says so.
            return _perform(session, acts, at)


def _perform(session: Session, acts: Sequence[Act], at: datetime) -> tuple[Receipt, ...]:
    with session.transaction():
        world = load(session, acts, lock=True)
        plan = _plan(session, world, at)
        refusals = [refusal for position, act in enumerate(acts) for refusal in _take(plan, position, act)]
        if refusals:
            raise Refused(refusals)
        _finish(plan)
        write(session, plan.batch)
    return tuple(plan.receipts)


def consider(acts: Sequence[Act], *, at: datetime) -> tuple[Refusal, ...]:
    """What ``perform`` would refuse now, without locking or writing; each act is considered by itself."""
    session = Session()
    found: list[Refusal] = []
    world = load(session, acts, lock=False)
    plan = _plan(session, world, at)
    plan.head = world.head
    for position, act in enumerate(acts):
        found += _take(plan, position, act)
    return tuple(found)


def _plan(session: Session, world: World, at: datetime) -> Plan:
    def more(table: str, count: int) -> list[int]:
        return more_ids(session, table, count)

    def head(unit: int) -> Head:
        if unit not in world.heads:
            world.heads.update({row[0]: Head(*row) for row in read_heads(session, unit)})
        return world.heads[unit]

    def task(process: int, ref: str) -> tuple[int, str]:
        return last_task(session, process, ref)

    return Plan(world, at, session.moment(at), Batch(), more, head, task)


def _take(plan: Plan, position: int, act: Act) -> list[Refusal]:
    """Judge one act and, where nothing refuses it, plan it; a repetition gets the receipt of the first."""
    earlier = plan.world.earlier.get(act.request)
    if earlier is not None:
        if earlier.digest != act.digest:
            return [Refusal(position, act, (stop("act.same_key_other_data"),), earlier.case)]
        receipt = Receipt(earlier.entry, earlier.case, earlier.matter, earlier.outcome, repeated=True)
        plan.receipts.append(receipt)
        return []
    refusals = _take_new(plan, position, act)
    if act.request and not refusals:
        receipt = plan.receipts[-1]
        done = Earlier(act.digest, receipt.entry, receipt.case, receipt.matter, receipt.outcome)
        plan.world.earlier[act.request] = done
    return refusals


def _take_new(plan: Plan, position: int, act: Act) -> list[Refusal]:
    if act.matter is not None or act.kind:
        return _take_matter(plan, position, act)
    findings = _take_case(plan, act) if act.case is not None else _open_case(plan, act)
    return [Refusal(position, act, tuple(findings), act.case)] if findings else []


def _take_case(plan: Plan, act: Act) -> tuple[Finding, ...]:
    case = plan.world.cases.get(act.case or 0)
    if case is None:
        return (stop("case.unknown"),)
    if act.name in casework.BUILT_IN:
        return casework.take(plan, case, act)
    offer = offer_of(case, act.name)
    if offer is None:
        return tuple(why_not_open(plan.world, case, act, plan.at))
    kind, node = offer
    if kind.matter is not None:
        return (stop("act.through_matter", act=kind.title, matter=kind.matter.title),)
    ground = case_ground(plan.world, case, act.on or plan.world.day_of(plan.at), since_of(case, node))
    judged = judge(plan.world, act, kind, node, ground, plan.at)
    beside = beside_another(case, offer, judged.situation.subject.name)
    refused = (*closed(case, offer), *beside, *judged.findings)
    if any(finding.refuses for finding in refused):
        return refused
    commit_case(plan, case, judged)
    return ()


def commit_case(
    plan: Plan, case: CaseState, judged: Judged, *, matter: int | None = None, cause: int | None = None
) -> None:
    """Plan an act on a case that nothing refuses."""
    entry = plan.new_id("workflows_entry")
    outcome = judged.outcome
    judged = judged.kept(outcome)
    case.facts = remember(case.facts, judged, entry, outcome)
    discharge(plan, case, judged)
    assign(plan, judged, case.procedure.act_types.values(), case=case.id, matter=None)
    moves = move(plan, case, judged, outcome)
    give(plan, case, judged.kind, judged.effective_on, outcome, moves)
    case.touched = True
    record(
        plan,
        judged,
        entry=entry,
        unit=case.unit,
        case=case,
        matter=matter,
        outcome=outcome,
        moves=moves,
        cause=cause,
    )
    project(plan, judged, entry, case.id, matter, outcome)
    if cause is None:
        opened = tuple(moves.opened)
        plan.receipts.append(Receipt(entry, case.id, matter, outcome, judged.findings, opened))


def _open_case(plan: Plan, act: Act) -> tuple[Finding, ...]:
    case, node, findings = new_case(plan, act)
    if case is None or node is None:
        return tuple(findings)
    on = act.on or plan.world.day_of(plan.at)
    ground = case_ground(plan.world, case, on, on)
    judged = judge(plan.world, act, node.main, node, ground, plan.at)
    if judged.refused or findings:
        return (*findings, *judged.findings)
    plan.world.cases[case.id] = case
    if case.id in plan.world.inside:
        plan.batch.concerns.append((plan.world.inside[case.id], case.id))
    take(plan, act)
    commit_case(plan, case, judged)
    return ()


def _take_matter(plan: Plan, position: int, act: Act) -> list[Refusal]:
    if act.matter is not None and act.name in casework.AMENDING:
        refused = casework.amend(plan, act)
        return [Refusal(position, act, refused)] if refused else []
    matter, kind, findings = _matter_of(plan, act)
    if matter is None or kind is None:
        return [Refusal(position, act, tuple(findings))]
    if kind.event and not act.cases:
        findings = [*findings, stop("matter.no_cases", act=kind.title)]
    today = plan.world.day_of(plan.at)
    ground = matter_ground(plan.world, matter, act.on or today, today)
    judged = judge(plan.world, act, kind, None, ground, plan.at)
    if judged.refused or findings:
        return [Refusal(position, act, (*findings, *judged.findings))]
    known = _with_done_before(plan, _with_cases(judged, act), matter)
    entry, outcome = plan.new_id("workflows_entry"), judged.outcome
    judged, parts, refusals = _tell(plan, position, act, matter, known, entry)
    if refusals:
        return refusals
    matter.touched = True
    plan.world.learn(matter)
    casework.close_matter(matter, kind, judged.situation.on)
    plan.batch.concerns.extend((matter.id, case) for case in act.cases)
    assign(plan, judged, matter.type.acts().values(), case=None, matter=matter.id)
    record(
        plan,
        judged,
        entry=entry,
        unit=matter.unit,
        case=None,
        matter=matter.id,
        outcome=outcome,
        moves=matter_moves(matter, opens=kind.opens),
    )
    project(plan, judged, entry, None, matter.id, outcome)
    plan.receipts.append(Receipt(entry, None, matter.id, outcome, judged.findings))
    for case, part in parts:
        commit_case(plan, case, part, matter=matter.id, cause=entry)
    return []


def _tell(
    plan: Plan, position: int, act: Act, matter: MatterState, judged: Judged, entry: int
) -> tuple[Judged, list[Part], list[Refusal]]:
    """Judge what an act on a matter brings to each case, in the order given.

    A matter that remembers outcomes knows the first case's when the next is judged. What it knows of a list
    of acts in which something is refused does not matter: nothing of it is kept.
    """
    before, outcome, parts = matter.facts, judged.outcome, []
    refusals: list[Refusal] = []
    outcomes: dict[str, str] = {}
    matter.facts = remember(before, judged, entry, outcome)
    if matter.facts is before and matter.type.retrospective:
        refusals.append(Refusal(position, act, (stop("record.later_stands", act=judged.kind.title),)))
    for number in act.cases:
        told = _concern(plan, act, matter, judged, number)
        if isinstance(told, Part):
            parts.append(told)
            outcomes[str(number)] = told.judged.outcome
        elif told:
            refusals.append(Refusal(position, act, told, number))
        if matter.type.remembers and outcomes:
            judged = casework.with_facts(judged, {OUTCOMES: dict(outcomes)})
            matter.facts = remember(before, judged, entry, outcome)
    return judged, parts, refusals


def _matter_of(plan: Plan, act: Act) -> tuple[MatterState | None, MatterAct | None, list[Finding]]:
    if act.kind:
        return new_matter(plan, act)
    matter = plan.world.matters.get(act.matter or 0)
    if matter is None:
        return None, None, [stop("matter.unknown")]
    kind = matter.type.acts().get(act.name)
    if kind is None or kind.opens:
        return None, None, [stop("act.unknown", act=act.name)]
    if matter.closed_on is not None:
        return matter, kind, [stop("matter.closed", on=matter.closed_on)]
    return matter, kind, []


def _concerned(plan: Plan, matter: MatterState, case: CaseState, on: date) -> bool:
    """Whether a case may be one of a matter's.

    It is of the one within which it was opened, wherever its subject belongs by now; of other kinds it may be
    of any in the units to which the subject belongs on the day.
    """
    if matter.type is case.procedure.within:
        return plan.world.inside.get(case.id) == matter.id
    units = plan.world.units_of(plan.world.people[case.subject], on, case.unit)
    return matter.unit in {unit.id for unit in units.values()}


def _concern(
    plan: Plan, act: Act, matter: MatterState, judged: Judged, case_id: int
) -> Part | tuple[Finding, ...]:
    """What the act on the matter does to one case that it concerns, or what refuses it; perhaps nothing."""
    kind, case = judged.kind, plan.world.cases.get(case_id)
    if case is None:
        return (stop("case.unknown"),)
    on = act.on or plan.world.day_of(plan.at)
    if not _concerned(plan, matter, case, on):
        return (stop("matter.not_concerned", matter=matter.type.title),)
    if not kind.event:
        return ()
    offer = event_of(case, matter.type, kind.event)
    if offer is None:
        part = Act(name=kind.name, by=act.by, key="", on=act.on)
        return tuple(casework.no_event(plan, case, matter, kind, part))
    part = Act(
        name=offer[0].name,
        by=act.by,
        key="",
        on=act.on,
        data=_of_both(offer[0], act, case_id),
        case=case_id,
        recorded_by=act.recorded_by,
        confirmed_by=act.confirmed_by,
        reason=act.reason,
        files=act.files,
    )
    ground = case_ground(plan.world, case, on, since_of(case, offer[1]), matter)
    told = judge(plan.world, part, offer[0], offer[1], ground, plan.at, trusted=True)
    # Whoever acts on the matter acts on the case by the same office.
    told = replace(told, acted_as=judged.acted_as, recorded_as=judged.recorded_as)
    refused = (*closed(case, offer), *told.findings)
    return refused if any(finding.refuses for finding in refused) else Part(case, told)


def _of_both(kind: ActType, act: Act, case: int) -> dict[str, Any]:
    """What is said of one case; what its paper asks and the matter's paper says need not be said twice."""
    asked = kind.paper.base_fields if kind.paper else {}
    return {**{name: value for name, value in act.data.items() if name in asked}, **act.cases[case]}


def _with_cases(judged: Judged, act: Act) -> Judged:
    """A matter remembers the cases of each of its acts, in the order given, beside what its paper says."""
    return casework.with_facts(judged, {"cases": list(act.cases)}) if act.cases else judged


def _with_done_before(plan: Plan, judged: Judged, matter: MatterState) -> Judged:
    """A record that reaches back names what was done on the person's cases without knowing it."""
    if judged.kind.effective is None:
        return judged
    done = done_since(plan.world, matter.id, judged.kind.effective(judged.situation))
    return casework.with_facts(judged, {"done_before": done}) if done else judged


def _finish(plan: Plan) -> None:
    for case in plan.world.cases.values():
        if case.touched:
            reschedule(plan, case)
            case_rows(plan, case)
    for matter in plan.world.matters.values():
        if matter.touched:
            reschedule_matter(plan, matter)
            matter_rows(plan, matter)
    for head in plan.world.heads.values():
        if head.touched:
            plan.batch.heads.append((head.seq, head.hash, head.unit))
