"""What is sent to a database: questions that are answered with rows, and orders that change some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]
Question = tuple[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Order:
    """A statement with the values of each time it is carried out, and how many rows that must change.

    ``plan_each_time`` is for statements whose best plan depends on how many rows they bring.
    """

    statement: str
    values: Sequence[Sequence[Any]]
    expected: int | None = None
    plan_each_time: bool = False
