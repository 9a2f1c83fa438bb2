"""Talking to the database in as few round trips as it allows.

On PostgreSQL the statements of one call travel together (libpq's pipeline mode); on SQLite they run one after
the other. Pipelined statements are invisible to Django's query log, so round trips are counted here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connections, transaction

from workflows.store.orders import Order, Question, Row
from workflows.store.pipeline import pipeline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LOCK_TIMEOUT", "Busy", "Order", "Question", "Row", "Session", "Stale"]

LOCK_TIMEOUT = "5s"

_JSON_FUNCTIONS = {
    "postgresql": {"list": "json_agg", "each": "json_build_array"},
    "sqlite": {"list": "json_group_array", "each": "json_array"},
}


class Busy(Exception):
    """Somebody else holds the lock of a case for longer than we wait; trying again is safe."""


class Stale(Exception):
    """A row that was read under its lock is not as it was; nothing of the act was kept."""


class Session:
    """The database within one transaction. ``round_trips`` and ``statements`` count what was sent."""

    def __init__(self, using: str = "default", *, lock_timeout: str = LOCK_TIMEOUT) -> None:
        self.connection = connections[using]
        #: how long PostgreSQL waits for a lock; SQLite waits as long as its connection is set to
        self.lock_timeout = lock_timeout
        self.pipelined = self.connection.vendor == "postgresql"
        #: the functions that make a JSON list of rows and of one row's columns
        self.json_functions = _JSON_FUNCTIONS[self.connection.vendor]
        self.round_trips = 0
        self.statements = 0
        #: the last id handed out for each table
        self.taken: dict[str, int] = {}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Raises Busy when SQLite's other writer does not make room in time."""
        with _wrapped(self.connection), transaction.atomic(using=self.connection.alias):
            yield
        self.statements += 2
        # PostgreSQL gets BEGIN with the first statements; COMMIT is a round trip of its own.
        self.round_trips += 1 if self.pipelined else 2

    def ask(self, questions: Sequence[Question]) -> list[list[Row]]:
        """The rows of every question, in order. Raises Busy when a lock is not to be had."""
        self.statements += len(questions)
        with _wrapped(self.connection):
            if not self.pipelined:
                return self._ask_in_turn(questions)
            self.round_trips += 1
            return pipeline_of(self.connection).rows(questions)

    def tell(self, orders: Sequence[Order]) -> None:
        """Carry out every order. Raises Stale when one did not change the rows it had to, Busy on a lock."""
        pending = [order for order in orders if order.values]
        self.statements += sum(len(order.values) for order in pending)
        with _wrapped(self.connection):
            if not self.pipelined:
                self._tell_in_turn(pending)
                return
            self.round_trips += 1
            changed = pipeline_of(self.connection).changed(pending)
            for rows, order in zip(changed, pending, strict=True):
                _check(rows, order.expected)

    def one_of(self, values: Collection[Any]) -> tuple[str, Any]:
        """A condition that a column has one of the values, and its only parameter, however many they are."""
        if self.pipelined:
            return "= ANY(%s)", list(values)
        return "IN (SELECT value FROM json_each(%s))", json.dumps(list(values))

    def moment(self, at: Any) -> Any:
        """A moment as this database stores it."""
        return self.connection.ops.adapt_datetimefield_value(at)

    def _ask_in_turn(self, questions: Sequence[Question]) -> list[list[Row]]:
        self.round_trips += len(questions)
        found = []
        with self.connection.cursor() as cursor:
            for statement, values in questions:
                cursor.execute(statement, values)
                found.append(list(cursor.fetchall()) if cursor.description else [])
        return found

    def _tell_in_turn(self, orders: Sequence[Order]) -> None:
        self.round_trips += len(orders)
        with self.connection.cursor() as cursor:
            for order in orders:
                cursor.executemany(order.statement, order.values)
                _check(cursor.rowcount, order.expected)


def _check(changed: int, expected: int | None) -> None:
    if expected is not None and changed != expected:
        raise Stale(f"{changed} rows changed where {expected} were expected")


@contextmanager
def _wrapped(connection: Any) -> Iterator[None]:
    """Database errors as Django's, and a lock that was not to be had as Busy."""
    try:
        with connection.wrap_database_errors:
            yield
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if state in {"55P03", "40P01"} or "database is locked" in str(error):
            raise Busy from error
        raise
