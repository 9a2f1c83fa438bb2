"""The rows of a scoring table in English, for transcripts: names of our own in a file beside the table.

The names decide nothing, so no edition names their file by its digest.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from procedures.second_classroom_credits.rulesets import TABLES
from workflows.rules.regulations import Edition

#: between the parts of a title
PART = " · "


@cache
def _names(table: str) -> Mapping[str, tuple[str, str, str]]:
    with (TABLES / table.replace(".csv", ".en.csv")).open(encoding="utf-8", newline="") as lines:
        return {
            line["id"]: (line["item"], line["level"], line["condition"]) for line in csv.DictReader(lines)
        }


def english_title(row: str, edition: Edition) -> str:
    """A row of the edition's table in one line, in English; ``KeyError`` for a row without a name."""
    return PART.join(part for part in _names(edition["scoring.table"].table.file)[row] if part)
