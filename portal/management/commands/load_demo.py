"""``manage.py load_demo``: the demo institution, its people and their cases, into an empty database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import clock
from portal.demo.accounts import table
from portal.demo.loading import load
from portal.management.commands.serve import ACCOUNTS_FILE
from portal.models import Institution


class Command(BaseCommand):
    """Plays the demo institution's past through the door and writes down whom one can sign in as.

    Doing it again changes nothing. Refused outside of demo settings and beside a real institution.
    """

    help = "Load the demo institution: units, people, cases and accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, unless it is there already."""
        if not settings.DEMO:
            msg = "Demo data are refused under these settings; use manage.py create_institution."
            raise CommandError(msg)
        existing = Institution.current()
        if existing is not None and not existing.is_demo:
            msg = f"This database already holds the institution {existing.name}; demo data are refused."
            raise CommandError(msg)
        if existing is not None:
            self.stdout.write(f"{existing.name} is loaded already.")
            return
        accounts = load(clock.real_now())
        _write(Path(settings.VAR_DIR) / ACCOUNTS_FILE, table(accounts))
        self.stdout.write(f"Loaded the demo institution with {len(accounts)} accounts.")


def _write(path: Path, text: str) -> None:
    """Keep the passwords for the owner of the machine's account only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
