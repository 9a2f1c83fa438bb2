"""manage.py play: plays case files in a database of their own and says where something came otherwise."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from workflows.services.replay.database import UnknownDatabaseError, fresh_database
from workflows.services.replay.reading import read_script
from workflows.services.replay.results import VariantResult, play
from workflows.services.replay.script import Script
from workflows.services.replay.sheet import MalformedError
from workflows.texts.sentences import sentence

#: exit status when something came otherwise than expected, and when a file cannot be played at all
OTHERWISE, MALFORMED = 1, 2


class Command(BaseCommand):
    """Read all files, then play them; nothing of the institution's own records is touched."""

    help = "Play case files (see docs/case-files.md) and compare what comes of each step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which files, where, and how to answer."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.yaml")
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument(
            "--database", default="", help="alias or postgres:// address; a new database beside it is used"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit with 0 when all holds, with 1 when not, with 2 when a file is malformed."""
        scripts = self._read(options["files"])
        results: list[VariantResult] = []
        try:
            with fresh_database(options["database"]):
                for script in scripts:
                    for result in play(script):
                        results.append(result)
                        if not options["json"]:
                            self.stdout.write("\n".join(result.lines()))
        except UnknownDatabaseError as error:
            raise CommandError(sentence("play.unknown_database", {"name": str(error)})) from None
        except psycopg.OperationalError as error:
            raise CommandError(sentence("play.no_server", {"reason": str(error)})) from None
        self._conclude(results, as_json=options["json"])

    def _read(self, files: list[Path]) -> list[Script]:
        scripts, problems = [], []
        for file in files:
            try:
                scripts.append(read_script(file))
            except MalformedError as error:
                problems += [problem.say() for problem in error.problems]
            except OSError as error:
                problems.append(sentence("play.cannot_open", {"file": str(file), "reason": error.strerror}))
        if problems:
            self.stderr.write("\n".join(problems))
            sys.exit(MALFORMED)
        return scripts

    def _conclude(self, results: list[VariantResult], *, as_json: bool) -> None:
        wrong = sum(not result.holds for result in results)
        if as_json:
            self.stdout.write(json.dumps([result.to_json() for result in results], ensure_ascii=False))
        else:
            said = "play.otherwise" if wrong else "play.all_hold"
            self.stdout.write(sentence(said, {"count": len(results), "wrong": wrong}))
        if wrong:
            sys.exit(OTHERWISE)
