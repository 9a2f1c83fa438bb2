"""manage.py harden_journal: the site's database role can append to the journal and never change it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from workflows.services.hardening import Grant, UnfitRoleError, harden
from workflows.texts.sentences import sentence


class Command(BaseCommand):
    """Run as the owner of the tables after each migration; the site then signs in as the other role."""

    help = "Let a PostgreSQL role do what the site does, without changing or deleting what was recorded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which role, and whether to create it."""
        parser.add_argument("--role", default="site", help="the role that the site signs in as (site)")
        parser.add_argument("--create", action="store_true", help="create the role where it does not exist")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each statement with what it is for."""
        if connection.vendor != "postgresql":
            raise CommandError(sentence("harden.no_roles"))
        role = options["role"]
        try:
            harden(role, create=options["create"], told=self._tell)
        except UnfitRoleError as unfit:
            raise CommandError(sentence(unfit.reason, {"role": unfit.role})) from None
        self.stdout.write(sentence("harden.done", {"role": role}))

    def _tell(self, grant: Grant) -> None:
        self.stdout.write(f"{grant.statement};  -- {sentence(grant.purpose)}")
