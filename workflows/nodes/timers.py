"""Timers: acts that the sweeper performs when their day has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workflows.rules.situation import Situation

if TYPE_CHECKING:
    from workflows.nodes.acts import ActType


@dataclass(frozen=True, slots=True)
class Timer:
    """``act`` (declared ``by=SYSTEM``) is performed on the day that ``due`` gives; None arms nothing.

    ``due`` is a function of what is known while the node is open: it is asked when the node opens, with the
    day of that as ``on``, and again after every act on the case. An act that leaves the node open is not
    repeated for a day that it has reached already; a later day is announced anew.
    """

    act: ActType
    due: Callable[[Situation], date | None]
