"""Reads a workbook as a roster: known sheets, typed rows, and every wrong cell of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar, cast

from portal.imports.cells import Sheet, Workbook, letter_of
from portal.imports.choices import YES_NO
from portal.imports.columns import SCHEMAS, Schema, SheetKind, schema_for
from portal.imports.headers import find_header
from portal.imports.identity import holds_identity_number
from portal.imports.people import contradictions, person_row
from portal.imports.records import OfficeRow, Placed, Reading, UnitRow
from portal.imports.remarks import Gravity, Remark, Unreadable
from portal.imports.rows import RawRow, read_rows

Row = TypeVar("Row")
#: Sheets of the template and of the result that hold no data.
HELP_TITLES = frozenset({"填写说明", "选项", "汇总"})
#: Identity numbers named one by one; beyond that their places are of no help.
NAMED_IDENTITY_CELLS = 50
#: More units or terms than a university has; comparing them would take the server's time.
MOST_ROWS = {SheetKind.UNITS: 5_000, SheetKind.OFFICES: 5_000}
#: What makes two rows of a sheet speak of the same thing.
KEYS = {
    SheetKind.PEOPLE: ("number",),
    SheetKind.UNITS: ("code",),
    SheetKind.OFFICES: ("number", "office", "unit", "from_on"),
}


def read_roster(workbook: Workbook, *, on: date) -> Reading:
    """Everything the workbook says; ``on`` is the day of the import, which no past date may follow."""
    remarks = list(islice(_identity_numbers(workbook), NAMED_IDENTITY_CELLS))
    rows: dict[SheetKind, list[RawRow]] = {kind: [] for kind in SheetKind}
    known = [(sheet, schema) for sheet in workbook.sheets if (schema := schema_for(sheet.title))]
    for sheet, schema in known:
        found, about_sheet = _read_sheet(sheet, schema, on)
        rows[schema.kind] += found
        remarks += about_sheet
    remarks += _ignored(workbook) if known else [_no_known_sheet(workbook)]
    remarks += [remark for kind in SheetKind for row in rows[kind] for remark in row.remarks]
    remarks += [remark for kind in SheetKind for remark in _twice(kind, rows[kind])]
    remarks += [remark for row in rows[SheetKind.PEOPLE] for remark in contradictions(row)]
    remarks += [remark for row in rows[SheetKind.UNITS] for remark in _wrong_unit(row)]
    remarks += [remark for row in rows[SheetKind.OFFICES] for remark in _wrong_term(row)]
    return _reading(rows, remarks)


def _reading(rows: dict[SheetKind, list[RawRow]], remarks: list[Remark]) -> Reading:
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


def _read_sheet(sheet: Sheet, schema: Schema, on: date) -> tuple[list[RawRow], list[Remark]]:
    header = find_header(sheet, schema)
    remarks = list(header.remarks)
    if sheet.hidden:
        remarks.append(Remark("sheet_hidden", Gravity.NOTE, {}, sheet.title))
    if not header.usable:
        return [], remarks
    if len(sheet.rows) > (most := MOST_ROWS.get(schema.kind, len(sheet.rows))):
        return [], [*remarks, Remark("sheet_too_many_rows", Gravity.SHEET, {"most": most}, sheet.title)]
    try:
        return list(read_rows(sheet, schema, header, on=on)), remarks
    except Unreadable as wrong:
        return [], [*remarks, Remark(wrong.message, Gravity.SHEET, wrong.params, sheet.title)]


def _ignored(workbook: Workbook) -> list[Remark]:
    return [
        Remark("sheet_ignored", Gravity.NOTE, {}, sheet.title)
        for sheet in workbook.sheets
        if schema_for(sheet.title) is None and sheet.title not in HELP_TITLES
    ]


def _no_known_sheet(workbook: Workbook) -> Remark:
    expected = tuple(schema.titles[0] for schema in SCHEMAS)
    found = tuple(sheet.title for sheet in workbook.sheets)
    return Remark("workbook_without_known_sheet", Gravity.FILE, {"expected": expected, "found": found})


def _identity_numbers(workbook: Workbook) -> Iterator[Remark]:
    """A remark on each cell, of any sheet, that holds an identity number; it never repeats the number."""
    for sheet in workbook.sheets:
        for row in sheet.rows:
            for column, cell in row.cells.items():
                if holds_identity_number(cell):
                    yield Remark(
                        "cell_identity_number", Gravity.FILE, {}, sheet.title, row.number, letter_of(column)
                    )


def _twice(kind: SheetKind, rows: list[RawRow]) -> Iterator[Remark]:
    """A remark on every row that another row repeats: which of them is right cannot be known."""
    by_key: dict[tuple[object, ...], list[RawRow]] = defaultdict(list)
    for row in rows:
        if all(name in row.values for name in KEYS[kind]):
            by_key[tuple(row.values[name] for name in KEYS[kind])].append(row)
    for same in by_key.values():
        for row in same if len(same) > 1 else ():
            other = next(one for one in same if one is not row)
            yield row.place.remark(
                f"{kind}_twice",
                KEYS[kind][0],
                value=str(row.values[KEYS[kind][0]]),
                other_sheet=other.place.sheet,
                other_row=other.place.row,
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
