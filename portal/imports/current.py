"""The roster as it stands, read from the engine's tables for somebody who keeps some of its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from portal.imports.choices import OFFICES
from portal.imports.columns import PEOPLE, Kind
from portal.imports.reach import Reach
from portal.imports.records import MembershipRecord, PersonRecord, Roster, TermRecord, UnitRecord
from portal.imports.values import Value
from workflows.models import Case, CaseStatus, Membership, OfficeTerm, Person, Unit
from workflows.nodes.procedure import procedure
from workflows.nodes.records import ADMINISTRATOR
from workflows.rules.situation import Progress

_OFFICES = frozenset(choice.code for choice in OFFICES)
_DATES = frozenset(column.field for column in PEOPLE.columns if column.kind is Kind.DATE)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who keeps the record of units by an office: which one, where, how far it reaches.

    ``units`` are the ids of the office's own unit and those below it; ``name`` is shown with the import.
    """

    person: int
    office: str
    unit: int
    units: frozenset[int]


@dataclass(frozen=True, slots=True)
class Current:
    """The roster within a keeper's reach, with every unit, so that a row may name any."""

    roster: Roster
    reach: Reach

    def elsewhere(self, numbers: Iterable[str]) -> frozenset[str]:
        """Those of the numbers that belong to people outside the reach."""
        here = {person.number for person in self.roster.people}
        asked = set(numbers) - here
        if not asked or self.reach.everybody:
            return frozenset()
        return frozenset(Person.objects.filter(number__in=asked).values_list("number", flat=True))


def current(keeper: Keeper) -> Current:
    """Read what a keeper may compare a file with: five queries, however many people there are."""
    units = list(Unit.objects.filter(closed_on=None).select_related("parent"))
    codes = {unit.pk: unit.code for unit in units if unit.pk in keeper.units}
    top = any(unit.pk == keeper.unit and unit.parent_id is None for unit in units)
    administrator = keeper.office == ADMINISTRATOR.name
    reach = Reach(
        units=frozenset(codes.values()),
        opens_units=administrator,
        everybody=administrator and top,
    )
    people = list(_people(keeper.units, everybody=reach.everybody))
    progress = progress_of(people)
    holder = next((person.number for person in people if person.pk == keeper.person), "")
    # The administrator's own office is no row of a roster: nobody gives it to themselves with a file.
    terms = OfficeTerm.objects.filter(unit__in=codes, office__in=_OFFICES)
    return Current(
        Roster(
            units=tuple(_unit(unit) for unit in units),
            people=tuple(_person(person, progress[person.pk]) for person in people),
            terms=tuple(
                TermRecord(term.person.number, term.office, term.unit.code, term.from_on, term.to_on)
                for term in terms.select_related("person", "unit").order_by("pk")
            ),
        ),
        replace(reach, holder=holder),
    )


def progress_of(people: Collection[Person]) -> defaultdict[int, dict[str, Progress]]:
    """The open cases that say what these people are in a tree, by person and tree: one query."""
    found: defaultdict[int, dict[str, Progress]] = defaultdict(dict)
    running = Case.objects.filter(subject__in=people).exclude(status=CaseStatus.ENDED)
    for pk, subject, ref, stage in running.values_list("pk", "subject", "procedure", "stage"):
        kind = procedure(ref)
        label = kind.named(stage).label if stage else ""
        for tree, standings in kind.gives.items():
            found[subject][tree] = Progress(pk, kind.title, label, standings)
    return found


def _people(units: Collection[int], *, everybody: bool) -> QuerySet[Person]:
    places = Membership.objects.select_related("unit").order_by("tree", "from_on")
    found = Person.objects.prefetch_related(Prefetch("memberships", places, to_attr="places"))
    if everybody:
        return found
    inside = Membership.objects.filter(to_on=None, unit__in=units).values("person")
    return found.filter(pk__in=inside)


def _unit(unit: Unit) -> UnitRecord:
    return UnitRecord(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent=unit.parent.code if unit.parent else None,
        has_committee=bool(unit.details.get("has_committee")),
        opened_on=unit.opened_on,
    )


def _person(person: Person, progress: Mapping[str, Progress]) -> PersonRecord:
    places: list[Membership] = getattr(person, "places", [])
    return PersonRecord(
        number=person.number,
        name=person.name,
        details=_details(person),
        memberships=tuple(
            _membership(row, places, progress.get(row.tree)) for row in places if row.to_on is None
        ),
        closed_on=person.closed_on,
    )


def _membership(row: Membership, places: Iterable[Membership], case: Progress | None) -> MembershipRecord:
    """A running membership, since the day from which the roster itself says it."""
    said = (row.unit_id, row.otherwise or row.standing)
    from_on = row.from_on
    for other in reversed([each for each in places if each.tree == row.tree and each.to_on is not None]):
        if (other.unit_id, other.otherwise or other.standing) == said and other.to_on == from_on:
            from_on = other.from_on
    given = case is not None and row.case_id == case.case
    return MembershipRecord(row.tree, row.unit.code, row.standing, from_on, case, given)


def _details(person: Person) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    for field, value in person.details.items():
        found[field] = date.fromisoformat(value) if field in _DATES else value
    if person.born_on is not None:
        found["born_on"] = person.born_on
    return found
