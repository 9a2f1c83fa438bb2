"""Somebody else at work on the same rows, in a transaction of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection


@contextmanager
def held_elsewhere(statement: str, *values: Any) -> Iterator[psycopg.Connection]:
    """Somebody else's transaction holds the rows of a statement."""
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; on SQLite the whole file has one writer")
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    settings = {
        key: connection.settings_dict[name] for name, key in names.items() if connection.settings_dict[name]
    }
    with psycopg.connect(**settings) as other:
        other.execute(statement, values)
        yield other
        other.rollback()
