"""``manage.py doctor``: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal import clock
from portal.doctor import days, machine, papers
from portal.doctor.reports import Level, Report

MARKS = {Level.FINE: "ok     ", Level.LIMITED: "LIMITED", Level.FATAL: "FATAL  "}


class Command(BaseCommand):
    """Examines Python, database, folders, printing libraries, fonts and the calendar.

    Exit status 1 only when the site cannot start.
    """

    help = "Say what this machine lacks and the exact command that mends it."
    requires_system_checks: list[str] = []  # it must speak on a machine where nothing works yet

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per examination, and the remedy under each that is not fine."""
        reports = list(examine())
        for report in reports:
            self.stdout.write(f"{MARKS[report.level]}  {report.subject}: {report.found}")
            if report.remedy:
                self.stdout.write(f"         -> {report.remedy}")
        if any(report.level is Level.FATAL for report in reports):
            sys.exit(1)


def examine() -> Iterator[Report]:
    """Yield every report."""
    yield machine.python()
    yield machine.sqlite()
    yield from machine.folders([Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT)])
    yield machine.database()
    yield papers.printing()
    yield papers.subsetting()
    yield papers.font()
    yield days.calendar(clock.real_now().date())
