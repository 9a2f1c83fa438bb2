"""Whose credits an office reads: everybody's, those of a college, or those of one's classes."""

from __future__ import annotations

from datetime import date
from typing import Final

from portal.rooms.actor import Actor
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from workflows.models import Person, Unit
from workflows.selectors.people import people_in
from workflows.selectors.units import below, parents_above

#: who reads the statements of students (articles 6, 7 and 9)
READERS: Final = frozenset(office.name for office in (roles.REGISTRAR, *roles.WORKING_GROUP))


#: the day on which an academic year begins
FIRST_DAY: Final = "09-01"


def this_year(on: date) -> AcademicYear:
    """The academic year of a day, as pages offer it; what is recorded says its own."""
    return AcademicYear.of(on, FIRST_DAY)


def reads(actor: Actor) -> bool:
    """Whether the chosen office reads what students have."""
    return actor.chosen is not None and actor.chosen.office in READERS and bool(actor.units)


def units_of(actor: Actor) -> frozenset[int]:
    """The units whose students it reads: a counsellor of several classes reads all of them at once."""
    if actor.chosen is None or not reads(actor):
        return frozenset()
    held = [term.unit for term in actor.terms if term.office == actor.chosen.office]
    return actor.units if held == [actor.chosen.unit] else below(held)


def rounds_of(actor: Actor) -> frozenset[int]:
    """The units whose rounds it reads: a counsellor of classes reads those of the college around them."""
    units = units_of(actor)
    if actor.chosen is None or actor.chosen.unit_kind in {roles.UNIVERSITY, roles.COLLEGE}:
        return units
    around = set(parents_above(units))
    return frozenset(Unit.objects.filter(pk__in=around, kind=roles.COLLEGE).values_list("pk", flat=True))


def students_of(actor: Actor, unit: int) -> frozenset[int] | None:
    """Whose items of a round of this unit it reads; None for everybody's."""
    units = units_of(actor)
    if unit in units:
        return None
    return frozenset(people_in(units, actor.on).values_list("pk", flat=True))


def student_in_reach(actor: Actor, pk: int) -> Person | None:
    """A student whom the chosen office reads; never oneself, who has a page of one's own."""
    if not reads(actor) or pk == actor.id:
        return None
    return people_in(units_of(actor), actor.on).filter(pk=pk).first()


def unit_in_reach(actor: Actor, pk: int, kind: str) -> Unit | None:
    """A unit of a kind that the chosen office reads."""
    found = Unit.objects.filter(pk=pk, kind=kind, closed_on=None).select_related("parent")
    return found.first() if pk in units_of(actor) else None
