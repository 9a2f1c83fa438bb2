"""The example institution in the database, recorded by its administrator through the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from portal.imports.applying import apply
from portal.imports.changes import Change, Difference
from portal.imports.current import Keeper, current
from portal.imports.difference import compare
from portal.imports.example import example_roster
from portal.imports.founding import found
from portal.imports.records import (
    OfficeRow,
    PersonRow,
    Place,
    Placed,
    Reading,
    Roster,
    UnitRow,
)
from tests.remembering import remembered
from workflows.models import OfficeTerm, Person, Unit
from workflows.selectors.units import below

TODAY = date(2026, 11, 12)
AT = datetime(2026, 11, 12, 2, tzinfo=UTC)
FOUNDED = date(2002, 5, 8)


@remembered
def institution() -> Keeper:
    """The top unit with its administrator, and nobody else."""
    return found(
        code="JL", name="中共江澜大学委员会", opened_on=FOUNDED, number="00310100", administrator="安知行"
    )


def reading_of(roster: Roster) -> Reading:
    """What a file that holds this roster says, without the file."""
    units = [
        UnitRow(u.code, u.name, u.kind, u.parent or "", u.has_committee or None, u.opened_on)
        for u in roster.units
    ]
    people = [
        PersonRow(
            number=p.number,
            name=p.name,
            details=p.details,
            units={m.tree: m.unit for m in p.memberships},
            standings={m.tree: m.standing for m in p.memberships},
        )
        for p in roster.people
    ]
    terms = [OfficeRow(t.number, t.office, t.unit, t.from_on, t.to_on) for t in roster.terms]
    return Reading(
        people=tuple(Placed(row, Place("人员名册", at)) for at, row in enumerate(people, start=2)),
        units=tuple(Placed(row, Place("组织", at)) for at, row in enumerate(units, start=2)),
        offices=tuple(Placed(row, Place("任职", at)) for at, row in enumerate(terms, start=2)),
        numbers=frozenset(p.number for p in roster.people),
        rows=len(units) + len(people) + len(terms),
    )


def difference(roster: Roster, keeper: Keeper) -> Difference:
    """The roster compared with what the database holds."""
    return compare(reading_of(roster), current(keeper).roster, on=TODAY)


def imported(roster: Roster, keeper: Keeper, key: str = "first") -> Keeper:
    """Record a roster; the keeper with the units it has brought."""
    apply(difference(roster, keeper).changes, keeper, key=key, reason="测试", at=AT)
    return replace(keeper, units=below([keeper.unit]))


@remembered
def example() -> Keeper:
    """The whole example, recorded by the administrator."""
    return imported(example_roster(TODAY), institution())


def keeper(office: str, unit: str) -> Keeper:
    """Whoever holds an office of the example today."""
    term = OfficeTerm.objects.get(office=office, unit__code=unit, to_on=None)
    return Keeper(term.person_id, office, term.unit_id, below([term.unit_id]))


def applied(changes: tuple[Change, ...], by: Keeper, key: str = "second") -> int:
    """Carry changes out."""
    return apply(changes, by, key=key, reason="测试", at=AT)


def unit(code: str) -> Unit:
    """A unit by its code."""
    return Unit.objects.get(code=code)


def person(number: str) -> Person:
    """A person by their number."""
    return Person.objects.get(number=number)
