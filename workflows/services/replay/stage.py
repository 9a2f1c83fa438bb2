"""Setting the stage: the cast is written as it is given, everything else goes through the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    by_number = _people([spec for group in script.people.values() for spec in group], units)
    people = {name: tuple(by_number[spec.number] for spec in group) for name, group in script.people.items()}
    _adopt(script, units, at)
    alone = {group[0].pk: name for name, group in people.items() if len(group) == 1}
    return Placed(units, people, alone)


def _people(specs: Sequence[PersonSpec], units: Mapping[str, int]) -> dict[str, Person]:
    """Everybody by number, with places and offices; who stands in several groups is one person."""
    people: dict[str, Person] = {}
    places: dict[tuple[object, ...], Membership] = {}
    terms: dict[tuple[object, ...], OfficeTerm] = {}
    for spec in specs:
        known = Person(number=spec.number, name=spec.title, born_on=spec.born_on, details=dict(spec.details))
        person = people.setdefault(spec.number, known)
        for place in spec.belongs:
            belongs = Membership(
                person=person,
                unit_id=units[place.unit],
                tree=place.tree,
                standing=place.standing,
                from_on=place.from_on,
                to_on=place.to_on,
            )
            places.setdefault((spec.number, place.unit, place.tree, place.from_on), belongs)
        for term in spec.offices:
            held = OfficeTerm(
                person=person,
                unit_id=units[term.unit],
                office=term.office,
                from_on=term.from_on,
                to_on=term.to_on,
            )
            terms.setdefault((spec.number, term.unit, term.office, term.from_on), held)
    Person.objects.bulk_create(people.values())
    Membership.objects.bulk_create(places.values())
    OfficeTerm.objects.bulk_create(terms.values())
    return people


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
