"""Write a procedure as a BPMN 2.0 file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.nodes import Procedure
from workflows.nodes.export import export
from workflows.nodes.procedure import families


class Command(BaseCommand):
    """What it writes depends on nothing but the procedure's text."""

    help = "Write a procedure as a BPMN 2.0 file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The family of the procedure, and where to write."""
        parser.add_argument("family", help="the procedure's family, for example the name of its app")
        parser.add_argument("--output", type=Path, help="a file; without it, standard output")

    def handle(self, *args: Any, family: str, output: Path | None, **options: Any) -> None:
        """Write the text; CommandError names the procedures that are installed."""
        procedure = families().get(family)
        if procedure is None:
            raise CommandError(f"No procedure {family}. Installed: {', '.join(sorted(families()))}")
        text = self.text(procedure)
        if output is None:
            self.stdout.write(text, ending="")
        else:
            write(output, text)

    def text(self, procedure: type[Procedure]) -> str:
        """The file's content."""
        return export(procedure)


def write(path: Path, text: str) -> None:
    """Write a file that was asked for. Raises CommandError with a sentence where that is not possible."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}."
        raise CommandError(msg) from error
