"""Every piece of text of a paper with the place where it stands, so that a refusal can name the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from workflows.documents.form import Grid, Lines, Signatures, Words
from workflows.documents.notice import PersonBlock
from workflows.documents.prose import Prose

if TYPE_CHECKING:
    from workflows.documents.printable import Printable


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and where it stands: `field` of the paper or, when `person` is not empty, of that person."""

    person: str
    field: str
    text: str


def passages(paper: Printable) -> Iterator[Passage]:
    """All texts of the paper in the order of its fields, people and parts last; dates and numbers are none.

    Where a text has a printed label its field is the label ("name" for a name and what stands beside it).
    """
    person, last = getattr(paper, "person", ""), []
    for field in fields(paper):
        value = getattr(paper, field.name)
        if isinstance(value, tuple) and any(is_dataclass(each) for each in value):
            last.append((field.name, value))
        elif isinstance(value, str):
            yield Passage(person, field.name, value)
        elif isinstance(value, tuple):
            yield from (Passage(person, field.name, text) for text in value)
    for name, parts in last:
        for part in parts:
            yield from _of_part(part, person, name)


def _of_part(part: Any, person: str, place: str) -> Iterator[Passage]:
    """The texts of a block, by its labels; of a block without any by the names of its fields."""
    if isinstance(part, PersonBlock):
        yield from _placed(part.name, "name", (part.name_label, part.name, part.aside))
        yield from _pairs(part.name, part.fields)
    elif isinstance(part, Lines):
        yield from _pairs(person, (pair for row in part.rows for pair in row))
    elif isinstance(part, Words):
        yield from _placed(person, part.label, (part.label, *part.paragraphs))
    elif isinstance(part, Grid):
        yield from _of_grid(part, person)
    elif isinstance(part, Prose):
        yield from _placed(person, part.heading or place, (part.heading, *part.paragraphs))
    elif isinstance(part, Signatures):
        yield from _placed(person, place, part.labels)
    else:
        said = ((field.name, getattr(part, field.name)) for field in fields(part))
        yield from (Passage(person, name, text) for name, text in said if isinstance(text, str))


def _of_grid(grid: Grid, person: str) -> Iterator[Passage]:
    yield from _placed(person, grid.label, (grid.label, *grid.heads))
    for row in grid.rows:
        yield from (Passage(person, head, text) for head, text in zip(grid.heads, row, strict=True))


def _pairs(person: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    for label, value in pairs:
        yield from _placed(person, label, (label, value))


def _placed(person: str, place: str, texts: Iterable[str]) -> Iterator[Passage]:
    return (Passage(person, place, text) for text in texts)
