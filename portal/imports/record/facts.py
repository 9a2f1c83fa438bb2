"""What a file says of people's records, what stands in them now, and what the file would record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.imports.records import Place
from portal.imports.remarks import Gravity, Remark
from workflows.rules.facts import Facts

#: the day of an act and the fields of its paper, as the journal keeps them
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row that could be read: whose it is, which act it asks for, on which day, and what it says.

    What the row leaves empty is absent from ``data``.
    """

    number: str
    name: str
    act: str
    on: date | None
    data: Data
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of a file, and what is wrong with it; rows with a remark that stops them are left out."""

    rows: tuple[FactRow, ...] = ()
    remarks: tuple[Remark, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody whose record may be kept, and what it says now; ``record`` is None where there is none yet."""

    person: int
    name: str
    facts: Facts = field(default_factory=Facts)
    record: int | None = None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact to record; ``before`` is what stood under the same key, None for something new."""

    number: str
    act: str
    on: date
    data: Data
    sheet: str
    row: int
    before: Data | None = None
    before_on: date | None = None

    @property
    def new(self) -> bool:
        """Whether nothing stands under its key."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class FactDifference:
    """A file compared with the records: what is to be recorded, how many rows say what stands already."""

    changes: tuple[FactChange, ...] = ()
    unchanged: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing of the file may be imported."""
        return any(remark.gravity is Gravity.FILE for remark in self.remarks)

    @property
    def wrong_rows(self) -> frozenset[tuple[str, int]]:
        """Sheet and number of every row that is left out."""
        return frozenset(
            (remark.sheet, remark.row) for remark in self.remarks if remark.gravity is Gravity.ROW
        )
