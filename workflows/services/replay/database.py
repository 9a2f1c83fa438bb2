"""A database of its own for case files: nothing that is played touches the institution's records.

Case files are played with real transactions: constraints are checked at each commit and commit hooks run.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import environ
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

MEMORY = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
    "OPTIONS": {"transaction_mode": "IMMEDIATE"},
}
#: how an address begins
SCHEMES = ("postgres", "postgresql", "sqlite")


class UnknownDatabaseError(ValueError):
    """Neither the alias of a configured database nor an address of one that we know."""


@contextmanager
def fresh_database(where: str = "") -> Iterator[None]:
    """Within this block the default database of this thread is a new, migrated one, dropped at its end.

    It lies in memory (SQLite), or on the PostgreSQL server of an alias or an address (postgres://…). Raises
    UnknownDatabaseError, and the database's error when the server cannot be reached.
    """
    config = _config(where)
    if config["ENGINE"].endswith("postgresql"):
        with _created(config) as own, _default(own):
            call_command("migrate", verbosity=0, interactive=False)
            yield
    else:
        empty = _migrated()
        with _default(dict(MEMORY)):
            _opened().deserialize(empty)
            yield


def empty_tables() -> None:
    """Begin again: the next variant finds nothing of the one before."""
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


@cache
def _migrated() -> bytes:
    """What SQLite keeps of an empty migrated database: to migrate takes a second, to copy it nothing."""
    with _default(dict(MEMORY)):
        call_command("migrate", verbosity=0, interactive=False)
        return _opened().serialize()


def _opened() -> sqlite3.Connection:
    """SQLite's own connection behind the default database."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    opened: sqlite3.Connection = connection.connection
    return opened


def _config(where: str) -> dict[str, Any]:
    if not where:
        return dict(MEMORY)
    if where in settings.DATABASES:
        return dict(settings.DATABASES[where])
    if where.partition("://")[0] not in SCHEMES:
        raise UnknownDatabaseError(where)
    return dict(environ.Env.db_url_config(where))


@contextmanager
def _created(config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A new database beside the configured one."""
    name = f"play_{os.getpid()}_{secrets.token_hex(4)}"
    given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    where = {name: config[key] for name, key in given.items() if config.get(key)}
    with psycopg.connect(**where, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {**config, "NAME": name}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _default(config: dict[str, Any]) -> Iterator[None]:
    """Let the default database be another one; the connection to the one before stays open meanwhile."""
    before, settings_before = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
    configured = connections.configure_settings({DEFAULT_DB_ALIAS: config})
    connections.settings[DEFAULT_DB_ALIAS] = configured[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.settings[DEFAULT_DB_ALIAS] = settings_before
        connections[DEFAULT_DB_ALIAS] = before
