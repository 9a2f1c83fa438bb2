"""Text as it goes into the records: NFC, without what cannot be seen, refused where it could deceive."""

from __future__ import annotations

import re
import unicodedata

from portal.imports.remarks import Unreadable

#: Invisible characters that come along when text is copied from a page or a chat; they carry nothing.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff]) (?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
#: What people type for the dot inside a name such as 阿依古丽·买买提.
_NAME_DOTS = re.compile("[\u2022\u2027\u30fb\uff0e\uff65\u318d]")
#: How much of a wrong value a remark repeats.
QUOTED_CHARACTERS = 30


def clean(text: str) -> str:
    """One line in NFC with single spaces; ``Unreadable`` for NUL, control and direction characters."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()
    if text.isprintable():
        return text
    # Cc control, Cf direction and other format marks, Cs half of a surrogate pair. Private and unassigned
    # characters stay: rare characters of names are written with them.
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in text):
        raise Unreadable("cell_control_character")
    return text


def clean_name(text: str) -> str:
    """A name: the space that lines two-character names up (``张　三``) goes, the inner dot becomes ``·``."""
    return _BETWEEN_HAN.sub("", _NAME_DOTS.sub("·", clean(text)))


def key(text: str) -> str:
    """What two spellings of a title or a choice have in common: width, case and spaces do not count."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).casefold()


def quoted(text: str) -> str:
    """A wrong value, short enough and harmless to repeat in a remark."""
    shown = "".join(c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in text)
    return shown if len(shown) <= QUOTED_CHARACTERS else shown[:QUOTED_CHARACTERS] + "…"
