"""The rows of a scoring table in other languages: names of our own, text by text, beside the tables.

They decide nothing, so no edition names their file by its digest. What an institution's own table calls
otherwise is said as it stands there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from procedures.second_classroom_credits.rulesets import TABLES
from procedures.second_classroom_credits.scoring.table import PART, Row

#: the column of the table's own texts, and the languages beside it
TEXT: Final = "text"
#: the year behind a title, as a line has it
YEAR: Final = re.compile(r"\uff08(\d{4}-\d{2})\uff09$")


@cache
def _names(language: str) -> Mapping[str, str]:
    with (TABLES / "names.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        return {line[TEXT]: line[language] for line in lines if language in (lines.fieldnames or ())}


def named(text: str, language: str) -> str:
    """A text of a table in a language; unchanged where nobody has named it."""
    return _names(language).get(text, text)


def in_language(row: Row, language: str) -> Row:
    """The row with its names in a language. What is recorded or compared keeps those of the table."""
    if not _names(language):
        return row
    category, item = (_begun(named(text, language)) for text in (row.category, row.item))
    level, condition = (named(text, language) for text in (row.level, row.condition))
    return replace(row, category=category, item=item, level=level, condition=condition)


def title_in(title: str, language: str) -> str:
    """The title of a row, or of a line with its year behind it, in a language."""
    if not _names(language):
        return title
    year = YEAR.search(title)
    said = PART.join(named(part, language) for part in YEAR.sub("", title).split(PART))
    return _begun(f"{said} ({year[1]})" if year else said)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
