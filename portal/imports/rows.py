"""Reads the rows of one sheet cell by cell; every wrong cell is reported and no row stops another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.imports.cells import Merge, Sheet, SheetRow
from portal.imports.columns import Column, Need, Schema
from portal.imports.headers import Header
from portal.imports.records import Place
from portal.imports.remarks import Gravity, Remark, Unreadable
from portal.imports.values import Value, read_value

#: Rows touched by merged ranges, all ranges together; beyond it the sheet is a drawing, not a list.
MERGED_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class RawRow:
    """The values of one row by field name, with its place and what is wrong with its cells."""

    values: Mapping[str, Value]
    place: Place
    remarks: tuple[Remark, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether no cell of the row stops it."""
        return all(remark.gravity is Gravity.NOTE for remark in self.remarks)


def read_rows(sheet: Sheet, schema: Schema, header: Header, *, on: date) -> Iterator[RawRow]:
    """Every row below the titles that has anything in a known column."""
    covered = _covered(sheet)
    columns = [
        (column, header.columns[column.field]) for column in schema.columns if column.field in header.columns
    ]
    for row in sheet.rows:
        if row.number <= header.row:
            continue
        place = Place(sheet.title, row.number, header.columns)
        read = _read_row(row, columns, covered.get(row.number, ()), place, on)
        if read.values or read.remarks:
            yield read


def _read_row(
    row: SheetRow,
    columns: list[tuple[Column, int]],
    merges: tuple[Merge, ...] | list[Merge],
    place: Place,
    on: date,
) -> RawRow:
    values: dict[str, Value] = {}
    remarks: list[Remark] = []
    for column, number in columns:
        try:
            value = _value(row, column, number, merges, on)
        except Unreadable as wrong:
            remarks.append(place.remark(wrong.message, column.field, **wrong.params))
            continue
        if value is not None:
            values[column.field] = value
    if not values and not remarks:
        return RawRow(values, place)
    wrong_fields = {remark.field for remark in remarks}
    remarks.extend(
        place.remark("cell_required", column.field)
        for column, _ in columns
        if column.need is Need.ALWAYS and column.field not in values and column.field not in wrong_fields
    )
    if row.hidden:
        remarks.append(place.note("row_hidden"))
    return RawRow(values, place, tuple(remarks))


def _value(
    row: SheetRow, column: Column, number: int, merges: tuple[Merge, ...] | list[Merge], on: date
) -> Value | None:
    cell = row.cells.get(number)
    if cell is not None:
        return read_value(cell, column, on=on)
    if any(merge.left <= number <= merge.right for merge in merges):
        raise Unreadable("cell_merged")
    return None


def _covered(sheet: Sheet) -> dict[int, list[Merge]]:
    """The merged ranges over each row that has content; ``Unreadable`` when there are far too many."""
    numbers = [row.number for row in sheet.rows]
    covered: dict[int, list[Merge]] = {}
    touched = 0
    for merge in sheet.merges:
        rows = numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]
        touched += len(rows)
        if touched > MERGED_ROWS:
            raise Unreadable("sheet_merged_throughout")
        for number in rows:
            covered.setdefault(number, []).append(merge)
    return covered
