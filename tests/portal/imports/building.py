"""Builds workbooks for the tests: honest ones by rows, dishonest ones part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook as NewWorkbook

from portal.imports.cells import Cell, CellKind, Sheet, SheetRow, Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

Rows = Sequence[Sequence[Any]]
Changed = Mapping[str, str | bytes | None]


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook whose cells are what openpyxl makes of the values (``=1`` becomes a formula)."""
    workbook = NewWorkbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(workbook)


def saved(workbook: NewWorkbook) -> bytes:
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def read(sheets: Mapping[str, Rows]) -> Workbook:
    """The workbook that reading ``xlsx(sheets)`` would give, without the file and the child process."""
    return Workbook(tuple(Sheet(title, tuple(_rows(rows))) for title, rows in sheets.items()))


def _rows(rows: Rows) -> Iterator[SheetRow]:
    for number, row in enumerate(rows, start=1):
        cells = {column: _cell(value) for column, value in enumerate(row, start=1) if value not in {None, ""}}
        if cells:
            yield SheetRow(number, cells)


def _cell(value: Any) -> Cell:
    if isinstance(value, date):
        return Cell(CellKind.DATE, value.isoformat())
    if isinstance(value, int):
        return Cell(CellKind.NUMBER, str(value))
    return Cell(CellKind.FORMULA, "") if value.startswith("=") else Cell(CellKind.TEXT, value)


def content_types(workbook_type: str = WORKBOOK_TYPE, *, more: str = "") -> str:
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{workbook_type}"/>{more}</Types>'
    )


def workbook_xml(titles: Sequence[str] = ("名册",), *, properties: str = "") -> str:
    sheets = "".join(
        f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>' for n, title in enumerate(titles, 1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{sheets}</sheets></workbook>'
    )


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">{entries}</Relationships>'


def sheet_xml(rows: str, *, after: str = "", before: str = "") -> str:
    return f'{HEAD}{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str = "", changed: Changed | None = None) -> dict[str, str | bytes]:
    """The parts of the smallest workbook with one sheet; ``changed`` replaces, adds or (None) drops some."""
    found: dict[str, str | bytes | None] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": workbook_xml(),
        "xl/_rels/workbook.xml.rels": relationships({"rId1": ("worksheet", "worksheets/sheet1.xml")}),
        "xl/worksheets/sheet1.xml": sheet_xml(rows),
        **(changed or {}),
    }
    return {name: content for name, content in found.items() if content is not None}


def package(
    content: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED, level: int = 9
) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression, compresslevel=level) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return target.getvalue()


def raw(rows: str = "", changed: Changed | None = None) -> bytes:
    return package(parts(rows, changed))


def with_texts(entries: str, rows: str) -> bytes:
    """A workbook with a table of shared texts."""
    related = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("sharedStrings", "sharedStrings.xml")}
    return raw(
        rows,
        {
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{entries}</sst>',
            "xl/_rels/workbook.xml.rels": relationships(related),
        },
    )


def with_formats(formats: Sequence[str], rows: str) -> bytes:
    """A workbook whose cell formats are these codes, in this order."""
    related = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
    codes = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return raw(
        rows,
        {
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
            f'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>',
            "xl/_rels/workbook.xml.rels": relationships(related),
        },
    )
