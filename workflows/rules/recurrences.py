"""Recurring duties: which calendar quarters and which rolling periods are due on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.rules.calendars import DAY, Calendar, Period
from workflows.rules.windows import Window


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, written ``2025Q1``; ``number`` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, name: str) -> Quarter:
        """The quarter written ``2025Q1``; ``ValueError`` for anything else."""
        year, number = name.split("Q")
        return cls(int(year), int(number))

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.following().first_on - DAY

    def following(self) -> Quarter:
        """The next quarter."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def quarters(from_on: date, to_on: date, least_days_in_first: int) -> tuple[Quarter, ...]:
    """The calendar quarters that are due on ``to_on`` for somebody who entered on ``from_on``.

    The quarter of entry counts when at least so many days of it remain, the day of entry included. The
    quarter ``to_on`` lies in is still running and is not due, its last day included.
    """
    quarter = Quarter.of(from_on)
    if (quarter.last_on - from_on).days + 1 < least_days_in_first:
        quarter = quarter.following()
    due = []
    while quarter.last_on < to_on:
        due.append(quarter)
        quarter = quarter.following()
    return tuple(due)


def rolling(
    from_on: date, to_on: date, every: Period, calendar: Calendar | None = None
) -> tuple[Window, ...]:
    """The periods rolling on from an anchor that are due on ``to_on``: half-years, or quarters of a person.

    Each ends on an anniversary of the anchor, which is its last day; all are counted from the anchor itself.
    The period ``to_on`` lies in is still running and is not due. Raises ``ValueError`` for an empty period.
    """
    if not any(every.to_mapping().values()):
        message = "a duty cannot recur after no time"
        raise ValueError(message)
    due: list[Window] = []
    opens_on, last_on = from_on, every.after(from_on, calendar)
    while last_on < to_on:
        due.append(Window(opens_on, last_on + DAY))
        opens_on, last_on = last_on + DAY, every.times(len(due) + 1).after(from_on, calendar)
    return tuple(due)
