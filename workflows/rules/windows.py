"""Half-open windows of days, and the window of a notice: how long it hangs and what a gap does to the count.

The opening day belongs to a window, the closing day does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from workflows.rules.calendars import DAY, ORDINARY, Calendar

# The day a notice went up in one channel and the day it came down; None while it hangs.
Posting: TypeAlias = tuple[date, date | None]
DAY_KINDS: Final = ("calendar", "working")
POSTING_DAYS: Final = ("excluded", "included")


@dataclass(frozen=True, slots=True)
class Window:
    """The days from ``opens_on`` up to, not including, ``closes_on``; None means it is still open.

    Raises ``ValueError`` when it would close before it opens.
    """

    opens_on: date
    closes_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a window that closes before it opens; one that closes the same day is empty."""
        if self.closes_on is not None and self.closes_on < self.opens_on:
            message = f"a window opened on {self.opens_on} cannot close on {self.closes_on}"
            raise ValueError(message)

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.opens_on <= day and (self.closes_on is None or day < self.closes_on)

    def has_days(self) -> bool:
        """Whether any day lies in it."""
        return self.closes_on != self.opens_on

    def __and__(self, other: Window) -> Window | None:
        """The days both have, or None when they have none."""
        opens_on = max(self.opens_on, other.opens_on)
        closes_on = min((end for end in (self.closes_on, other.closes_on) if end), default=None)
        return None if closes_on and closes_on <= opens_on else Window(opens_on, closes_on)


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same days in the fewest windows, in order: those that overlap or touch become one."""
    result: list[Window] = []
    for window in sorted(filter(Window.has_days, windows), key=lambda each: each.opens_on):
        last = result[-1] if result else None
        if last is None or (last.closes_on and last.closes_on < window.opens_on):
            result.append(window)
        elif last.closes_on and (window.closes_on is None or window.closes_on > last.closes_on):
            result[-1] = Window(last.opens_on, window.closes_on)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class PublicityWindow:
    """The days a notice counts.

    ``posted_on`` is the day it hung in every channel, ``first_day`` and ``last_day`` bound the days counted,
    and ``usable_on`` is the first day the next step may happen; it is None when the notice came down too
    early and was not put up again. ``broken`` says that continuity was lost at least once. ``provisional``
    says that the working days of some year concerned are not announced yet.
    """

    posted_on: date
    first_day: date
    last_day: date
    usable_on: date | None
    broken: bool = False
    provisional: bool = False

    def usable(self, on: date) -> bool:
        """Whether the next step may happen on a day."""
        return self.usable_on is not None and on >= self.usable_on


def publicity(
    postings: Mapping[str, Sequence[Posting]],
    *,
    channels: Iterable[str],
    days: int,
    day_kind: str = "calendar",
    posting_day: str = "excluded",
    calendar: Calendar | None = None,
) -> PublicityWindow | None:
    """The window of a notice of so many days, or None while it does not hang in every channel.

    The notice must hang in all ``channels`` at the same time. The day it is complete is not counted unless
    ``posting_day`` is ``included``. A day on which a channel is down breaks the continuity, and the count
    starts again when the notice is complete again; a day it comes down is not a day it hung. ``ValueError``
    for no channels, less than one day, or an unknown word.
    """
    _refuse(channels := tuple(channels), days, day_kind, posting_day)
    window = None
    for number, hung in enumerate(_together([postings.get(channel, ()) for channel in channels])):
        window = _counted(hung, days, day_kind, posting_day, calendar or ORDINARY, broken=number > 0)
        if window.usable_on:
            break
    return window


def _refuse(channels: tuple[str, ...], days: int, day_kind: str, posting_day: str) -> None:
    known = day_kind in DAY_KINDS and posting_day in POSTING_DAYS
    if not channels or days < 1 or not known:
        message = f"no notice can hang for {days} {day_kind} days, posting day {posting_day}, in {channels}"
        raise ValueError(message)


def _together(postings: Sequence[Sequence[Posting]]) -> tuple[Window, ...]:
    """When the notice hung in every channel at once."""
    first, *others = ([Window(up, down) for up, down in channel] for channel in postings)
    common = merged(first)
    for channel in others:
        pairs = (one & other for one in common for other in merged(channel))
        common = merged(pair for pair in pairs if pair)
    return common


def _counted(
    hung: Window, days: int, day_kind: str, posting_day: str, calendar: Calendar, *, broken: bool
) -> PublicityWindow:
    working = day_kind == "working"
    before = hung.opens_on - DAY if posting_day == "included" else hung.opens_on
    first_day, last_day = (
        calendar.add_working_days(before, number) if working else before + number * DAY
        for number in (1, days)
    )
    complete = hung.closes_on is None or hung.closes_on > last_day
    return PublicityWindow(
        posted_on=hung.opens_on,
        first_day=first_day,
        last_day=last_day,
        usable_on=last_day + DAY if complete else None,
        broken=broken or not complete,
        provisional=working and any(map(calendar.is_provisional, (hung.opens_on, last_day))),
    )
