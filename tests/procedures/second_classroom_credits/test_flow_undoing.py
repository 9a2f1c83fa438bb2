"""A review is taken back by whoever made it, within minutes, while nothing rests on it."""

from __future__ import annotations

from typing import Any

import pytest

from procedures.second_classroom_credits.items import first_review_of, is_confirmed, recognised_of
from tests.procedures.second_classroom_credits.college import (
    LECTURE,
    PRIZE,
    College,
    agreed,
    college,
    do,
    finalised,
    handed_in,
    moment,
    opened,
    refused,
    sheet,
    signed,
    summarised,
)
from workflows.door import Act, perform
from workflows.models import Case
from workflows.rules.facts import Facts
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

REVIEWED = "2025-05-06 10:00:00"
SAID: dict[str, dict[str, Any]] = {
    "accepted": {"outcome": "accepted"},
    "returned": {"outcome": "returned", "why": "缺章"},
    "rejected": {"outcome": "rejected", "why": "观众", "ground": "AUDIENCE"},
}


@pytest.fixture
def here() -> College:
    return college()


def reviewed(here: College, outcome: str = "accepted", *, within: int | None = None) -> int:
    """An item that the counsellor reviewed at ten."""
    case = handed_in(here, within or opened(here), PRIZE)
    do("first_review", here.counsellor, REVIEWED, SAID[outcome], case=case)
    return case


def undo(here: College, case: int, at: str = "2025-05-06 10:05:00") -> None:
    do("first_review_undone", here.counsellor, at, case=case)


def known(case: int) -> tuple[list[str], Facts]:
    """The open steps of an item, and what is known of it."""
    found = Case.objects.get(pk=case)
    return list(found.steps), Facts.from_json(found.facts)


@pytest.mark.parametrize("outcome", list(SAID))
def test_what_was_undone_is_reviewed_anew(here: College, outcome: str) -> None:
    case = reviewed(here, outcome)
    undo(here, case)
    steps, facts = known(case)
    assert (steps, first_review_of(facts), recognised_of(facts)) == (["first_review"], None, None)
    said = {"outcome": "lowered", "row": "T2-18", "why": "三等奖"}
    do("first_review", here.league, "2025-05-06 11:00:00", said, case=case)
    steps, facts = known(case)
    recognised = recognised_of(facts)
    assert (steps, recognised and recognised.row) == (["re_review"], "T2-18")
    assert verify().differences == ()


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        ("2025-05-06 10:10:00", []),
        ("2025-05-06 10:10:01", ["CR-7-undo"]),
    ],
)
def test_ten_minutes_are_left(here: College, at: str, rules: list[str]) -> None:
    case = reviewed(here)
    if rules:
        assert refused("first_review_undone", here.counsellor, at, case=case) == rules
    else:
        undo(here, case, at)
    assert known(case)[0] == (["re_review"] if rules else ["first_review"])


def test_only_who_reviewed_undoes_it_and_only_once(here: College) -> None:
    within = opened(here)
    unreviewed, case = handed_in(here, within, LECTURE), reviewed(here, within=within)
    at = "2025-05-06 10:05:00"
    assert refused("first_review_undone", here.league, at, case=case) == ["CR-7-undo-1"]
    assert refused("first_review_undone", here.dean, at, case=case) == ["act.not_yours", "CR-7-undo-1"]
    undo(here, case, at)
    for each in (case, unreviewed):
        assert refused("first_review_undone", here.counsellor, at, case=each) == ["CR-7-undo-1"]


def test_what_was_used_since_is_not_undone(here: College) -> None:
    case = reviewed(here, "rejected")
    said = {"body": "youth_league", "grounds": "我是队员"}
    do("appeal", here.student, "2025-05-06 10:01:00", said, case=case)
    assert refused("first_review_undone", here.counsellor, "2025-05-06 10:02:00", case=case) == [
        "CR-7-undo-2"
    ]
    assert known(case)[0] == ["archive"]


def test_a_sheet_that_lists_an_item_keeps_its_review(here: College) -> None:
    within = opened(here)
    listed, returned = reviewed(here, within=within), reviewed(here, "returned", within=within)
    summarised(here, within, "2025-05-06 10:02:00")
    at = "2025-05-06 10:05:00"
    assert refused("first_review_undone", here.counsellor, at, case=listed) == ["CR-7-undo-2"]
    undo(here, returned)
    assert known(returned)[0] == ["first_review"]


def test_a_list_is_undone_at_once_or_not_at_all(here: College) -> None:
    within = opened(here)
    cases = [reviewed(here, within=within) for _ in range(2)]
    acts = [Act(name="first_review_undone", by=here.counsellor.pk, key="", case=case) for case in cases]
    perform(acts, at=moment("2025-05-06 10:05:00"))
    assert [known(case)[0] for case in cases] == [["first_review"], ["first_review"]]


SECOND, THIRD = "2025-05-08 10:00:00", "2025-05-12 10:00:00"
MINUTE, LATE = "10:10:00", "10:10:01"


def summed(here: College) -> tuple[int, int]:
    """A round and its only item, which stands on its sheet."""
    within = opened(here)
    case = reviewed(here, within=within)
    summarised(here, within)
    return within, case


@pytest.mark.parametrize("said", [{"outcome": "agreed"}, {"outcome": "sent_back", "why": "看章"}])
def test_a_second_review_is_taken_back_until_the_sheet_is_signed(here: College, said: dict[str, str]) -> None:
    within, case = summed(here)
    before = sheet(within).digest
    do("re_review", here.vice_dean, SECOND, said, case=case)
    undo_first = ("first_review_undone", here.counsellor, SECOND)
    assert refused(*undo_first, case=case) == ["CR-7-undo-1", "CR-7-undo-3"]
    act = "re_review_undone"
    assert refused(act, here.dean, SECOND, case=case) == ["CR-7-undo-1"]
    assert refused(act, here.vice_dean, f"2025-05-08 {LATE}", case=case) == ["CR-7-undo"]
    do(act, here.vice_dean, f"2025-05-08 {MINUTE}", case=case)
    assert (known(case)[0], sheet(within).digest) == (["re_review"], before)
    agreed(here, case, at=SECOND)
    signed(here, within, sheet(within), SECOND)
    assert refused(act, here.vice_dean, SECOND, case=case) == ["CR-7-undo-2"]
    assert verify().differences == ()


@pytest.mark.parametrize(
    "said", [{"outcome": "confirmed"}, {"outcome": "returned", "why": "缺章"}, SAID["rejected"]]
)
def test_a_final_review_is_taken_back_until_it_is_published(here: College, said: dict[str, str]) -> None:
    within, case = summed(here)
    agreed(here, case)
    found = sheet(within)
    signed(here, within, found)
    finalised(here, within, found, {case: said}, THIRD)
    act = "finalise_undone"
    target: dict[str, Any] = {"matter": within, "cases": {case: {}}}
    assert refused("re_review_undone", here.vice_dean, THIRD, case=case)[-1] == "CR-7-undo-4"
    assert refused(act, here.registrar, f"2025-05-12 {LATE}", **target) == ["CR-7-undo"]
    assert refused(act, here.dean, THIRD, **target) == ["act.not_yours"]
    assert refused("final_review_undone", here.registrar, THIRD, case=case) == ["act.through_matter"]
    do(act, here.registrar, f"2025-05-12 {MINUTE}", **target)
    steps, facts = known(case)
    assert (steps, is_confirmed(facts)) == (["final_review"], False)
    finalised(here, within, found, {case: {"outcome": "confirmed"}}, THIRD)
    do("publish", here.vice_dean, THIRD, {"place": "学院网站"}, matter=within)
    assert refused(act, here.registrar, THIRD, **target) == ["CR-7-undo-2"]
    assert is_confirmed(known(case)[1])
    assert verify().differences == ()
