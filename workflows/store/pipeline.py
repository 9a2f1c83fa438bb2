"""Statements that travel together: libpq's pipeline mode, with one kept cursor for each statement.

A kept cursor remembers the types of a statement's values and columns, which saves a third of the client's
time; the server keeps the statement's plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import psycopg

#: a statement with the values of each time it is carried out
Sent = tuple[str, Sequence[Sequence[Any]]]

#: Django switches prepared statements off; this keeps them off for its own queries, and ours ask one by one
NEVER_BY_COUNT = 1 << 30
#: more statements than acts have, so that none is forgotten and planned again
KEPT = 400
#: a cursor holds on to its last rows, so one that fetched more than these is not kept
FEW_ROWS = 100


class Pipeline:
    """The pipelined statements of one connection."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        raw.prepare_threshold = NEVER_BY_COUNT
        raw.prepared_max = KEPT
        #: each statement as the very text that its cursor knows, since the driver compares texts by identity
        self._kept: dict[str, tuple[str, psycopg.Cursor[Any]]] = {}

    def rows(self, statements: Sequence[Sent]) -> list[list[tuple[Any, ...]]]:
        """The rows that each statement answers with."""
        return [cursor.fetchall() for cursor in self._send(statements)]

    def changed(self, statements: Sequence[Sent]) -> list[int]:
        """How many rows each statement changed."""
        return [cursor.rowcount for cursor in self._send(statements)]

    def _send(self, statements: Sequence[Sent]) -> list[psycopg.Cursor[Any]]:
        # A statement that comes twice needs two cursors, so those in use are taken out of what is kept.
        used = [
            self._kept.pop(statement, None) or (statement, psycopg.Cursor(self.raw))
            for statement, _ in statements
        ]
        with self.raw.pipeline():
            for (statement, cursor), (_, values) in zip(used, statements, strict=True):
                if len(values) == 1:
                    cursor.execute(statement, values[0], prepare=True)
                else:
                    cursor.executemany(statement, values)
        if len(self._kept) < KEPT:
            self._kept.update({each[0]: each for each in used if each[1].rowcount <= FEW_ROWS})
        return [cursor for _, cursor in used]


_pipelines: WeakKeyDictionary[Any, Pipeline] = WeakKeyDictionary()


def pipeline_of(connection: Any) -> Pipeline:
    """The pipeline of Django's connection; a new one when the database was connected to again."""
    connection.ensure_connection()
    pipeline = _pipelines.get(connection)
    if pipeline is None or pipeline.raw is not connection.connection:
        pipeline = _pipelines[connection] = Pipeline(connection.connection)
    return pipeline
