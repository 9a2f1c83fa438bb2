"""How the two engines are opened. The reasons are in docs/decisions/0001-two-database-engines.md."""

from __future__ import annotations

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    # A transaction that will write says so at once, so two writers queue instead of failing half way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL, because an act that was acknowledged must survive the loss of power, not only of the process.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}

POSTGRESQL_OPTIONS: dict[str, Any] = {
    # A server that is down is an error page after seconds, not after minutes. The isolation level stays READ
    # COMMITTED: the door locks first, and only so does its next statement see what is true.
    "connect_timeout": 5,
}


def from_url(url: str) -> dict[str, Any]:
    """Return Django's description of the database at ``url`` (sqlite:// or postgres://).

    Raises ``ImproperlyConfigured`` for any other engine: none is tested.
    """
    database: dict[str, Any] = dict(environ.Env.db_url_config(url))
    engine = database["ENGINE"].rsplit(".", 1)[-1]
    if engine == "sqlite3":
        database["OPTIONS"] = dict(SQLITE_OPTIONS)
    elif engine == "postgresql":
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **POSTGRESQL_OPTIONS}
        database["CONN_MAX_AGE"] = 600
        database["CONN_HEALTH_CHECKS"] = True
    else:
        msg = f"DATABASE_URL names {engine}; only sqlite and postgres are supported"
        raise ImproperlyConfigured(msg)
    # One act, one transaction: the door opens it. A page that only reads must not make a writer wait.
    database["ATOMIC_REQUESTS"] = False
    return database
