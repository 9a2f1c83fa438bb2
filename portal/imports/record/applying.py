"""Carries out an import of records: records opened where there are none, then every fact, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from portal.imports.current import Keeper
from portal.imports.record.facts import FactChange, Held
from workflows.door import Act, Refused, perform
from workflows.models import Matter, Person
from workflows.nodes import RecordType
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding
from workflows.selectors.people import people_in

Item = TypeVar("Item")
#: acts in one list: one round trip on PostgreSQL, and well below the number of values SQLite takes
ACTS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class RefusedFact:
    """A fact that may not be recorded, and why."""

    change: FactChange
    findings: tuple[Finding, ...]


class FactsRefused(Exception):
    """Some facts of an import may not be recorded; none of them was."""

    def __init__(self, rows: Sequence[RefusedFact]) -> None:
        super().__init__(f"{len(rows)} refused")
        self.rows = tuple(rows)


def held_records(keeper: Keeper, kind: type[RecordType], numbers: set[str], at: datetime) -> dict[str, Held]:
    """The people of these numbers within reach with what their records say: two queries for any number."""
    found = people_in(keeper.units, timezone.localdate(at)).filter(number__in=numbers)
    people = {person.pk: person for person in found}
    records = Matter.objects.filter(person__in=people, kind=kind.kind(), closed_on=None)
    kept = {record.person_id: record for record in records}
    return {person.number: _held(person, kept.get(pk)) for pk, person in people.items()}


def record_facts(
    changes: Sequence[FactChange],
    kind: type[RecordType],
    keeper: Keeper,
    *,
    key: str,
    at: datetime,
    files: tuple[str, ...] = (),
) -> int:
    """Record every fact, or none; returns how many acts that took.

    ``key`` makes the import known again, ``files`` stand as evidence with each fact. Raises FactsRefused with
    every refused row, and what ``perform`` raises.
    """
    with transaction.atomic():
        held = held_records(keeper, kind, {change.number for change in changes}, at)
        missing = {number: each for number, each in held.items() if each.record is None}
        opened = _open(missing, kind, keeper, key, at)
        records = {number: each.record or opened[number] for number, each in held.items()}
        acts = [
            Act(
                name=change.act,
                by=keeper.person,
                key=f"{key}:{change.sheet}:{change.row}",
                on=change.on,
                data=change.data,
                matter=records.get(change.number, 0),
                files=files,
            )
            for change in changes
        ]
        _perform(changes, acts, at)
    return len(acts) + len(opened)


def _held(person: Person, record: Matter | None) -> Held:
    facts = Facts.from_json(record.facts) if record else Facts()
    return Held(person.pk, person.name, facts, record.pk if record else None)


def _open(
    missing: Mapping[str, Held], kind: type[RecordType], keeper: Keeper, key: str, at: datetime
) -> dict[str, int]:
    """Open the records that are missing, in the journal of the keeper's unit."""
    opening = kind.opening()
    acts = [
        Act(
            name=opening.name,
            by=keeper.person,
            key=f"{key}:{number}",
            on=timezone.localdate(at),
            kind=kind.kind(),
            unit=keeper.unit,
            subject=each.person,
        )
        for number, each in missing.items()
    ]
    receipts = [receipt for part in _parts(acts) for receipt in perform(part, at=at)]
    return {number: receipt.matter or 0 for number, receipt in zip(missing, receipts, strict=True)}


def _perform(changes: Sequence[FactChange], acts: Sequence[Act], at: datetime) -> None:
    """Perform the acts; every refusal of all parts is gathered before it is raised."""
    refused: list[RefusedFact] = []
    for part, about in zip(_parts(acts), _parts(changes), strict=True):
        try:
            perform(part, at=at)
        except Refused as error:
            refused += [RefusedFact(about[each.position], each.unmet) for each in error.refusals]
    if refused:
        raise FactsRefused(refused)


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), ACTS_AT_ONCE):
        yield items[start : start + ACTS_AT_ONCE]
