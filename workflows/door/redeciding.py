"""A corrected count decides again: the case goes the other way, unless what was done since forbids it."""

from __future__ import annotations

from workflows.door.authority import stop
from workflows.door.planning import Plan, settle
from workflows.door.proposals import Proposal
from workflows.door.returning import back, beside_another, chain, moving
from workflows.door.standings import give, give_again
from workflows.door.world import CaseState
from workflows.nodes import ActType
from workflows.nodes.walk import Moves, Walk
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding
from workflows.rules.situation import Situation


def redecided(
    plan: Plan, case: CaseState, proposal: Proposal, kind: ActType, fact: Fact, situation: Situation
) -> tuple[Moves, tuple[Finding, ...]]:
    """Take the case back to before the act and on by its corrected outcome; the findings that refuse it.

    Nothing may have moved the case since, and nothing may stand that was done at a step which only the old
    outcome had opened: it is voided first, so that whoever did it knows.
    """
    later = [entry.act for entry in moving(proposal.entries) if entry.pk > proposal.standing.root.pk]
    if later:
        return Moves(), (_rests(case, proposal, fact, later[-1]),)
    walk = Walk(case.procedure, case.steps, situation, lambda: plan.new_id("viewflow_task"))
    before = set(case.steps)
    back(plan, case, proposal, walk)
    again, outcome, node = tuple(walk.moves.opened), fact.outcome or "", case.procedure.named(kind.name)
    if outcome in node.targets:
        walk.complete(node, outcome)
    since = {name: step["since"] for name, step in case.steps.items()}
    walk.moves.since = {name: day for name, day in walk.moves.since.items() if since.get(name) == day}
    orphans = _orphans(case, proposal, before - set(case.steps))
    if orphans:
        return walk.moves, (_rests(case, proposal, fact, orphans[-1]),)
    settle(plan, case, walk.moves, fact.on)
    own = {entry.pk for entry in chain(proposal)}
    give_again(plan, case, proposal.entries, walk.moves, lambda each: None if each.entry in own else each)
    give(plan, case, kind, fact.effective_on, outcome, walk.moves, again=again)
    return walk.moves, () if walk.moves.end else beside_another(case, proposal)


def _orphans(case: CaseState, proposal: Proposal, gone: set[str]) -> list[str]:
    """The acts that were done since at steps that are open no more."""
    acts = {name for node in gone for name in case.procedure.named(node).acts}
    return [each.fact.name for each in proposal.later if each.fact.name in acts]


def _rests(case: CaseState, proposal: Proposal, fact: Fact, act: str) -> Finding:
    known = case.procedure.act_types.get(act)
    before = proposal.standing.fact.outcome or ""
    title = known.title if known else act
    return stop("correct.rests_on", act=title, before=before, after=fact.outcome or "")
