from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workflows.rules.facts import Facts
from workflows.rules.regulations import Edition
from workflows.rules.situation import Office, PersonView, Situation, Standing, once

MEMBER = Standing("party", 7, "party_branch", "activist", date(2024, 12, 18))
PERSON = PersonView(
    id=1,
    number="2430110001",
    name="林一",
    born_on=date(2006, 3, 1),
    standings=(
        Standing("league", 3, "league_branch", "member", date(2020, 5, 4), date(2025, 9, 1)),
        MEMBER,
        Standing("league", 4, "league_branch", "member", date(2025, 9, 1)),
    ),
    offices=(Office("branch_secretary", 7, "party_branch", date(2025, 1, 1), date(2026, 1, 1)),),
)


@pytest.mark.parametrize(
    ("day", "unit"),
    [(date(2020, 5, 3), None), (date(2020, 5, 4), 3), (date(2025, 8, 31), 3), (date(2025, 9, 1), 4)],
)
def test_a_standing_ends_where_the_next_begins(day: date, unit: int | None) -> None:
    standing = PERSON.standing_on("league", day)
    assert (standing and standing.unit_id) == unit


def test_trees_do_not_mix() -> None:
    assert PERSON.standing_on("party", date(2025, 9, 1)) == MEMBER
    assert PERSON.standing_on("class", date(2025, 9, 1)) is None


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_an_office_is_held_for_its_term(day: date, held: bool) -> None:
    assert PERSON.holds("branch_secretary", day) is held


def test_an_office_is_held_in_its_unit() -> None:
    day = date(2025, 6, 1)
    assert [PERSON.holds("branch_secretary", day, unit) for unit in (7, 8)] == [True, False]
    assert not PERSON.holds("college_secretary", day)


def test_the_age_is_unknown_without_a_birthday() -> None:
    assert PERSON.age_on(date(2024, 3, 1)) == 18
    assert PersonView(2, "x", "y").age_on(date(2024, 3, 1)) is None


def test_a_situation_answers_once_and_another_day_for_itself() -> None:
    asked = []

    @once
    def weekday(situation: Situation) -> int:
        """The day of the week."""
        asked.append(situation.on)
        return situation.on.weekday()

    today = Situation(
        on=date(2026, 1, 5),
        edition=Edition(id="e", title="", procedure="", articles={}, parameters={}),
        facts=Facts(),
        subject=PersonView(id=1, number="1", name="甲"),
    )
    tomorrow = replace(today, on=date(2026, 1, 6))
    assert [weekday(today), weekday(today), weekday(tomorrow), weekday(today)] == [0, 0, 1, 0]
    assert asked == [date(2026, 1, 5), date(2026, 1, 6)]
    assert today == replace(tomorrow, on=date(2026, 1, 5))
    assert weekday.__doc__ == "The day of the week."
