"""Half-open windows of days: the opening day belongs to them, the closing day does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


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
