"""The working days of the institution: ordinary weeks, and the days that differ from them."""

from __future__ import annotations

from workflows.models import CalendarDay, CalendarYear
from workflows.rules.calendars import Calendar


def institution_calendar() -> Calendar:
    """The calendar as it is known today; a year that was not announced is provisional."""
    return Calendar(
        overrides=dict(CalendarDay.objects.values_list("day", "working")),
        confirmed_years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
    )
