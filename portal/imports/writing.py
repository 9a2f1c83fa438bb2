"""Writes cells that stay what they are: the only module here that knows openpyxl.

A text is stored as text whatever it begins with, and marked so that a spreadsheet keeps it a text even after
somebody edits it. No workbook of ours contains a formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

TEXT_FORMAT = "@"
DATE_FORMAT = "yyyy-mm-dd"
ONE_PLACE = "0.0"
LONGEST_CELL = 32_767
_TITLE_FONT = Font(bold=True)
_TITLE_FILL = PatternFill("solid", fgColor="EFEDE8")
_REQUIRED_FILL = PatternFill("solid", fgColor="FCF1E5")
#: What a reader would take for one of the format's own escapes.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
Written = str | int | date | Decimal | None


def put(sheet: Worksheet, row: int, column: int, value: Written) -> WrittenCell:
    """Write one cell: a text stays a text, a date a date, a number a number, a decimal with one place."""
    cell = sheet.cell(row, column)
    if value == "":
        return cell
    if isinstance(value, str):
        cell.value = _writable(value)
        # openpyxl has taken a text that begins with "=" for a formula, and "#N/A" for an error.
        cell.data_type = "s"
        cell.number_format = TEXT_FORMAT
        cell.quotePrefix = True
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE_FORMAT
        if isinstance(value, Decimal):
            cell.number_format = ONE_PLACE
    return cell


def _writable(text: str) -> str:
    """The text without what the file format cannot hold."""
    visible = "".join(
        character if character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"} else "\ufffd"
        for character in text
    )
    return _LOOKS_ESCAPED.sub("_x005F_", visible)[:LONGEST_CELL]


def put_titles(sheet: Worksheet, titles: Iterable[str], *, required: Iterable[int] = ()) -> None:
    """Write the first row, mark the required columns (numbers from 1) and keep it in view."""
    marked = frozenset(required)
    for number, title in enumerate(titles, start=1):
        cell = put(sheet, 1, number, title)
        cell.font = _TITLE_FONT
        cell.fill = _REQUIRED_FILL if number in marked else _TITLE_FILL
        sheet.column_dimensions[get_column_letter(number)].width = max(10, 2.2 * len(title) + 2)
    sheet.freeze_panes = "A2"


def format_column(sheet: Worksheet, column: int, number_format: str) -> None:
    """Give the empty cells of a column their format, so that a typed 0012 stays 0012."""
    sheet.column_dimensions[get_column_letter(column)].number_format = number_format


def offer(sheet: Worksheet, column: int, cells: str, *, last_row: int) -> None:
    """Offer the content of ``cells`` (a range such as ``选项!$A$2:$A$5``) as a list in a column."""
    validation = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=True)
    letter = get_column_letter(column)
    validation.add(f"{letter}2:{letter}{last_row}")
    sheet.add_data_validation(validation)


def wrap(cell: WrittenCell) -> None:
    """Let a long text break into lines."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
