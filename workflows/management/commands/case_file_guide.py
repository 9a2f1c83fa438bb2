"""manage.py case_file_guide: how case files are written, with every act of the installed procedures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from workflows.management.commands.export_bpmn import write
from workflows.nodes.procedure import families
from workflows.services.replay.guide import guide


class Command(BaseCommand):
    """Write the guide that docs/case-files.md holds."""

    help = "Write how case files are written, with every act and its fields, as Markdown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which procedures, and where to write."""
        parser.add_argument(
            "families", nargs="*", help="procedures; all that are installed where none is named"
        )
        parser.add_argument("--output", type=Path, help="a file; the standard output unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the guide."""
        installed = families()
        chosen = options["families"] or sorted(installed)
        text = guide(installed[family] for family in chosen)
        if options["output"]:
            write(options["output"], text)
        else:
            self.stdout.write(text, ending="")
