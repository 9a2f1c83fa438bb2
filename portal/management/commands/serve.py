"""``manage.py serve``: what ``make run`` starts."""

from __future__ import annotations

import errno
import os
import socket
import sys
from argparse import ArgumentTypeError
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
HIGHEST_PORT = 65535


class Command(BaseCommand):
    """Prepares the demo institution when something changed, then runs site and sweeper until Ctrl-C."""

    help = "Prepare the demo institution and run site and sweeper."
    requires_system_checks: list[str] = []  # prepare_demo checks when something changed

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=_port, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, say where the site is and who can sign in, and run."""
        host, port = options["host"], options["port"]
        if not settings.DEMO:
            msg = (
                "This serves the demo. A real institution runs gunicorn portal.wsgi under a service manager."
            )
            raise CommandError(msg)
        if msg := _why_not(host, port):
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


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= HIGHEST_PORT):
        msg = f"{text} is no port; it is a number from 1 to {HIGHEST_PORT}, as in make run PORT=8001"
        raise ArgumentTypeError(msg)
    return int(text)


def _why_not(host: str, port: int) -> str:
    """Why nobody can listen there, with what to type instead; empty where it can be listened."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is taken; choose another: make run PORT={port % HIGHEST_PORT + 1}"
            said = f"Nobody can listen at {host}, port {port} ({error.strerror})"
            return f"{said}; try: make run HOST=127.0.0.1 PORT=8000"
    return ""


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
