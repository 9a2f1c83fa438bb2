"""``manage.py prepare_demo``: the demo institution, ready to be served."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

# In this order: the demo's cases are judged by the editions, and their journal is verified as each night.
LOADERS = ("load_editions", "load_demo", "verify_journal")


class Command(BaseCommand):
    """Migrates the demo database and loads editions and people into it. Doing it twice changes nothing."""

    help = "Migrate the demo database and load its editions, people and cases."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loaders that are installed; refuse outside of demo settings."""
        if not settings.DEMO:
            msg = "Demo data are refused under these settings; use manage.py create_institution."
            raise CommandError(msg)
        call_command("migrate", interactive=False, verbosity=0)
        installed = get_commands()
        for name in LOADERS:
            if name in installed:
                call_command(name, stdout=self.stdout, stderr=self.stderr)
