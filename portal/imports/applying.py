"""Carries out an import: rows for new units and people, and every change as an act, all or none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.imports.acts import Drafted, Known, Stamp, registrations, waves
from portal.imports.changes import Change, ChangeKind
from portal.imports.current import Keeper
from portal.imports.initials import initials_of
from portal.imports.unit_change import UnitChange
from workflows.door import Refused, perform
from workflows.models import Matter, Membership, Person, Unit
from workflows.nodes import PersonRecord, UnitRecord
from workflows.rules.canonical import plain
from workflows.rules.findings import Finding

#: acts in one list: one round trip on PostgreSQL, and well below the number of values SQLite takes
ACTS_AT_ONCE = 1_000
#: where a new person's record is kept: the first of these trees that the row names
HOME_TREES = ("party", "league", "class")
#: what the paper of a changed unit calls what the sheet calls otherwise
_FIELDS = {"code": "number", "parent": "unit"}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A change that may not happen, and why."""

    change: Change
    findings: tuple[Finding, ...]


class ImportRefused(Exception):
    """Some changes of an import may not happen; none of them did."""

    def __init__(self, rows: Sequence[RefusedRow]) -> None:
        super().__init__(f"{len(rows)} refused")
        self.rows = tuple(rows)


def apply(changes: Sequence[Change], keeper: Keeper, *, key: str, reason: str, at: datetime) -> int:
    """Perform every change, or none; returns how many acts that took.

    ``key`` makes the import known again, ``reason`` stands with each entry. Raises ImportRefused with every
    refused row, IntegrityError when a number or a code was taken meanwhile, and what ``perform`` raises.
    """
    stamp = Stamp(keeper.person, key, reason, timezone.localdate(at))
    with transaction.atomic():
        about_units = [change for change in changes if change.number is None]
        about_people = [change for change in changes if change.number is not None]
        done = _perform(_unit_acts(about_units, stamp), at)
        done += _people(about_people, keeper, stamp, at)
    return done


def _unit_acts(changes: Sequence[Change], stamp: Stamp) -> list[Drafted]:
    """Create the units that are opened, parents first, and draft what the journal says of all of them."""
    ids = dict(Unit.objects.values_list("code", "pk")) if changes else {}
    drafted = []
    for change in changes:
        code, after = str(change.unit), change.after
        said = {"from_on": change.from_on.isoformat()}
        if change.kind is ChangeKind.UNIT_OPENED:
            ids[code] = _create_unit(change, ids).pk
            act = stamp.act("register", change, said, kind=UnitRecord.kind(), unit=ids[code])
        else:
            data = {_FIELDS.get(name, name): plain(value) for name, value in after.items()}
            data["unit"] = ids[str(after["parent"])] if after.get("parent") else None
            act = stamp.act("change", change, {**data, **said}, kind=UnitChange.kind(), unit=ids[code])
            ids[str(after.get("code", code))] = ids[code]
        drafted.append(Drafted(change, act))
    return drafted


def _create_unit(change: Change, ids: Mapping[str, int]) -> Unit:
    """The row of a new unit; the branch above a new Party group has groups from now on."""
    after = change.after
    if after["kind"] == "party_group" and after["parent"]:
        branch = Unit.objects.get(pk=ids[str(after["parent"])])
        branch.details = {**branch.details, "has_groups": True}
        branch.save(update_fields=["details"])
    is_branch = after["kind"] == "party_branch"
    return Unit.objects.create(
        code=str(change.unit),
        name=str(after["name"]),
        kind=str(after["kind"]),
        parent_id=ids[str(after["parent"])] if after["parent"] else None,
        details={"has_committee": bool(after["has_committee"])} if is_branch else {},
        opened_on=change.from_on,
    )


def _people(changes: Sequence[Change], keeper: Keeper, stamp: Stamp, at: datetime) -> int:
    if not changes:
        return 0
    _create_people(changes)
    known = _known(changes)
    opening = registrations(changes, known, _homes(changes, keeper, known), stamp)
    done = _perform(opening, at)
    if opening:
        known = _known(changes)
    return done + sum(_perform(wave, at) for wave in waves(changes, known, stamp))


def _create_people(changes: Sequence[Change]) -> None:
    """Rows for new people, and the initials of new names; everything else follows from acts."""
    names = {str(c.number): str(c.after["name"]) for c in changes if "name" in c.after}
    new = [str(c.number) for c in changes if c.kind is ChangeKind.NEW_PERSON]
    Person.objects.bulk_create(
        Person(number=number, name=names[number], initials=initials_of(names[number])) for number in new
    )
    renamed = Person.objects.filter(number__in=set(names).difference(new))
    for person in renamed:
        person.initials = initials_of(names[person.number])
    Person.objects.bulk_update(renamed, ["initials"])


def _known(changes: Sequence[Change]) -> Known:
    numbers = {str(change.number) for change in changes}
    people = {person.number: person for person in Person.objects.filter(number__in=numbers)}
    open_records = Matter.objects.filter(
        kind=PersonRecord.kind(), closed_on=None, person__in=people.values()
    ).values_list("person__number", "pk")
    return Known(
        units=dict(Unit.objects.values_list("code", "pk")),
        people={number: person.pk for number, person in people.items()},
        names={number: person.name for number, person in people.items()},
        records={str(number): record for number, record in open_records},
    )


def _homes(changes: Sequence[Change], keeper: Keeper, known: Known) -> dict[str, int]:
    """The unit that keeps each new record: where the row places them, where they are, the keeper's own."""
    unrecorded = [person for number, person in known.people.items() if number not in known.records]
    held = Membership.objects.filter(person__in=unrecorded, unit__in=keeper.units, to_on=None)
    homes = dict.fromkeys(known.people, keeper.unit)
    homes.update(held.order_by("-tree").values_list("person__number", "unit"))
    joined = [change for change in changes if change.kind is ChangeKind.JOINED_UNIT]
    for change in sorted(joined, key=lambda change: HOME_TREES.index(change.tree), reverse=True):
        homes[str(change.number)] = known.units[str(change.unit)]
    return homes


def _perform(drafted: Sequence[Drafted], at: datetime) -> int:
    """Perform a wave; every refusal of all its parts is gathered before it is raised."""
    refused: list[RefusedRow] = []
    for part in _parts(drafted):
        try:
            perform([each.act for each in part], at=at)
        except Refused as error:
            refused += [RefusedRow(part[each.position].change, each.unmet) for each in error.refusals]
    if refused:
        raise ImportRefused(refused)
    return len(drafted)


def _parts(drafted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(drafted), ACTS_AT_ONCE):
        yield drafted[start : start + ACTS_AT_ONCE]
