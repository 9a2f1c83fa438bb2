"""Finds the row with the column titles, in whatever order and under whatever heading they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from portal.imports.cells import Sheet, SheetRow, letter_of
from portal.imports.columns import Need, Schema
from portal.imports.identity import is_identity_title
from portal.imports.remarks import Gravity, Remark
from portal.imports.text import key, quoted

#: A sheet may begin with a heading, a date, a legend.
SEARCHED_ROWS = 15
#: Whatever is longer is no title, and looking for marks in it would only cost time.
LONGEST_TITLE = 80
#: "学号（必填）", "* 姓名": marks of a form around the title itself.
_MARKS = re.compile(r"[*＊✱:：]|[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand: field name to column number, and the row of the titles."""

    row: int
    columns: dict[str, int]
    remarks: tuple[Remark, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether the sheet can be read at all."""
        return all(remark.gravity is Gravity.NOTE for remark in self.remarks)


def find_header(sheet: Sheet, schema: Schema) -> Header:
    """The header of the sheet with what is wrong with it: unknown, double, missing, forbidden columns."""
    fields = _titles(schema)
    first_rows = list(islice(sheet.rows, SEARCHED_ROWS))
    best = max(first_rows, key=lambda row: len(_known(row, fields)), default=None)
    if best is None or len(_known(best, fields)) == 0:
        return Header(0, {}, (Remark("sheet_without_titles", Gravity.SHEET, {}, sheet.title),))
    columns: dict[str, int] = {}
    remarks: list[Remark] = []
    for number, cell in sorted(best.cells.items()):
        field = fields.get(_bare(cell.text), "")
        if field and field not in columns:
            columns[field] = number
            continue
        message, gravity = _objection(cell.text, twice=bool(field))
        params = {"title": quoted(cell.text)}
        remarks.append(Remark(message, gravity, params, sheet.title, best.number, letter_of(number), field))
    missing = [c.title for c in schema.columns if c.need is Need.ALWAYS and c.field not in columns]
    if missing:
        params_missing = {"titles": tuple(missing)}
        remarks.append(
            Remark("sheet_misses_columns", Gravity.SHEET, params_missing, sheet.title, best.number)
        )
    return Header(best.number, columns, tuple(remarks))


def _objection(title: str, *, twice: bool) -> tuple[str, Gravity]:
    if is_identity_title(title):
        return "column_identity_number", Gravity.FILE
    return ("column_twice", Gravity.SHEET) if twice else ("column_unknown", Gravity.NOTE)


def _titles(schema: Schema) -> dict[str, str]:
    """Every spelling of every column's title with its field name."""
    return {
        _bare(title): column.field for column in schema.columns for title in (column.title, *column.aliases)
    }


def _bare(title: str) -> str:
    return key(_MARKS.sub("", title[:LONGEST_TITLE]))


def _known(row: SheetRow, fields: dict[str, str]) -> set[str]:
    return {fields[bare] for cell in row.cells.values() if (bare := _bare(cell.text)) in fields}
