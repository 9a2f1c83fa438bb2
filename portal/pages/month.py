"""The month at the side of the desk: a bar for a publicity window, a square for a meeting, a triangle for a
last day.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workflows.texts.speaking import spoken
from workflows.texts.wording import wording_of

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One cell: its number, how it is drawn, and what is on it.

    ``bar`` holds the style classes of the piece of a window's bar, or nothing; ``last`` is "due", "over" or
    "".
    """

    number: int
    classes: str = ""
    today: bool = False
    bar: str = ""
    meeting: bool = False
    last: str = ""

    @property
    def said(self) -> str:
        """What the marks mean, for those who cannot see them."""
        words = [
            _("公示期") if self.bar else "",
            _("会议") if self.meeting else "",
            {"due": _("期限末日"), "over": _("已过的期限")}.get(self.last, ""),
        ]
        return _("，").join(filter(None, words))


@dataclass(frozen=True, slots=True)
class Month:
    """A titled grid of whole weeks, Monday first."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[MonthDay, ...], ...]


def month_of(
    today: date,
    *,
    windows: Iterable[tuple[date, date]] = (),
    meetings: Iterable[date] = (),
    last_days: Iterable[date] = (),
) -> Month:
    """Return the month of ``today``; each window is its first and its last day, both counted."""
    spans = tuple(windows)
    met, due = frozenset(meetings), frozenset(last_days)
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    return Month(
        title=wording_of(spoken()).say_month(today),
        weekdays=(_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")),
        weeks=tuple(tuple(_cell(day, today, spans, met, due) for day in week) for week in weeks),
    )


def _cell(
    day: date,
    today: date,
    spans: tuple[tuple[date, date], ...],
    met: frozenset[date],
    due: frozenset[date],
) -> MonthDay:
    if day.month != today.month:
        return MonthDay(number=day.day, classes="outside")
    flags = {"weekend": day.weekday() >= SATURDAY, "past": day < today, "today": day == today}
    return MonthDay(
        number=day.day,
        classes=" ".join(name for name, holds in flags.items() if holds),
        today=day == today,
        bar=_bar(day, spans),
        meeting=day in met,
        last="" if day not in due else "over" if day < today else "due",
    )


def _bar(day: date, spans: tuple[tuple[date, date], ...]) -> str:
    for first, last in spans:
        if first <= day <= last:
            ends = {"bar-first": day == first, "bar-last": day == last}
            return " ".join(["bar", *(name for name, holds in ends.items() if holds)])
    return ""
