"""Reads a workbook as a roster: known sheets, typed rows, and every wrong cell of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar, cast

from portal.imports.cells import Workbook
from portal.imports.choices import YES_NO
from portal.imports.columns import ROSTER, SheetKind
from portal.imports.people import contradictions, person_row
from portal.imports.records import OfficeRow, Placed, Reading, UnitRow
from portal.imports.remarks import Gravity, Remark
from portal.imports.rows import RawRow
from portal.imports.sheets import read_sheets

Row = TypeVar("Row")


def read_roster(workbook: Workbook, *, on: date) -> Reading:
    """Everything the workbook says; ``on`` is the day of the import, which no past date may follow."""
    rows, said = read_sheets(workbook, ROSTER, on=on)
    remarks = [*said]
    remarks += [remark for row in rows[SheetKind.PEOPLE] for remark in contradictions(row)]
    remarks += [remark for row in rows[SheetKind.UNITS] for remark in _wrong_unit(row)]
    remarks += [remark for row in rows[SheetKind.OFFICES] for remark in _wrong_term(row)]
    return _reading(rows, remarks)


def _reading(rows: Mapping[str, list[RawRow]], remarks: list[Remark]) -> Reading:
    if whole_file := tuple(remark for remark in remarks if remark.gravity is Gravity.FILE):
        # The others may repeat a wrong value, and that value may be somebody's identity number.
        return Reading(remarks=whole_file)
    stopped = {(remark.sheet, remark.row) for remark in remarks if remark.gravity is Gravity.ROW}

    def placed(kind: SheetKind, make: Callable[[RawRow], Row]) -> tuple[Placed[Row], ...]:
        return tuple(
            Placed(make(row), row.place)
            for row in rows[kind]
            if (row.place.sheet, row.place.row) not in stopped
        )

    return Reading(
        people=placed(SheetKind.PEOPLE, person_row),
        units=placed(SheetKind.UNITS, _unit_row),
        offices=placed(SheetKind.OFFICES, _office_row),
        remarks=tuple(remarks),
        numbers=frozenset(
            str(row.values["number"]) for row in rows[SheetKind.PEOPLE] if "number" in row.values
        ),
        rows=sum(len(found) for found in rows.values()),
    )


def _wrong_unit(row: RawRow) -> Iterator[Remark]:
    if (
        row.values.get("has_committee") == YES_NO[0].code
        and row.values.get("kind", "party_branch") != "party_branch"
    ):
        yield row.place.remark("committee_only_in_branch", "has_committee")


def _wrong_term(row: RawRow) -> Iterator[Remark]:
    from_on, to_on = row.values.get("from_on"), row.values.get("to_on")
    if isinstance(from_on, date) and isinstance(to_on, date) and to_on <= from_on:
        yield row.place.remark("term_ends_before_start", "to_on", value=to_on, other=from_on)


def _unit_row(row: RawRow) -> UnitRow:
    answer = row.values.get("has_committee")
    return UnitRow(
        code=str(row.values["code"]),
        name=str(row.values["name"]),
        kind=str(row.values["kind"]),
        parent=str(row.values.get("parent", "")),
        has_committee=None if answer is None else answer == YES_NO[0].code,
        opened_on=cast("date | None", row.values.get("opened_on")),
    )


def _office_row(row: RawRow) -> OfficeRow:
    return OfficeRow(
        number=str(row.values["number"]),
        office=str(row.values["office"]),
        unit=str(row.values["unit"]),
        from_on=cast("date", row.values["from_on"]),
        to_on=cast("date | None", row.values.get("to_on")),
        name=str(row.values.get("name", "")),
    )
