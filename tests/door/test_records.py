"""The record of a person: dated memberships and offices, through the same door."""

from __future__ import annotations

from datetime import date

import pytest

from tests.toy.world import Society, do, person, society
from workflows.door import Refused
from workflows.models import Membership, OfficeTerm, Person
from workflows.selectors.calendars import institution_calendar

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Society:
    """A society with an administrator over the whole city."""
    found = society()
    assert found.unit.parent is not None
    administrator = person("a1", found.unit)
    OfficeTerm.objects.create(
        person=administrator, unit=found.unit.parent, office="administrator", from_on=date(2020, 1, 1)
    )
    return found


def registered(world: Society, by: str = "a1") -> int:
    """The record of the member."""
    data = {"number": world.member.number, "name": world.member.name}
    actor = Person.objects.get(number=by)
    receipt = do(
        "register",
        actor,
        "2024-03-01",
        data,
        kind="records.person",
        unit=world.unit.pk,
        subject=world.member.pk,
    )
    assert receipt.matter is not None
    return receipt.matter


def places(world: Society) -> list[tuple[str, str, date, date | None]]:
    """Where the member has belonged."""
    rows = Membership.objects.filter(person=world.member).order_by("from_on")
    return [(row.unit.name, row.standing, row.from_on, row.to_on) for row in rows]


def test_moving_to_another_unit_ends_one_membership_and_begins_another(world: Society) -> None:
    record = registered(world)
    actor = Person.objects.get(number="a1")
    data = {"tree": "society", "unit": world.other.pk, "standing": "member"}
    do("place", actor, "2024-04-01", data, matter=record)
    assert places(world) == [
        ("东园", "member", date(2020, 1, 1), date(2024, 4, 1)),
        ("西园", "member", date(2024, 4, 1), None),
    ]


def test_a_second_change_on_the_same_day_replaces_the_first(world: Society) -> None:
    record = registered(world)
    actor = Person.objects.get(number="a1")
    for unit, standing in ((world.other, "member"), (world.unit, "guest")):
        data = {"tree": "society", "unit": unit.pk, "standing": standing}
        do("place", actor, "2024-04-01", data, matter=record)
    assert places(world)[1:] == [("东园", "guest", date(2024, 4, 1), None)]


def test_a_membership_cannot_end_the_day_it_began(world: Society) -> None:
    record = registered(world)
    actor = Person.objects.get(number="a1")
    do("place", actor, "2024-04-01", {"tree": "club", "unit": world.other.pk, "standing": "x"}, matter=record)
    with pytest.raises(Refused) as raised:
        do("place", actor, "2024-04-01", {"tree": "club"}, matter=record)
    assert [finding.rule for finding in raised.value.unmet] == ["records.left_same_day"]


def test_an_office_begins_and_ends_on_its_days(world: Society) -> None:
    record = registered(world)
    actor = Person.objects.get(number="a1")
    term = {"office": "clerk", "unit": world.unit.pk}
    do("appoint", actor, "2024-04-01", term, matter=record)
    do("dismiss", actor, "2025-04-01", term, matter=record)
    rows = OfficeTerm.objects.filter(person=world.member).values_list("office", "from_on", "to_on")
    assert list(rows) == [("clerk", date(2024, 4, 1), date(2025, 4, 1))]


def test_who_keeps_one_unit_cannot_give_offices_in_another(world: Society) -> None:
    keeper = person("a2", world.unit, office="administrator")
    record = registered(world, by="a2")
    with pytest.raises(Refused) as raised:
        do("appoint", keeper, "2024-04-01", {"office": "clerk", "unit": world.other.pk}, matter=record)
    assert [finding.rule for finding in raised.value.unmet] == ["unit.out_of_reach"]


def test_a_record_is_opened_once(world: Society) -> None:
    registered(world)
    with pytest.raises(Refused) as raised:
        registered(world)
    assert [finding.rule for finding in raised.value.unmet] == ["matter.already_open"]


def test_the_institution_corrects_its_calendar(world: Society) -> None:
    actor = Person.objects.get(number="a1")
    assert world.unit.parent is not None
    opened = do("register", actor, "2024-03-01", kind="records.calendar", unit=world.unit.parent.pk)
    year = {"year": 2024, "source": "国务院办公厅通知"}
    do("announce", actor, "2024-03-01", year, matter=opened.matter)
    for working in (False, True):
        day = {"day": "2024-05-11", "working": working, "source": "调休"}
        do("change", actor, "2024-03-01", day, matter=opened.matter)
    calendar = institution_calendar()
    assert (calendar.is_working(date(2024, 5, 11)), calendar.is_working(date(2024, 5, 12))) == (True, False)
    assert (calendar.is_provisional(date(2024, 1, 1)), calendar.is_provisional(date(2025, 1, 1))) == (
        False,
        True,
    )


def test_a_record_is_kept_where_the_person_belongs_on_the_day(world: Society) -> None:
    record = registered(world)
    old = person("a3", world.unit, office="administrator")
    new = person("a4", world.other, office="administrator")
    actor = Person.objects.get(number="a1")
    moved = {"tree": "society", "unit": world.other.pk, "standing": "member"}
    do("place", actor, "2024-04-01", moved, matter=record)
    with pytest.raises(Refused) as raised:
        do("amend", old, "2024-04-01", {"name": "旧"}, matter=record)
    assert [finding.rule for finding in raised.value.unmet] == ["act.not_yours"]
    do("amend", new, "2024-04-01", {"name": "新"}, matter=record)
    assert Person.objects.get(pk=world.member.pk).name == "新"
