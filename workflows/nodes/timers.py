"""Timers: acts that the sweeper performs when their day has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workflows.rules.situation import Situation

if TYPE_CHECKING:
    from workflows.nodes.acts import ActType

#: a day, several days, or none
Days = date | Iterable[date] | None


@dataclass(frozen=True, slots=True)
class Timer:
    """``act`` (declared ``by=SYSTEM``) is performed on the day, or on each of the days, that ``due`` gives.

    ``due`` is a function of what is known while the node is open: it is asked when the node opens, with the
    day of that as ``on``, and again after every act on the case. An act that leaves the node open is not
    repeated for a day that it has reached already; a later day is announced anew.

    ``about`` is what the node calls the act that people are reminded of, ordinarily its main act; ``late``
    says that it should have been done by then; ``awaited`` that it may be done at any time, but that nobody
    waits for it before the day is near.
    """

    act: ActType
    due: Callable[[Situation], Days]
    about: str = ""
    late: bool = False
    awaited: bool = False

    def days(self, then: Situation) -> list[date]:
        """Every day that it announces, in order, seen from the day its node opened."""
        found = self.due(then)
        return [found] if isinstance(found, date) else sorted(found or ())
