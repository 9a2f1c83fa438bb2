"""Compares what a file says with what stands in the records; nothing is read and nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.imports.record.book import DAY, NUMBER
from portal.imports.record.facts import FactChange, FactDifference, FactRow, Held, Reading
from portal.imports.remarks import Remark
from workflows.door.editions import NO_EDITION
from workflows.nodes import Paper, RecordAct, RecordType
from workflows.rules.canonical import plain
from workflows.rules.facts import Fact
from workflows.rules.findings import refusing
from workflows.rules.predicates import evaluate
from workflows.rules.situation import PersonView, Situation


@dataclass(slots=True)
class _Found:
    """What comes of the rows, one after the other."""

    changes: list[FactChange] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unchanged: int = 0


def compare_facts(
    reading: Reading, kind: type[RecordType], held: Mapping[str, Held], *, own: str = "", office: str = ""
) -> FactDifference:
    """What would be recorded so that the records say what the file says, row by row.

    ``held`` are the people within reach by number; ``own`` is the number of whoever imports, by the
    ``office``. An empty cell leaves what stands as it is.
    """
    found, acts = _Found(), kind.recording()
    for row in reading.rows:
        person = held.get(row.number)
        wrong = [*_wrong_person(row, person, own), *_wrong_office(row, acts[row.act], office)]
        if wrong or person is None:
            found.remarks += wrong
        else:
            _compare(row, acts[row.act], person, found)
    return FactDifference(tuple(found.changes), found.unchanged, (*reading.remarks, *found.remarks))


def _wrong_person(row: FactRow, person: Held | None, own: str) -> Iterator[Remark]:
    """Nobody of this number within reach, another person's name, one's own record."""
    if person is None:
        yield row.place.remark("record_person_unknown", NUMBER.field, value=row.number)
    elif row.number == own:
        yield row.place.remark("record_own", NUMBER.field)
    elif row.name and row.name != person.name:
        yield row.place.remark("name_of_other_person", "name", value=row.name, other=person.name)


def _wrong_office(row: FactRow, act: RecordAct, office: str) -> Iterator[Remark]:
    """An act that other offices record."""
    if office and office not in {each.name for each in act.by}:
        offices = tuple(each.title for each in act.by)
        yield row.place.remark("record_by_others", NUMBER.field, act=act.title, offices=offices)


def _compare(row: FactRow, act: RecordAct, person: Held, found: _Found) -> None:
    before = _standing(row, act, person)
    on = row.on or (before.on if before else date.min)
    said = {**(before.data if before else {}), **row.data}
    reading = (act.paper or Paper).read({name: said.get(name) for name in _fields(act)})
    if reading.problems:
        found.remarks += [
            row.place.remark(each.message, each.field, **each.params) for each in reading.problems
        ]
        return
    data = _facts(reading.facts)
    if before is not None and (before.on, _facts(before.data)) == (on, data):
        found.unchanged += 1
        return
    refused = list(_refused(row, act, person, on, reading.data))
    if not refused and before is not None and before.on > on:
        refused = [row.place.remark("record.later_stands", act.dated or DAY, act=act.title)]
    found.remarks += refused
    if not refused:
        found.changes.append(_change(row, on, data, before))


def _standing(row: FactRow, act: RecordAct, person: Held) -> Fact | None:
    """What stands under the key of a row; a row without a value for its key stands for itself."""
    on = row.on or date.min
    said = {name: row.data.get(name) for name in _fields(act)}
    # What can be read already is read as the paper reads it: keys are compared with what the journal keeps.
    data = {**said, **(act.paper or Paper).read(said).facts}
    rivals = person.facts.rivals(Fact(act.name, on, on, _facts(data)), act.keep)
    return rivals[0] if rivals else None


def _refused(
    row: FactRow, act: RecordAct, person: Held, on: date, data: Mapping[str, Any]
) -> Iterator[Remark]:
    """What the rules of the act say against these data; the door asks them again."""
    subject = PersonView(person.person, row.number, person.name)
    situation = Situation(on, NO_EDITION, person.facts, subject, data)
    for finding in refusing(evaluate((*act.requires, *act.accepts), situation)):
        yield row.place.remark(finding.message, act.dated or DAY, **finding.params)  # type: ignore[arg-type]  # what a sentence can say


def _change(row: FactRow, on: date, data: Mapping[str, Any], before: Fact | None) -> FactChange:
    return FactChange(
        number=row.number,
        act=row.act,
        on=on,
        data=data,
        sheet=row.place.sheet,
        row=row.place.row,
        before=dict(before.data) if before else None,
        before_on=before.on if before else None,
    )


def _fields(act: RecordAct) -> list[str]:
    return list(act.paper.base_fields) if act.paper else []


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Data as the journal keeps them."""
    return {name: plain(value) for name, value in data.items()}
