"""Articles 6 and 7 at the door: who reviews, in which order, and what a review may say."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.rules.reviewing import in_order
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    EVIDENCE,
    LECTURE,
    PRIZE,
    College,
    adopt,
    agreed,
    college,
    confirmed,
    declared,
    do,
    file,
    finalised,
    handed_in,
    holder,
    opened,
    refused,
    reviewed,
    signed,
    summarised,
)
from tests.procedures.second_classroom_credits.world import xust
from workflows.models import Case, Entry
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Verdict
from workflows.rules.situation import PersonView, Situation

pytestmark = pytest.mark.django_db

ACCEPTED = {"outcome": "accepted"}


@pytest.fixture
def here() -> College:
    return college()


def steps(case: int) -> list[str]:
    """The open steps of an item."""
    return list(Case.objects.get(pk=case).steps)


@boundary(
    "CR-7-4",
    "who, rules",
    [
        ("counsellor", []),
        ("league", []),
        ("research", []),
        ("dean", ["act.not_yours"]),
        ("student", ["act.not_yours"]),
        ("elsewhere", ["act.not_yours"]),
    ],
)
def test_who_reviews_first(here: College, who: str, rules: list[str]) -> None:
    case = handed_in(here, opened(here))
    elsewhere = holder("t20", "辅导员乙", roles.COUNSELLOR, here.other)
    by = elsewhere if who == "elsewhere" else getattr(here, who)
    if rules:
        assert refused("first_review", by, "2025-05-06", ACCEPTED, case=case) == rules
    else:
        do("first_review", by, "2025-05-06", ACCEPTED, case=case)
        assert steps(case) == ["re_review"]


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"outcome": "accepted", "row": "T2-18"}, ["CR-7-5"]),
        ({"outcome": "accepted", "credits": "3.0"}, ["CR-7-5"]),
        ({"outcome": "lowered", "row": "T2-18"}, ["CR-7-5"]),
        ({"outcome": "lowered", "row": "T2-16", "why": "等级更高"}, ["CR-7-5"]),
        ({"outcome": "lowered", "row": "T2-18", "credits": "3.5", "why": "三等奖"}, ["CR-7-5"]),
        ({"outcome": "lowered", "row": "T2-18", "credits": "3.0", "why": "三等奖"}, None),
    ],
)
def test_a_review_recognises_a_value_of_the_table_and_no_more(
    here: College, said: dict[str, Any], rules: list[str] | None
) -> None:
    case = handed_in(here, opened(here), PRIZE)
    if rules:
        assert refused("first_review", here.counsellor, "2025-05-06", said, case=case) == rules
        return
    do("first_review", here.counsellor, "2025-05-06", said, case=case)
    kept = Case.objects.get(pk=case).facts["first_review"][0]["data"]
    assert (kept["row"], kept["times"], kept["credits"]) == ("T2-18", 1, "3.0")


@boundary(
    "CR-GAP-2",
    "said, rules",
    [
        ({"outcome": "rejected"}, ["CR-GAP-2"]),
        ({"outcome": "rejected", "why": "观众"}, ["CR-GAP-2"]),
        ({"outcome": "rejected", "why": "观众", "ground": "AUDIENCE"}, []),
        ({"outcome": "returned"}, ["CR-GAP-2"]),
    ],
)
def test_a_rejection_has_its_reason(here: College, said: dict[str, Any], rules: list[str]) -> None:
    case = handed_in(here, opened(here))
    if rules:
        assert refused("first_review", here.counsellor, "2025-05-06", said, case=case) == rules
    else:
        do("first_review", here.counsellor, "2025-05-06", said, case=case)
        assert steps(case) == ["archive"]


@boundary("CR-GAP-1", "at, verdict", [("2025-05-13", "met"), ("2025-05-14", "recorded")])
def test_a_returned_item_keeps_the_day_it_was_first_handed_in(here: College, at: str, verdict: str) -> None:
    case = handed_in(here, opened(here), PRIZE)
    do("first_review", here.counsellor, "2025-05-06", {"outcome": "returned", "why": "缺章"}, case=case)
    do("correction", here.student, at, PRIZE, case=case)
    do("evidence", here.student, at, EVIDENCE, case=case, files=(file("新"),))
    findings = Entry.objects.get(case=case, act="correction").findings
    assert [each["verdict"] for each in findings if each["rule"] == "CR-GAP-1"] == [verdict]
    assert steps(case) == ["first_review"]


@boundary(
    "CR-7-7",
    "who, summed, rules",
    [
        ("vice_dean", True, []),
        ("vice_dean", False, ["CR-7-7"]),
        ("counsellor", True, ["A-57"]),
        ("registrar", True, ["act.not_yours"]),
    ],
)
def test_the_group_reviews_again_what_was_summed_up(
    here: College, who: str, summed: bool, rules: list[str]
) -> None:
    within = opened(here)
    case = reviewed(here, within)
    if summed:
        summarised(here, within)
    by, said = getattr(here, who), {"outcome": "agreed"}
    if rules:
        assert refused("re_review", by, "2025-05-08", said, case=case) == rules
    else:
        do("re_review", by, "2025-05-08", said, case=case)
        assert steps(case) == ["final_review"]


@pytest.mark.parametrize(("reading", "verdict"), [("other_person", "unmet"), ("warning", "warned")])
def test_who_reviews_twice_is_refused_or_warned_of_by_the_reading(
    here: College, reading: str, verdict: str
) -> None:
    adopt(here, review__four_eyes=reading)
    within = opened(here)
    case, said = reviewed(here, within), {"outcome": "agreed"}
    summarised(here, within)
    if verdict == "unmet":
        assert refused("re_review", here.counsellor, "2025-05-08", said, case=case) == ["A-57"]
        return
    receipt = do("re_review", here.counsellor, "2025-05-08", said, case=case)
    assert [each.verdict.value for each in receipt.findings if each.rule == "A-57"] == [verdict]


def test_what_is_sent_back_is_summed_up_again(here: College) -> None:
    within = opened(here)
    first, second = reviewed(here, within), reviewed(here, within, PRIZE)
    summarised(here, within)
    agreed(here, first)
    do("re_review", here.vice_dean, "2025-05-08", {"outcome": "sent_back", "why": "核对"}, case=second)
    do("first_review", here.counsellor, "2025-05-09", ACCEPTED, case=second)
    assert refused("re_review", here.vice_dean, "2025-05-10", {"outcome": "agreed"}, case=second) == [
        "CR-7-7"
    ]
    found = summarised(here, within, "2025-05-10")
    agreed(here, second, at="2025-05-11")
    signed(here, within, found, "2025-05-12")
    finalised(
        here, within, found, {first: {"outcome": "confirmed"}, second: {"outcome": "confirmed"}}, "2025-05-13"
    )
    assert [steps(case) for case in (first, second)] == [["archive"], ["archive"]]


@boundary("CR-7-12", "done", [0, 1, 2, 3])
def test_no_step_is_skipped(here: College, done: int) -> None:
    within = opened(here)
    case = reviewed(here, within)
    found = summarised(here, within)
    if done > 0:
        agreed(here, case)
    if done > 1:
        said = {"digest": found.digest, "signature": True, "seal": True}
        do("sign", here.dean, "2025-05-09", said, matter=within)
    if done > 2:
        said = {"digest": found.digest, "copies": 2, "electronic": True}
        do("submit", here.league, "2025-05-10", said, matter=within)
        finalised(here, within, found, {case: {"outcome": "confirmed"}})
        assert steps(case) == ["archive"]
        return
    said = {"digest": found.digest, "total": found.total}
    outcome = {case: {"outcome": "confirmed"}}
    refusing = refused("finalise", here.registrar, "2025-05-12", said, matter=within, cases=outcome)
    assert refusing == ["CR-7-9"]


STEPS = ("first_review", "re_review", "sign", "submit")


@pytest.mark.parametrize("order", list(permutations(STEPS)), ids="-".join)
def test_the_final_review_wants_the_steps_before_it_in_their_order(order: tuple[str, ...]) -> None:
    """Whatever the sheet says: an item whose own steps lie otherwise is not confirmed."""
    day, facts, around = date(2025, 5, 9), Facts(), Facts()
    for entry, name in enumerate(order, 1):
        fact = Fact(name, day, day, entry=entry)
        facts, around = (facts.fold(fact), around) if "review" in name else (facts, around.fold(fact))
    s = Situation(day, xust(), facts, PersonView(0, "", ""), within=around)
    assert in_order(s).verdict is (Verdict.MET if order == STEPS else Verdict.UNMET)


@boundary("CR-7-11", "step", ["final_review"])
def test_only_the_final_review_confirms(here: College, step: str) -> None:
    within = opened(here)
    case = confirmed(here, within)
    entries = Entry.objects.filter(case=case).exclude(outcome="").values_list("act", "outcome")
    assert [act for act, outcome in entries if outcome == "confirmed"] == [step]


def test_an_item_that_was_never_handed_in_lapses_after_the_deadline(here: College) -> None:
    case = declared(here, opened(here))
    assert refused("lapse", here.counsellor, "2025-04-30", case=case) == ["CR-GAP-1-1"]
    do("lapse", here.counsellor, "2025-05-01", case=case)
    assert steps(case) == ["archive"]


@pytest.mark.parametrize("outcome", ["rejected", "returned"])
def test_what_blocks_an_item_does_not_keep_it_from_being_rejected(here: College, outcome: str) -> None:
    claim = {**LECTURE, "row": "T1-15", "claimed": "0.1"}
    case = handed_in(here, opened(here), claim)
    target: dict[str, Any] = {
        "kind": "second_classroom_register.student",
        "unit": here.group.pk,
        "subject": here.student.pk,
    }
    register = do("open", here.counsellor, "2025-05-02", **target).matter
    said = {"level": "warning", "document": "学字1号"}
    do("sanction", here.affairs, "2025-05-03", said, matter=register, on="2025-05-02")
    assert refused("first_review", here.counsellor, "2025-05-06", ACCEPTED, case=case) == ["CR-X2S1-2"]
    said = {"outcome": outcome, "why": "受处分", "ground": "DISCIPLINE"}
    assert do("first_review", here.counsellor, "2025-05-06", said, case=case).outcome == outcome
