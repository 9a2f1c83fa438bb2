"""Every sentence that an act of these tests leads to must have been written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from workflows.models import Case, Deadline, Duty, Entry, Matter, Membership, OfficeTerm, Person, Unit

FILLED = (Case, Deadline, Duty, Entry, Matter, Membership, OfficeTerm, Person, Unit)


@pytest.fixture(autouse=True)
def _loud(settings: Any) -> None:
    """A missing sentence fails the test instead of being logged."""
    settings.LOUD_SENTENCES = True


@pytest.fixture(scope="module", autouse=True)
def _swept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Sweep away what rolled-back tests left behind on PostgreSQL, or scans grow with every test."""
    yield
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in FILLED)
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"VACUUM {tables}")
