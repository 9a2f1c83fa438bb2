"""Talking to the database in as few round trips as it allows.

On PostgreSQL the statements of one call travel together (libpq's pipeline mode); on SQLite they run one after
the other. Pipelined statements are invisible to Django's query log, so round trips are counted here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import DatabaseError, connections, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[Any, ...]
Question = tuple[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Order:
    """A statement with the values of each time it is carried out, and how many rows that must change."""

    statement: str
    values: Sequence[Sequence[Any]]
    expected: int | None = None


LOCK_TIMEOUT = "5s"
NEVER_BY_COUNT = 1 << 30
#: more than the statements that acts have, so that none is thrown away and planned again
PLANS_KEPT = 400

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

    def __init__(self, using: str = "default") -> None:
        self.connection = connections[using]
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
            return self._ask_pipelined(questions) if self.pipelined else self._ask_in_turn(questions)

    def tell(self, orders: Sequence[Order]) -> None:
        """Carry out every order. Raises Stale when one did not change the rows it had to, Busy on a lock."""
        pending = [order for order in orders if order.values]
        self.statements += sum(len(order.values) for order in pending)
        with _wrapped(self.connection):
            if self.pipelined:
                self._tell_pipelined(pending)
            else:
                self._tell_in_turn(pending)

    def one_of(self, values: Collection[Any]) -> tuple[str, Any]:
        """A condition that a column has one of the values, and its only parameter, however many they are."""
        if self.pipelined:
            return "= ANY(%s)", list(values)
        return "IN (SELECT value FROM json_each(%s))", json.dumps(list(values))

    def moment(self, at: Any) -> Any:
        """A moment as this database stores it."""
        return self.connection.ops.adapt_datetimefield_value(at)

    def _ask_pipelined(self, questions: Sequence[Question]) -> list[list[Row]]:
        raw = self._prepared()
        self.round_trips += 1
        cursors = []
        with raw.pipeline():
            for statement, values in questions:
                cursor = psycopg.Cursor(raw)
                cursor.execute(statement, values, prepare=True)
                cursors.append(cursor)
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]

    def _prepared(self) -> Any:
        """The driver's connection, ready to keep the plans of our statements.

        Django switches that off altogether. A threshold that no statement reaches keeps it off for Django's
        own queries, while ours ask for it one by one.
        """
        self.connection.ensure_connection()
        raw = self.connection.connection
        raw.prepare_threshold = NEVER_BY_COUNT
        raw.prepared_max = PLANS_KEPT
        return raw

    def _ask_in_turn(self, questions: Sequence[Question]) -> list[list[Row]]:
        self.round_trips += len(questions)
        found = []
        with self.connection.cursor() as cursor:
            for statement, values in questions:
                cursor.execute(statement, values)
                found.append(list(cursor.fetchall()) if cursor.description else [])
        return found

    def _tell_pipelined(self, orders: Sequence[Order]) -> None:
        raw = self._prepared()
        self.round_trips += 1
        sent = []
        with raw.pipeline():
            for order in orders:
                cursor = psycopg.Cursor(raw)
                if len(order.values) == 1:
                    cursor.execute(order.statement, order.values[0], prepare=True)
                else:
                    cursor.executemany(order.statement, order.values)
                sent.append((cursor, order.expected))
        for cursor, expected in sent:
            _check(cursor.rowcount, expected)

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
