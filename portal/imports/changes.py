"""What an import would change: one dated change at a time, ready to become an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.imports.columns import SheetKind
from portal.imports.records import PersonRecord, TermRecord
from portal.imports.remarks import Gravity, Remark
from portal.imports.values import Value

Content = Mapping[str, "Value | bool | None"]


class ChangeKind(StrEnum):
    """What happens; the comment names the keys of ``before`` and ``after``."""

    #: after: name, kind, parent (a code or None), has_committee
    UNIT_OPENED = "unit_opened"
    #: before, after: those of code, name, parent, has_committee, opened_on that differ
    UNIT_CHANGED = "unit_changed"
    #: after: name and every detail that is filled
    NEW_PERSON = "new_person"
    #: before, after: name or details that differ; before has None for what was not known
    CHANGED_DETAILS = "changed_details"
    #: before: standing
    LEFT_UNIT = "left_unit"
    #: after: standing
    JOINED_UNIT = "joined_unit"
    #: before, after: standing
    STANDING_CHANGED = "standing_changed"
    #: before, after: to_on
    OFFICE_LEFT = "office_left"
    #: after: to_on (None: open)
    OFFICE_TAKEN = "office_taken"


@dataclass(frozen=True, slots=True)
class Change:
    """One change with the day from which it holds and the row that asks for it.

    ``number`` is the person's, None for a change of a unit; ``unit`` is a unit's code, None where no unit is
    concerned; ``tree`` is set for memberships and ``office`` for terms. A move between two units is a
    ``left_unit`` and a ``joined_unit`` of the same day.
    """

    kind: ChangeKind
    from_on: date
    sheet: str
    row: int
    number: str | None = None
    unit: str | None = None
    tree: str = ""
    office: str = ""
    before: Content = field(default_factory=dict)
    after: Content = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one row comes to: changes, or remarks that stop it (and notes beside changes)."""

    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether the row is left out."""
        return any(remark.gravity is Gravity.ROW for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Difference:
    """A file compared with the current roster.

    ``changes`` is in an order in which it can be carried out: units from the top, then people row by row,
    then ends and beginnings of offices. ``unchanged`` counts the rows that bring nothing new. ``missing``
    and ``missing_terms`` are in the roster and not in the file: they are listed and never removed.
    """

    changes: tuple[Change, ...] = ()
    unchanged: Mapping[SheetKind, int] = field(default_factory=dict)
    missing: tuple[PersonRecord, ...] = ()
    missing_terms: tuple[TermRecord, ...] = ()
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

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind, in their order."""
        return tuple(change for change in self.changes if change.kind is kind)
