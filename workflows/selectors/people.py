"""People and the offices they hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from workflows.models import Membership, OfficeTerm, Person


def terms_of(person: int, on: date) -> QuerySet[OfficeTerm]:
    """The offices that somebody holds on a day, with their units."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    found = OfficeTerm.objects.filter(running, person=person, from_on__lte=on)
    return found.select_related("unit").order_by("unit__code", "office")


def terms_at(unit: int, office: str, on: date) -> QuerySet[OfficeTerm]:
    """The terms in which an office is held at a unit on a day, with the people."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    found = OfficeTerm.objects.filter(running, unit=unit, office=office, from_on__lte=on)
    return found.select_related("person", "unit").order_by("person__number")


def holders_at(unit: int, offices: Collection[str], on: date) -> QuerySet[Person]:
    """The people who hold one of these offices at the unit on the day."""
    running = Q(terms__to_on=None) | Q(terms__to_on__gt=on)
    found = Person.objects.filter(
        running, terms__unit=unit, terms__office__in=offices, terms__from_on__lte=on
    )
    return found.distinct().order_by("number")


def belonging(kinds: Collection[str], on: date) -> QuerySet[Membership]:
    """The memberships on a day in units of these kinds."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    return Membership.objects.filter(running, unit__kind__in=kinds, from_on__lte=on)


def people_in(units: Collection[int], on: date) -> QuerySet[Person]:
    """The people who belong to one of the units on the day."""
    running = Q(memberships__to_on=None) | Q(memberships__to_on__gt=on)
    found = Person.objects.filter(running, memberships__unit__in=units, memberships__from_on__lte=on)
    return found.filter(closed_on=None).distinct().order_by("number")


def people_matching(words: str, units: Collection[int], on: date) -> QuerySet[Person]:
    """The people in these units whose name contains the words or whose number or initials begin so."""
    wanted = Q(name__contains=words) | Q(number__startswith=words) | Q(initials__startswith=words.lower())
    return people_in(units, on).filter(wanted)


def held_otherwise(tree: str, standings: Collection[str], on: date) -> QuerySet[Membership]:
    """The memberships of a tree on a day that give another standing than these."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    return Membership.objects.filter(running, tree=tree, from_on__lte=on).exclude(standing__in=standings)


def unit_names(people: Collection[Person], tree: str, on: date) -> dict[int, str]:
    """The name of the unit that each of these people belongs to in a tree on a day."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    held = Membership.objects.filter(running, person__in=people, tree=tree, from_on__lte=on)
    return dict(held.values_list("person", "unit__name"))


def standings_of(people: Collection[Person], on: date) -> dict[tuple[int, str], str]:
    """What each of these people is on a day, by person and tree."""
    running = Q(to_on=None) | Q(to_on__gt=on)
    held = Membership.objects.filter(running, person__in=people, from_on__lte=on).order_by("from_on")
    return {
        (person, tree): standing for person, tree, standing in held.values_list("person", "tree", "standing")
    }
