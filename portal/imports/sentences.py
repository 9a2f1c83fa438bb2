"""What the import says, in each language of the pages: its own catalogues, filled as the engine's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from portal.imports.remarks import Remark
from workflows.texts import sentences
from workflows.texts.catalogues import Template, read_catalogue
from workflows.texts.speaking import spoken
from workflows.texts.wording import wording_of

FOLDER = Path(__file__).parent / "messages"
SOURCE = "zh-hans"
LANGUAGES = (SOURCE, "en", "vi")


def sentence(message: str, params: Mapping[str, Any] | None = None, language: str = "") -> str:
    """The sentence of a message id, in Chinese where a language is not among these.

    Raises ``KeyError`` for an id or a parameter that is missing: both are named in our own code.
    """
    asked = language or spoken()
    known = asked if asked in LANGUAGES else SOURCE
    wording = wording_of(known)
    return catalogue(known)[message].fill(params or {}, lambda value, _as_word: wording.say(value))


def remark_sentence(remark: Remark, language: str = "") -> str:
    """What a remark says; its place is for the page to show. A paper or a rule says it in its own words."""
    if remark.message not in catalogue(SOURCE):
        return sentences.sentence(remark.message, remark.params, language)
    return sentence(remark.message, remark.params, language)


@cache
def catalogue(language: str) -> Mapping[str, Template]:
    """All sentences of one language."""
    return read_catalogue(FOLDER / f"{language}.yaml")
