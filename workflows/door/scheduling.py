"""The days of the open steps, computed again after every act: deadlines and duties that agree with the facts.

They follow from the case as it stands (its facts, its open steps, the edition of today), so that an act, a
correction and a voiding need nothing but this. What was armed is kept beside each open step on the case's own
row: an act reads nothing to know it, and writes only what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from workflows.door.judging import case_ground, matter_ground
from workflows.door.planning import Plan, since_of_step
from workflows.door.world import CaseState, MatterState
from workflows.nodes import Duty, Timer
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.walk import OpenStep
from workflows.rules.situation import Situation

#: the day of a deadline, by its node, the task that was open there, and its act
Armed = dict[tuple[str, int, str], str]


def reschedule(plan: Plan, case: CaseState) -> None:
    """Bring deadlines and duties into agreement with what is now known of the case."""
    before = _armed(case.before)
    if nodes := [node for name in case.steps if _dated(node := case.procedure.named(name))]:
        today = _today(plan, case)
        for node in nodes:
            then = replace(today, on=since_of_step(case, node.name))
            _arm(case.steps[node.name], node, then)
            _owe(plan, case, node, then)
    _rearm(plan, case, before, _armed(case.steps))
    _lapse(plan, case)


def reschedule_matter(plan: Plan, matter: MatterState) -> None:
    """Bring the deadlines of a matter into agreement with what is now known of it; a closed one has none."""
    if not matter.type.timers:
        return
    before, after = plan.world.armed.get(matter.id, {}), _days_of(plan, matter)
    for act, day in before.items():
        if after.get(act) != day:
            plan.batch.ended_matter_deadlines.append(("cancelled", matter.id, act))
    for act, day in after.items():
        if before.get(act) != day:
            key = f"matter:{matter.id}:{act}:{matter.revision + 1}"
            plan.batch.deadlines.append((None, matter.id, "", act, day, key, "armed", 0, ""))


def _days_of(plan: Plan, matter: MatterState) -> dict[str, date]:
    """The days of the timers of a matter by act, by the edition of today."""
    if matter.closed_on is not None:
        return {}
    today = plan.world.day_of(plan.at)
    ground = matter_ground(plan.world, matter, matter.opened_on, today)
    edition, _, _ = ground.edition_in(plan.world, today)
    then = ground.situation(plan.world, on=matter.opened_on, edition=edition, actor=None, at=plan.at)
    days = {timer.act.name: due_on(timer, then) for timer in matter.type.timers}
    return {act: day for act, day in days.items() if day is not None}


def due_on(timer: Timer, then: Situation) -> date | None:
    """The day on which a timer's act is next to be performed, seen from the day its node opened.

    What leaves its node open stays performed: it is not repeated for the same day, nor for an earlier one.
    """
    told = then.facts.on(timer.act.name) if timer.act.decides is None else None
    return next((day for day in timer.days(then) if told is None or max(day, then.on) > told), None)


def _today(plan: Plan, case: CaseState) -> Situation:
    """The case as it stands, by the edition of today, as pages say what is possible from which day."""
    on = plan.world.day_of(plan.at)
    ground = case_ground(plan.world, case, on, case.opened_on)
    edition, _, _ = ground.edition_in(plan.world, on)
    return ground.situation(plan.world, on=on, edition=edition, actor=None, at=plan.at)


def _dated(node: ProcedureNode) -> bool:
    return bool(_timers(node) or _duties(node))


def _timers(node: ProcedureNode) -> tuple[Timer, ...]:
    return getattr(node, "timers", ())


def _duties(node: ProcedureNode) -> tuple[Duty, ...]:
    return getattr(node, "duties", ())


def _armed(steps: Mapping[str, OpenStep]) -> Armed:
    return {
        (name, step["task"], act): day
        for name, step in steps.items()
        for act, day in step.get("armed", {}).items()
    }


def _arm(step: OpenStep, node: ProcedureNode, then: Situation) -> None:
    """Keep beside an open step the days of its timers."""
    days = {timer.act.name: due_on(timer, then) for timer in _timers(node)}
    step["armed"] = {act: day.isoformat() for act, day in days.items() if day is not None}
    if not step["armed"]:
        del step["armed"]


def _rearm(plan: Plan, case: CaseState, before: Armed, after: Armed) -> None:
    """Cancel deadlines whose day is gone and arm those with a new one, under a key that was never used."""
    for (node, task, act), day in before.items():
        if after.get((node, task, act)) != day:
            plan.batch.ended_deadlines.append(("cancelled", case.id, node, act))
    for (node, task, act), day in after.items():
        if before.get((node, task, act)) != day:
            key = f"case:{case.id}:{task}:{act}:{case.revision + 1}"
            row = (case.id, None, node, act, date.fromisoformat(day), key, "armed", 0, "")
            plan.batch.deadlines.append(row)


def _owe(plan: Plan, case: CaseState, node: ProcedureNode, then: Situation) -> None:
    """Lay out the periods of each duty of an open stage; those laid out before that are no more lapse."""
    step, known = case.steps[node.name], case.steps[node.name].get("owed", {})
    owed = {}
    for duty in _duties(node):
        periods = list(duty.periods(then))
        said = ";".join(f"{period.key} {period.due_on.toordinal()}" for period in periods)
        owed[duty.name] = blake2b(said.encode(), digest_size=8).hexdigest()
        if known.get(duty.name) == owed[duty.name]:
            continue
        if duty.name in known:
            plan.batch.lapsed.append((True, case.id, duty.name))
        rows = [(case.id, duty.name, period.key, period.due_on, False) for period in periods]
        plan.batch.duties.extend(rows)
    if owed:
        step["owed"] = owed


def _lapse(plan: Plan, case: CaseState) -> None:
    """What a stage that was left asked for is owed no more."""
    for name, step in case.before.items():
        if name not in case.steps or case.steps[name]["task"] != step["task"]:
            for duty in _duties(case.procedure.named(name)):
                plan.batch.lapsed.append((True, case.id, duty.name))
