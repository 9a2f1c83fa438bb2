"""Bringing a case back to where one of its acts had found it: what stands in the way, and the moves."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.door.authority import stop
from workflows.door.history import CORRECT, VOID, Folded, roots
from workflows.door.planning import Plan, single_case_key
from workflows.door.proposals import Proposal
from workflows.door.world import CaseState
from workflows.models import Case, Entry
from workflows.nodes.graph import Resting
from workflows.nodes.walk import Walk
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding

#: what an entry's moves hold when its act moved the case
MOVED = ("done", "opened", "cancelled", "end", "status")


def chain(proposal: Proposal) -> list[Entry]:
    """The act in question and the corrections of it, in their order."""
    first, root = roots(proposal.entries), proposal.standing.root.pk
    return [entry for entry in proposal.entries if first[entry.pk] == root]


def moving(entries: Sequence[Entry]) -> list[Entry]:
    """The acts that stand and moved the case, by themselves or by what a correction made of them."""
    first = roots(entries)
    movers = {first[entry.pk] for entry in entries if any(entry.moves.get(name) for name in MOVED)}
    return [entry for entry in _acts_that_stand(entries) if entry.pk in movers]


def back(plan: Plan, case: CaseState, proposal: Proposal, walk: Walk) -> None:
    """Bring the open steps back to what they were before the act; before the opening there was none."""
    before = _before(proposal)
    for name in [name for name in case.steps if name not in before.steps]:
        walk.cancel(name)
    for name, since in before.steps.items():
        if name not in case.steps:
            _reopen(plan, case, walk, name)
        if case.steps[name]["since"] != since:
            case.steps[name]["since"] = walk.moves.since[name] = since
    if not proposal.opening and any(
        each.moves.get("end") or each.moves.get("status") for each in chain(proposal)
    ):
        _stand(walk, before)


def _stand(walk: Walk, before: Folded) -> None:
    """Let the case be open, suspended or ended as it was."""
    if before.end and before.ended_on:
        walk.moves.end, walk.moves.ended_on = before.end, before.ended_on.isoformat()
    else:
        walk.moves.status = before.status


def beside_another(case: CaseState, proposal: Proposal) -> tuple[Finding, ...]:
    """A case that has ended cannot go on beside another of the same person."""
    ended = any(entry.moves.get("end") for entry in chain(proposal)) and not _before(proposal).end
    key = single_case_key(case) if ended else None
    if key and Case.objects.filter(single=key).exclude(pk=case.id).exists():
        return (stop("case.already_open", name=proposal.judged.situation.subject.name),)
    return ()


def _before(proposal: Proposal) -> Folded:
    """The case as the entries before the act in question left it; before the opening there was nothing."""
    folded = Folded(Facts())
    for entry in proposal.entries:
        if entry.pk < proposal.standing.root.pk:
            folded.follow(entry.moves, entry.on)
    return folded


def _reopen(plan: Plan, case: CaseState, walk: Walk, name: str) -> None:
    """A further task at a node that the act had ended, after the one that was ended."""
    node = case.procedure.named(name)
    task, token = plan.last_task(case.process, f"{case.procedure.ref}.{name}")
    walk.rests(node, token, (task,), "NEW" if isinstance(node, Resting) else "STARTED")


def _acts_that_stand(entries: Sequence[Entry]) -> list[Entry]:
    """The acts that were not voided, whether corrected or not."""
    supersedes = {entry.pk: entry.supersedes_id for entry in entries}
    gone = {entry.supersedes_id for entry in entries if entry.act == VOID}
    while more := {supersedes[pk] for pk in gone if pk and supersedes[pk] is not None} - gone:
        gone |= more
    return [entry for entry in entries if entry.pk not in gone and entry.act not in {VOID, CORRECT}]
