"""Dates counted as a regulation writes them: anniversaries, completed years, working days.

A month is never thirty days and a year never 365: every period is added to its own anchor date, and the
day of the event itself is not counted. Decision 0010 lists the defaults and what was rejected.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
UNITS: Final = ("years", "months", "days", "working_days")
SATURDAY: Final = 5
SHORTEST_MONTH: Final = 28
LONGEST_MONTH: Final = 31


def add_months(anchor: date, months: int) -> date:
    """The same day ``months`` later (earlier when negative), clamped to the end of a shorter month.

    >>> add_months(date(2024, 11, 30), 3)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    day = anchor.day
    return date(year, month + 1, day if day <= SHORTEST_MONTH else min(day, monthrange(year, month + 1)[1]))


def age_on(born_on: date, on: date) -> int:
    """Completed years on a day; the birthday itself completes the year.

    Somebody born on 29 February completes a year on 28 February of a common year: a birthday is an
    anniversary and is clamped like every other one.
    """
    years = on.year - born_on.year
    return years if add_months(born_on, 12 * years) <= on else years - 1


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: Monday to Friday, changed by the days an institution announces.

    ``overrides`` maps a date to True (worked, a weekend made up for) or False (a holiday). A year is
    provisional until it is one of ``confirmed_years``: its holidays are not announced yet.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    confirmed_years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether the day is worked: an announced day first, the ordinary week otherwise."""
        return self.overrides.get(day, day.weekday() < SATURDAY)

    def is_provisional(self, day: date) -> bool:
        """Whether the answer for this day may still change because its year is not announced."""
        return day.year not in self.confirmed_years

    def add_working_days(self, anchor: date, days: int) -> date:
        """The ``days``-th working day after the anchor, which is not counted; before it when negative."""
        step = DAY if days > 0 else -DAY
        left, day = abs(days), anchor
        while left:
            day += step
            left -= self.is_working(day)
        return day


ORDINARY: Final = Calendar()


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in the units the regulation wrote; years are months, other units never convert."""

    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0

    def __post_init__(self) -> None:
        """Refuse with ``ValueError`` what is not a whole number of units or is negative."""
        for unit in UNITS:
            size = getattr(self, unit)
            if type(size) is not int or size < 0:
                message = f"{unit} must be a whole number of at least 0, not {size!r}"
                raise ValueError(message)

    @classmethod
    def parse(cls, mapping: Mapping[str, int]) -> Period:
        """Read ``{"months": 3}``; ``ValueError`` when a unit is unknown or none is named."""
        unknown = sorted(set(mapping) - set(UNITS))
        if unknown or not mapping:
            message = f"a period names some of {', '.join(UNITS)}; got {unknown or 'nothing'}"
            raise ValueError(message)
        return cls(**mapping)

    def to_mapping(self) -> dict[str, int]:
        """The units that are not zero, or ``{"days": 0}``; ``parse`` reads it back."""
        named = {unit: getattr(self, unit) for unit in UNITS if getattr(self, unit)}
        return named or {"days": 0}

    @property
    def total_months(self) -> int:
        """Years and months together."""
        return 12 * self.years + self.months

    def after(self, anchor: date, calendar: Calendar | None = None) -> date:
        """The anniversary: months first, then days, then working days, always from the anchor."""
        day = add_months(anchor, self.total_months) + self.days * DAY
        return (calendar or ORDINARY).add_working_days(day, self.working_days)

    def before(self, anchor: date, calendar: Calendar | None = None) -> date:
        """The day that lies this long ahead of the anchor, counted back in the same order of units."""
        day = add_months(anchor, -self.total_months) - self.days * DAY
        return (calendar or ORDINARY).add_working_days(day, -self.working_days)

    def times(self, number: int) -> Period:
        """The period so many times over, to be added to the one anchor instead of chained."""
        return Period(*(number * getattr(self, unit) for unit in UNITS))

    def covers(self, other: Period) -> bool:
        """Whether this period ends no earlier than the other from every anchor and in every calendar.

        A month is worth no more than its 28 sure days and costs 31 to replace. A working day may stand for
        a calendar day, since n working days never take less time than n calendar days.
        """
        months = self.total_months - other.total_months
        days = self.days + self.working_days - other.days - other.working_days
        sure_days = days + months * (SHORTEST_MONTH if months > 0 else LONGEST_MONTH)
        return self.working_days >= other.working_days and sure_days >= 0


def waited(anchor: date, period: Period, on: date, calendar: Calendar | None = None) -> bool:
    """Whether the period has passed: allowed from the anniversary on."""
    return on >= period.after(anchor, calendar)


def within(anchor: date, period: Period, on: date, calendar: Calendar | None = None) -> bool:
    """Whether a time limit or a validity still holds: the anniversary is the last day."""
    return on <= period.after(anchor, calendar)
