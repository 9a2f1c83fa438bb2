"""Streams one worksheet and the table of shared texts; nothing but filled cells is ever held."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from portal.imports.cells import CellKind, column_of
from portal.imports.limits import Limits
from portal.imports.remarks import Refused
from portal.imports.xlsx.styles import Style, date_text, whole

#: Column, kind, text and width of zero padding of one cell, ready to be written as JSON.
Filled = tuple[int, str, str, int]
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
LAST_ROW = 1_048_576


def unescape(text: str) -> str:
    """Text with the format's own escapes resolved: ``_x000D_`` is a carriage return."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


@dataclass(slots=True)
class Texts:
    """Collects the table of shared texts; readings (phonetic runs) are left out."""

    limits: Limits
    found: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _inside: bool = False
    _phonetic: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Only ``t`` outside ``rPh`` holds text that is shown."""
        if name == "t":
            self._inside = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """``si`` ends one text."""
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            if len(self.found) >= self.limits.cells:
                raise Refused("file_too_many_cells", most=self.limits.cells)
            self.found.append(self.take())

    def text(self, data: str) -> None:
        """Keep the piece if it is text that is shown."""
        if self._inside:
            self._pieces.append(data)

    def take(self) -> str:
        """The text so far, cut one character beyond the longest that is allowed."""
        if not self._pieces:
            return ""
        text = unescape("".join(self._pieces))[: self.limits.cell_characters + 1]
        self._pieces.clear()
        return text


@dataclass(slots=True)
class Counts:
    """What has been seen over all sheets of one file."""

    rows: int = 0
    row_elements: int = 0
    cells: int = 0


@dataclass(slots=True)
class Worksheet:
    """Receives one worksheet; gives each row with content to ``emit`` and keeps the merged ranges."""

    limits: Limits
    counts: Counts
    texts: Sequence[str]
    styles: Sequence[Style]
    from_1904: bool
    emit: Callable[[int, bool, list[Filled]], None]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    _row: int = 0
    _hidden: bool = False
    _filled: list[Filled] = field(default_factory=list)
    _column: int = 0
    _type: str = "n"
    _style: Style = field(default_factory=Style)
    _formula: bool = False
    _inline: Texts = field(init=False)
    _value: list[str] | None = None
    _raw: str = ""

    def __post_init__(self) -> None:
        self._inline = Texts(self.limits)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note where the parser is."""
        if name == "c":
            self._open_cell(attributes)
        elif name == "v":
            self._value = []
        elif name == "f":
            self._formula = True
        elif name in {"t", "rPh"}:
            self._inline.start(name, attributes)
        elif name == "row":
            self._open_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Keep what is complete."""
        if name == "v":
            self._raw = "".join(self._value or ())
            self._value = None
        elif name in {"t", "rPh"}:
            self._inline.end(name)
        elif name == "c":
            self._close_cell()
        elif name == "row":
            self._close_row()

    def text(self, data: str) -> None:
        """A piece of a value or of an inline text."""
        if self._value is not None:
            self._value.append(data)
        else:
            self._inline.text(data)

    def _open_row(self, attributes: Mapping[str, str]) -> None:
        self.counts.row_elements += 1
        if self.counts.row_elements > self.limits.row_elements:
            raise Refused("file_too_many_rows", most=self.limits.rows)
        number = whole(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= LAST_ROW:
            raise Refused("file_malformed")
        self._row, self._column, self._filled = number, 0, []
        self._hidden = attributes.get("hidden") in {"1", "true"}

    def _close_row(self) -> None:
        if not self._filled:
            return
        self.counts.rows += 1
        if self.counts.rows > self.limits.rows:
            raise Refused("file_too_many_rows", most=self.limits.rows)
        self.emit(self._row, self._hidden, self._filled)
        self._filled = []

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        column = self._column + 1
        if reference := attributes.get("r"):
            match = _REFERENCE.fullmatch(reference)
            if match is None or int(match[2]) != self._row:
                raise Refused("file_malformed")
            column = column_of(match[1])
        if column <= self._column:
            raise Refused("file_malformed")
        self._column, self._type = column, attributes.get("t", "n")
        number = whole(attributes.get("s"))
        self._style = self.styles[number] if 0 <= number < len(self.styles) else Style()
        self._formula, self._raw = False, ""
        self._inline.take()

    def _close_cell(self) -> None:
        kind, text, pad = self._content()
        if text == "" and kind is not CellKind.FORMULA:
            return
        if self._column > self.limits.columns:
            raise Refused("file_too_many_columns", most=self.limits.columns)
        self.counts.cells += 1
        if self.counts.cells > self.limits.cells:
            raise Refused("file_too_many_cells", most=self.limits.cells)
        self._filled.append((self._column, kind.value, text, pad))

    def _content(self) -> tuple[CellKind, str, int]:
        kind, text, pad = self._stored()
        if self._formula:
            return CellKind.FORMULA, text, 0
        return kind, text, pad

    def _stored(self) -> tuple[CellKind, str, int]:
        raw = self._raw[: self.limits.cell_characters + 1]
        if self._type == "s":
            number = whole(raw.strip())
            if not 0 <= number < len(self.texts):
                raise Refused("file_malformed")
            return CellKind.TEXT, self.texts[number], 0
        if self._type == "inlineStr":
            return CellKind.TEXT, self._inline.take(), 0
        if self._type == "b":
            return CellKind.BOOLEAN, raw.strip(), 0
        if self._type == "e":
            return CellKind.ERROR, raw, 0
        if self._type == "n":
            return self._number(raw.strip())
        return CellKind.TEXT, unescape(raw), 0

    def _number(self, raw: str) -> tuple[CellKind, str, int]:
        if raw and self._style.is_date and (moment := date_text(raw, from_1904=self.from_1904)):
            return CellKind.DATE, moment, 0
        return CellKind.NUMBER, raw, self._style.pad

    def _merge(self, reference: str) -> None:
        if len(self.merges) >= self.limits.merged_ranges:
            raise Refused("file_too_heavy")
        first, _, last = reference.partition(":")
        corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
        if corners[0] is None or corners[1] is None:
            raise Refused("file_malformed")
        (left, top), (right, bottom) = ((column_of(match[1]), int(match[2])) for match in corners if match)
        self.merges.append((top, left, bottom, right))
