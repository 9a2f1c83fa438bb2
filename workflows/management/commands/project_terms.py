"""manage.py project_terms: guardian's rows of the offices held on a day; the sweeper does it each day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflows.services.clocks import clock
from workflows.services.terms import project_terms
from workflows.texts.sentences import sentence


class Command(BaseCommand):
    """Project the terms held today, or on ``--on``, and say what changed."""

    help = "Rebuild guardian's rows from the offices held on a day. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day; today by the clock that procedures live by unless given."""
        parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="another day, as 2024-12-31")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line."""
        found = project_terms(options["on"] or timezone.localdate(clock()()))
        counts = {"added": found.added, "removed": found.removed, "kept": found.kept}
        self.stdout.write(sentence("terms.projected", counts))
