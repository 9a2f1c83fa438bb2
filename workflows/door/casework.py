"""Acts that every case knows without declaring them: an exception; an entry corrected, voided, erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from workflows.door.amending import correct
from workflows.door.authority import stop
from workflows.door.erasing import erase
from workflows.door.finding_acts import why_not_open
from workflows.door.history import CORRECT, ERASE, OVERRIDE, VOID
from workflows.door.judging import Judged, case_ground, judge
from workflows.door.planning import Plan, record, remember
from workflows.door.requests import Act, Receipt
from workflows.door.voiding import void
from workflows.door.world import CaseState, MatterState, Owner
from workflows.nodes import ActType, MatterAct, Paper
from workflows.nodes.papers import Reading
from workflows.rules.findings import Finding
from workflows.rules.situation import Office, PersonView
from workflows.selectors.people import terms_at

AMENDING = (CORRECT, VOID, ERASE)
BUILT_IN = (OVERRIDE, *AMENDING)


class OverridePaper(Paper):
    """A written exception from one rule."""

    title = "例外"
    rule = forms.CharField(label="规则编号", max_length=40)
    ground = forms.CharField(label="书面理由", max_length=2000)


def take(plan: Plan, case: CaseState, act: Act) -> tuple[Finding, ...]:
    """Judge and plan one of the acts that every case knows; the refusing findings, or none."""
    return _amend(plan, case, act) if act.name in AMENDING else _override(plan, case, act)


def amend(plan: Plan, act: Act) -> tuple[Finding, ...]:
    """Correct, void or erase an entry of a matter whose kind has keepers; the refusing findings, or none."""
    matter = plan.world.matters.get(act.matter or 0)
    if matter is None:
        return (stop("matter.unknown"),)
    if not matter.keepers:
        return (stop("act.unknown", act=act.name),)
    if matter.closed_on is not None:
        return (stop("matter.closed", on=matter.closed_on),)
    refused = _amend(plan, matter, act)
    plan.world.learn(matter)
    return refused


def _amend(plan: Plan, owner: Owner, act: Act) -> tuple[Finding, ...]:
    if act.name == CORRECT:
        return correct(plan, owner, act)
    return void(plan, owner, act) if act.name == VOID else erase(plan, owner, act)


def with_facts(judged: Judged, more: dict[str, Any]) -> Judged:
    """The judged act with further facts beside those of its paper."""
    reading = Reading({**judged.reading.facts, **more}, judged.reading.private, judged.reading.problems)
    return replace(judged, reading=reading)


def no_event(
    plan: Plan, case: CaseState, matter: MatterState, kind: ActType, act: Act
) -> tuple[Finding, ...]:
    """Why a case is not waiting for what an act on the matter brings it."""
    for name, offered in case.procedure.act_types.items():
        if offered.matter is matter.type and offered.event == kind.event:
            return tuple(why_not_open(plan.world, case, replace(act, name=name), plan.at, matter))
    return (stop("act.no_event", act=kind.title),)


def close_matter(matter: MatterState, kind: MatterAct, on: date) -> None:
    """End a matter: an act that brings cases something ends it when all have had it, any other at once."""
    if not kind.closes:
        return
    acts = matter.type.acts()
    opened = {case for name, each in acts.items() if each.opens for case in _cases(matter, name)}
    if not kind.event or opened <= _cases(matter, kind.name):
        matter.closed_on = on


def _cases(matter: MatterState, name: str) -> set[int]:
    return {case for fact in matter.facts.all(name) for case in fact.data.get("cases", ())}


def _override(plan: Plan, case: CaseState, act: Act) -> tuple[Finding, ...]:
    on = act.on or plan.at.date()
    ground = case_ground(plan.world, case, on, case.opened_on)
    edition, _, missing = ground.edition_in(plan.world, on)
    rule = str(act.data.get("rule", ""))
    bodies = next((p.offices for p in edition.parameters.values() if p.rule == rule), ())
    if missing or not bodies:
        return (*missing, *([] if missing else [stop("override.never", rule=rule)]))
    speaking = {body: case.procedure.speaking_for(body) for body in bodies}
    offices = tuple(office for each in speaking.values() for office in each)
    kind = ActType(OverridePaper, title="例外", by=offices, keep="each").Requires(*case.procedure.granting)
    kind.name = OVERRIDE
    answerable = _answerable(plan, case, on)
    judged = judge(plan.world, act, kind, None, ground, plan.at)
    if judged.refused:
        return judged.findings
    spoken = [body for body, each in speaking.items() if judged.acted_as in {office.name for office in each}]
    judged = with_facts(judged, {"bodies": spoken, **answerable})
    entry = plan.new_id("workflows_entry")
    case.facts, case.touched = remember(case.facts, judged, entry, ""), True
    record(plan, judged, entry=entry, unit=case.unit, case=case, matter=None, outcome="")
    plan.receipts.append(Receipt(entry, case.id, None, "", judged.findings))
    return ()


def _answerable(plan: Plan, case: CaseState, on: date) -> dict[str, list[str]]:
    """Who holds on the day the office that answers for exceptions: the world knows them, and the record."""
    office = case.procedure.responsible
    if office is None:
        return {}
    numbers = []
    for term in terms_at(case.unit, office.name, on):
        numbers.append(term.person.number)
        if term.person_id not in plan.world.people:
            held = Office(office.name, case.unit, term.unit.kind, term.from_on, term.to_on)
            view = PersonView(term.person_id, term.person.number, term.person.name, offices=(held,))
            plan.world.meet(view)
    return {"responsible": numbers}
