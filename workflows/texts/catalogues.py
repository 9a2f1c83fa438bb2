"""Message catalogues: ``messages/<language>.yaml`` of each app, message id to template.

A template is a sentence with places in braces: ``{on}`` for a value, ``{office:word}`` for a word of the
regulation, which is itself a message (``word.<word>``), ``{count:objection is|objections are}`` for what is
said of one and of any other number. ``{{`` and ``}}`` are braces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

from django.apps import apps

from workflows.texts.yaml_text import Document, read_yaml

LANGUAGES: Final = ("zh-hans", "en", "vi")
WORD: Final = "word"
#: between what is said of one and of any other number
OR: Final = "|"


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence cut at its places: text, then the name of a value and how it is said."""

    parts: tuple[tuple[str, str | None, str], ...]

    @property
    def names(self) -> frozenset[str]:
        """The parameters the sentence asks for."""
        return frozenset(name for _, name, _ in self.parts if name)

    @property
    def text(self) -> str:
        """The sentence without its values."""
        return "".join(text for text, _, _ in self.parts)

    def fill(self, params: Mapping[str, Any], say: Callable[[Any, bool], str]) -> str:
        """The sentence with its values; ``KeyError`` names a parameter that was not given."""
        return "".join(
            text + (_said(params[name], how, say) if name else "") for text, name, how in self.parts
        )


def _said(value: Any, how: str, say: Callable[[Any, bool], str]) -> str:
    if OR in how:
        one, many = how.split(OR)
        return one if str(value) == "1" else many
    return say(value, how == WORD)


def cut(text: str) -> Template:
    """Cut a sentence at its places; ``ValueError`` for braces that are no place."""
    parts = []
    for literal, name, spec, conversion in Formatter().parse(text):
        if name is not None and not name.isidentifier():
            raise ValueError(f"{{{name}}}")
        how = spec or ""
        if (how not in {"", WORD} and how.count(OR) != 1) or conversion:
            raise ValueError(f"{{{name}:{spec}}}")
        parts.append((literal, name, how))
    return Template(tuple(parts))


def read_catalogue(path: Path) -> dict[str, Template]:
    """The templates of one file; ``YamlRefusedError`` with the place of what is wrong."""
    document = read_yaml(path)
    return {message: _template(document, message, text) for message, text in document.content.items()}


def _template(document: Document, message: str, text: object) -> Template:
    if not isinstance(text, str) or not text:
        raise document.refused("catalogue.no_text", (message,), id=message)
    try:
        return cut(text)
    except ValueError as error:
        raise document.refused("catalogue.braces", (message,), id=message, found=str(error)) from None


def catalogue_files(language: str) -> tuple[Path, ...]:
    """The files of every installed app that has sentences in a language."""
    files = (Path(config.path) / "messages" / f"{language}.yaml" for config in apps.get_app_configs())
    return tuple(file for file in files if file.is_file())


@cache
def catalogue(language: str) -> Mapping[str, Template]:
    """All sentences of one language; an id that two apps claim is refused with ``YamlRefusedError``."""
    sentences: dict[str, Template] = {}
    for file in catalogue_files(language):
        for message, template in read_catalogue(file).items():
            if message in sentences:
                raise read_yaml(file).refused("catalogue.id_twice", (message,), id=message)
            sentences[message] = template
    return sentences
