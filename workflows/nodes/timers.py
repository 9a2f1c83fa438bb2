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

    A timer is armed when its node opens and cancelled when the node is left.
    """

    act: ActType
    due: Callable[[Situation], date | None]
