"""Reads a date in the ways in which people write one; refuses what could mean two days."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from portal.imports.cells import Cell, CellKind
from portal.imports.remarks import Unreadable
from portal.imports.text import clean, quoted

_YEAR_FIRST = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})(?:日|号)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_ONLY = re.compile(r"[0-9]{4}(?:-|/|\.|年)[0-9]{1,2}月?|[0-9]{4}年?")
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{2}(?:-|/|\.|年)[0-9]{1,2}(?:-|/|\.|月)[0-9]{1,2}日?")
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?Z?$")
EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)


def read_date(cell: Cell) -> date:
    """The date of a cell; raises ``Unreadable`` for an impossible, incomplete or ambiguous one."""
    if cell.kind is CellKind.NUMBER:
        return _from_number(cell.text)
    if cell.kind is CellKind.BOOLEAN:
        raise Unreadable("date_unclear", value=quoted(cell.text))
    return _from_text(cell.text)


def _from_number(raw: str) -> date:
    """A number without a date format is read only as 20240901; a bare serial number is refused."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        raise Unreadable("date_unclear", value=quoted(raw)) from None
    whole = value.is_finite() and value > 0 and value == value.to_integral_value()
    if whole and value.adjusted() == 7:
        return _from_text(f"{value:.0f}")
    raise Unreadable("date_is_number", value=quoted(raw))


def _from_text(written: str) -> date:
    text = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", clean(written)))
    text = text.replace(" ", "")
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        raise Unreadable(_problem(text), value=quoted(written))
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Unreadable("date_impossible", value=quoted(written)) from None
    if not EARLIEST <= found <= LATEST:
        raise Unreadable("date_impossible", value=quoted(written))
    return found


def _problem(text: str) -> str:
    if _MONTH_ONLY.fullmatch(text):
        return "date_incomplete"
    if _TWO_DIGIT_YEAR.fullmatch(text):
        return "date_two_digit_year"
    return "date_unclear"
