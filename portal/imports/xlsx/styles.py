"""Which cell formats show a number as a date, and which pad it with zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from portal.imports.xlsx.package import Package

#: Formats of the file format itself that contain a day or a year; 27 to 58 are those of Chinese editions.
BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
#: Quoted text, escaped characters and bracketed colours or locales say nothing about the number.
_DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
#: A spreadsheet allows no longer one; a hostile one would only cost time.
LONGEST_CODE = 255
_PADDING = re.compile(r"0{2,40}")
#: Day 0 of the usual calendar. It is two days early because the format counts a 29 February 1900.
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet's dates have no zone)
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 (as above)
#: Before 1 March 1900 that invented day makes every serial ambiguous.
_FIRST = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's format does to a number."""

    is_date: bool = False
    pad: int = 0


def style_of(number: int, code: str) -> Style:
    """The style of the format with this number and, when the file defines it, this code."""
    if not code:
        return Style(is_date=number in BUILT_IN_DATES)
    bare = _DECORATION.sub("", code[:LONGEST_CODE].partition(";")[0]).lower()
    return Style(is_date=bool(re.search("[yd]", bare)), pad=len(bare) if _PADDING.fullmatch(bare) else 0)


def read_styles(package: Package, part: str | None) -> list[Style]:
    """The styles in the order in which cells refer to them; empty when the file has none."""
    if part is None or part not in package:
        return []
    codes: dict[int, str] = {}
    formats: list[int] = []
    for element in package.elements(part):
        if element.parent == "numFmts" and element.name == "numFmt":
            codes[whole(element.attributes.get("numFmtId"))] = element.attributes.get("formatCode", "")
        elif element.parent == "cellXfs" and element.name == "xf":
            formats.append(whole(element.attributes.get("numFmtId")))
    return [style_of(number, codes.get(number, "")) for number in formats]


def whole(text: str | None) -> int:
    """A small number of the file's own book-keeping; -1 when it is missing or none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else -1


def date_text(serial: str, *, from_1904: bool) -> str | None:
    """The date or moment of a serial number as ISO text; None when it is no date."""
    try:
        days = Decimal(serial)
        moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=round(days * 86_400))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    if moment.date() < _FIRST:
        return None
    return moment.isoformat() if moment.time() != datetime.min.time() else moment.date().isoformat()
