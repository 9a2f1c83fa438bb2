"""Turns one cell into the value its column asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from portal.imports import choices
from portal.imports.cells import Cell, CellKind
from portal.imports.choices import Choice
from portal.imports.columns import Column, Kind
from portal.imports.dates import read_date
from portal.imports.remarks import Unreadable
from portal.imports.text import clean, clean_name, key, quoted

Value = str | date
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,39}")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
_MOBILE = re.compile(r"(\+86)?1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"\+?[0-9]{5,20}")
_COUNT = re.compile(r"第?([0-9]{1,9})(?:名|人|门|个)?")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,20})?")
_YEAR = re.compile(r"([0-9]{4})(?:-|‐|‑|‒|–|—|―|~|/|至)+([0-9]{4}|[0-9]{2})(?:学年)?")
_INTAKE = re.compile(r"(20[0-9]{2})(?:级|年)?")
_SPAN = re.compile(r"([2-8]|[二三四五六七八])(?:年|年制)?")
_DIGITS = {word: str(number) for number, word in enumerate("二三四五六七八", start=2)}
_MOBILE_SEPARATORS = re.compile(r"[ \-()]")
#: A spreadsheet keeps fifteen digits of a number; whatever stood behind them is lost.
EXACT_DIGITS = 15
#: A remark names all the answers only when they are so few that they can be read.
LISTED_CHOICES = 20


def read_value(cell: Cell, column: Column, *, on: date) -> Value | None:
    """The value of a filled cell, None when it holds only spaces; raises ``Unreadable``.

    A choice is returned as its code, a unit as it is written (``choices.NOWHERE`` for none).
    """
    if cell.kind is CellKind.FORMULA:
        raise Unreadable("cell_formula")
    if cell.kind is CellKind.ERROR:
        raise Unreadable("cell_error_value", value=quoted(cell.text))
    if cell.kind is CellKind.TEXT and not clean(cell.text):
        return None
    if column.kind is Kind.DATE:
        return _date(cell, column, on)
    if column.kind is Kind.NUMBER:
        return read_number(cell)
    if column.kind is Kind.DECIMAL:
        return _decimal(cell)
    text = _as_text(cell, column)
    if len(text) > column.longest:
        raise Unreadable("cell_too_long", most=column.longest)
    return _text_value(text, column)


def _date(cell: Cell, column: Column, on: date) -> date:
    found = read_date(cell)
    if found > on and not column.future:
        raise Unreadable("date_in_future", value=found, on=on)
    return found


def _text_value(text: str, column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return _choice(text, column.choices)
    if column.kind in READERS:
        return READERS[column.kind](text)
    if column.kind is Kind.UNIT and key(text) == key(choices.NOWHERE):
        return choices.NOWHERE
    return clean(text)


def _as_text(cell: Cell, column: Column) -> str:
    """The words of a cell; a whole number counts as its digits (年级 2024)."""
    if cell.kind is CellKind.DATE:
        # 化工2-1 typed into a General cell becomes 1 February; what was meant cannot be known.
        raise Unreadable("cell_became_date", value=quoted(cell.text))
    if cell.kind is CellKind.NUMBER:
        return _digits(cell, "count_wrong" if column.kind is Kind.COUNT else "number_characters")
    return clean(cell.text)


def read_number(cell: Cell) -> str:
    """学号, 工号 or a unit's code with its leading zeros; ``Unreadable`` when digits were lost."""
    if cell.kind is CellKind.DATE:
        raise Unreadable("cell_became_date", value=quoted(cell.text))
    if cell.kind is CellKind.NUMBER:
        digits = _digits(cell)
        if len(digits) < cell.pad:
            raise Unreadable("number_lost_zeros", value=digits, shown=digits.zfill(cell.pad))
        return digits
    text = unicodedata.normalize("NFKC", clean(cell.text)).replace(" ", "")
    if _SCIENTIFIC.fullmatch(text) and "+" in text:
        raise Unreadable("number_scientific", value=quoted(text))
    if not _NUMBER.fullmatch(text):
        raise Unreadable("number_characters", value=quoted(cell.text))
    return text


def _digits(cell: Cell, wrong: str = "number_characters") -> str:
    """The digits of a numeric cell; ``Unreadable`` for fractions, negatives and lost digits."""
    try:
        value = Decimal(cell.text)
    except InvalidOperation:
        raise Unreadable(wrong, value=quoted(cell.text)) from None
    if value.is_finite() and value.adjusted() >= EXACT_DIGITS:
        raise Unreadable("number_scientific", value=quoted(cell.text))
    if not value.is_finite() or value < 0 or value != value.to_integral_value():
        raise Unreadable(wrong, value=quoted(cell.text))
    return f"{value:.0f}"


def _choice(text: str, offered: tuple[Choice, ...]) -> str:
    code = _understood(offered).get(key(text))
    if code is not None:
        return code
    if len(offered) > LISTED_CHOICES:
        raise Unreadable("choice_not_in_list", value=quoted(text))
    raise Unreadable("choice_unknown", value=quoted(text), allowed=tuple(choice.title for choice in offered))


@lru_cache(maxsize=32)
def _understood(offered: tuple[Choice, ...]) -> dict[str, str]:
    return choices.understood(offered)


def _count(text: str) -> str:
    """The digits of 12, 第12名 or 12人."""
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        raise Unreadable("count_wrong", value=quoted(text))
    return found[1]


def _decimal(cell: Cell) -> str:
    """A number as people wrote it: a spreadsheet keeps 92.35 as 92.349999999999994."""
    if cell.kind in {CellKind.DATE, CellKind.BOOLEAN}:
        raise Unreadable("decimal_wrong", value=quoted(cell.text))
    text = unicodedata.normalize("NFKC", clean(cell.text)).removesuffix("分").strip()
    if not _DECIMAL.fullmatch(text):
        raise Unreadable("decimal_wrong", value=quoted(cell.text))
    return repr(float(text)).removesuffix(".0") if cell.kind is CellKind.NUMBER else text


def _year(text: str) -> str:
    """A school year as 2024-2025, written with whichever dash, with two digits behind it, as 学年."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        raise Unreadable("year_unclear", value=quoted(text))
    last = found[2] if len(found[2]) == len(found[1]) else found[1][:2] + found[2]
    return f"{found[1]}-{last}"


def _intake(text: str) -> str:
    """The year of 2024 or 2024级."""
    found = _INTAKE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        raise Unreadable("intake_unclear", value=quoted(text))
    return found[1]


def _span(text: str) -> str:
    """The years of 4, 4年 or 四年制."""
    found = _SPAN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        raise Unreadable("span_unclear", value=quoted(text))
    return _DIGITS.get(found[1], found[1])


def _mobile(text: str) -> str:
    digits = _MOBILE_SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if _MOBILE.fullmatch(digits):
        return digits.removeprefix("+86")
    if _LANDLINE.fullmatch(digits) and not digits.startswith("1"):
        return digits
    # The value is not repeated: it may be somebody's number with one digit wrong.
    raise Unreadable("mobile_wrong")


#: what reads the words of a cell, by the kind of its column
READERS: Mapping[Kind, Callable[[str], str]] = {
    Kind.MOBILE: _mobile,
    Kind.NAME: clean_name,
    Kind.COUNT: _count,
    Kind.YEAR: _year,
    Kind.INTAKE: _intake,
    Kind.SPAN: _span,
}
