"""``manage.py serve``: what ``make run`` starts."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.models import Institution
from portal.serving.processes import run_together
from portal.serving.stamps import digest_of, once

SOURCES = ("portal", "workflows", "procedures")
# ``load_demo`` writes here whom one can sign in as; it is shown at each start.
ACCOUNTS_FILE = "demo-accounts.txt"


class Command(BaseCommand):
    """Prepares the demo institution when something changed, then runs site and sweeper until Ctrl-C."""

    help = "Prepare the demo institution and run site and sweeper."
    requires_system_checks: list[str] = []  # prepare_demo checks when something changed

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, say where the site is and who can sign in, and run."""
        host, port = options["host"], options["port"]
        if not settings.DEMO:
            msg = (
                "This serves the demo. A real institution runs gunicorn portal.wsgi under a service manager."
            )
            raise CommandError(msg)
        if _taken(host, port):
            msg = f"Port {port} is taken; choose another: make run PORT={port + 1}"
            raise CommandError(msg)
        self._prepare(Path(settings.VAR_DIR))
        self._announce(host, port)
        sys.exit(run_together(list(_commands(host, port))))

    def _prepare(self, var: Path) -> None:
        root = Path(settings.BASE_DIR)
        once(
            var / "doctor.stamp",
            digest_of([root / "requirements" / "run.txt"]),
            lambda: call_command("doctor", stdout=self.stdout),
        )
        stamp = var / "demo.stamp"
        if not _has_institution():
            stamp.unlink(missing_ok=True)  # the database file was removed, or never filled
        once(
            stamp,
            digest_of(_what_the_demo_is_made_of(root)),
            lambda: call_command("prepare_demo", stdout=self.stdout),
        )

    def _announce(self, host: str, port: int) -> None:
        accounts = Path(settings.VAR_DIR) / ACCOUNTS_FILE
        if accounts.exists():
            self.stdout.write(accounts.read_text(encoding="utf-8"))
        self.stdout.write(f"\n  演示单位已启动： http://{host}:{port}/    （Ctrl-C 停止）\n")
        self.stdout.flush()


def _what_the_demo_is_made_of(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        yield from (root / source).rglob("migrations/*.py")
        yield from (root / source).rglob("management/commands/load_*.py")
        yield from (root / source).rglob("*.yaml")
        yield from (root / source).rglob("demo/*.*")


def _has_institution() -> bool:
    try:
        return Institution.objects.exists()
    except DatabaseError:
        return False


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _commands(host: str, port: int) -> Iterator[list[str]]:
    """Yield the command lines of the site and, once it is installed, of the sweeper."""
    workers = min(4, (os.cpu_count() or 1) + 1)
    yield [
        *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--worker-class", "gthread"),
        *("--threads", "4", "--log-level", "warning", "--no-control-socket"),
    ]
    if "sweep_deadlines" in get_commands():
        manage = str(Path(settings.BASE_DIR) / "manage.py")
        yield [sys.executable, manage, "sweep_deadlines", "--forever"]
