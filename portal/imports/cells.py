"""A workbook as plain values: what stands in which cell, nothing about what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """How the spreadsheet itself stores the cell."""

    TEXT = "text"
    #: A number without a date format; the text is the number as the file writes it.
    NUMBER = "number"
    #: A number with a date format, as ISO text: ``2024-09-01`` or ``2024-09-01T12:30:00``.
    DATE = "date"
    #: ``1`` or ``0``.
    BOOLEAN = "boolean"
    #: An error value such as ``#N/A``.
    ERROR = "error"
    #: A formula; the text is the result the file remembers, which is shown and never believed.
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with content; ``pad`` is the width of a format such as ``0000000000``, else 0."""

    kind: CellKind
    text: str
    pad: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The filled cells of one row by column number (A is 1)."""

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its rows with content, in order."""

    title: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All worksheets of a file, in order."""

    sheets: tuple[Sheet, ...]


def letter_of(column: int) -> str:
    """The letters of a column number: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The column number of its letters; 0 when they are none."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
