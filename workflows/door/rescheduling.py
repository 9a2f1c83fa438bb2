"""What follows from a changed past: the first days of open steps, deadlines and duties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workflows.door.planning import Plan, since_of_step
from workflows.door.proposals import Proposal
from workflows.door.world import CaseState
from workflows.models import Deadline, DeadlineState, Duty
from workflows.nodes import ActType
from workflows.nodes.duty import Duty as DutyType
from workflows.nodes.walk import Moves
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.store.batch import Row


def redated(case: CaseState, proposal: Proposal, on: date) -> Moves:
    """Steps that the corrected act opened are open since its right day, and so is the case it opened."""
    moves, root = Moves(), proposal.standing.root
    again = {name for each in proposal.entries if each.pk > root.pk for name in each.moves.get("opened", ())}
    for name in root.moves.get("opened", ()):
        if name in case.steps and name not in again:
            case.steps[name]["since"] = moves.since[name] = on.isoformat()
    if proposal.opening:
        case.opened_on = on
        moves.row = {"opened_on": on.isoformat()}
    return moves


def rearmed(plan: Plan, case: CaseState, situation: Situation) -> None:
    """Deadlines and duties of the open steps fall due on the days that the facts now give."""
    for deadline in Deadline.objects.filter(case=case.id, state=DeadlineState.ARMED):
        then = replace(situation, on=since_of_step(case, deadline.node))
        timers = case.procedure.named(deadline.node).timers
        due = next((timer.due(then) for timer in timers if timer.act.name == deadline.act), None)
        if due is not None and due != deadline.due_on:
            plan.batch.projections.append(Row("workflows_deadline", {"due_on": due}, {"id": deadline.pk}))
    for name in case.steps:
        for duty in getattr(case.procedure.named(name), "duties", ()):
            _due_again(plan, case, duty, replace(situation, on=since_of_step(case, name)))


def recharged(plan: Plan, case: CaseState, kind: ActType, before: Fact, after: Fact | None) -> None:
    """A duty discharged by mistake is owed again; the right period is discharged on the right day."""
    for duty in _duties(case):
        if duty.act is kind:
            plan.batch.discharged.append((None, case.id, duty.name, duty.period_of(dict(before.data))))
            if after is not None:
                period = duty.period_of(dict(after.data))
                plan.batch.discharged.append((after.on, case.id, duty.name, period))


def _due_again(plan: Plan, case: CaseState, duty: DutyType, situation: Situation) -> None:
    known = {row.period: row for row in Duty.objects.filter(case=case.id, name=duty.name)}
    for period in duty.periods(situation):
        row = known.get(period.key)
        if row is None:
            plan.batch.duties.append((case.id, duty.name, period.key, period.due_on, False))
        elif row.due_on != period.due_on:
            plan.batch.projections.append(Row("workflows_duty", {"due_on": period.due_on}, {"id": row.pk}))


def _duties(case: CaseState) -> list[DutyType]:
    nodes = case.procedure.all_nodes()
    return [duty for node in nodes for duty in getattr(node, "duties", ())]
