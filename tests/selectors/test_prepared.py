"""A statement that is composed once finds what the query finds, whatever it is asked with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet

from workflows.models import Membership, Person, Unit
from workflows.selectors.people import belonging
from workflows.selectors.prepared import prepared

pytestmark = pytest.mark.django_db

KINDS = (frozenset({"village"}), frozenset({"town"}), frozenset({"village", "town"}), frozenset[str]())
DAYS = (date(2020, 1, 1), date(2020, 1, 2), date(2021, 1, 1), date(2021, 1, 2))

Select = Any


@pytest.fixture(autouse=True)
def _world() -> None:
    """Each of three lives somewhere for a year, the second for ever."""
    for number, kind in enumerate(("village", "town", "hamlet")):
        unit = Unit.objects.create(kind=kind, name=kind, code=kind, opened_on=date(2000, 1, 1))
        person = Person.objects.create(
            number=kind, name=kind, born_on=date(2000, 1, 1 + number), details={"kept": [kind]}
        )
        until = None if kind == "town" else date(2021, 1, 2)
        Membership.objects.create(
            person=person, unit=unit, tree="t", standing="s", from_on=date(2020, 1, 2), to_on=until
        )


def dwellers(least: int, on: date, *, kinds: frozenset[str]) -> QuerySet[Person]:
    """Those from one on, and whether each then belongs to a unit of these kinds."""
    here = belonging(kinds, on).filter(person=OuterRef("pk"))
    return Person.objects.filter(pk__gte=least).annotate(here=Exists(here)).order_by("-pk")


def belongings(on: date, least: int, *, kinds: frozenset[str]) -> QuerySet[Membership, Any]:
    """Where those from one on belong, and until when."""
    found = belonging(kinds, on).filter(person__gte=least).order_by("person")
    return found.values_list("person", "unit__name", "from_on", "to_on")


@pytest.mark.parametrize("kinds", [each for each in KINDS if each])
def test_rows_and_objects_are_those_of_the_query(kinds: frozenset[str]) -> None:
    people, rows = prepared(dwellers), prepared(belongings)
    for least in Person.objects.order_by("pk").values_list("pk", flat=True):
        for on in DAYS:
            asked = dwellers(least, on, kinds=kinds)
            found = people.objects(least, on, kinds=kinds)
            assert [vars(each) | {"_state": None} for each in found] == [
                vars(each) | {"_state": None} for each in asked
            ]
            assert rows.rows(on, least, kinds=kinds) == list(belongings(on, least, kinds=kinds))


def test_what_is_given_by_name_has_a_statement_of_its_own() -> None:
    people = prepared(dwellers)
    found = [
        [each.number for each in people.objects(0, DAYS[1], kinds=kinds) if each.here]  # type: ignore[attr-defined]  # annotated
        for kinds in KINDS
    ]
    assert found == [["village"], ["town"], ["town", "village"], []]


def test_the_query_is_composed_once_for_each_of_them() -> None:
    composed: list[frozenset[str]] = []

    def select(least: int, on: date, *, kinds: frozenset[str]) -> QuerySet[Person]:
        composed.append(kinds)
        return dwellers(least, on, kinds=kinds)

    people = prepared(select)
    for on in DAYS:
        for kinds in KINDS:
            people.objects(0, on, kinds=kinds)
    assert composed == list(KINDS)
