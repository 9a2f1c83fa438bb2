from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.calendars import ORDINARY, Calendar, Period, add_months, age_on, waited, within

DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))
PERIODS = st.builds(
    Period,
    years=st.integers(0, 3),
    months=st.integers(0, 30),
    days=st.integers(0, 40),
    working_days=st.integers(0, 12),
)
NATIONAL_DAYS = Calendar(
    overrides={date(2025, 10, day): False for day in range(1, 9)} | {date(2025, 9, 28): True},
    confirmed_years=frozenset({2025}),
)


def counted_on(anchor: date, months: int) -> date:
    """The same day of the month so many months on, found by trying: an oracle that shares no arithmetic."""
    first = anchor.replace(day=1)
    for _ in range(months):
        first += timedelta(days=32)
        first = first.replace(day=1)
    for day in range(anchor.day, 0, -1):
        try:
            return first.replace(day=day)
        except ValueError:
            continue
    raise AssertionError(anchor, months)


@given(anchor=DATES, months=st.integers(0, 60))
def test_months_are_counted_on_the_calendar(anchor: date, months: int) -> None:
    assert add_months(anchor, months) == counted_on(anchor, months)


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 12, 31), 0, date(2024, 12, 31)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
        (date(2022, 5, 20), 36, date(2025, 5, 20)),
    ],
)
def test_a_month_end_is_clamped(anchor: date, months: int, expected: date) -> None:
    assert add_months(anchor, months) == expected


def test_anniversaries_are_counted_from_the_anchor_and_not_chained() -> None:
    anchor = date(2025, 1, 31)
    assert add_months(anchor, 2) == date(2025, 3, 31)
    assert add_months(add_months(anchor, 1), 1) == date(2025, 3, 28)


def test_365_days_are_not_a_year() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(1461)]
    missed = [day for day in days if day + timedelta(days=365) != add_months(day, 12)]
    assert len(missed) == 365


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (date(2006, 9, 10), date(2024, 9, 9), 17),
        (date(2006, 9, 10), date(2024, 9, 10), 18),
        (date(2006, 9, 10), date(2024, 9, 11), 18),
        (date(2004, 2, 29), date(2022, 2, 27), 17),
        (date(2004, 2, 29), date(2022, 2, 28), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2024, 9, 10), date(2024, 9, 10), 0),
    ],
)
def test_the_birthday_completes_the_year(born_on: date, on: date, age: int) -> None:
    assert age_on(born_on, on) == age


@pytest.mark.parametrize(
    ("on", "allowed"),
    [(date(2024, 12, 9), False), (date(2024, 12, 10), True), (date(2024, 12, 11), True)],
)
def test_a_waiting_period_ends_on_the_anniversary(on: date, allowed: bool) -> None:
    assert waited(date(2024, 9, 10), Period(months=3), on) is allowed


@pytest.mark.parametrize(
    ("on", "in_time"),
    [(date(2024, 10, 9), True), (date(2024, 10, 10), True), (date(2024, 10, 11), False)],
)
def test_the_anniversary_is_the_last_day_of_a_limit(on: date, in_time: bool) -> None:
    assert within(date(2024, 9, 10), Period(months=1), on) is in_time


def test_a_limit_from_a_month_end_has_its_last_day_at_the_month_end() -> None:
    assert Period(months=1).after(date(2025, 1, 31)) == date(2025, 2, 28)


def test_a_limit_of_days_does_not_count_its_own_day() -> None:
    assert Period(days=30).after(date(2027, 1, 7)) == date(2027, 2, 6)


def test_half_a_month_before_the_end_is_counted_back_in_days() -> None:
    assert Period(days=15).before(date(2027, 1, 5)) == date(2026, 12, 21)
    assert Period(days=15).before(date(2027, 1, 7)) == date(2026, 12, 23)


def test_probation_ends_the_day_before_the_anniversary() -> None:
    due_on = Period(months=12).after(date(2024, 2, 29))
    assert (due_on - timedelta(days=1), due_on) == (date(2025, 2, 27), date(2025, 2, 28))


@given(anchor=DATES, period=PERIODS)
def test_waiting_and_a_limit_share_exactly_the_anniversary(anchor: date, period: Period) -> None:
    end = period.after(anchor)
    around = [end + timedelta(days=step) for step in (-1, 0, 1)]
    assert [waited(anchor, period, day) for day in around] == [False, True, True]
    assert [within(anchor, period, day) for day in around] == [True, True, False]


@given(anchor=DATES, one=PERIODS, other=PERIODS)
def test_a_period_that_covers_another_never_ends_before_it(anchor: date, one: Period, other: Period) -> None:
    if one.covers(other):
        assert one.after(anchor) >= other.after(anchor)
        assert one.after(anchor, NATIONAL_DAYS) >= other.after(anchor, NATIONAL_DAYS)


def test_a_month_is_sure_of_28_days_and_31_days_are_sure_of_a_month() -> None:
    month = Period(months=1)
    assert [month.covers(Period(days=days)) for days in (28, 29)] == [True, False]
    assert [Period(days=days).covers(month) for days in (30, 31)] == [False, True]
    assert Period(years=1).covers(Period(months=12))
    assert Period(working_days=5).covers(Period(days=5))
    assert not Period(days=5).covers(Period(working_days=5))


@given(period=PERIODS)
def test_a_period_is_read_back_as_written(period: Period) -> None:
    again = Period.parse(period.to_mapping())
    assert again == period


@pytest.mark.parametrize(
    "mapping", [{}, {"weeks": 1}, {"months": -1}, {"months": True}, {"months": 1.5}, {"days": "5"}]
)
def test_a_period_in_no_known_unit_is_refused(mapping: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"period names|whole number"):
        Period.parse(mapping)


def test_a_year_is_twelve_months_and_nothing_else() -> None:
    assert Period(years=2, months=3).after(date(2024, 2, 29)) == date(2026, 5, 29)
    assert Period(years=2, months=3).total_months == 27


def test_a_period_many_times_over_stays_in_its_units() -> None:
    assert Period(months=6, days=1).times(3) == Period(months=18, days=3)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 9, 26), True),
        (date(2025, 9, 27), False),
        (date(2025, 9, 28), True),
        (date(2025, 10, 1), False),
        (date(2025, 10, 9), True),
    ],
)
def test_announced_days_change_the_ordinary_week(day: date, working: bool) -> None:
    assert NATIONAL_DAYS.is_working(day) is working


def test_working_days_skip_the_holidays_and_use_the_made_up_weekend() -> None:
    assert NATIONAL_DAYS.add_working_days(date(2025, 9, 26), 4) == date(2025, 10, 9)
    assert ORDINARY.add_working_days(date(2025, 9, 26), 4) == date(2025, 10, 2)
    assert NATIONAL_DAYS.add_working_days(date(2025, 10, 9), -4) == date(2025, 9, 26)
    assert NATIONAL_DAYS.add_working_days(date(2025, 10, 1), 0) == date(2025, 10, 1)


@given(anchor=DATES, days=st.integers(1, 40))
def test_working_days_are_counted_one_by_one(anchor: date, days: int) -> None:
    end = ORDINARY.add_working_days(anchor, days)
    between = [anchor + timedelta(days=step) for step in range(1, (end - anchor).days + 1)]
    assert sum(day.isoweekday() <= 5 for day in between) == days
    assert end.isoweekday() <= 5


def test_a_year_is_provisional_until_it_is_announced() -> None:
    assert [NATIONAL_DAYS.is_provisional(date(year, 12, 31)) for year in (2025, 2026)] == [False, True]
