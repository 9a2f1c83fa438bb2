"""Correcting: nothing is deleted; a later entry says what an earlier one should have said, and supersedes it.

One wrong year must not lock a case, so nobody asks whether the corrected past was lawful. The days on which
steps opened, deadlines fall due and later acts have effect follow the correction; what was decided since is
judged again by the corrected facts, and what would not hold is listed for people to decide on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms

from workflows.door.authority import stop
from workflows.door.history import CORRECT, Given, facts_of, keeping, roots
from workflows.door.judging import Judged, without_evidence
from workflows.door.planning import Plan, settle
from workflows.door.proposals import Proposal, Statement, propose, supersede
from workflows.door.redating import recharged, redated
from workflows.door.redeciding import redecided
from workflows.door.requests import Act
from workflows.door.standings import give_again
from workflows.door.world import CaseState, Owner
from workflows.models import Matter, Person
from workflows.nodes import ActType, Paper
from workflows.nodes.papers import Problem, Reading
from workflows.nodes.walk import Moves
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Finding, refusing
from workflows.rules.meetings import SEAL
from workflows.rules.predicates import evaluate
from workflows.rules.situation import Situation


class CorrectPaper(Paper):
    """Which entry is wrong, and what it should say; what is left out stays as it was."""

    title = "更正"
    entry = forms.IntegerField(label="纪实条目", min_value=1)
    on = forms.DateField(label="正确日期", required=False)
    changes = forms.JSONField(label="正确内容", required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> list[Problem]:
        """Changes are given by field."""
        if isinstance(data["changes"] or {}, dict):
            return []
        label = str(cls.base_fields["changes"].label)
        return [Problem("changes", "data.invalid", {"field": label, "problem": "请按栏目填写。"})]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the entry will have said: the act's kind, its reading, and the situation it is read in."""

    kind: ActType
    reading: Reading
    situation: Situation

    @property
    def outcome(self) -> str:
        """What would follow from the corrected data."""
        decides = self.kind.redecides or self.kind.decides
        return (decides(self.situation) if decides else None) or ""

    @property
    def explained(self) -> tuple[Finding, ...]:
        """What the corrected outcome rests on."""
        rules = self.kind.explains if self.kind.redecides else ()
        return tuple(finding.recorded() for finding in evaluate(rules, self.situation))

    @property
    def effective_on(self) -> date:
        """The day of its effect."""
        return self.kind.effective(self.situation) if self.kind.effective else self.situation.on


def correct(plan: Plan, owner: Owner, act: Act) -> tuple[Finding, ...]:
    """Supersede an entry by what it should have said; the refusing findings, or none."""
    proposal = propose(plan, owner, act, CORRECT, CorrectPaper, "更正")
    target = proposal.target
    if target is None or proposal.refused:
        return proposal.findings
    kind = owner.kinds.get(target.fact.name)
    if kind is None:
        return (stop("correct.unknown_entry"),)
    if SEAL in target.fact.data:
        return (stop("correct.sealed"),)
    corrected = _corrected(owner, proposal, kind)
    refused = (*_impossible(corrected), *without_evidence(kind, corrected.reading, _files(proposal)))
    if not refused and not kind.redecides and corrected.outcome != (target.fact.outcome or ""):
        refused = (stop("correct.outcome", outcome=target.fact.outcome or ""),)
    return refused or _commit(plan, owner, proposal, corrected)


def _files(proposal: Proposal) -> tuple[str, ...]:
    """The evidence of the act, and what came with the correction."""
    return (*proposal.standing.root.files, *proposal.standing.entry.files, *proposal.judged.act.files)


def _corrected(owner: Owner, proposal: Proposal, kind: ActType) -> Corrected:
    target, judged = proposal.standing, proposal.judged
    before = {**target.fact.data, **target.private}
    fields = (kind.paper or Paper).base_fields
    changes = judged.reading.facts["changes"] or {}
    reading = kind.read({**{name: before.get(name) for name in fields}, **changes})
    told = all(target.fact.data.get(name) == reading.facts.get(name) for name in reading.facts)
    lost = () if told else kind.disowns
    extra = {name: value for name, value in target.fact.data.items() if name not in {*fields, *lost}}
    reading = replace(reading, facts={**extra, **reading.facts})
    first = roots(proposal.entries)
    earlier = [entry for entry in proposal.entries if first[entry.pk] < target.root.pk]
    facts = facts_of(earlier, keeping(owner.kinds))
    node = kind.name.partition(".")[0]
    situation = replace(judged.situation, facts=facts, data={**extra, **reading.data}, node=node)
    return Corrected(kind, reading, _in_its_matter(situation, target))


def _in_its_matter(situation: Situation, target: Statement) -> Situation:
    """The situation with the matter that brought the act to the case."""
    number = target.root.matter_id if target.root.case_id is not None else None
    if number is None:
        return situation
    matter = Matter.objects.get(pk=number)
    return replace(situation, matter=Facts.from_json(matter.facts), matter_kind=matter.kind)


def _impossible(corrected: Corrected) -> tuple[Finding, ...]:
    """Why the corrected data cannot be; where they decide again, every rule on them is asked."""
    reading, paper = corrected.reading, corrected.kind.paper
    problems = [stop(problem.message, **problem.params) for problem in reading.problems]
    if corrected.kind.redecides and not problems:
        problems += refusing(evaluate(corrected.kind.accepts, replace(corrected.situation, actor=None)))
    named = paper.named(reading.data) if paper and not problems else set()
    known = set(Person.objects.filter(number__in=named).values_list("number", flat=True)) if named else set()
    return (*problems, *(stop("person.unknown", number=number) for number in sorted(named - known)))


def _commit(plan: Plan, owner: Owner, proposal: Proposal, corrected: Corrected) -> tuple[Finding, ...]:
    target, entry = proposal.standing, plan.new_id("workflows_entry")
    fact = replace(
        target.fact,
        on=corrected.situation.on,
        effective_on=corrected.effective_on,
        data=corrected.reading.facts,
        outcome=corrected.outcome or None,
    )
    since = Since.of(owner, proposal, corrected, fact)
    keep, gone = keeping(owner.kinds), target.entry.pk
    facts = facts_of(proposal.entries, keep, without=gone, effects=since.effects)
    owner.facts = facts.fold(fact, corrected.kind.keep)
    moves = Moves()
    if isinstance(owner, CaseState):
        moves, refused = _followed(plan, owner, proposal, corrected, fact, since)
        if refused:
            return refused
    elif proposal.opening:
        owner.opened_on, moves.row = fact.on, {"opened_on": fact.on.isoformat()}
    judged = _told(proposal, corrected, fact, since)
    return supersede(plan, owner, judged, entry, target, fact.outcome or "", moves)


def _followed(
    plan: Plan, case: CaseState, proposal: Proposal, corrected: Corrected, fact: Fact, since: Since
) -> tuple[Moves, tuple[Finding, ...]]:
    """What follows from the right day and data for the case's steps and duties, or why it cannot."""
    recharged(plan, case, corrected.kind, proposal.standing.fact, fact)
    if fact.outcome != proposal.standing.fact.outcome:
        situation = replace(corrected.situation, facts=case.facts)
        return redecided(plan, case, proposal, corrected.kind, fact, situation)
    moves = redated(case, proposal, fact.on)
    settle(plan, case, moves, fact.on)
    first, days = roots(proposal.entries), {proposal.standing.root.pk: fact.effective_on, **since.effects}

    def now(given: Given) -> Given:
        day = days.get(first[given.entry])
        return given._replace(day=day.isoformat()) if day else given

    give_again(plan, case, proposal.entries, moves, now)
    return moves, ()


def _told(proposal: Proposal, corrected: Corrected, fact: Fact, since: Since) -> Judged:
    """The correction as its entry keeps it: the whole of what is now said, not the difference."""
    judged = proposal.judged
    facts = {
        "entry": proposal.standing.entry.pk,
        "act": fact.name,
        "facts": dict(fact.data),
        "office": fact.office,
        "by": fact.by,
        "dependants": since.dependants,
    }
    if since.effects:
        facts["effects"] = {str(root): day.isoformat() for root, day in since.effects.items()}
    judged.kind.Effective(lambda _: fact.effective_on)
    findings = (*judged.findings, *corrected.explained)
    return replace(judged, reading=Reading(facts, corrected.reading.private, ()), findings=findings)


@dataclass(frozen=True, slots=True)
class Since:
    """What was done after the corrected act, read again by the corrected facts.

    ``dependants`` are the later entries with those of their rules that would not hold; ``effects`` the days
    from which later acts have effect, by the entry of each act, where those are not what was recorded.
    """

    dependants: list[dict[str, Any]]
    effects: dict[int, date]

    @classmethod
    def of(cls, owner: Owner, proposal: Proposal, corrected: Corrected, fact: Fact) -> Since:
        """Read everything that stands after the act, one after the other."""
        keep, since = keeping(owner.kinds), cls([], {})
        facts = corrected.situation.facts.fold(fact, corrected.kind.keep)
        for later in proposal.later:
            data = {**later.fact.data, **later.private}
            situation = replace(
                corrected.situation, on=later.fact.on, at=later.root.at, facts=facts, data=data
            )
            facts = facts.fold(
                since._read(later, situation, owner.kinds.get(later.fact.name)), keep(later.fact.name)
            )
        return since

    def _read(self, later: Statement, situation: Situation, kind: ActType | None) -> Fact:
        """A later act as it now is."""
        if kind is None:
            return later.fact
        unmet = refusing(evaluate(kind.requires, situation))
        if unmet:
            rules = [finding.rule for finding in unmet]
            self.dependants.append({"entry": later.entry.pk, "rules": rules})
        day = kind.effective(situation) if kind.effective else later.fact.effective_on
        if day == later.fact.effective_on:
            return later.fact
        self.effects[later.root.pk] = day
        return replace(later.fact, effective_on=day)
