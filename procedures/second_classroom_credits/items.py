"""An item as its case knows it: what was claimed, what was recognised, and what a statement counts.

Everything is read from the facts of the case, so that a page, a sheet and a rule say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedures.second_classroom_credits.scoring.amounts import tenths
from procedures.second_classroom_credits.scoring.holdings import (
    AcademicYear,
    Holding,
    Item,
    Sanction,
    Student,
)
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.facts import Fact, Facts
from workflows.rules.situation import PersonView

NO_OTHERS: Mapping[int, Ruleset] = {}
RECOGNISING = ("accepted", "lowered")
#: the acts that say what is claimed, the last word first
CLAIMING = ("correction", "declaration", "listing")
#: the acts with which the files of an item come
HANDING_IN = ("evidence", "listing")
CONFIRMED = "confirmed"
#: the three reviews in their order, and what the act that takes one back is named after
REVIEWS = ("first_review", "re_review", "final_review")
UNDONE = "_undone"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a reviewer recognised of an item; ``credits`` in tenths."""

    row: str
    times: int
    credits: int


def entry(fact: Fact | None) -> int:
    """The place of a fact in time; nothing comes before everything."""
    return (fact.entry or 0) if fact else 0


def claim_of(facts: Facts) -> Mapping[str, Any]:
    """What is claimed, as corrected last; empty before anything was declared or listed."""
    for name in CLAIMING:
        if fact := facts.latest(name):
            return fact.data
    return {}


def assessments_of(facts: Facts) -> tuple[Fact, ...]:
    """What was assessed of an item since it was last handed in."""
    since = entry(facts.latest("evidence"))
    return tuple(fact for fact in facts.all("assessment") if entry(fact) > since)


def assessed_claim_of(facts: Facts) -> Mapping[str, Any]:
    """The claim as it counts: with the minutes of the assessor, where one stated them (S005 req. 2)."""
    stated = [fact.data["minutes"] for fact in assessments_of(facts) if fact.data["minutes"] is not None]
    claim = claim_of(facts)
    return {**claim, "minutes": stated[-1]} if stated else claim


def reviews_of(facts: Facts, review: str) -> tuple[Fact, ...]:
    """The first, second or final reviews of an item that stand: those that nobody took back."""
    undone = {fact.data["review"] for fact in facts.all(f"{review}{UNDONE}")}
    return tuple(fact for fact in facts.all(review) if fact.entry not in undone)


def review_of(facts: Facts, review: str) -> Fact | None:
    """The latest of them."""
    if f"{review}{UNDONE}" not in facts:
        return facts.latest(review)
    return next(reversed(reviews_of(facts, review)), None)


def first_review_of(facts: Facts) -> Fact | None:
    """The first review that stands."""
    return review_of(facts, "first_review")


def final_review_of(facts: Facts) -> Fact | None:
    """The final review that stands."""
    return review_of(facts, "final_review")


def finalised(round_facts: Facts) -> Fact | None:
    """The latest final reviews of a round of which any stands: what was taken back is reviewed anew."""
    standing: dict[int, Fact] = {}
    acts = (*round_facts.all("finalise"), *round_facts.all(f"finalise{UNDONE}"))
    for fact in sorted(acts, key=entry):
        for case in fact.data["cases"]:
            if fact.name == "finalise":
                standing[case] = fact
            else:
                standing.pop(case, None)
    return max(standing.values(), key=entry, default=None)


def recognised_of(facts: Facts) -> Recognised | None:
    """What stands of the reviews: an upheld appeal, or the first review; None for nothing."""
    first, appeal = first_review_of(facts), facts.latest("appeal_upheld")
    if appeal is not None and entry(appeal) > entry(first):
        return _recognised(appeal)
    recognising = first is not None and first.outcome in RECOGNISING
    return _recognised(first) if first and recognising else None


def is_forged(facts: Facts) -> bool:
    """Whether the item was found forged, or cancelled because another one was."""
    return "forgery_proven" in facts or "cancellation" in facts


def is_confirmed(facts: Facts) -> bool:
    """Whether the final review confirmed the item, or an appeal did, and nothing took that back.

    Forgery takes it back, and so does a later first review, which makes the credit provisional again.
    """
    final, since = final_review_of(facts), entry(first_review_of(facts))
    confirmed = final is not None and final.outcome == CONFIRMED and entry(final) > since
    return not is_forged(facts) and (confirmed or entry(facts.latest("appeal_upheld")) > since)


def _recognised(fact: Fact) -> Recognised:
    data = fact.data
    return Recognised(data["row"], data["times"] or 1, tenths(data["credits"]))


def item_of(case: int, claim: Mapping[str, Any], recognised: Recognised | None = None) -> Item:
    """The item that the calculation counts, by what was recognised where somebody did."""
    row, times = claim["row"], claim["times"] or 1
    return Item(
        id=str(case),
        row=recognised.row if recognised else row,
        year=AcademicYear.named(claim["year"]),
        project=claim["project"],
        contest=claim["contest"],
        certificate=claim["certificate"],
        times=recognised.times if recognised else times,
        claimed_row=row,
        claimed_times=times,
        score=claim["score"],
        minutes=claim["minutes"],
        started_on=_day(claim["started_on"]),
        ended_on=_day(claim["ended_on"]),
        held_on=_day(claim["held_on"]),
        off_campus=claim["off_campus"],
        consent_on=_day(claim["consent_on"]),
        affiliation=claim["affiliation"],
        audience=claim["audience"],
        duty=claim["duty"],
        separate_duty=claim["separate_duty"],
        order=claim["order"] or 1,
        members=claim["members"] or 1,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def student_of(person: PersonView) -> Student | None:
    """The student whom the roster knows, or None where it does not say the intake."""
    details = person.details
    intake, years = _whole(details.get("intake")), _whole(details.get("programme_years"))
    kind = str(details.get("major_kind") or "")
    return Student(intake, years or 4, frozenset({kind} if kind else ())) if intake else None


def _whole(said: object) -> int | None:
    """A number of the roster, which keeps its digits as they were written."""
    return int(str(said)) if str(said).isdecimal() else None


def sanctions_of(register: Facts) -> tuple[Sanction, ...]:
    """The sanctions that a student's register lists."""
    return tuple(
        Sanction(fact.data["level"], fact.on, fact.day("lifted_on")) for fact in register.all("sanction")
    )


def dormitory_of(register: Facts) -> dict[AcademicYear, str]:
    """The ratings of the dormitory by year."""
    return {AcademicYear.named(f.data["year"]): f.data["rating"] for f in register.all("dormitory")}


def card_of(register: Facts) -> dict[AcademicYear, int]:
    """The entries of the volunteer card by year."""
    return {AcademicYear.named(f.data["year"]): f.data["times"] for f in register.all("card")}


def holding_of(
    student: Student,
    register: Facts,
    cases: Iterable[tuple[int, Facts]],
    judged: Mapping[int, Ruleset] = NO_OTHERS,
) -> Holding:
    """All that a statement is made from: the confirmed items among these cases, and the register.

    ``judged`` has the rules of the day on which a case was opened, where they are not today's.
    """
    items = {
        str(case): item_of(case, assessed_claim_of(facts), recognised_of(facts))
        for case, facts in cases
        if is_confirmed(facts)
    }
    by_item = {str(case): rules for case, rules in judged.items()}
    return Holding(
        student,
        items,
        sanctions_of(register),
        dormitory_of(register),
        card_of(register),
        judged=by_item,
    )
