"""Which of many values is tried where: those of one kind take turns, so that every place meets every kind.

A hundred forms times fifty texts are more requests than a gate has time for, and most of them ask the same
twice: what is refused or kept for one reason is one kind, and one of each kind is sent to each place, another
on the other database. ``pytest --every`` sends everything everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import pytest
from django.db import connection

#: kinds that one database may take and another not: what no column holds, or what is not compared alike
STORED = frozenset(
    {"unseen", "composed", "long", "query", "beyond a column", "beyond an address", "a day beyond all years"}
)
Place = TypeVar("Place")
Value = TypeVar("Value")


class Turns:
    """How values and places are brought together: in turn, or every one with every other."""

    def __init__(self, *, every: bool) -> None:
        self._every = every

    def __call__(self, places: Iterable[Place], kind: Sequence[Value]) -> Iterator[tuple[Place, Value]]:
        """Yield what is tried where: one value of this kind in each place, or all of them."""
        first = 1 if connection.vendor == "postgresql" else 0
        for at, place in enumerate(places, first):
            yield from ((place, value) for value in (kind if self._every else (kind[at % len(kind)],)))

    def only_where_stored(self, kind: str) -> None:
        """Skip on the second database what is kept or refused alike before any database hears of it."""
        if connection.vendor == "postgresql" and kind not in STORED and not self._every:
            pytest.skip("no database hears of what is wrong with it: asked once, on SQLite")
