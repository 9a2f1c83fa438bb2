"""Statements that travel together: libpq's pipeline mode, with one kept cursor for each statement.

A kept cursor remembers the types of a statement's values and columns, which saves a third of the client's
time; the server keeps the statement's plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import psycopg

from workflows.store.orders import Order, Question, Row

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

    def rows(self, questions: Sequence[Question]) -> list[list[Row]]:
        """The rows that each question is answered with."""
        used = [self._taken(statement) for statement, _ in questions]
        with self.raw.pipeline():
            for (statement, cursor), (_, values) in zip(used, questions, strict=True):
                cursor.execute(statement, values, prepare=True)
        rows = [cursor.fetchall() for _, cursor in used]
        self._keep(used)
        return rows

    def changed(self, orders: Sequence[Order]) -> list[int]:
        """How many rows each order changed."""
        used = [self._taken(order.statement) for order in orders]
        with self.raw.pipeline():
            for (statement, cursor), order in zip(used, orders, strict=True):
                if len(order.values) == 1:
                    cursor.execute(statement, order.values[0], prepare=not order.plan_each_time)
                else:
                    cursor.executemany(statement, order.values)
        changed = [cursor.rowcount for _, cursor in used]
        self._keep(used)
        return changed

    def _taken(self, statement: str) -> tuple[str, psycopg.Cursor[Any]]:
        """The statement's cursor, out of what is kept, since a statement that comes twice needs two."""
        kept = self._kept.pop(statement, None)
        return (statement, psycopg.Cursor(self.raw)) if kept is None else kept

    def _keep(self, used: Sequence[tuple[str, psycopg.Cursor[Any]]]) -> None:
        if len(self._kept) < KEPT:
            self._kept.update({each[0]: each for each in used if each[1].rowcount <= FEW_ROWS})


_pipelines: WeakKeyDictionary[Any, Pipeline] = WeakKeyDictionary()


def pipeline_of(connection: Any) -> Pipeline:
    """The pipeline of Django's connection; a new one when the database was connected to again."""
    connection.ensure_connection()
    pipeline = _pipelines.get(connection)
    if pipeline is None or pipeline.raw is not connection.connection:
        pipeline = _pipelines[connection] = Pipeline(connection.connection)
    return pipeline
