"""The roster as dataclasses: what the institution holds now, and what the rows of a file say.

Units are known by their code, people by their number. Terms and memberships end on the first day on which
they no longer hold, as in the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from portal.imports.cells import letter_of
from portal.imports.remarks import Gravity, Param, Remark
from portal.imports.values import Value
from workflows.rules.situation import Progress

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit that is open; ``parent`` is the code of the unit above it."""

    code: str
    name: str
    kind: str
    parent: str | None = None
    has_committee: bool = False
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class MembershipRecord:
    """A person's present place in one tree (``columns.UNIT_FIELDS``); ``unit`` is its code.

    ``follows`` is an open case that says what the person is in this tree, ``given`` whether it has said it.
    """

    tree: str
    unit: str
    standing: str
    from_on: date
    follows: Progress | None = field(default=None, compare=False)
    given: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person: details by field name, and the open membership in each tree."""

    number: str
    name: str
    details: Mapping[str, Value] = field(default_factory=dict)
    memberships: tuple[MembershipRecord, ...] = ()
    closed_on: date | None = None

    def in_tree(self, tree: str) -> MembershipRecord | None:
        """The open membership in this tree."""
        return next((membership for membership in self.memberships if membership.tree == tree), None)


@dataclass(frozen=True, slots=True)
class TermRecord:
    """An office held at a unit; ``to_on`` is the first day after it."""

    number: str
    office: str
    unit: str
    from_on: date
    to_on: date | None = None

    def overlaps(self, other: TermRecord) -> bool:
        """Whether there is a day on which both hold."""
        return (other.to_on is None or self.from_on < other.to_on) and (
            self.to_on is None or other.from_on < self.to_on
        )


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything a file is compared with: all of the institution, so that no number is taken twice."""

    units: tuple[UnitRecord, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    terms: tuple[TermRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row was read: its sheet, its number there, and the column of each field."""

    sheet: str
    row: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def remark(self, message: str, field_name: str = "", **params: Param) -> Remark:
        """A remark that stops this row, on its cell of ``field_name`` when one is named."""
        return self._remark(Gravity.ROW, message, field_name, params)

    def note(self, message: str, field_name: str = "", **params: Param) -> Remark:
        """A remark on this row that stops nothing."""
        return self._remark(Gravity.NOTE, message, field_name, params)

    def _remark(self, gravity: Gravity, message: str, field_name: str, params: Mapping[str, Param]) -> Remark:
        letter = letter_of(self.columns.get(field_name, 0))
        return Remark(message, gravity, params, self.sheet, self.row, letter, field_name)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row about a person; what the file leaves empty is absent.

    ``units`` has the written unit by tree (None: explicitly none), ``standings`` the stated standing by
    tree; ``derived`` names the trees whose standing only 政治面貌 tells.
    """

    number: str
    name: str
    details: Mapping[str, Value] = field(default_factory=dict)
    units: Mapping[str, str | None] = field(default_factory=dict)
    standings: Mapping[str, str] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row about a unit; ``parent`` is a code or a name as it is written (empty: not filled)."""

    code: str
    name: str
    kind: str
    parent: str = ""
    has_committee: bool | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One row about an office; ``unit`` is a code or a name as it is written."""

    number: str
    office: str
    unit: str
    from_on: date
    to_on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Placed(Generic[Row]):
    """A row that could be read, with its place."""

    value: Row
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, row by row, and what is wrong with it.

    Rows with a remark of gravity ``row`` are left out of the three tuples. ``numbers`` holds every number
    that could be read, wrong rows included, so that nobody counts as missing because of a typing error.
    """

    people: tuple[Placed[PersonRow], ...] = ()
    units: tuple[Placed[UnitRow], ...] = ()
    offices: tuple[Placed[OfficeRow], ...] = ()
    remarks: tuple[Remark, ...] = ()
    numbers: frozenset[str] = frozenset()
    rows: int = 0

    @property
    def refused(self) -> bool:
        """Whether nothing of the file may be imported."""
        return any(remark.gravity is Gravity.FILE for remark in self.remarks)
