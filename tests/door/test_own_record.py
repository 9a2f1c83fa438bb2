"""The record of a person: nobody gives themselves an office, whatever the one they hold."""

from __future__ import annotations

import pytest

from tests.toy.world import BEGAN, Society, do, society
from workflows.door import Refused
from workflows.models import OfficeTerm
from workflows.texts.sentences import sentence

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "2024-03-01"


@pytest.fixture
def world() -> Society:
    """A society whose chair keeps its roster."""
    found = society()
    city = found.unit.parent or found.unit
    OfficeTerm.objects.create(person=found.chair, unit=city, office="administrator", from_on=BEGAN)
    return found


def record_of(world: Society, subject: int) -> int:
    """The record of somebody, opened by the chair."""
    names = {"number": "x", "name": "某人"}
    opened = do(
        "register", world.chair, DAY, names, kind="records.person", unit=world.unit.pk, subject=subject
    )
    return opened.matter or 0


def test_an_office_is_given_to_others_only(world: Society) -> None:
    term = {"office": "treasurer", "unit": world.unit.pk}
    do("appoint", world.chair, DAY, term, matter=record_of(world, world.member.pk))
    own = record_of(world, world.chair.pk)
    with pytest.raises(Refused) as raised:
        do("appoint", world.chair, DAY, term, matter=own)
    assert [finding.rule for finding in raised.value.unmet] == ["records.own_office"]
    held = OfficeTerm.objects.filter(office="treasurer")
    assert [term.person for term in held] == [world.member]


def test_one_may_record_the_end_of_ones_own(world: Society) -> None:
    OfficeTerm.objects.create(person=world.chair, unit=world.unit, office="treasurer", from_on=BEGAN)
    own = record_of(world, world.chair.pk)
    do("dismiss", world.chair, DAY, {"office": "treasurer", "unit": world.unit.pk}, matter=own)
    assert OfficeTerm.objects.get(office="treasurer").to_on is not None


@pytest.mark.parametrize("message", ["records.own_office", "records.left_same_day", "act.own_case"])
def test_each_refusal_is_a_sentence(message: str) -> None:
    assert sentence(message, {"on": BEGAN, "act": "任职"}).endswith("。")
