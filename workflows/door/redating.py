"""What follows from a changed past: the first days of open steps, and what discharged a duty."""

from __future__ import annotations

from datetime import date

from workflows.door.planning import Plan
from workflows.door.proposals import Proposal
from workflows.door.returning import chain
from workflows.door.world import CaseState
from workflows.nodes import ActType
from workflows.nodes.duty import Duty
from workflows.nodes.walk import Moves
from workflows.rules.facts import Fact


def redated(case: CaseState, proposal: Proposal, on: date) -> Moves:
    """Steps that the corrected act opened are open since its right day, and so is the case it opened."""
    moves, own = Moves(), chain(proposal)
    later = [each for each in proposal.entries if each.pk > own[0].pk and each not in own]
    again = {name for each in later for name in each.moves.get("opened", ())}
    for name in dict.fromkeys(name for each in own for name in each.moves.get("opened", ())):
        if name in case.steps and name not in again:
            case.steps[name]["since"] = moves.since[name] = on.isoformat()
    if proposal.opening:
        case.opened_on = on
        moves.row = {"opened_on": on.isoformat()}
    return moves


def recharged(plan: Plan, case: CaseState, kind: ActType, before: Fact, after: Fact | None) -> None:
    """A duty discharged by mistake is owed again; the right period is discharged on the right day."""
    for duty in _duties(case):
        if duty.act is kind:
            plan.batch.discharged.append((None, case.id, duty.name, duty.period_of(dict(before.data))))
            if after is not None:
                period = duty.period_of(dict(after.data))
                plan.batch.discharged.append((after.on, case.id, duty.name, period))


def _duties(case: CaseState) -> list[Duty]:
    nodes = case.procedure.all_nodes()
    return [duty for node in nodes for duty in getattr(node, "duties", ())]
