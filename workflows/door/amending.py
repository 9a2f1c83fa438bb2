"""Correcting and voiding: nothing is deleted; a later entry supersedes an earlier one, and says so.

One wrong year must not lock a case, so neither asks whether the corrected past was lawful. What was decided
since is judged again by the corrected facts, and what would not hold is listed for people to decide on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from workflows.door.authority import holds_any, stop
from workflows.door.history import CORRECT, VOID, facts_of, keeping, superseded
from workflows.door.judging import Ground, Judged, case_ground, judge
from workflows.door.planning import Plan, record, settle
from workflows.door.requests import Act, Receipt
from workflows.door.world import CaseState
from workflows.models import Entry
from workflows.nodes import ActType, Paper
from workflows.nodes.papers import Reading
from workflows.nodes.walk import Moves, Walk
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding, refusing
from workflows.rules.predicates import evaluate


class CorrectPaper(Paper):
    """Which entry is wrong, and what it should say; what is left out stays as it was."""

    title = "更正"
    entry = forms.IntegerField(label="纪实条目", min_value=1)
    on = forms.DateField(label="正确日期", required=False)
    changes = forms.JSONField(label="正确内容", required=False)


class VoidPaper(Paper):
    """Which entry was made by mistake."""

    title = "作废"
    entry = forms.IntegerField(label="纪实条目", min_value=1)


def correct(plan: Plan, case: CaseState, act: Act) -> tuple[Finding, ...]:
    """Supersede an entry by what it should have said; the refusing findings, or none."""
    entries = _entries(case)
    judged, target, findings = _amendment(plan, case, act, CorrectPaper, CORRECT, "更正", entries)
    if target is None or any(finding.refuses for finding in findings):
        return findings
    kind = case.procedure.act_types[target.act]
    data = {**target.facts, **_private(target), **(judged.reading.facts.get("changes") or {})}
    reading = kind.read({name: data.get(name) for name in (kind.paper or Paper).base_fields})
    if reading.problems:
        return tuple(stop(problem.message, **problem.params) for problem in reading.problems)
    on = judged.situation.on
    before = facts_of([each for each in entries if each.pk < target.pk], keeping(case.procedure.act_types))
    then = replace(judged.situation, facts=before, data=reading.data, on=on)
    if kind.decides and (kind.decides(then) or "") != target.outcome:
        return (stop("correct.outcome", outcome=target.outcome),)
    entry = plan.new_id("workflows_entry")
    case.facts = _refolded(case, entries, target).fold(_corrected(target, entry, on, reading), kind.keep)
    facts = {
        **judged.reading.facts,
        "act": target.act,
        "facts": dict(reading.facts),
        "office": target.acted_as or None,
        "by": target.acted_by_id,
        "dependants": _dependants(case, entries, target, then, _corrected(target, entry, on, reading)),
    }
    amended = replace(judged, reading=Reading(facts, reading.private, ()))
    return _written(plan, case, amended, entry, target, Moves())


def void(plan: Plan, case: CaseState, act: Act) -> tuple[Finding, ...]:
    """Take back an entry made by mistake, and its moves; voiding the opening ends the case."""
    entries = _entries(case)
    judged, target, findings = _amendment(plan, case, act, VoidPaper, VOID, "作废", entries)
    if target is None or any(finding.refuses for finding in findings):
        return findings
    opening = target.pk == entries[0].pk
    later = [each for each in entries if each.pk > target.pk and each.moves]
    if target.moves and later and not opening:
        return (stop("void.not_last", act=later[-1].act),)
    entry = plan.new_id("workflows_entry")
    if not opening:
        case.facts = _refolded(case, entries, target)
    moves = _taken_back(plan, case, judged, target, opening=opening)
    return _written(plan, case, judged, entry, target, moves)


def _amendment(
    plan: Plan, case: CaseState, act: Act, paper: type[Paper], name: str, title: str, entries: list[Entry]
) -> tuple[Judged, Entry | None, tuple[Finding, ...]]:
    """Judge the proposal itself: a standing entry, a keeper of the record, a reason, another keeper."""
    kind = ActType(paper, title=title, by=case.procedure.keepers)
    kind.name = name
    reading = paper.read(dict(act.data))
    gone = superseded(entries)
    target = next((e for e in entries if e.pk == reading.facts.get("entry") and e.pk not in gone), None)
    on = act.data.get("on") or (target.on if target else None)
    dated = replace(act, on=forms.DateField().clean(on) if on else act.on)
    ground = case_ground(plan.world, case, dated.on or case.opened_on, case.opened_on)
    opening = target is not None and target.pk == entries[0].pk
    since = dated.on if opening and dated.on else case.opened_on
    judged = judge(plan.world, dated, kind, None, replace(ground, since=since), plan.at)
    findings = list(judged.findings)
    if target is None or target.act not in case.procedure.act_types:
        findings.append(stop("correct.unknown_entry"))
        target = None
    findings += _second_person(plan, case, act, judged, ground)
    return judged, target, tuple(findings)


def _second_person(plan: Plan, case: CaseState, act: Act, judged: Judged, ground: Ground) -> list[Finding]:
    if not act.reason.strip():
        return [stop("correct.reason")]
    second = plan.world.people.get(act.confirmed_by or 0)
    units = [unit.id for unit in ground.units.values()]
    offices = [role.name for role in case.procedure.keepers]
    other = second is not None and second.id not in {act.by, act.recorder}
    today = plan.at.date()
    if other and any(holds_any([second], office, today, units) for office in offices):
        return []
    return [stop("correct.second_person")]


def _written(
    plan: Plan, case: CaseState, judged: Judged, entry: int, target: Entry, moves: Moves
) -> tuple[Finding, ...]:
    case.touched = True
    record(
        plan,
        judged,
        entry=entry,
        unit=case.unit,
        case=case,
        matter=None,
        outcome=target.outcome if judged.kind.name == CORRECT else "",
        moves=moves,
        supersedes=target.pk,
    )
    plan.receipts.append(Receipt(entry, case.id, None, target.outcome, judged.findings, tuple(moves.opened)))
    return ()


def _entries(case: CaseState) -> list[Entry]:
    return list(Entry.objects.filter(case=case.id).select_related("private").order_by("pk"))


def _private(entry: Entry) -> dict[str, Any]:
    private = getattr(entry, "private", None)
    return dict(private.body or {}) if private else {}


def _refolded(case: CaseState, entries: list[Entry], target: Entry) -> Any:
    kept = [entry for entry in entries if entry.pk != target.pk]
    return facts_of(kept, keeping(case.procedure.act_types))


def _corrected(target: Entry, entry: int, on: Any, reading: Reading) -> Fact:
    effective = on if target.effective_on == target.on else target.effective_on
    return Fact(
        name=target.act,
        on=on,
        effective_on=effective,
        data=reading.facts,
        outcome=target.outcome or None,
        entry=entry,
        office=target.acted_as or None,
        by=target.acted_by_id,
    )


def _dependants(
    case: CaseState, entries: list[Entry], target: Entry, then: Any, corrected: Fact
) -> list[dict[str, Any]]:
    """The later entries whose rules would not hold by the corrected facts, with those rules."""
    keep = keeping(case.procedure.act_types)
    found = []
    for later in entries:
        kind = case.procedure.act_types.get(later.act)
        if later.pk <= target.pk or kind is None or later.pk in superseded(entries):
            continue
        known = [e for e in entries if e.pk < later.pk and e.pk != target.pk]
        facts = facts_of(known, keep).fold(corrected, keep(target.act))
        situation = replace(then, on=later.on, facts=facts, data={**later.facts, **_private(later)})
        unmet = refusing(evaluate(kind.requires, situation))
        if unmet:
            found.append({"entry": later.pk, "rules": [finding.rule for finding in unmet]})
    return found


def _taken_back(plan: Plan, case: CaseState, judged: Judged, target: Entry, *, opening: bool) -> Moves:
    """Undo the moves of an entry: what it opened is cancelled, what it ended is opened again."""
    walk = Walk(case.procedure, case.steps, judged.situation, lambda: plan.new_id("viewflow_task"))
    done = target.moves.get("done", []) + target.moves.get("cancelled", [])
    for name in (
        list(case.steps) if opening else [n for n in target.moves.get("opened", []) if n in case.steps]
    ):
        walk.cancel(name)
    for name in [] if opening else reversed(done):
        node = case.procedure.named(name)
        task, token = plan.last_task(case.process, f"{case.procedure.ref}.{name}")
        status = "STARTED" if node.bpmn_element == "subProcess" else "NEW"
        walk.rests(node, token, (task,), status)
    if opening:
        walk.moves.end = VOID
    elif target.moves.get("end"):
        case.status, case.end, case.ended_on = "open", "", None
    settle(plan, case, walk.moves, judged.situation)
    return walk.moves
