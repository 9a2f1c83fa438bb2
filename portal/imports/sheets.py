"""Reads the known sheets of a workbook, whatever they are about: typed rows, and every wrong cell of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice

from portal.imports.cells import Sheet, Workbook, letter_of
from portal.imports.columns import Book, Schema
from portal.imports.headers import find_header
from portal.imports.identity import holds_identity_number
from portal.imports.remarks import Gravity, Remark, Unreadable
from portal.imports.rows import RawRow, read_rows

#: Sheets of the template and of the result that hold no data.
HELP_TITLES = frozenset({"填写说明", "选项", "汇总"})
#: Identity numbers named one by one; beyond that their places are of no help.
NAMED_IDENTITY_CELLS = 50


def read_sheets(
    workbook: Workbook, book: Book, *, on: date
) -> tuple[dict[str, list[RawRow]], tuple[Remark, ...]]:
    """The rows of every sheet of the book by its kind, and what is wrong with any of them.

    ``on`` is the day of the import, which no past date may follow.
    """
    remarks = list(islice(_identity_numbers(workbook), NAMED_IDENTITY_CELLS))
    rows: dict[str, list[RawRow]] = {schema.kind: [] for schema in book.schemas}
    known = [(sheet, schema) for sheet in workbook.sheets if (schema := book.schema_for(sheet.title))]
    for sheet, schema in known:
        found, about_sheet = _read_sheet(sheet, schema, on)
        rows[schema.kind] += found
        remarks += about_sheet
    remarks += _ignored(workbook, book) if known else [_no_known_sheet(workbook, book)]
    remarks += [remark for found in rows.values() for row in found for remark in row.remarks]
    remarks += [remark for schema in book.schemas for remark in _twice(schema, rows[schema.kind])]
    return rows, tuple(remarks)


def _read_sheet(sheet: Sheet, schema: Schema, on: date) -> tuple[list[RawRow], list[Remark]]:
    header = find_header(sheet, schema)
    remarks = list(header.remarks)
    if sheet.hidden:
        remarks.append(Remark("sheet_hidden", Gravity.NOTE, {}, sheet.title))
    if not header.usable:
        return [], remarks
    if schema.most is not None and len(sheet.rows) > schema.most:
        params = {"most": schema.most}
        return [], [*remarks, Remark("sheet_too_many_rows", Gravity.SHEET, params, sheet.title)]
    try:
        return list(read_rows(sheet, schema, header, on=on)), remarks
    except Unreadable as wrong:
        return [], [*remarks, Remark(wrong.message, Gravity.SHEET, wrong.params, sheet.title)]


def _ignored(workbook: Workbook, book: Book) -> list[Remark]:
    return [
        Remark("sheet_ignored", Gravity.NOTE, {}, sheet.title)
        for sheet in workbook.sheets
        if book.schema_for(sheet.title) is None and sheet.title not in HELP_TITLES
    ]


def _no_known_sheet(workbook: Workbook, book: Book) -> Remark:
    expected = tuple(schema.titles[0] for schema in book.schemas)
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


def _twice(schema: Schema, rows: list[RawRow]) -> Iterator[Remark]:
    """A remark on every row that another row repeats: which of them is right cannot be known."""
    by_key: dict[tuple[object, ...], list[RawRow]] = defaultdict(list)
    field = next((name for name in (*schema.telling, *schema.keys) if name in schema.keys), "")
    for row in rows if schema.keys else ():
        if all(name in row.values for name in schema.keys):
            by_key[tuple(row.values[name] for name in schema.keys)].append(row)
    for same in by_key.values():
        for row in same if len(same) > 1 else ():
            other = next(one for one in same if one is not row)
            yield row.place.remark(
                schema.twice,
                field,
                value=str(row.values[field]),
                other_sheet=other.place.sheet,
                other_row=other.place.row,
            )
