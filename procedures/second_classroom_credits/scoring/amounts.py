"""Credits are whole tenths inside, so that sums are exact anywhere; at the edge they are decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

#: parts of one credit
TENTHS: Final = 10
WRITTEN: Final = re.compile(r"[0-9]{1,2}\.[0-9]")


def tenths(text: str) -> int:
    """Tenths of a credit from a text with one decimal place; ``ValueError`` for any other spelling.

    >>> tenths("0.4")
    4
    """
    if not WRITTEN.fullmatch(text):
        raise ValueError(text)
    return int(text.replace(".", ""))


def credits_of(amount: int) -> Decimal:
    """Tenths as a decimal with one place.

    >>> credits_of(25)
    Decimal('2.5')
    """
    return Decimal(amount).scaleb(-1)


def written(amount: int) -> str:
    """Tenths as people read them.

    >>> written(100), written(-5)
    ('10.0', '-0.5')
    """
    return f"{credits_of(amount):.1f}"
