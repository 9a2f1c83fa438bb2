from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.calendars import Period
from workflows.rules.recurrences import Quarter, quarters, rolling
from workflows.rules.windows import Window

DATES = st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31))


def written(due: tuple[Quarter, ...]) -> list[str]:
    return [str(quarter) for quarter in due]


@pytest.mark.parametrize(
    ("entered_on", "checked_on", "due"),
    [
        (date(2024, 12, 18), date(2026, 1, 5), ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]),
        (date(2025, 2, 15), date(2025, 7, 1), ["2025Q1", "2025Q2"]),
        (date(2025, 2, 16), date(2025, 7, 1), ["2025Q2"]),
        # February has a day more: 45 days remain on the 16th.
        (date(2024, 2, 16), date(2024, 4, 1), ["2024Q1"]),
        (date(2024, 2, 17), date(2024, 4, 1), []),
    ],
)
def test_the_quarter_of_entry_counts_when_45_days_remain(
    entered_on: date, checked_on: date, due: list[str]
) -> None:
    assert written(quarters(entered_on, checked_on, 45)) == due


@pytest.mark.parametrize(
    ("checked_on", "due"),
    [
        (date(2025, 6, 29), ["2025Q1"]),
        (date(2025, 6, 30), ["2025Q1"]),
        (date(2025, 7, 1), ["2025Q1", "2025Q2"]),
    ],
)
def test_the_running_quarter_is_not_due(checked_on: date, due: list[str]) -> None:
    assert written(quarters(date(2025, 1, 1), checked_on, 45)) == due


def test_nothing_is_due_before_the_entry() -> None:
    assert quarters(date(2025, 1, 1), date(2024, 1, 1), 45) == ()


@given(day=DATES)
def test_a_quarter_holds_its_days(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_on <= day <= quarter.last_on
    assert Quarter.of(quarter.last_on + timedelta(days=1)) == quarter.following() > quarter


@given(entered_on=DATES, span=st.integers(0, 1500))
def test_due_quarters_follow_each_other_without_a_gap(entered_on: date, span: int) -> None:
    checked_on = entered_on + timedelta(days=span)
    due = quarters(entered_on, checked_on, 45)
    assert all(before.following() == after for before, after in pairwise(due))
    assert all(quarter.last_on < checked_on for quarter in due)
    if due:
        assert due[-1].following().last_on >= checked_on


HALF_YEAR = Period(months=6)


@pytest.mark.parametrize(
    ("checked_on", "ends"),
    [
        (date(2025, 6, 18), []),
        (date(2025, 6, 19), [date(2025, 6, 18)]),
        (date(2025, 12, 18), [date(2025, 6, 18)]),
        (date(2025, 12, 19), [date(2025, 6, 18), date(2025, 12, 18)]),
    ],
)
def test_a_half_year_has_the_anniversary_as_its_last_day(checked_on: date, ends: list[date]) -> None:
    due = rolling(date(2024, 12, 18), checked_on, HALF_YEAR)
    assert [window.closes_on for window in due] == [end + timedelta(days=1) for end in ends]


def test_half_years_roll_from_the_anchor_without_drifting() -> None:
    due = rolling(date(2024, 8, 31), date(2026, 1, 1), HALF_YEAR)
    assert due == (
        Window(date(2024, 8, 31), date(2025, 3, 1)),
        Window(date(2025, 3, 1), date(2025, 9, 1)),
    )


@given(entered_on=DATES, span=st.integers(0, 1500), months=st.integers(1, 12))
def test_rolling_periods_leave_no_day_out(entered_on: date, span: int, months: int) -> None:
    due = rolling(entered_on, entered_on + timedelta(days=span), Period(months=months))
    opened = [window.opens_on for window in due]
    closed = [window.closes_on for window in due]
    assert opened == [entered_on, *closed][: len(due)]


def test_a_duty_cannot_recur_after_no_time() -> None:
    with pytest.raises(ValueError, match="after no time"):
        rolling(date(2025, 1, 1), date(2026, 1, 1), Period(days=0))
