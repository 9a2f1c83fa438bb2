"""All rows of the database as the driver spells them: read at once, written at once, on either database."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection, transaction

from tests.emptying import filled

#: the rows of each table that has any
Rows = Mapping[str, tuple[object, ...]]


def read() -> Rows:
    """Every row of every table that a test can have filled."""
    return {table: _read(table) for table in filled()}


def write(rows: Rows, *, over: Rows) -> None:
    """Turn the rows ``over`` into ``rows``; a table in which one was changed or deleted is filled anew."""
    with transaction.atomic():
        for table in over.keys() | rows.keys():
            before, after = over.get(table, ()), rows.get(table, ())
            if set(before) - set(after):
                with connection.cursor() as cursor:
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (a table of ours)
                before = ()
            old = set(before)
            new = [row for row in after if row not in old]
            if new:
                _insert(table, new)


def pass_over(rows: Rows) -> None:
    """Let the database number new rows beyond these, though it did not number them; SQLite does by itself."""
    for table in rows if connection.vendor == "postgresql" else ():
        with connection.cursor() as cursor:
            sequences = connection.introspection.get_sequences(cursor, table)
            for each in sequences:
                at = _columns(table).index(each["column"])
                last = max(int(row.split(b"\t")[at]) for row in rows[table])  # type: ignore[attr-defined]  # bytes here
                cursor.execute(
                    f"SELECT setval(%s, greatest(last_value, %s)) FROM {each['name']}",  # noqa: S608 (one of ours)
                    [each["name"], last],
                )


def _read(table: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} TO STDOUT") as copied:
                return tuple(b"".join(map(bytes, copied)).splitlines(keepends=True))
    # A column with a plus before it has no declared type, of which the driver would make dates.
    columns = ", ".join(f'+"{name}"' for name in _columns(table))
    return tuple(connection.connection.execute(f"SELECT {columns} FROM {table}"))  # noqa: S608 (a table of ours)


def _insert(table: str, rows: list[Any]) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copied:
            copied.write(b"".join(rows))
        return
    values = ", ".join("?" * len(_columns(table)))
    connection.connection.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608 (a table of ours)


@cache
def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        return tuple(each.name for each in connection.introspection.get_table_description(cursor, table))
