"""Recognises the national identity number, which the product never holds."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_SEPARATORS = re.compile(r"(?<=[0-9])[ \-](?=[0-9Xx])")
_CANDIDATE = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_LENGTH = 18
#: Weights and check digits of the national standard for the number (GB 11643).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def holds_identity_number(text: str) -> bool:
    """Whether a text contains an identity number, alone, spaced or inside words, in digits of any width.

    Certificates and receipts have long numbers too: one that holds no day of birth is none of a person.
    """
    if len(text) < _LENGTH:
        return False
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    return any(_checks(each.upper()) and _born(each) for each in _CANDIDATE.findall(plain))


def _checks(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK_DIGITS[total % 11] == number[-1]


def _born(number: str) -> bool:
    """Whether the seventh to the fourteenth digit are a day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14])).year >= 1900
    except ValueError:
        return False
