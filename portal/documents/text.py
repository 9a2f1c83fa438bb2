"""Text that a sheet of paper cannot show as it is meant is refused before anything is laid out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from portal.documents.refusals import PaperRefused
from workflows.documents import Passage

#: Marks a place where a title may break; taken out before printing.
BREAK_HERE = "\u200b"

#: Categories of Unicode that never reach paper: controls (NUL among them), formats (writing direction, zero
#: width), lone surrogates, line and paragraph separators.
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
PRIVATE = "Co"


def check(passages: Iterable[Passage]) -> None:
    """Refuse control characters and characters of private use, naming the place.

    Private use matters with names: old registers keep rare characters there, and another font shows another
    character. Raises PaperRefused.
    """
    for passage in passages:
        for character in passage.text:
            category = unicodedata.category(character)
            if category == PRIVATE:
                raise PaperRefused("paper.private_character", where(passage, character))
            if category in UNPRINTABLE and character != BREAK_HERE:
                raise PaperRefused("paper.unprintable_character", where(passage, character))


def where(passage: Passage, character: str) -> dict[str, str]:
    """The parameters that name a character and its place."""
    return {
        "person": passage.person,
        "field": passage.field,
        "character": character,
        "codepoint": f"U+{ord(character):04X}",
    }
