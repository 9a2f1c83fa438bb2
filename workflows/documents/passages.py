"""Every piece of text of a paper with the place where it stands, so that a refusal can name the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.documents.notice import NoticePaper, PersonBlock


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and where it stands: `field` of the paper or, when `person` is not empty, of that person."""

    person: str
    field: str
    text: str


def passages(paper: NoticePaper) -> Iterator[Passage]:
    """All texts of the paper in the order of its fields, the people last; the date is not text.

    For a person the field is the printed label ("name" for the name and what stands beside it).
    """
    for field in fields(paper):
        value = getattr(paper, field.name)
        if isinstance(value, str):
            yield Passage("", field.name, value)
        elif isinstance(value, tuple) and field.name != "people":
            yield from (Passage("", field.name, text) for text in value)
    for block in paper.people:
        yield from _of_person(block)


def _of_person(block: PersonBlock) -> Iterator[Passage]:
    for text in (block.name_label, block.name, block.aside):
        yield Passage(block.name, "name", text)
    for label, value in block.fields:
        yield Passage(block.name, label, label)
        yield Passage(block.name, label, value)
