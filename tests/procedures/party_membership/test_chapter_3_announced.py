"""What article 8 lets be announced: a notice whose days are over, an objection that waits for a decision."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.procedures.party_membership.world import Walk, college, do, moment, nominee
from workflows.models import Deadline, Entry
from workflows.services.deadlines import Fate, sweep
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

OVER, OVERDUE = "recommendation_notice_over", "recommendation_objection_overdue"
LODGED = {"objector": "某人", "text": "某事"}


@pytest.fixture
def walk() -> Walk:
    """A nominee whose notice hangs in both channels from 12 December 2024."""
    return nominee(college()).posted("2024-12-12")


def armed(walk: Walk, act: str) -> list[str]:
    """The days for which an announcement is armed."""
    rows = Deadline.objects.filter(case=walk.case, act=act, state="armed")
    return [day.isoformat() for day in rows.values_list("due_on", flat=True)]


def announced(walk: Walk, act: str) -> list[str]:
    """The legal days on which it was made."""
    return [entry.on.isoformat() for entry in Entry.objects.filter(case=walk.case, act=act).order_by("pk")]


def entry(walk: Walk, act: str) -> int:
    """The latest entry of an act."""
    return Entry.objects.filter(case=walk.case, act=act).latest("pk").pk


def objects(walk: Walk, day: str) -> int:
    """Somebody objects; the entry of the objection."""
    walk.on_notice("object", day, LODGED)
    return entry(walk, "recommendation_notice.object")


def inquires(walk: Walk, day: str, objection: int, finding: str = "dismissed") -> Walk:
    """The committee decides on an objection."""
    return walk.on_notice("inquire", day, {"objection": objection, "finding": finding, "text": "查"})


def amends(walk: Walk, act: str, day: str, **data: object) -> None:
    """An entry is corrected or voided; another keeper confirms it."""
    second = walk.world["o1"].pk
    do(act, walk.world["s1"], day, data, case=walk.case, reason="录错了", confirmed_by=second)


# ── The days of a notice are over ──


@pytest.mark.parametrize(
    ("day", "made"),
    [("2024-12-17", []), ("2024-12-18", ["2024-12-18"]), ("2024-12-19", ["2024-12-18"])],
)
def test_the_end_of_a_notice_is_announced_on_the_day_its_whole_days_are_over(
    walk: Walk, day: str, made: list[str]
) -> None:
    sweep(at=moment(day))
    assert announced(walk, OVER) == made


def test_it_is_announced_once_and_the_notice_can_be_closed_on_that_day(walk: Walk) -> None:
    for _ in range(3):
        sweep(at=moment("2024-12-18"))
    assert announced(walk, OVER) == ["2024-12-18"]
    walk.on_notice("close", "2024-12-18")
    assert sweep(at=moment("2025-01-31")) == Counter()
    assert verify().differences == ()


def test_a_notice_in_one_channel_only_has_no_end() -> None:
    walk = nominee(college()).posted("2024-12-12", "paper")
    assert armed(walk, OVER) == []
    assert armed(walk.changes("2024-12-14", "web", "up"), OVER) == ["2024-12-20"]


def test_a_notice_taken_down_has_no_end_and_one_put_up_again_a_later_one(walk: Walk) -> None:
    assert armed(walk, OVER) == ["2024-12-18"]
    assert armed(walk.changes("2024-12-15", "web", "down"), OVER) == []
    assert armed(walk.changes("2024-12-16", "web", "up"), OVER) == ["2024-12-22"]
    assert sweep(at=moment("2024-12-21")) == Counter()
    assert sweep(at=moment("2024-12-22")) == Counter({Fate.FIRED: 1})


def test_a_channel_that_comes_down_after_the_last_day_changes_nothing(walk: Walk) -> None:
    assert armed(walk.changes("2024-12-18", "paper", "down"), OVER) == ["2024-12-18"]


def test_a_notice_posted_anew_moves_the_day(walk: Walk) -> None:
    walk.changes("2024-12-13", "paper", "down").changes("2024-12-13", "web", "down")
    assert armed(walk.posted("2024-12-14"), OVER) == ["2024-12-20"]


def test_a_corrected_posting_moves_the_day_and_a_voided_one_takes_it_away(walk: Walk) -> None:
    posting = entry(walk, "recommendation_notice.post")
    amends(walk, "correct", "2024-12-16", entry=posting, on="2024-12-13")
    assert armed(walk, OVER) == ["2024-12-19"]
    amends(walk, "void", "2024-12-16", entry=entry(walk, "correct"))
    assert armed(walk, OVER) == []


def test_a_corrected_posting_keeps_what_was_put_up_after_it() -> None:
    walk = nominee(college()).posted("2024-12-12", "paper").changes("2024-12-13", "web", "up")
    posting = entry(walk, "recommendation_notice.post")
    amends(walk, "correct", "2024-12-16", entry=posting, on="2024-12-11")
    assert armed(walk, OVER) == ["2024-12-19"]
    walk.on_notice("close", "2024-12-19")
    assert verify().differences == ()


def test_a_day_announced_too_early_is_announced_again_on_the_right_one(walk: Walk) -> None:
    sweep(at=moment("2024-12-18"))
    posting = entry(walk, "recommendation_notice.post")
    amends(walk, "correct", "2024-12-19", entry=posting, on="2024-12-15")
    sweep(at=moment("2024-12-21"))
    assert announced(walk, OVER) == ["2024-12-18", "2024-12-21"]


def test_a_day_corrected_to_an_earlier_one_is_not_announced_again(walk: Walk) -> None:
    sweep(at=moment("2024-12-18"))
    posting = entry(walk, "recommendation_notice.post")
    amends(walk, "correct", "2024-12-19", entry=posting, on="2024-12-11")
    assert (armed(walk, OVER), sweep(at=moment("2024-12-31"))) == ([], Counter())


def test_a_notice_closed_before_the_sweeper_came_is_not_announced(walk: Walk) -> None:
    walk.on_notice("close", "2024-12-18")
    assert sweep(at=moment("2024-12-19")) == Counter()
    assert announced(walk, OVER) == []


# ── An objection waits for a decision ──


@pytest.mark.parametrize(
    ("day", "made"),
    [("2024-12-27", []), ("2024-12-28", ["2024-12-28"]), ("2024-12-29", ["2024-12-28"])],
)
def test_an_objection_nobody_decided_is_called_to_mind_after_fifteen_days(
    walk: Walk, day: str, made: list[str]
) -> None:
    objects(walk, "2024-12-13")
    sweep(at=moment(day))
    assert announced(walk, OVERDUE) == made


def test_an_objection_decided_in_time_arms_nothing(walk: Walk) -> None:
    inquires(walk, "2024-12-27", objects(walk, "2024-12-13"))
    assert armed(walk, OVERDUE) == []
    sweep(at=moment("2025-01-31"))
    assert announced(walk, OVERDUE) == []


def test_each_of_several_objections_is_called_to_mind_on_its_own_day(walk: Walk) -> None:
    first, second = objects(walk, "2024-12-13"), objects(walk, "2024-12-15")
    assert (first < second, armed(walk, OVERDUE)) == (True, ["2024-12-28"])
    sweep(at=moment("2024-12-28"))
    assert armed(walk, OVERDUE) == ["2024-12-30"]
    inquires(walk, "2024-12-29", second)
    assert armed(walk, OVERDUE) == []
    third = objects(walk, "2024-12-29")
    inquires(walk, "2024-12-29", first)
    assert armed(walk, OVERDUE) == ["2025-01-13"]
    inquires(walk, "2024-12-29", third)
    assert (armed(walk, OVERDUE), announced(walk, OVERDUE)) == ([], ["2024-12-28"])


def test_two_objections_of_one_day_are_called_to_mind_once(walk: Walk) -> None:
    objects(walk, "2024-12-13")
    objects(walk, "2024-12-13")
    for _ in range(3):
        sweep(at=moment("2024-12-31"))
    assert announced(walk, OVERDUE) == ["2024-12-28"]


def test_a_corrected_objection_moves_the_day_and_a_voided_one_arms_nothing(walk: Walk) -> None:
    objection = objects(walk, "2024-12-14")
    amends(walk, "correct", "2024-12-16", entry=objection, on="2024-12-13")
    assert armed(walk, OVERDUE) == ["2024-12-28"]
    amends(walk, "void", "2024-12-16", entry=entry(walk, "correct"))
    assert armed(walk, OVERDUE) == []


def test_an_objection_that_was_decided_stays_decided_when_it_is_corrected(walk: Walk) -> None:
    objection = objects(walk, "2024-12-14")
    inquires(walk, "2024-12-14", objection)
    amends(walk, "correct", "2024-12-16", entry=objection, on="2024-12-13")
    assert armed(walk, OVERDUE) == []
    walk.on_notice("close", "2024-12-18")


def test_a_voided_decision_leaves_the_objection_open_again(walk: Walk) -> None:
    inquires(walk, "2024-12-14", objects(walk, "2024-12-13"))
    amends(walk, "void", "2024-12-16", entry=entry(walk, "recommendation_notice.inquire"))
    assert armed(walk, OVERDUE) == ["2024-12-28"]


def test_an_objection_does_not_move_the_end_of_the_notice(walk: Walk) -> None:
    """Or its subject could tell from the day of the announcement that somebody objected."""
    objects(walk, "2024-12-13")
    assert armed(walk, OVER) == ["2024-12-18"]
