"""Leaves an empty database behind a test that committed.

Django truncates every table and writes the permissions again, which takes PostgreSQL a good part of a second.
Such a test leaves a few rows in a few tables: those are deleted, and what ``migrate`` wrote stays.
"""

from __future__ import annotations

from functools import cache

from django.db import connection, transaction

#: what migrate writes, not a test
KEPT = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def empty() -> None:
    """Delete every row that a test can have left."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in filled():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 (a table of ours)


def filled() -> list[str]:
    """The tables that hold a row which a test can have left."""
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return [table for table, held in zip(_tables(), cursor.fetchone(), strict=True) if held]


@cache
def _tables() -> tuple[str, ...]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return tuple(sorted(set(names) - KEPT))


@cache
def _question() -> str:
    """One statement that says of every table whether it has rows."""
    held = (f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})" for table in _tables())  # noqa: S608 (tables of ours)
    return f"SELECT {', '.join(held)}"
