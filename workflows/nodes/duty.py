"""Duties: recurring or dated obligations of a stage, each period with the last day to discharge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workflows.rules.situation import Situation

if TYPE_CHECKING:
    from workflows.nodes.acts import ActType


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a duty: its key (which the discharging act names) and its last day."""

    key: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Duty:
    """义务: ``act`` discharges the period named in its field ``field``; without a field there is one period.

    ``periods`` gives the periods that begin while the stage lasts, from the facts as they stand, with the day
    the stage opened as ``on``; it is asked again after every act on the case.
    Overdue is a question of the date, asked when a page is shown; nothing sweeps these rows.
    """

    name: str
    title: str
    act: ActType
    periods: Callable[[Situation], Iterable[Period]]
    field: str = ""
    cites: tuple[str, ...] = ()

    def period_of(self, data: dict[str, object]) -> str:
        """The key of the period that an act with these data discharges."""
        return str(data.get(self.field, "")) if self.field else ""
