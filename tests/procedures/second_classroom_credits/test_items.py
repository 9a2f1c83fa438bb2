"""Items: numbers that cannot be are refused, and what a journal keeps reads back as the same item."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.second_classroom_credits.scoring.declaring import in_time
from procedures.second_classroom_credits.scoring.facts import facts_of, item_of
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Item
from tests.procedures.second_classroom_credits.world import item, rules_2023, year

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
NUMBERS = st.integers(1, 99)
ITEMS = st.builds(
    Item,
    id=st.text(min_size=1, max_size=5),
    row=st.sampled_from(["T1-10", "T2-41", "T5-01"]),
    year=st.builds(AcademicYear, st.integers(2000, 2099)),
    project=st.text(max_size=5),
    certificate=st.text(max_size=5),
    times=NUMBERS,
    score=st.none() | NUMBERS,
    held_on=DAYS,
    consent_on=DAYS,
    duty=st.booleans(),
    order=NUMBERS,
)


@settings(max_examples=50, deadline=None)
@given(ITEMS)
def test_what_a_journal_keeps_reads_back_as_the_same_item(drawn: Item) -> None:
    assert item_of(json.loads(json.dumps(facts_of(drawn)))) == drawn


def test_what_is_as_usual_is_left_out() -> None:
    assert facts_of(item("T2-41", held_on=date(2024, 6, 15))) == {
        "id": "T2-41",
        "row": "T2-41",
        "year": "2023-24",
        "score": 425,
        "held_on": "2024-06-15",
    }


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"credits": 100}, TypeError),
        ({"year": "2023-25"}, ValueError),
        ({"held_on": "15.6.2024"}, ValueError),
        ({"times": 0}, ValueError),
    ],
)
def test_facts_that_are_no_item_are_refused(facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        item_of({"id": "a", "row": "T1-10", "year": "2023-24", **facts})


@pytest.mark.parametrize(
    ("name", "least"),
    [("times", 1), ("claimed_times", 0), ("minutes", 0), ("score", 0), ("order", 1), ("members", 1)],
)
def test_numbers_that_cannot_be_are_refused(name: str, least: int) -> None:
    assert getattr(item("T1-10", **{name: least}), name) == least
    with pytest.raises(ValueError, match=f"^item T1-10: {name} is at least {least}, not {least - 1}$"):
        item("T1-10", **{name: least - 1})


def test_a_moment_without_its_zone_is_neither_day() -> None:
    with pytest.raises(ValueError, match=r"^2024-05-01 00:00:00$"):
        in_time(datetime(2024, 5, 1), year("2023-24"), rules_2023())  # noqa: DTZ001 (that it is refused is tested)
