"""The roster follows the progress of a case: given with the act, moved, taken back and verified with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.door.holding import held_elsewhere
from tests.toy.world import BEGAN, Society, adopt, do, moment, person, society
from workflows.door import Act, Busy, Refused, perform
from workflows.models import Case, Entry, Membership, OfficeTerm, Person
from workflows.services.verifying import verify
from workflows.store.session import Session

pytestmark = pytest.mark.django_db(transaction=True)

Row = tuple[str, str, str, str, bool]


@pytest.fixture
def world() -> Society:
    """A society whose administrator keeps its roster, and whose gardeners are made by cases."""
    found = society()
    adopt(found, "ladder")
    assert found.unit.parent is not None
    administrator = person("a1", found.unit)
    OfficeTerm.objects.create(
        person=administrator, unit=found.unit.parent, office="administrator", from_on=BEGAN
    )
    return found


def asked(world: Society, day: str = "2024-03-01") -> int:
    """A case opened by the member."""
    return do("ask", world.member, day, family="ladder", subject=world.member.pk).case or 0


def approved(world: Society, act: str, case: int, day: str, since: str = "") -> int:
    """The clerk approves, with effect from another day or from the same."""
    data = {"outcome": "approved", "since": since or day}
    return do(act, world.clerk, day, data, case=case).entry


def apprentice(world: Society) -> int:
    """A case that has made the member an apprentice, from ten days before it was approved."""
    case = asked(world)
    approved(world, "admission", case, "2024-04-11", since="2024-04-01")
    return case


def rows(world: Society, tree: str = "society") -> list[Row]:
    """Unit, standing, first day, first day after, and whether a case gives it."""
    held = (
        Membership.objects.filter(person=world.member, tree=tree).select_related("unit").order_by("from_on")
    )
    return [
        (row.unit.name, row.standing, str(row.from_on), str(row.to_on or ""), row.case_id is not None)
        for row in held
    ]


def last(case: int) -> Entry:
    """The last entry of a case."""
    return Entry.objects.filter(case=case).latest("pk")


def amended(world: Society, act: str, entry: int, day: str, case: int, **data: object) -> None:
    """Correct or void an entry, with everything that asks for."""
    more = {"reason": "写错了", "confirmed_by": world.chair.pk, "case": case}
    do(act, world.clerk, day, {"entry": entry, **data}, **more)


def recorded(world: Society) -> int:
    """The record of the member."""
    data = {"number": world.member.number, "name": world.member.name}
    by = Person.objects.get(number="a1")
    target = {"kind": "records.person", "unit": world.unit.pk, "subject": world.member.pk}
    return do("register", by, "2024-02-01", data, **target).matter or 0


def placed(world: Society, record: int, day: str, **data: object) -> list[str]:
    """What refuses a place in the society, or nothing."""
    try:
        do("place", Person.objects.get(number="a1"), day, {"tree": "society", **data}, matter=record)
    except Refused as refused:
        return [finding.rule for finding in refused.unmet]
    return []


BEFORE = ("东园", "member", "2020-01-01", "2024-04-01", False)
APPRENTICE = ("东园", "apprentice", "2024-04-01", "", True)
MEMBER = ("东园", "member", "2020-01-01", "", False)


# ── Given ──


def test_a_stage_gives_its_standing_from_the_day_the_act_has_effect(world: Society) -> None:
    case = apprentice(world)
    assert rows(world) == [BEFORE, APPRENTICE]
    assert last(case).moves["gives"] == [["society", "apprentice", "2024-04-01"]]
    assert verify().differences == ()


def test_an_outcome_that_leads_elsewhere_gives_nothing(world: Society) -> None:
    case = asked(world)
    do("admission", world.clerk, "2024-04-11", {"outcome": "returned", "since": "2024-04-01"}, case=case)
    assert rows(world) == [MEMBER]
    assert "gives" not in last(case).moves


def test_the_next_stage_and_the_end_take_the_place_of_what_was_given(world: Society) -> None:
    case = apprentice(world)
    approved(world, "raising", case, "2024-06-01")
    do("farewell", world.clerk, "2024-07-01", case=case)
    assert rows(world)[1:] == [
        ("东园", "apprentice", "2024-04-01", "2024-06-01", True),
        ("东园", "gardener", "2024-06-01", "2024-07-01", True),
        ("东园", "honorary", "2024-07-01", "", True),
    ]
    assert verify().differences == ()


def test_an_act_gives_a_standing_without_moving_the_case(world: Society) -> None:
    Membership.objects.create(
        person=world.member, unit=world.unit, tree="garden", standing="plain", from_on=BEGAN
    )
    case = apprentice(world)
    do("praise", world.clerk, "2024-05-01", case=case)
    assert rows(world, "garden")[1:] == [("东园", "praised", "2024-05-01", "", True)]
    assert rows(world) == [BEFORE, APPRENTICE]
    assert verify().differences == ()


def test_a_case_act_that_ends_the_case_may_take_the_standing_away(world: Society) -> None:
    case = apprentice(world)
    do("leave", world.member, "2024-05-01", case=case)
    assert rows(world)[1:] == [
        ("东园", "apprentice", "2024-04-01", "2024-05-01", True),
        ("东园", "guest", "2024-05-01", "", True),
    ]


def test_many_cases_give_in_one_list(world: Society) -> None:
    others = [person(f"n{number}", world.unit) for number in range(12)]
    cases = [do("ask", each, "2024-03-01", family="ladder", subject=each.pk).case for each in others]
    data = {"outcome": "approved", "since": "2024-04-01"}
    on = date(2024, 4, 11)
    acts = [Act("admission", world.clerk.pk, f"bulk{case}", on=on, data=data, case=case) for case in cases]
    perform(acts, at=moment("2024-04-11"))
    held = Membership.objects.filter(person__in=others, to_on=None)
    assert list(held.order_by().values_list("standing", "from_on").distinct()) == [
        ("apprentice", date(2024, 4, 1))
    ]
    assert held.count() == len(others)
    assert verify().differences == ()


def test_who_belongs_nowhere_is_given_nothing(world: Society) -> None:
    case = asked(world)
    Membership.objects.filter(person=world.member).update(to_on=date(2024, 3, 15))
    approved(world, "admission", case, "2024-04-11")
    assert rows(world) == [("东园", "member", "2020-01-01", "2024-03-15", False)]
    assert verify().differences == ()


def test_rules_see_the_standing_of_the_day(world: Society) -> None:
    case = apprentice(world)
    approved(world, "raising", case, "2024-06-01")
    held = {
        day: Membership.objects.filter(person=world.member, from_on__lte=day).latest("from_on").standing
        for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 5, 31), date(2024, 6, 1))
    }
    assert list(held.values()) == ["member", "apprentice", "apprentice", "gardener"]


# ── Moved and taken back ──


def test_a_corrected_day_moves_the_standing(world: Society) -> None:
    case = apprentice(world)
    changes = {"since": "2024-04-05"}
    amended(world, "correct", last(case).pk, "2024-04-20", case, changes=changes)
    assert rows(world) == [
        ("东园", "member", "2020-01-01", "2024-04-05", False),
        ("东园", "apprentice", "2024-04-05", "", True),
    ]
    assert verify().differences == ()


def test_correcting_something_else_leaves_the_standing(world: Society) -> None:
    case = asked(world)
    opening = last(case).pk
    approved(world, "admission", case, "2024-04-11", since="2024-04-01")
    amended(world, "correct", opening, "2024-04-20", case, on="2024-02-20")
    assert rows(world) == [BEFORE, APPRENTICE]
    assert "given" not in last(case).moves


def test_voiding_takes_back_what_was_given_and_nothing_else(world: Society) -> None:
    case = apprentice(world)
    entry = approved(world, "raising", case, "2024-06-01")
    amended(world, "void", entry, "2024-06-02", case)
    assert rows(world) == [BEFORE, APPRENTICE]
    assert verify().differences == ()
    approved(world, "raising", case, "2024-06-05")
    assert rows(world)[2:] == [("东园", "gardener", "2024-06-05", "", True)]
    assert verify().differences == ()


def test_voiding_the_opening_takes_back_everything(world: Society) -> None:
    case = apprentice(world)
    opening = Entry.objects.filter(case=case).earliest("pk").pk
    amended(world, "void", opening, "2024-06-02", case)
    assert rows(world) == [MEMBER]
    assert Case.objects.get(pk=case).status == "ended"
    assert verify().differences == ()


def test_taken_back_after_a_move_the_roster_says_again_what_it_said(world: Society) -> None:
    case, record = apprentice(world), recorded(world)
    assert placed(world, record, "2024-05-01", unit=world.other.pk, standing="apprentice") == []
    amended(world, "void", last(case).pk, "2024-06-02", case)
    assert rows(world) == [
        ("东园", "member", "2020-01-01", "2024-05-01", False),
        ("西园", "member", "2024-05-01", "", False),
    ]


# ── The roster beside it ──


def test_the_roster_moves_somebody_whose_case_is_open_and_the_standing_goes_along(world: Society) -> None:
    apprentice(world)
    record = recorded(world)
    assert placed(world, record, "2024-05-01", unit=world.other.pk) == []
    assert rows(world)[1:] == [
        ("东园", "apprentice", "2024-04-01", "2024-05-01", True),
        ("西园", "apprentice", "2024-05-01", "", True),
    ]
    assert verify().differences == ()


@pytest.mark.parametrize("standing", ["gardener", "member"])
def test_the_roster_does_not_say_otherwise_than_an_open_case(world: Society, standing: str) -> None:
    case, record = asked(world), recorded(world)
    unit = world.unit.pk
    expected = ["records.follows_case"] if standing == "gardener" else []
    assert placed(world, record, "2024-03-02", unit=unit, standing=standing) == expected
    approved(world, "admission", case, "2024-04-11")
    assert placed(world, record, "2024-05-01", unit=unit, standing=standing) == ["records.follows_case"]
    do("leave", world.member, "2024-05-02", case=case)
    assert placed(world, record, "2024-05-03", unit=unit, standing=standing) == []
    assert rows(world)[-1] == ("东园", standing, "2024-05-03", "", False)
    assert verify().differences == ()


def test_who_comes_back_while_the_case_is_open_is_what_the_case_says(world: Society) -> None:
    apprentice(world)
    record = recorded(world)
    assert placed(world, record, "2024-05-01", unit=None) == []
    unit = world.other.pk
    assert placed(world, record, "2024-06-01", unit=unit, standing="member") == ["records.follows_case"]
    assert placed(world, record, "2024-06-01", unit=unit, standing="apprentice") == []


def test_a_place_that_is_over_is_not_written_over(world: Society) -> None:
    record = recorded(world)
    assert placed(world, record, "2024-05-01", unit=world.other.pk) == []
    assert placed(world, record, "2024-04-01", unit=world.unit.pk) == ["records.overlaps"]


def test_the_roster_waits_for_an_act_on_the_case_of_whom_it_places(world: Society) -> None:
    apprentice(world)
    record, by = recorded(world), Person.objects.get(number="a1")
    data = {"tree": "society", "unit": world.other.pk}
    act = Act("place", by.pk, "", on=date(2024, 5, 1), data=data, matter=record)
    with (
        held_elsewhere("SELECT * FROM workflows_case WHERE subject_id = %s FOR UPDATE", world.member.pk),
        pytest.raises(Busy),
    ):
        perform([act], at=moment("2024-05-01"), session=Session(lock_timeout="50ms"))
    perform([act], at=moment("2024-05-01"))
    assert rows(world)[-1] == ("西园", "apprentice", "2024-05-01", "", True)


# ── Verified ──


@pytest.mark.parametrize(
    "change",
    [{"standing": "gardener"}, {"case": None, "otherwise": ""}],
    ids=["another standing", "no case"],
)
def test_a_membership_changed_behind_the_door_is_found(world: Society, change: dict[str, object]) -> None:
    case = apprentice(world)
    Membership.objects.filter(case=case).update(**change)
    found = verify().differences
    assert [(each.what.partition("[")[0], each.case) for each in found] == [("case.standings", case)]


def test_a_day_changed_behind_the_door_is_found(world: Society) -> None:
    case, later = apprentice(world), date(2024, 4, 2)
    Membership.objects.filter(case=case).update(from_on=later)
    Membership.objects.filter(person=world.member, case=None).update(to_on=later)
    assert [each.case for each in verify().differences] == [case]


def test_a_standing_that_no_case_gave_is_found(world: Society) -> None:
    case = asked(world)
    Membership.objects.filter(person=world.clerk).update(case=case)
    assert [(found.what, found.case) for found in verify().differences] == [("case.standings", case)]
