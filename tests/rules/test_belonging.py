"""Where somebody belongs in one tree: what the roster says, and what the progress of a case says over it."""

from __future__ import annotations

from datetime import date

import pytest

from workflows.rules.belonging import Belonging
from workflows.rules.situation import PersonView, Standing, UnitView

EAST, WEST = UnitView(1, "society", "东园"), UnitView(2, "society", "西园")
CASE, LATER_CASE = 7, 8

Row = tuple[int, str, str, str, int | None]


def day(text: str) -> date:
    """A day of 2024, as month-day."""
    return date.fromisoformat(f"2024-{text}")


def belonging(*rows: Row) -> Belonging:
    """What these rows say: unit, standing, first day, first day after, case (the roster then says guest)."""
    held = [
        Standing(
            "society",
            unit,
            "society",
            standing,
            day(first),
            day(last) if last else None,
            case,
            "guest" if case else "",
        )
        for unit, standing, first, last, case in rows
    ]
    return Belonging.of(PersonView(id=1, number="1", name="一", standings=tuple(held)), "society")


def rows(found: Belonging) -> list[Row]:
    """The rows that say the same."""
    return [
        (each.unit_id, each.standing, _short(each.from_on), _short(each.to_on), each.case)
        for each in found.standings
    ]


def _short(on: date | None) -> str:
    return f"{on:%m-%d}" if on else ""


MEMBER = (1, "guest", "02-01", "", None)


def test_rows_say_what_they_said_and_two_that_say_the_same_become_one() -> None:
    risen = [(1, "guest", "02-01", "04-01", None), (2, "gardener", "04-01", "", CASE)]
    assert rows(belonging(*risen)) == risen
    assert rows(belonging((1, "guest", "02-01", "03-01", None), (1, "guest", "03-01", "", None))) == [MEMBER]
    apart = [(1, "guest", "02-01", "03-01", None), (1, "guest", "03-02", "", None)]
    assert rows(belonging(*apart)) == apart


# ── What the roster says ──


def test_a_place_ends_the_one_before() -> None:
    found = belonging(MEMBER).placed(WEST, "", day("05-01"))
    assert rows(found) == [(1, "guest", "02-01", "05-01", None), (2, "guest", "05-01", "", None)]
    assert rows(found.left(day("06-01")))[1:] == [(2, "guest", "05-01", "06-01", None)]


def test_a_place_from_the_day_of_the_one_before_takes_its_place() -> None:
    assert rows(belonging(MEMBER).placed(WEST, "member", day("02-01"))) == [(2, "member", "02-01", "", None)]


def test_the_same_place_may_begin_earlier_than_was_known() -> None:
    held = belonging(MEMBER)
    for standing in ("", "guest"):
        assert held.in_the_way(1, standing, day("01-05")) is None
        assert rows(held.placed(EAST, standing, day("01-05"))) == [(1, "guest", "01-05", "", None)]


def test_a_first_place_says_everything() -> None:
    assert belonging().in_the_way(1, "guest", day("02-01")) is None
    assert rows(belonging().placed(EAST, "guest", day("02-01"))) == [MEMBER]


@pytest.mark.parametrize(
    ("unit", "standing", "first"),
    [(2, "guest", "01-31"), (1, "member", "01-31"), (None, "", "01-31")],
    ids=["elsewhere", "as something else", "nowhere"],
)
def test_another_place_cannot_end_before_it_began(unit: int | None, standing: str, first: str) -> None:
    found = belonging(MEMBER).in_the_way(unit, standing, day(first))
    assert found is not None
    assert found.from_on == day("02-01")
    assert belonging(MEMBER).in_the_way(unit, standing, day("02-01")) is None


def test_what_is_over_is_not_written_over() -> None:
    held = belonging((1, "guest", "02-01", "03-01", None), (2, "guest", "04-01", "", None))
    assert held.in_the_way(2, "guest", day("02-29")) == held.recorded[0]
    assert held.in_the_way(2, "guest", day("03-01")) is None
    assert rows(held.placed(WEST, "guest", day("03-01")))[1] == (2, "guest", "03-01", "", None)
    assert held.in_the_way(None, "", day("02-15")) == held.recorded[0]


# ── What a case gives ──


def test_a_case_gives_a_standing_wherever_the_person_belongs() -> None:
    held = belonging((1, "guest", "02-01", "05-01", None), (2, "guest", "05-01", "", None))
    assert rows(held.risen("gardener", CASE, day("04-01"))) == [
        (1, "guest", "02-01", "04-01", None),
        (1, "gardener", "04-01", "05-01", CASE),
        (2, "gardener", "05-01", "", CASE),
    ]


def test_a_later_standing_ends_the_one_before() -> None:
    found = belonging(MEMBER).risen("apprentice", CASE, day("03-01")).risen("gardener", CASE, day("06-01"))
    assert rows(found)[1:] == [(1, "apprentice", "03-01", "06-01", CASE), (1, "gardener", "06-01", "", CASE)]
    assert found.given_by(CASE) == "gardener"
    assert found.given_by(LATER_CASE) is None
    again = found.risen("gardener", CASE, day("07-01"))
    assert rows(again) == rows(found)


def test_what_is_taken_back_leaves_what_the_roster_says() -> None:
    held = belonging(MEMBER)
    assert held.risen("gardener", CASE, day("04-01")).taken_back(CASE) == held
    moved = held.risen("gardener", CASE, day("04-01")).placed(WEST, "", day("05-01"))
    assert rows(moved.taken_back(CASE)) == rows(held.placed(WEST, "", day("05-01")))


def test_what_is_taken_back_leaves_what_another_case_had_given() -> None:
    first = belonging(MEMBER).risen("apprentice", CASE, day("03-01"))
    assert first.risen("gardener", LATER_CASE, day("06-01")).taken_back(LATER_CASE) == first


def test_moving_carries_what_a_case_has_given() -> None:
    held = belonging(MEMBER).risen("gardener", CASE, day("04-01"))
    for standing in ("", "gardener"):
        assert rows(held.placed(WEST, standing, day("05-01"))) == [
            (1, "guest", "02-01", "04-01", None),
            (1, "gardener", "04-01", "05-01", CASE),
            (2, "gardener", "05-01", "", CASE),
        ]


def test_moving_before_it_was_given_leaves_the_day_on_which_it_was() -> None:
    held = belonging(MEMBER).risen("gardener", CASE, day("04-01"))
    assert held.in_the_way(2, "guest", day("03-01")) is None
    assert rows(held.placed(WEST, "guest", day("03-01"))) == [
        (1, "guest", "02-01", "03-01", None),
        (2, "guest", "03-01", "04-01", None),
        (2, "gardener", "04-01", "", CASE),
    ]


def test_a_later_word_of_the_roster_ends_what_was_given() -> None:
    held = belonging(MEMBER).risen("gardener", CASE, day("04-01"))
    for first in ("03-31", "04-01"):
        assert held.in_the_way(1, "expelled", day(first)) == held.given[0]
    assert held.in_the_way(1, "expelled", day("04-02")) is None
    found = held.placed(EAST, "expelled", day("05-01"))
    assert rows(found)[1:] == [(1, "gardener", "04-01", "05-01", CASE), (1, "expelled", "05-01", "", None)]


def test_where_nobody_belongs_nothing_is_given() -> None:
    assert belonging().risen("gardener", CASE, day("04-01")).standings == ()
    gone = belonging((1, "guest", "02-01", "03-01", None))
    assert rows(gone.risen("gardener", CASE, day("04-01"))) == rows(gone)


def test_only_the_tree_is_looked_at() -> None:
    person = PersonView(
        id=1,
        number="1",
        name="一",
        standings=(
            Standing("club", 3, "club", "x", day("01-01")),
            Standing("society", 1, "society", "y", day("01-01")),
        ),
    )
    assert [each.unit_id for each in Belonging.of(person, "society").standings] == [1]
