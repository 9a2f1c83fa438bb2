"""Migrations are complete, named for what they do, and run from nothing on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

OWN_APPS = ("portal", "workflows", "procedures")


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_migration_has_a_generated_name() -> None:
    found = [
        str(path.relative_to(settings.BASE_DIR))
        for app in OWN_APPS
        for path in Path(settings.BASE_DIR, app).rglob("migrations/*_auto_*.py")
    ]
    assert found == []
