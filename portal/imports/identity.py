"""Recognises the national identity number, which the product never holds."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from portal.imports.cells import Cell, CellKind
from workflows.texts import identity

_TITLE = re.compile(
    r"身份证|公民身份|居民身份|身份号码|证件号|id ?card|identity ?(card|no|number)|cccd|căn cước"
)


def is_identity_title(title: str) -> bool:
    """Whether a column's title asks for the identity number."""
    return bool(_TITLE.search(unicodedata.normalize("NFKC", title).casefold()))


def holds_identity_number(cell: Cell) -> bool:
    """Whether the cell contains an identity number, alone, spaced or inside other text."""
    if cell.kind is CellKind.NUMBER:
        return _was_identity_number(cell.text)
    return identity.holds_identity_number(cell.text)


def _was_identity_number(raw: str) -> bool:
    """A spreadsheet keeps 15 digits of a number, which leaves the birthday and loses the check digit."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return False
    if value.adjusted() != 17:
        return False
    digits = f"{value:.0f}"
    try:
        born_on = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return born_on.year >= 1900
