"""Reading a rendered page in tests: its elements in order, with attributes, open ancestors and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "use", "text"})


@dataclass
class Element:
    """One element as written; ``text`` is what stands in it and in its children."""

    tag: str
    attrs: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()


@dataclass
class Page(HTMLParser):
    """All elements of a page. Raises AssertionError at a wrongly nested end tag."""

    source: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(e.tag for e in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, ()))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        """The elements with this tag."""
        return [element for element in self.elements if element.tag == tag]

    def with_class(self, name: str) -> list[Element]:
        """The elements with this class."""
        return [element for element in self.elements if name in element.classes]

    def values(self, attribute: str) -> Iterator[str]:
        """Each value of this attribute, in order."""
        return (element.attrs[attribute] for element in self.elements if attribute in element.attrs)

    @property
    def says(self) -> str:
        """All text in the page's main part, white space squeezed."""
        return " ".join(self.all("main")[0].text.split())
