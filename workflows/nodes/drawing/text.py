"""How wide a text is and where its lines break, without a font: a Chinese character is one em wide."""

from __future__ import annotations

import re
import unicodedata
from math import ceil

SIZE = 12
LINE = 16
#: the width of a Latin letter, on average, in ems; a little generous
NARROW = 0.58
#: what no line begins with
CLOSING = frozenset("、，。；：！？）」』】》〉…·％,.;:!?)]}")
#: what no line ends with
OPENING = frozenset("（「『【《〈([{")

WORD = re.compile(r"\s+|[A-Za-z0-9_.'-]+|.", re.DOTALL)


def is_wide(char: str) -> bool:
    """Whether a character takes a whole em, as Chinese does."""
    return unicodedata.east_asian_width(char) in {"W", "F", "A"}


def width(text: str) -> int:
    """The width of one line in pixels, rounded up."""
    return ceil(sum(1 if is_wide(char) else NARROW for char in text) * SIZE)


def wrap(text: str, room: int) -> tuple[str, ...]:
    """The lines of a text that is at most ``room`` pixels wide where it can be broken at all.

    A line neither begins with a closing mark nor ends with an opening one; words are only cut when one alone
    is wider than the room.
    """
    lines: list[str] = [""]
    for piece in _pieces(text, room):
        if width(lines[-1] + piece.rstrip()) <= room or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return tuple(line.strip() for line in lines if line.strip())


def _pieces(text: str, room: int) -> list[str]:
    """What must not be torn apart: words, and characters with the marks that cling to them."""
    pieces: list[str] = []
    for word in WORD.findall(" ".join(text.split())):
        for part in _cut(word, room):
            clings = pieces and (part[0] in CLOSING or pieces[-1][-1] in OPENING)
            if clings:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces


def _cut(word: str, room: int) -> list[str]:
    if width(word) <= room:
        return [word]
    count = max(1, int(room / (SIZE * NARROW)))
    return [word[start : start + count] for start in range(0, len(word), count)]
