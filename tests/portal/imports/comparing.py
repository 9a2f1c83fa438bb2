"""A small institution and rows about it, without any file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from portal.imports.changes import Change, ChangeKind, Difference
from portal.imports.columns import OFFICES, PEOPLE, UNITS
from portal.imports.difference import compare
from portal.imports.records import (
    MembershipRecord,
    OfficeRow,
    PersonRecord,
    PersonRow,
    Place,
    Placed,
    Reading,
    Roster,
    TermRecord,
    UnitRecord,
    UnitRow,
)
from portal.imports.remarks import Gravity, Remark

ON = date(2024, 11, 20)
JOINED = date(2023, 9, 1)

UNITS_NOW = (
    UnitRecord("JL", "江澜大学党委", "university_committee"),
    UnitRecord("HG", "化院党委", "college_committee", "JL"),
    UnitRecord("CL", "材院党委", "college_committee", "JL"),
    UnitRecord("HG-D1", "化工第一党支部", "party_branch", "HG", True, date(2018, 9, 1)),
    UnitRecord("HG-D2", "化工第二党支部", "party_branch", "HG"),
    UnitRecord("HG-T", "化院团委", "college_league_committee", "HG"),
    UnitRecord("HG-T1", "一班团支部", "league_branch", "HG-T"),
    UnitRecord("HG-T2", "二班团支部", "league_branch", "HG-T"),
    UnitRecord("HG-B1", "一班", "class", "HG"),
    UnitRecord("CL-B1", "一班", "class", "CL"),
)


def member(tree: str, unit: str, standing: str, from_on: date = JOINED) -> MembershipRecord:
    return MembershipRecord(tree, unit, standing, from_on)


MEMBERSHIPS = (
    member("class", "HG-B1", "student"),
    member("league", "HG-T1", "member"),
    member("party", "HG-D1", "activist", date(2024, 3, 1)),
)
LIANG = PersonRecord(
    "2301", "梁思远", {"sex": "male", "born_on": date(2005, 5, 20), "category": "student"}, MEMBERSHIPS
)
ZHOU = PersonRecord("0031", "周岚", {"sex": "female", "category": "staff"})
NOW = Roster(UNITS_NOW, (LIANG, ZHOU))

COLUMNS = {
    schema.kind: {column.field: number for number, column in enumerate(schema.columns, start=1)}
    for schema in (PEOPLE, UNITS, OFFICES)
}


def person(number: str = "2301", name: str = "梁思远", **fields: Any) -> Reading:
    """The reading of one row about a person, in row 2 of the sheet 名册."""
    return people(PersonRow(number, name, **fields))


def people(*rows: PersonRow) -> Reading:
    placed = tuple(
        Placed(row, Place("名册", at, COLUMNS[PEOPLE.kind])) for at, row in enumerate(rows, start=2)
    )
    return Reading(people=placed, numbers=frozenset(row.number for row in rows), rows=len(rows))


def units(*rows: UnitRow) -> Reading:
    placed = tuple(
        Placed(row, Place("组织", at, COLUMNS[UNITS.kind])) for at, row in enumerate(rows, start=2)
    )
    return Reading(units=placed, rows=len(rows))


def offices(*rows: OfficeRow) -> Reading:
    placed = tuple(
        Placed(row, Place("任职", at, COLUMNS[OFFICES.kind])) for at, row in enumerate(rows, start=2)
    )
    return Reading(offices=placed, rows=len(rows))


def compared(reading: Reading, current: Roster = NOW, covering: Collection[str] | None = None) -> Difference:
    return compare(reading, current, on=ON, covering=covering)


def roster(*, units: tuple[UnitRecord, ...] = UNITS_NOW, terms: tuple[TermRecord, ...] = ()) -> Roster:
    return Roster(units, (LIANG, ZHOU), terms)


def change(kind: ChangeKind, from_on: date = ON, sheet: str = "名册", row: int = 2, **fields: Any) -> Change:
    return Change(kind, from_on, sheet, row, **fields)


def stops(
    message: str, column: str, field: str, *, sheet: str = "名册", row: int = 2, **params: Any
) -> Remark:
    return Remark(message, Gravity.ROW, params, sheet, row, column, field)


def notes(message: str, column: str, field: str, **params: Any) -> Remark:
    return Remark(message, Gravity.NOTE, params, "名册", 2, column, field)
