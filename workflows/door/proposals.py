"""Proposing to correct or void an entry: which one stands, who may ask, and who confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from workflows.door.authority import holds_any, stop
from workflows.door.history import fact_of, roots, superseded
from workflows.door.judging import Ground, Judged, case_ground, judge, matter_ground
from workflows.door.planning import Plan, record
from workflows.door.requests import Act, Receipt
from workflows.door.world import CaseState, Owner
from workflows.models import Entry
from workflows.nodes import ActType, Paper
from workflows.nodes.walk import Moves
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Statement:
    """An entry that stands, with the fact that it states; ``root`` is the act itself, which moved it."""

    entry: Entry
    fact: Fact
    root: Entry

    @property
    def private(self) -> Mapping[str, Any]:
        """The personal text kept beside it; nothing when it was erased."""
        private = getattr(self.entry, "private", None)
        return dict(private.body or {}) if private else {}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it was judged, with the entries of its case or matter in the order they were recorded."""

    judged: Judged
    entries: Sequence[Entry]
    target: Statement | None
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether any finding refuses the proposal."""
        return any(finding.refuses for finding in self.findings)

    @property
    def standing(self) -> Statement:
        """The entry to supersede. Raises LookupError where none was found, which ``findings`` say."""
        if self.target is None:
            raise LookupError("no such entry stands")
        return self.target

    @property
    def opening(self) -> bool:
        """Whether it is about the act that opened the case or the matter."""
        return self.standing.root.pk == self.entries[0].pk

    @property
    def later(self) -> list[Statement]:
        """What stands of the acts after the one in question."""
        return [each for each in statements(self.entries) if each.root.pk > self.standing.root.pk]


def statements(entries: Sequence[Entry]) -> list[Statement]:
    """The entries that stand and state something, in the order of the acts that they state."""
    by_id, gone, first = {entry.pk: entry for entry in entries}, superseded(entries), roots(entries)
    found = []
    for entry in entries:
        fact = fact_of(entry, first[entry.pk]) if entry.pk not in gone else None
        if fact is not None:
            found.append(Statement(entry, fact, by_id[first[entry.pk]]))
    return sorted(found, key=lambda each: each.root.pk)


def propose(plan: Plan, owner: Owner, act: Act, name: str, paper: type[Paper], title: str) -> Proposal:
    """Judge a proposal: a standing entry, a keeper of the record, a reason, and another keeper."""
    entries = list(_entries(owner).select_related("private").order_by("pk"))
    kind = ActType(paper, title=title, by=owner.keepers)
    kind.name = name
    reading = paper.read(dict(act.data))
    target = next((s for s in statements(entries) if s.entry.pk == reading.facts.get("entry")), None)
    on = _legal_date(plan, reading.facts, target)
    ground = _ground(plan, owner, on)
    opening = target is not None and target.root.pk == entries[0].pk
    since = min(on, ground.since) if opening else ground.since
    judged = judge(plan.world, replace(act, on=on), kind, None, replace(ground, since=since), plan.at)
    findings = [*judged.findings, *_second_person(plan, owner, act, ground)]
    if target is None and not reading.problems:
        findings.append(stop("correct.unknown_entry"))
    return Proposal(judged, entries, target, tuple(findings))


def supersede(
    plan: Plan, owner: Owner, judged: Judged, entry: int, target: Statement, outcome: str, moves: Moves
) -> tuple[Finding, ...]:
    """Append the entry that takes the place of another."""
    append(plan, owner, judged, entry, outcome, moves, target.entry.pk)
    return ()


def append(
    plan: Plan,
    owner: Owner,
    judged: Judged,
    entry: int,
    outcome: str = "",
    moves: Moves | None = None,
    supersedes: int | None = None,
) -> None:
    """Append an entry about the entries of a case or a matter."""
    owner.touched = True
    case = owner if isinstance(owner, CaseState) else None
    matter = None if case else owner.id
    record(
        plan,
        judged,
        entry=entry,
        unit=owner.unit,
        case=case,
        matter=matter,
        outcome=outcome,
        moves=moves,
        supersedes=supersedes,
    )
    opened = tuple(moves.opened) if moves else ()
    plan.receipts.append(Receipt(entry, case.id if case else None, matter, outcome, judged.findings, opened))


def _entries(owner: Owner) -> QuerySet[Entry]:
    """What was recorded of a case; of a matter what is its own, not what its acts did to cases."""
    if isinstance(owner, CaseState):
        return Entry.objects.filter(case=owner.id)
    return Entry.objects.filter(matter=owner.id, case=None)


def _ground(plan: Plan, owner: Owner, on: date) -> Ground:
    if isinstance(owner, CaseState):
        ground = case_ground(plan.world, owner, on, owner.opened_on)
        # Whose case it is on the day may amend it, and so may the unit in whose journal it stands.
        return replace(ground, units={**plan.world.keeping(owner.unit), **ground.units})
    return matter_ground(plan.world, owner, on, timezone.localdate(plan.at))


def _legal_date(plan: Plan, facts: Mapping[str, Any], target: Statement | None) -> date:
    """A correction has the date of the act it corrects, or the right one; voiding happens today."""
    if facts.get("on"):
        return date.fromisoformat(facts["on"])
    return target.fact.on if target and "on" in facts else timezone.localdate(plan.at)


def _second_person(plan: Plan, owner: Owner, act: Act, ground: Ground) -> list[Finding]:
    found = [] if act.reason.strip() else [stop("correct.reason")]
    second = plan.world.people.get(act.confirmed_by or 0)
    units = [unit.id for unit in ground.units.values()]
    today = timezone.localdate(plan.at)
    other = second is not None and second.id not in {act.by, act.recorder, owner.subject}
    if not other or not any(holds_any([second], office.name, today, units) for office in owner.keepers):
        offices = "、".join(str(office.title) for office in owner.keepers)
        found.append(stop("correct.second_person", office=offices))
    return found
