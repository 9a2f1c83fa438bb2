"""manage.py verify_journal: every chain link by link, and every case and matter against its entries."""

from __future__ import annotations

import json
import sys
from datetime import date
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from workflows.models import Unit
from workflows.services.verifying import Difference, Verification, verify
from workflows.services.verifying.daily import verify_and_note
from workflows.texts.sentences import sentence


class Command(BaseCommand):
    """Say where the journal is not as it should be; exit status 1 when it is not."""

    help = "Verify the journal: chains, private parts, what was folded from them. The whole of it is noted."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which units, from which day, and how to answer."""
        parser.add_argument("--unit", action="append", default=[], help="code of a unit; may be repeated")
        parser.add_argument("--since", type=date.fromisoformat, help="trust the links before this day")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each difference and one for the whole."""
        unknown = {*options["unit"]} - {*Unit.objects.values_list("code", flat=True)}
        if unknown:
            raise CommandError(sentence("unit.unknown_code", {"code": min(unknown)}))
        begun = perf_counter()
        if options["unit"] or options["since"] is not None:
            found = verify(units=options["unit"], since=options["since"])
        else:
            found = verify_and_note(timezone.now())
        seconds = perf_counter() - begun
        self.stdout.write(_json(found, seconds) if options["json"] else _lines(found, seconds))
        if found.differences:
            sys.exit(1)


def _json(found: Verification, seconds: float) -> str:
    answer = {
        "ok": not found.differences,
        "chains": found.chains,
        "entries": found.entries,
        "cases": found.cases,
        "matters": found.matters,
        "seconds": round(seconds, 3),
        "differences": [each.to_json() for each in found.differences],
    }
    return json.dumps(answer, ensure_ascii=False)


def _lines(found: Verification, seconds: float) -> str:
    counted = {
        "chains": found.chains,
        "entries": found.entries,
        "cases": found.cases,
        "matters": found.matters,
        "seconds": f"{seconds:.1f}",
    }
    said = "verify.differs" if found.differences else "verify.clean"
    whole = sentence(said, {**counted, "count": len(found.differences)})
    return "\n".join([*(_line(each) for each in found.differences), whole])


def _line(difference: Difference) -> str:
    which = "verify.difference"
    if difference.case is not None:
        which = "verify.difference_of_case"
    elif difference.matter is not None:
        which = "verify.difference_of_matter"
    return sentence(which, difference.to_json())
