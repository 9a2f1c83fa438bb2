"""Setting the stage: the cast is written as it is given, everything else goes through the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflows.models import Adoption, ChainHead, EditionRecord, Membership, OfficeTerm, Person, Unit
from workflows.services.edition_records import store_edition
from workflows.services.replay.script import PersonSpec, Script


@dataclass(frozen=True, slots=True)
class Placed:
    """Who and what is there: people and units by the names that the file gives them."""

    units: Mapping[str, int]
    people: Mapping[str, tuple[Person, ...]]
    names: Mapping[int, str] = field(default_factory=dict)

    def person(self, name: str | None) -> int | None:
        """The id of somebody, the first of a group."""
        return self.people[name][0].pk if name else None

    def numbers(self, name: str) -> list[str]:
        """The numbers of somebody or of a whole group."""
        return [person.number for person in self.people[name]]


def set_stage(script: Script, at: datetime) -> Placed:
    """Write the cast of a file into an empty database."""
    units: dict[str, int] = {}
    for spec in script.units.values():
        unit = Unit.objects.create(
            kind=spec.kind,
            name=spec.title,
            code=spec.name,
            parent_id=units[spec.above] if spec.above else None,
            details=dict(spec.details),
            opened_on=script.since,
        )
        units[spec.name] = unit.pk
    ChainHead.objects.bulk_create([ChainHead(unit_id=pk) for pk in units.values()])
    by_number = {spec.number: _person(spec, units) for group in script.people.values() for spec in group}
    people = {name: tuple(by_number[spec.number] for spec in group) for name, group in script.people.items()}
    _adopt(script, units, at)
    alone = {group[0].pk: name for name, group in people.items() if len(group) == 1}
    return Placed(units, people, alone)


def _person(spec: PersonSpec, units: Mapping[str, int]) -> Person:
    person, _ = Person.objects.get_or_create(
        number=spec.number,
        defaults={"name": spec.title, "born_on": spec.born_on, "details": dict(spec.details)},
    )
    for place in spec.belongs:
        Membership.objects.get_or_create(
            person=person,
            unit_id=units[place.unit],
            tree=place.tree,
            from_on=place.from_on,
            defaults={"standing": place.standing, "to_on": place.to_on},
        )
    for term in spec.offices:
        OfficeTerm.objects.get_or_create(
            person=person,
            unit_id=units[term.unit],
            office=term.office,
            from_on=term.from_on,
            defaults={"to_on": term.to_on},
        )
    return person


def _adopt(script: Script, units: Mapping[str, int], at: datetime) -> None:
    records: dict[str, EditionRecord] = {}
    for edition, parent in script.editions:
        above = records[parent] if parent else None
        records[edition.id] = store_edition(edition, parent=above, at=at).record
    for adoption in script.adoptions:
        Adoption.objects.create(
            unit_id=units[adoption.unit],
            procedure=script.family,
            edition=records[adoption.edition],
            from_on=adoption.from_on,
            reason=script.title[:400],
        )
