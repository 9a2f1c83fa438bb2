"""The wrong rows of an uploaded file, as cells with the sentence at each wrong one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from portal.imports.cells import Sheet, SheetRow, Workbook, letter_of
from portal.imports.columns import ROSTER, Book, Schema
from portal.imports.headers import find_header
from portal.imports.reach import rows_of_others
from portal.imports.remarks import Gravity, Remark
from portal.imports.sentences import remark_sentence
from portal.pages import roster as pages

#: rows of one sheet on the page; the result workbook holds all
SHOWN = 100
#: rows of other units that are shown one by one
SHOWN_OTHERS = 5
LONGEST_VALUE = 40


def wrong_rows(
    workbook: Workbook, remarks: tuple[Remark, ...], book: Book = ROSTER
) -> Iterator[pages.WrongRows]:
    """One table for each sheet that has wrong rows: the telling columns and those with a wrong cell."""
    by_sheet: dict[str, dict[int, list[Remark]]] = defaultdict(lambda: defaultdict(list))
    listed = {(sheet, row) for sheet, rows in long_lists(remarks).items() for row in rows}
    for remark in remarks:
        if remark.gravity is Gravity.ROW and (remark.sheet, remark.row) not in listed:
            by_sheet[remark.sheet][remark.row].append(remark)
    for sheet in workbook.sheets:
        schema = book.schema_for(sheet.title)
        if schema is not None and sheet.title in by_sheet:
            yield _table(sheet, schema, by_sheet[sheet.title])


def long_lists(remarks: tuple[Remark, ...]) -> dict[str, list[int]]:
    """Rows of other units, by sheet, where they are so many that a line says them better than a table."""
    return {sheet: rows for sheet, rows in rows_of_others(remarks).items() if len(rows) > SHOWN_OTHERS}


def _table(sheet: Sheet, schema: Schema, wrong: Mapping[int, list[Remark]]) -> pages.WrongRows:
    columns = find_header(sheet, schema).columns
    asked = {*schema.telling, *(remark.field for row in wrong.values() for remark in row)}
    shown = [(columns[c.field], c.title) for c in schema.columns if c.field in asked and c.field in columns]
    rows = [row for row in sheet.rows if row.number in wrong]
    text = _("%(n)s行有误，没有采用；改好后重新上传，其余行不受影响") % {"n": len(wrong)}
    if len(rows) > SHOWN:
        text += _("。这里列出前%(n)s行，全部见结果表") % {"n": SHOWN}
    return pages.WrongRows(
        sheet=sheet.title,
        letters=tuple(letter_of(number) for number, _title in shown),
        columns=tuple(f"{letter_of(number)} {title}" for number, title in shown),
        rows=tuple(
            _row(row, [number for number, _title in shown], wrong[row.number]) for row in rows[:SHOWN]
        ),
        text=text,
    )


def _row(row: SheetRow, columns: list[int], remarks: list[Remark]) -> pages.SheetRow:
    at: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        at[remark.column].append(remark_sentence(remark))
    shown = {letter_of(number) for number in columns}
    rest = [said for letter, sentences in at.items() if letter not in shown for said in sentences]
    return pages.SheetRow(
        number=row.number,
        cells=tuple(
            pages.SheetCell(_value(row, number), " ".join(at.get(letter_of(number), ())))
            for number in columns
        ),
        error=" ".join(rest),
    )


def _value(row: SheetRow, number: int) -> str:
    cell = row.cells.get(number)
    text = cell.text if cell else ""
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
