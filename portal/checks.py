"""System checks of the portal, each with an id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections


@register(Tags.database)
def no_demo_in_production(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """portal.E001: a real institution must not run on the demo's data or accounts.

    Demo accounts have passwords printed in a terminal; they must never open a real institution.
    """
    from portal.models import Account, Institution  # noqa: PLC0415 (models exist only once apps are ready)

    if settings.DEMO:
        return []
    found: list[CheckMessage] = []
    for alias in databases or []:
        tables = set(connections[alias].introspection.table_names())
        if not {Account._meta.db_table, Institution._meta.db_table} <= tables:
            continue  # not migrated yet: there is nothing to refuse
        demos = Institution.objects.using(alias).filter(is_demo=True).exists()
        if demos or Account.objects.using(alias).filter(is_demo=True).exists():
            found.append(
                Error(
                    f"Database {alias!r} holds a demo institution or demo accounts.",
                    hint="Start a real institution in an empty database: manage.py create_institution",
                    id="portal.E001",
                )
            )
    return found
