"""The initials by which a name is found: 梁思远 is lsy, as people type it."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin

LONGEST = 40


def initials_of(name: str) -> str:
    """The first letter of each syllable, small; letters of a foreign name stay, everything else goes."""
    spoken = lazy_pinyin(name, style=Style.FIRST_LETTER)
    letters = (letter for part in spoken for letter in part if letter.isascii() and letter.isalnum())
    return "".join(letters).lower()[:LONGEST]
