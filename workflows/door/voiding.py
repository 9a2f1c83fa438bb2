"""Voiding: an entry made by mistake is taken back with the moves of its act; both stay in the journal."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from workflows.door.authority import stop
from workflows.door.history import CORRECT, OVERRIDE, VOID, Folded, facts_of, keeping
from workflows.door.planning import Plan, settle, single_case_key
from workflows.door.proposals import Proposal, propose, supersede
from workflows.door.redating import recharged
from workflows.door.requests import Act
from workflows.door.standings import give_again
from workflows.door.world import CaseState, MatterState, Owner
from workflows.models import Case, Entry
from workflows.nodes import Paper
from workflows.nodes.graph import Resting
from workflows.nodes.walk import Moves, Walk
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding

#: what an entry's moves hold when its act moved the case
MOVED = ("done", "opened", "cancelled", "end", "status")


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
    moves, root = _taken_back(plan, case, proposal), proposal.standing.root.pk
    give_again(
        plan,
        case,
        proposal.entries,
        moves,
        lambda given: None if proposal.opening or given.entry == root else given,
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
    root = proposal.standing.root
    moved = [entry for entry in _acts_that_stand(proposal.entries) if _moved(entry)]
    if proposal.opening or not _moved(root):
        return ()
    if moved[-1].pk != root.pk:
        return (stop("void.not_last", act=_title(case, moved[-1].act)),)
    key = single_case_key(case) if root.moves.get("end") else None
    if key and Case.objects.filter(single=key).exclude(pk=case.id).exists():
        return (stop("case.already_open", name=proposal.judged.situation.subject.name),)
    return ()


def _taken_back(plan: Plan, case: CaseState, proposal: Proposal) -> Moves:
    """Bring the open steps back to what they were before the act; after a voided opening none is left."""
    judged, root = proposal.judged, proposal.standing.root
    walk = Walk(case.procedure, case.steps, judged.situation, lambda: plan.new_id("viewflow_task"))
    if not proposal.opening and not _moved(root):
        return walk.moves
    before = _before(proposal)
    for name in [name for name in case.steps if name not in before.steps]:
        walk.cancel(name)
    for name, since in before.steps.items():
        if name not in case.steps:
            _reopen(plan, case, walk, name)
        if case.steps[name]["since"] != since:
            case.steps[name]["since"] = walk.moves.since[name] = since
    walk.moves.end = VOID if proposal.opening else ""
    if not proposal.opening and (root.moves.get("end") or root.moves.get("status")):
        walk.moves.status = before.status
    settle(plan, case, walk.moves, judged.situation.on)
    return walk.moves


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


def _moved(entry: Entry) -> bool:
    return any(entry.moves.get(name) for name in MOVED)


def _title(owner: Owner, act: str) -> str:
    kind = owner.kinds.get(act)
    return kind.title if kind else act
