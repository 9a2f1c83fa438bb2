"""Which of many values is tried where: those of one kind take turns, so that every place meets every kind.

A hundred forms times fifty texts are more requests than a gate has time for, and most of them ask the same
twice: what is refused or kept for one reason is one kind, and one of each kind is sent to each place, another
on the other database. Where places are alike, as forms made of the same fields are, each place meets a share
of the kinds and each kind a share of the places. ``pytest --every`` sends everything everywhere.
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

    def __call__(
        self, places: Iterable[Place], kind: Sequence[Value], *, share: int = 1, turn: int = 0
    ) -> Iterator[tuple[Place, Value]]:
        """Yield what is tried where: one value of this kind in each place, or all of them everywhere.

        With ``share`` only one place of so many meets the kind, which ones by its ``turn`` among the kinds.
        """
        first = 1 if connection.vendor == "postgresql" else 0
        for at, place in enumerate(places, first):
            if self._every:
                yield from ((place, value) for value in kind)
            elif (at + turn) % share == 0:
                yield place, kind[at // share % len(kind)]

    def heard(self, kind: str) -> bool:
        """Whether this kind is tried here: the second database is sent only what it hears of itself."""
        return connection.vendor != "postgresql" or kind in STORED or self._every

    def only_where_stored(self, kind: str) -> None:
        """Skip on the second database what is kept or refused alike before any database hears of it."""
        if not self.heard(kind):
            pytest.skip("no database hears of what is wrong with it: asked once, on SQLite")
