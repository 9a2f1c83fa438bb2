"""Whose credits an office reads: everybody's, those of a college, or those of one's classes."""

from __future__ import annotations

from typing import Final

from portal.rooms.actor import Actor
from procedures.second_classroom_credits import roles
from workflows.models import Person, Unit
from workflows.selectors.people import people_in
from workflows.selectors.units import below

#: who reads the statements of students (articles 6, 7 and 9)
READERS: Final = frozenset(office.name for office in (roles.REGISTRAR, *roles.WORKING_GROUP))


def reads(actor: Actor) -> bool:
    """Whether the chosen office reads what students have."""
    return actor.chosen is not None and actor.chosen.office in READERS and bool(actor.units)


def units_of(actor: Actor) -> frozenset[int]:
    """The units whose students it reads: a counsellor of several classes reads all of them at once."""
    if actor.chosen is None or not reads(actor):
        return frozenset()
    held = [term.unit for term in actor.terms if term.office == actor.chosen.office]
    return actor.units if held == [actor.chosen.unit] else below(held)


def student_in_reach(actor: Actor, pk: int) -> Person | None:
    """A student whom the chosen office reads; never oneself, who has a page of one's own."""
    if not reads(actor) or pk == actor.id:
        return None
    return people_in(units_of(actor), actor.on).filter(pk=pk).first()


def unit_in_reach(actor: Actor, pk: int, kind: str) -> Unit | None:
    """A unit of a kind that the chosen office reads."""
    found = Unit.objects.filter(pk=pk, kind=kind, closed_on=None).select_related("parent")
    return found.first() if pk in units_of(actor) else None
