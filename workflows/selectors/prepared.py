"""Reads that every request makes: a query is put into SQL once, then asked again with other values.

Composing a query takes Django many times as long as its answer takes the database. A selector that is asked
at every request is marked ``@prepared``: what it is given in order, whole numbers and days, varies from call
to call; what it is given by name belongs to the statement, which is composed once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
#: what varies from call to call
Value = int | date


@dataclass(frozen=True, slots=True)
class Statement(Generic[M]):
    """A query in SQL, and what stands at each of its places.

    At the number of a value stands what adapts it to the database; without a number, a constant.
    """

    model: type[M]
    sql: str
    places: tuple[tuple[int | None, Any], ...]

    def filled(self, values: Sequence[Value]) -> tuple[Any, ...]:
        """The parameters of one call."""
        return tuple(held if at is None else held(values[at]) for at, held in self.places)


class Prepared(Generic[M]):
    """A selector whose statement is composed once for each combination of what it is given by name."""

    def __init__(self, build: Callable[..., QuerySet[M, Any]]) -> None:
        self._build = build
        self._statement = lru_cache(maxsize=64)(self._composed)

    def objects(self, *values: Value, **named: Hashable) -> list[M]:
        """The objects that are found, with their annotations as the database gives them."""
        statement = self._asked(values, named)
        return list(statement.model._default_manager.raw(statement.sql, statement.filled(values)))

    def rows(self, *values: Value, **named: Hashable) -> list[tuple[Any, ...]]:
        """The rows that are found, of the columns that the query names."""
        statement = self._asked(values, named)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled(values))
            return cast("list[tuple[Any, ...]]", cursor.fetchall())

    def _asked(self, values: Sequence[Value], named: dict[str, Hashable]) -> Statement[M]:
        return self._statement(connection.vendor, tuple(map(type, values)), tuple(sorted(named.items())))

    def _composed(
        self, vendor: str, kinds: tuple[type[Value], ...], named: tuple[tuple[str, Hashable], ...]
    ) -> Statement[M]:
        """Compose it with marks for the values, which are found again among its parameters."""
        marks = [_mark(kind, at) for at, kind in enumerate(kinds)]
        found = self._build(*marks, **dict(named))
        sql, parameters = found.query.sql_with_params()
        known = {_adapter(mark)(mark): at for at, mark in enumerate(marks)}
        places = tuple(
            (known[each], _adapter(each)) if each in known else (None, each) for each in parameters
        )
        return Statement(found.model, sql, places)


def prepared(build: Callable[..., QuerySet[M, Any]]) -> Prepared[M]:
    """Let a selector compose its statement once."""
    return Prepared(build)


def _mark(kind: type[Value], at: int) -> Value:
    """A value that stands in no query of ours."""
    return date(9000 + at, 1, 1) if issubclass(kind, date) else 2_000_000_000 + at


def _adapter(parameter: object) -> Callable[[Any], object]:
    """What makes a parameter like this one of a value; on SQLite a day travels as text."""
    return connection.ops.adapt_datefield_value if isinstance(parameter, (date, str)) else type(parameter)
