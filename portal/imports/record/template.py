"""The template of a kind of record, empty or with what stands; importing what stands changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO

from django import forms

from portal.imports.record.book import DAY, NAME, NUMBER, book_of
from portal.imports.record.saying import NOTHING, field_words
from portal.imports.template import write_book
from portal.imports.writing import Written
from workflows.models import Matter
from workflows.nodes import RecordAct, RecordType
from workflows.rules.facts import Fact, Facts
from workflows.texts.speaking import in_source

INTRODUCTION = (
    "help_intro_records",
    "help_intro_blank_record",
    "help_intro_date",
    "help_intro_private",
    "help_intro_formula",
)


def write_record_template(kind: type[RecordType], target: BinaryIO) -> None:
    """Write the empty template."""
    write_book(book_of(kind), {}, INTRODUCTION, target)


def write_records(kind: type[RecordType], records: Iterable[Matter], target: BinaryIO) -> None:
    """Write what stands in these records on the template's sheets."""
    held = [(record, Facts.from_json(record.facts)) for record in records]
    with in_source():
        rows = {
            name: [_row(record, act, fact) for record, facts in held for fact in facts.all(name)]
            for name, act in kind.recording().items()
        }
    write_book(book_of(kind), rows, INTRODUCTION, target)


def _row(record: Matter, act: RecordAct, fact: Fact) -> Mapping[str, Written]:
    person = record.person
    values: dict[str, Written] = {
        NUMBER.field: person.number if person else "",
        NAME.field: person.name if person else "",
        DAY: fact.on,
    }
    for name, field in act.paper.base_fields.items() if act.paper else ():
        values[name] = _written(field, fact.data.get(name))
    return values


def _written(field: forms.Field, value: Any) -> Written:
    if value not in (None, "") and isinstance(field, forms.DateField):
        return date.fromisoformat(value)
    words = field_words(field, value)
    return None if words == NOTHING else words
