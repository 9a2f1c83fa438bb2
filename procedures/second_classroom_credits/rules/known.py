"""What several rules ask of a situation: the rule set, the claim, its row, the round's year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from procedures.second_classroom_credits.items import (
    CONFIRMED,
    RECOGNISING,
    claim_of,
    item_of,
    sanctions_of,
    student_of,
)
from procedures.second_classroom_credits.rulesets import ruleset_of
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Item, Sanction, Student
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.facts import Fact
from workflows.rules.findings import Finding, Verdict
from workflows.rules.predicates import Answer
from workflows.rules.situation import Situation, once

NOON = time(12)


@once
def rules_of(s: Situation) -> Ruleset:
    """The edition of the situation with its table."""
    return ruleset_of(s.edition)


@once
def claim(s: Situation) -> Mapping[str, Any]:
    """What is claimed: by the paper at hand where it is a claim, else as the case knows it."""
    return s.data if "claimed" in s.data else claim_of(s.facts)


@once
def row_of(s: Situation) -> Row | None:
    """The row of the table that is claimed, or None for one that it does not have."""
    name, table = str(claim(s).get("row") or ""), rules_of(s).table
    return table.rows.get(name)


@once
def recognised_row(s: Situation) -> Row | None:
    """The row that a first review recognises, or before it the one claimed; None where it recognises none."""
    outcome = s.data.get("outcome")
    if outcome is not None and outcome not in RECOGNISING:
        return None
    named = str(s.data["row"]) if outcome is not None else ""
    return rules_of(s).table.rows.get(named) if named else row_of(s)


@once
def item(s: Situation) -> Item | None:
    """The item as it is claimed, or None while it cannot be read, or where a review does not recognise it."""
    said, outcome = claim(s), s.data.get("outcome")
    recognised = outcome is None or outcome in RECOGNISING or outcome == CONFIRMED
    return item_of(s.case or 0, said) if said and row_of(s) and recognised else None


@once
def round_year(s: Situation) -> AcademicYear | None:
    """The academic year of the round around the case."""
    opened = s.within.latest("open") if s.within else None
    return AcademicYear.named(opened.data["year"]) if opened else None


def noon(s: Situation, zone: str) -> datetime:
    """A moment of the act's day; the door has told the day by the same clock."""
    return datetime.combine(s.on, NOON, ZoneInfo(zone))


def answered(finding: Finding | None, message: str) -> Answer:
    """What the calculation says, as the answer of a rule; nothing to say does not apply."""
    if finding is None:
        return Answer(True, message, applies=False)
    return Answer(finding.verdict is Verdict.MET, finding.message, finding.params)


def latest(s: Situation, act: str) -> Fact | None:
    """The latest act of the round around the case."""
    return s.within.latest(act) if s.within else None


@once
def sanctions(s: Situation) -> tuple[Sanction, ...]:
    """The sanctions on the student's register."""
    return sanctions_of(s.record)


@once
def student(s: Situation) -> Student | None:
    """The student whom the roster knows, or None where it does not say the intake."""
    return student_of(s.subject)
