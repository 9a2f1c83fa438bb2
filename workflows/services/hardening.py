"""Hardening: the database role that the site works as can append to the journal and never change it.

Whoever owns the tables can do anything to them. So they belong to a role that migrates, and the site signs in
as another one, to which this module grants what acts need. Only PostgreSQL knows roles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

#: tables whose rows are never deleted: what was said, and what was folded from it
KEPT = (
    "chainhead",
    "case",
    "matter",
    "person",
    "unit",
    "editionrecord",
    "adoption",
    "storedfile",
    "handedin",
)
#: tables that the site only reads
READ = ("django_migrations",)
ENTRY, PRIVATE = "workflows_entry", "workflows_entryprivate"
#: what an act that erases a personal text changes
ERASABLE = ("body", "erased_by_id")


class UnfitRoleError(ValueError):
    """A role that grants cannot bind; ``reason`` is a message id."""

    def __init__(self, role: str, reason: str) -> None:
        """Keep why."""
        self.role, self.reason = role, reason
        super().__init__(f"{role}: {reason}")


@dataclass(frozen=True, slots=True)
class Grant:
    """One statement, and what it is for (a message id)."""

    statement: str
    purpose: str


def harden(role: str, *, create: bool = False, told: Callable[[Grant], None] = lambda _: None) -> None:
    """Grant a role what the site needs and no more, all or nothing; doing it again changes nothing.

    ``create`` makes the role where it does not exist, without a password: how it may sign in is decided in
    pg_hba.conf or by giving it one. ``told`` hears of each statement before it is carried out. Raises
    UnfitRoleError for a role that does not exist, owns the tables, or is above all grants.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if create and not _exists(cursor, role):
            _carry_out(cursor, [Grant(f"CREATE ROLE {_name(role)} LOGIN", "harden.role")], told)
        _fit(cursor, role)
        _carry_out(cursor, grants(role, _tables(cursor), _schema(cursor)), told)


def grants(role: str, tables: Iterable[str], schema: str) -> list[Grant]:
    """The statements, in an order that ends where it began: first everything is taken, then given."""
    who, here = _name(role), _name(schema)
    found = [
        Grant(f"GRANT USAGE ON SCHEMA {here} TO {who}", "harden.schema"),
        Grant(f"REVOKE ALL ON ALL TABLES IN SCHEMA {here} FROM {who}, PUBLIC", "harden.nothing"),
        Grant(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {here} TO {who}", "harden.sequences"),
    ]
    for table in sorted(tables):
        found += [Grant(f"GRANT {rights} ON {_name(table)} TO {who}", why) for rights, why in _rights(table)]
    return found


def _rights(table: str) -> list[tuple[str, str]]:
    if table == ENTRY:
        return [("SELECT, INSERT", "harden.append")]
    if table == PRIVATE:
        columns = ", ".join(_name(column) for column in ERASABLE)
        return [("SELECT, INSERT", "harden.append"), (f"UPDATE ({columns})", "harden.erase")]
    if table in READ:
        return [("SELECT", "harden.read")]
    if table.removeprefix("workflows_") in KEPT:
        return [("SELECT, INSERT, UPDATE", "harden.keep")]
    return [("SELECT, INSERT, UPDATE, DELETE", "harden.work")]


def _carry_out(cursor: Any, statements: Iterable[Grant], told: Callable[[Grant], None]) -> None:
    for each in statements:
        told(each)
        cursor.execute(each.statement)


def _tables(cursor: Any) -> list[str]:
    """The tables of the installed applications that exist, and the one that remembers migrations."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    there = {table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"}
    return sorted((ours | {*READ}) & there)


def _schema(cursor: Any) -> str:
    cursor.execute("SELECT current_schema()")
    return str(cursor.fetchone()[0])


def _exists(cursor: Any, role: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    return cursor.fetchone() is not None


def _fit(cursor: Any, role: str) -> None:
    """A superuser, the owner of a table and whoever may become one of them are above all grants."""
    if not _exists(cursor, role):
        raise UnfitRoleError(role, "harden.no_role")
    cursor.execute(
        "SELECT bool_or(rolsuper AND pg_has_role(%s, oid, 'MEMBER')) FROM pg_roles",
        [role],
    )
    if cursor.fetchone()[0]:
        raise UnfitRoleError(role, "harden.superuser")
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
        "AND tablename = ANY(%s) AND pg_has_role(%s, tableowner, 'MEMBER') LIMIT 1",
        [_tables(cursor), role],
    )
    if cursor.fetchone():
        raise UnfitRoleError(role, "harden.owner")


def _name(name: str) -> str:
    return str(connection.ops.quote_name(name))
