"""The wrong rows of an uploaded file, as cells with the sentence at each wrong one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from portal.imports.cells import Sheet, SheetRow, Workbook, letter_of
from portal.imports.columns import ROSTER, Book, Schema, SheetKind
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
    """One table for each sheet that has wrong rows, with the wrong cells of each.

    Units come first: a unit that was not taken stops the rows of everybody who belongs to it.
    """
    by_sheet: dict[str, dict[int, list[Remark]]] = defaultdict(lambda: defaultdict(list))
    listed = {(sheet, row) for sheet, rows in long_lists(remarks).items() for row in rows}
    for remark in remarks:
        if remark.gravity is Gravity.ROW and (remark.sheet, remark.row) not in listed:
            by_sheet[remark.sheet][remark.row].append(remark)
    known = [(sheet, book.schema_for(sheet.title)) for sheet in workbook.sheets if sheet.title in by_sheet]
    read = [(sheet, schema) for sheet, schema in known if schema is not None]
    for sheet, schema in sorted(read, key=lambda each: each[1].kind != SheetKind.UNITS):
        yield _table(sheet, schema, by_sheet[sheet.title])


def long_lists(remarks: tuple[Remark, ...]) -> dict[str, list[int]]:
    """Rows of other units, by sheet, where they are so many that a line says them better than a table."""
    return {sheet: rows for sheet, rows in rows_of_others(remarks).items() if len(rows) > SHOWN_OTHERS}


def _table(sheet: Sheet, schema: Schema, wrong: Mapping[int, list[Remark]]) -> pages.WrongRows:
    columns = find_header(sheet, schema).columns
    rows = [row for row in sheet.rows if row.number in wrong]
    rest = len(rows) - SHOWN
    return pages.WrongRows(
        sheet=sheet.title,
        who=schema.column(_named(schema)[0]).title,
        rows=tuple(_row(row, schema, columns, wrong[row.number]) for row in rows[:SHOWN]),
        text=_("%(n)s行有误，没有采用；改好后重新上传，其余行不受影响") % {"n": len(wrong)},
        more=_("其余%(n)s行见结果表。") % {"n": rest} if rest > 0 else "",
    )


def _named(schema: Schema) -> list[str]:
    """What tells whom or what a row is about: the name first, its code, and whatever else tells it."""
    return sorted(schema.telling or [schema.columns[0].field], key=lambda field: field != "name")


def _row(row: SheetRow, schema: Schema, columns: Mapping[str, int], remarks: list[Remark]) -> pages.WrongRow:
    name, code, *more = [*(_value(row, columns.get(field, 0)) for field in _named(schema)), "", ""]
    titles = {field: f"{letter_of(number)} {schema.column(field).title}" for field, number in columns.items()}
    said: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        said[remark.field if remark.field in titles else ""].append(remark_sentence(remark))
    return pages.WrongRow(
        name=name or code,
        code=code if name else "",
        about=" ".join(filter(None, more)),
        cells=tuple(
            pages.WrongCell(titles.get(field, ""), _value(row, columns.get(field, 0)), " ".join(sentences))
            for field, sentences in said.items()
        ),
        place=_("第%(row)s行") % {"row": row.number},
    )


def _value(row: SheetRow, number: int) -> str:
    cell = row.cells.get(number)
    text = cell.text if cell else ""
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
