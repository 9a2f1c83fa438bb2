"""The initials by which a name is found: 梁思远 is lsy, as people type it."""

from __future__ import annotations

import unicodedata

LONGEST = 40


def initials_of(name: str) -> str:
    """The first letter of each syllable, small; Latin letters stay without accents, everything else goes."""
    # Its dictionary takes half a second to read, for which only a process that names somebody should wait.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (what takes long is read when it is needed)

    spoken = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    plain = unicodedata.normalize("NFD", spoken.replace("Đ", "D").replace("đ", "d"))
    letters = (letter for letter in plain if letter.isascii() and letter.isalnum())
    return "".join(letters).lower()[:LONGEST]
