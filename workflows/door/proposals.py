"""Proposing to correct or void an entry: which one stands, who may ask, and who confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from workflows.door.authority import holds_any, stop
from workflows.door.history import fact_of, superseded
from workflows.door.judging import Ground, Judged, case_ground, judge
from workflows.door.planning import Plan, record
from workflows.door.requests import Act, Receipt
from workflows.door.world import CaseState
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
    """A proposal as it was judged, with the entries of its case in the order they were recorded."""

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
        """Whether it is about the act that opened the case."""
        return self.standing.root.pk == self.entries[0].pk

    @property
    def later(self) -> list[Statement]:
        """What stands of the acts after the one in question."""
        return [each for each in statements(self.entries) if each.root.pk > self.standing.root.pk]


def statements(entries: Sequence[Entry]) -> list[Statement]:
    """The entries that stand and state something, in the order of the acts that they state."""
    by_id, gone = {entry.pk: entry for entry in entries}, superseded(entries)
    found = []
    for entry in entries:
        fact = fact_of(entry) if entry.pk not in gone else None
        if fact is not None:
            found.append(Statement(entry, fact, _root(entry, by_id)))
    return sorted(found, key=lambda each: each.root.pk)


def propose(plan: Plan, case: CaseState, act: Act, name: str, paper: type[Paper], title: str) -> Proposal:
    """Judge a proposal: a standing entry, a keeper of the record, a reason, and another keeper."""
    entries = list(Entry.objects.filter(case=case.id).select_related("private").order_by("pk"))
    kind = ActType(paper, title=title, by=case.procedure.keepers)
    kind.name = name
    reading = paper.read(dict(act.data))
    target = next((s for s in statements(entries) if s.entry.pk == reading.facts.get("entry")), None)
    on = _legal_date(plan, reading.facts, target)
    ground = case_ground(plan.world, case, on, case.opened_on)
    opening = target is not None and target.root.pk == entries[0].pk
    since = min(on, case.opened_on) if opening else case.opened_on
    judged = judge(plan.world, replace(act, on=on), kind, None, replace(ground, since=since), plan.at)
    findings = [*judged.findings, *_second_person(plan, case, act, ground)]
    if target is None and not reading.problems:
        findings.append(stop("correct.unknown_entry"))
    return Proposal(judged, entries, target, tuple(findings))


def supersede(
    plan: Plan, case: CaseState, judged: Judged, entry: int, target: Statement, outcome: str, moves: Moves
) -> tuple[Finding, ...]:
    """Append the entry that takes the place of another."""
    case.touched = True
    record(
        plan,
        judged,
        entry=entry,
        unit=case.unit,
        case=case,
        matter=None,
        outcome=outcome,
        moves=moves,
        supersedes=target.entry.pk,
    )
    plan.receipts.append(Receipt(entry, case.id, None, outcome, judged.findings, tuple(moves.opened)))
    return ()


def _root(entry: Entry, by_id: Mapping[int, Entry]) -> Entry:
    while entry.supersedes_id is not None:
        entry = by_id[entry.supersedes_id]
    return entry


def _legal_date(plan: Plan, facts: Mapping[str, Any], target: Statement | None) -> date:
    """A correction has the date of the act it corrects, or the right one; voiding happens today."""
    if facts.get("on"):
        return date.fromisoformat(facts["on"])
    return target.fact.on if target and "on" in facts else timezone.localdate(plan.at)


def _second_person(plan: Plan, case: CaseState, act: Act, ground: Ground) -> list[Finding]:
    found = [] if act.reason.strip() else [stop("correct.reason")]
    second = plan.world.people.get(act.confirmed_by or 0)
    units = [unit.id for unit in ground.units.values()]
    today = timezone.localdate(plan.at)
    other = second is not None and second.id not in {act.by, act.recorder, case.subject}
    keepers = case.procedure.keepers
    if not other or not any(holds_any([second], office.name, today, units) for office in keepers):
        found.append(stop("correct.second_person"))
    return found
