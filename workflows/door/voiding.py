"""Voiding: an entry made by mistake is taken back with the moves of its act; both stay in the journal."""

from __future__ import annotations

from django import forms

from workflows.door.authority import stop
from workflows.door.history import OVERRIDE, VOID, facts_of, keeping
from workflows.door.planning import Plan, settle
from workflows.door.proposals import Proposal, propose, supersede
from workflows.door.redating import recharged
from workflows.door.requests import Act
from workflows.door.returning import back, beside_another, chain, moving
from workflows.door.standings import give_again
from workflows.door.world import CaseState, MatterState, Owner
from workflows.nodes import Paper
from workflows.nodes.walk import Moves, Walk
from workflows.rules.findings import Finding


class VoidPaper(Paper):
    """Which entry was made by mistake."""

    title = "作废"
    entry = forms.IntegerField(label="纪实条目", min_value=1)


def void(plan: Plan, owner: Owner, act: Act) -> tuple[Finding, ...]:
    """Take back an entry and the moves of its act; voiding the opening ends the case or closes the matter."""
    proposal = propose(plan, owner, act, VOID, VoidPaper, "作废")
    target = proposal.target
    if target is None or proposal.refused:
        return proposal.findings
    if target.fact.name not in {*owner.kinds, OVERRIDE}:
        return (stop("correct.unknown_entry"),)
    refused = _too_late(owner, proposal) if isinstance(owner, CaseState) else _still_used(owner, proposal)
    if refused:
        return refused
    owner.facts = facts_of(proposal.entries, keeping(owner.kinds), without=target.entry.pk)
    moves = _undone(plan, owner, proposal) if isinstance(owner, CaseState) else _closed(owner, proposal)
    entry = plan.new_id("workflows_entry")
    return supersede(plan, owner, proposal.judged, entry, target, "", moves)


def _undone(plan: Plan, case: CaseState, proposal: Proposal) -> Moves:
    fact, kinds = proposal.standing.fact, case.procedure.act_types
    if fact.name in kinds:
        recharged(plan, case, kinds[fact.name], fact, None)
    moves, own = _taken_back(plan, case, proposal), {entry.pk for entry in chain(proposal)}
    give_again(
        plan,
        case,
        proposal.entries,
        moves,
        lambda given: None if proposal.opening or given.entry in own else given,
    )
    return moves


def _still_used(matter: MatterState, proposal: Proposal) -> tuple[Finding, ...]:
    """What stands in a matter has to be voided before its opening."""
    later = [each.fact.name for each in proposal.later] if proposal.opening else []
    return (stop("void.not_last", act=_title(matter, later[-1])),) if later else ()


def _closed(matter: MatterState, proposal: Proposal) -> Moves:
    """A matter whose opening was a mistake is closed, so that another may be opened."""
    if not proposal.opening:
        return Moves()
    matter.closed_on = proposal.judged.situation.on
    return Moves(row={"closed_on": matter.closed_on.isoformat()})


def _too_late(case: CaseState, proposal: Proposal) -> tuple[Finding, ...]:
    """What went on since has to be voided first; and an ended case cannot go on beside another."""
    root, moved = proposal.standing.root, moving(proposal.entries)
    if proposal.opening or root not in moved:
        return ()
    if moved[-1].pk != root.pk:
        return (stop("void.not_last", act=_title(case, moved[-1].act)),)
    return beside_another(case, proposal)


def _taken_back(plan: Plan, case: CaseState, proposal: Proposal) -> Moves:
    """Bring the open steps back to what they were before the act; after a voided opening none is left."""
    judged, root = proposal.judged, proposal.standing.root
    walk = Walk(case.procedure, case.steps, judged.situation, lambda: plan.new_id("viewflow_task"))
    if not proposal.opening and root not in moving(proposal.entries):
        return walk.moves
    back(plan, case, proposal, walk)
    if proposal.opening:
        walk.moves.end = VOID
    settle(plan, case, walk.moves, judged.situation.on)
    return walk.moves


def _title(owner: Owner, act: str) -> str:
    kind = owner.kinds.get(act)
    return kind.title if kind else act
