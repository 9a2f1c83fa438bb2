"""The scoring table as it is used: frozen rows by their id (annex 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

#: between the parts of a row's title
PART: Final = " · "
#: any of several, each of which may ask for several together
AnyOf: TypeAlias = "tuple[frozenset[str], ...]"


def met(wanted: AnyOf, given: Set[str]) -> bool:
    """Whether one of the ways is complete; what asks for nothing is met."""
    return not wanted or any(way <= given for way in wanted)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the scoring table.

    ``credits`` are tenths; ``combine`` is the rule by which items of the row meet; ``key`` says what makes
    two items one project; ``group`` joins the rows that a reading of the Rules treats alike; ``threshold``
    names the parameter that an item must reach; ``printed`` is the cell as the Rules print it.
    """

    id: str
    module: str
    table: int
    printed_row: int
    category: str
    item: str
    level: str
    condition: str
    majors: str
    credits: int
    unit: str
    combine: str
    key: str
    group: str
    threshold: str
    evidence: AnyOf
    assessors: AnyOf
    consent: AnyOf
    readings: tuple[str, ...]
    printed: str

    @property
    def title(self) -> str:
        """The row in one line, as a list of rows shows it."""
        return PART.join(part for part in (self.item, self.level, self.condition) if part)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of which one is claimed, where the row stands for several; no bracket is cut in two."""
        found = tuple(self.level.split("、"))
        whole = all(level.count("（") == level.count("）") for level in found)
        return found if len(found) > 1 and whole else ()


@dataclass(frozen=True)
class ScoringTable:
    """The rows of one edition by their id, in the order of the Rules."""

    rows: Mapping[str, Row]

    def __getitem__(self, row: str) -> Row:
        """The row of an id; ``KeyError`` when the table has none."""
        return self.rows[row]

    def __contains__(self, row: object) -> bool:
        """Whether the table has a row of this id."""
        return row in self.rows

    def __iter__(self) -> Iterator[Row]:
        """The rows in the order of the Rules."""
        return iter(self.rows.values())

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @cached_property
    def by_module(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each module, modules in the order of the Rules."""
        modules: dict[str, list[Row]] = {}
        for row in self:
            modules.setdefault(row.module, []).append(row)
        return {module: tuple(rows) for module, rows in modules.items()}
