"""Articles 48 and 49: who interprets the Rules, and from when they hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.procedures.party_membership.situations import boundary
from tests.procedures.party_membership.world import (
    BEGAN,
    FAMILY,
    College,
    Walk,
    college,
    do,
    moment,
    nantong,
    refused,
)
from workflows.door.editions import edition_of
from workflows.models import Adoption, EditionRecord, Entry, OfficeTerm
from workflows.rules.regulations import Edition

pytestmark = pytest.mark.django_db

WAIT = "tuiyou.min_months_since_application"


def stricter() -> EditionRecord:
    """An edition of the college's own: five months between application and recommendation."""
    waits = {**nantong().to_mapping()["parameters"][WAIT], "at_least": {"months": 5}}
    said = {
        "id": "chem-college",
        "parent": nantong().id,
        "title": "化工学院实施办法",
        "procedure": FAMILY,
        "articles": {"9": {"title": "推优"}},
        "parameters": {WAIT: waits},
    }
    edition = Edition.from_mapping(said)
    return EditionRecord.objects.create(
        slug=edition.id,
        title=edition.title,
        procedure=FAMILY,
        content=edition.to_mapping(),
        digest=edition.digest,
        parent=EditionRecord.objects.get(slug=nantong().id),
        loaded_at=moment("2024-09-01"),
    )


def recorded(world: College) -> int:
    """The record of the college, which the administrator of the institution opened."""
    unit = world.units["college"]
    OfficeTerm.objects.create(
        person=world["u1"], unit=world.units["university"], office="administrator", from_on=BEGAN
    )
    kind = {"kind": "records.unit", "unit": unit.pk}
    return do("register", world["u1"], "2024-09-01", {"text": "登记"}, **kind).matter or 0


@boundary("PM-48-1", "number, refusing", [("s1", ["act.not_yours"]), ("z1", [])])
def test_the_college_committee_interprets_and_a_branch_does_not(number: str, refusing: list[str]) -> None:
    world = college()
    matter, edition = recorded(world), stricter()
    said: dict[str, Any] = {"family": FAMILY, "edition": edition.pk, "ground": "从严掌握"}
    day = "2024-10-01"
    told = {**said, "from_on": day}
    found = refused("adopt", world[number], day, told, matter=matter)
    assert [each for each in found if each != "records.interpreter"] == refusing
    unit = world.units["college"]
    assert Adoption.objects.filter(unit=unit).count() == (not refusing)
    if not refusing:
        assert refused("adopt", world["z1"], day, {**said, "ground": ""}, matter=matter) == ["data.required"]
        assert Adoption.objects.get(unit=unit).from_on == date(2024, 10, 1)


def test_what_the_college_chose_judges_from_its_day_on() -> None:
    world = college()
    matter, edition = recorded(world), stricter()
    said = {"family": FAMILY, "edition": edition.pk, "ground": "从严掌握", "from_on": "2024-12-10"}
    do("adopt", world["z1"], "2024-12-10", said, matter=matter)
    walk = Walk(world, world["t1"]).applies("2024-11-20").confirmed("2024-11-20")
    assert Entry.objects.get(case=walk.case, act="check").edition == nantong().digest
    walk.talked("2024-12-10")
    laid_over = edition_of((edition.pk, edition.digest))
    assert Entry.objects.get(case=walk.case, act="first_talk").edition == laid_over.digest


def test_an_office_interprets_its_own_procedure_only() -> None:
    world = college()
    matter = recorded(world)
    said = {"family": "records", "edition": 1, "ground": "别的程序", "from_on": "2024-10-01"}
    found = refused("adopt", world["z1"], "2024-10-01", said, matter=matter)
    assert "records.interpreter" in found


@boundary(
    "PM-49-1",
    "adopted_on, refusing",
    [("", ["edition.none"]), ("2024-09-10", [])],
)
def test_nothing_is_judged_before_the_rules_were_adopted(adopted_on: str, refusing: list[str]) -> None:
    world = college()
    adoption = Adoption.objects.filter(procedure=FAMILY)
    if adopted_on:
        adoption.update(from_on=date.fromisoformat(adopted_on))
    else:
        adoption.delete()
    signed = {"signature": "signed_original"}
    subject = world["t1"]

    def applies(day: str) -> list[str]:
        return refused("application", subject, day, signed, family=FAMILY, subject=subject.pk)

    assert applies("2024-09-09") == ["edition.none"]
    assert applies("2024-09-10") == refusing
