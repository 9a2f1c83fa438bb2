"""Streams XML through expat; a document type declaration is refused, so no entity is ever defined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from xml.parsers import expat

from portal.imports.remarks import Refused

NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class Handler(Protocol):
    """Receives a document piece by piece; names come without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """A piece of character data; one text may arrive in several."""


@lru_cache(maxsize=512)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_doctype(*_: object) -> None:
    raise Refused("file_doctype")


def parse(chunks: Iterable[bytes], handler: Handler) -> None:
    """Feed ``handler``; raises ``Refused`` for malformed XML and for a document type declaration.

    Raises ``MemoryError`` where expat found no memory: it says so in the same way as a fault of the document.
    """
    # Names arrive as "namespace local": the strict and the transitional format differ only in the former.
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, attributes: handler.start(
        _local(name), {_local(key): value for key, value in attributes.items()} if attributes else attributes
    )
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == NO_MEMORY:
            raise MemoryError from error
        raise Refused("file_malformed") from error


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a small document, with the name of the element around it."""

    parent: str
    name: str
    attributes: Mapping[str, str]


class _Collector:
    def __init__(self, most: int) -> None:
        self.most = most
        self.found: list[Element] = []
        self.open: list[str] = [""]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self.found) >= self.most:
            raise Refused("file_too_heavy")
        self.found.append(Element(self.open[-1], name, attributes))
        self.open.append(name)

    def end(self, name: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        """Small documents of the format say everything in attributes."""


def elements(chunks: Iterable[bytes], *, most: int) -> list[Element]:
    """All elements of a small document in order; ``Refused`` when there are more than ``most``."""
    collector = _Collector(most)
    parse(chunks, collector)
    return collector.found
