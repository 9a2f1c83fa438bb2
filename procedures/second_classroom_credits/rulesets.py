"""Rule sets from the package's own files; each is read once for as long as its edition stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table_reading import scoring_table
from workflows.rules.regulations import Edition

TABLES: Final = Path(__file__).parent / "tables"
_READ: Final[dict[str, Ruleset]] = {}


def ruleset_of(edition: Edition) -> Ruleset:
    """An edition with the table it names; ``TableError`` when the table is not sound or not that one."""
    known = _READ.get(edition.digest)
    if known is None:
        content = (TABLES / edition["scoring.table"].table.file).read_bytes()
        known = _READ[edition.digest] = Ruleset(edition, scoring_table(content, edition))
    return known


def rulesets_of(editions: Mapping[int, Edition]) -> dict[int, Ruleset]:
    """Several editions with their tables, by whatever they are of."""
    return {key: ruleset_of(edition) for key, edition in editions.items()}
