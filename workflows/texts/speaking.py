"""The language of whoever reads, and what procedures declare, said in it.

Procedures and the engine declare titles, labels and choices in Chinese, unmarked; a catalogue has them in
other languages. They are looked up when somebody reads them, never when they are declared. What is kept or
printed by law is said in the source language, whoever asks: ``in_source``.
"""

from __future__ import annotations

from typing import Any, Final, overload

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, override

from workflows.texts.catalogues import LANGUAGES

SOURCE: Final = "zh-hans"


def spoken() -> str:
    """The language of whoever reads now; the source where nobody chose one."""
    language = get_language()
    return language if language in LANGUAGES else SOURCE


def in_source() -> override:
    """Say everything in the source language within this context."""
    return override(SOURCE)


def said(text: str) -> str:
    """A declared text in the language of whoever reads; an unknown one as it is."""
    return gettext(text) if text else ""


#: the same, looked up each time it is read
said_when_read = lazy(said, str)


class Declared:
    """A text given once in Chinese, as an attribute of each object, and read in the reader's language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.place = f"_{name}_declared"

    def __set__(self, instance: Any, text: str) -> None:
        setattr(instance, self.place, text)

    @overload
    def __get__(self, instance: None, owner: type) -> Declared: ...
    @overload
    def __get__(self, instance: object, owner: type) -> str: ...
    def __get__(self, instance: object | None, owner: type) -> Declared | str:
        return self if instance is None else said(getattr(instance, self.place))


class _DeclaredOfClass:
    """A text given as an attribute of a class, and read there in the reader's language."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __get__(self, instance: object | None, owner: type) -> str:
        return said(self.text)


def declare(owner: type, *names: str) -> None:
    """Let texts that a class has as attributes be read in the reader's language."""
    for name in names:
        text = vars(owner).get(name)
        if isinstance(text, str):
            setattr(owner, name, _DeclaredOfClass(text))


def declare_field(field: forms.Field) -> None:
    """Let a field's label, help and choices be read in the reader's language, and those of its columns."""
    for name in ("label", "help_text"):
        text = getattr(field, name)
        if type(text) is str and text:
            setattr(field, name, said_when_read(text))
    choices: Any = getattr(field, "choices", None)
    if isinstance(choices, (list, tuple)):
        said_later = type(choices)((value, said_when_read(str(word))) for value, word in choices)
        field.choices = said_later  # type: ignore[attr-defined]  # only some kinds of field have them
    for column in getattr(field, "columns", {}).values():
        declare_field(column)
