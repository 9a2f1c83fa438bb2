"""A League branch's meeting: its roll, its attendance, its two tellers, and what cannot be counted."""

from __future__ import annotations

import pytest

from tests.procedures.party_membership.world import (
    COUNT,
    FAMILY,
    College,
    applicant,
    college,
    do,
    league_members,
    refused,
)
from workflows.models import Entry, Matter, Person

pytestmark = pytest.mark.django_db

DAY = "2024-12-10"
NONE = dict.fromkeys(("issued", "returned", "approve", "oppose", "abstain", "void", "rated", "qualified"), 0)


def called(world: College, *tellers: str) -> int:
    """A meeting that was called, with these tellers."""
    call = {"place": "教室", "chair": "l1", "tellers": list(tellers or ("l1", "l2"))}
    unit = world.units["class_league"].pk
    return do("convene", world["l1"], DAY, call, kind=f"{FAMILY}.league_meeting", unit=unit).matter or 0


def roll(world: College, meeting: int, entitled: list[str], **excluded: str) -> list[str]:
    """What refuses a roll."""
    data = {"entitled": entitled, "excluded": excluded}
    return refused("lock_roll", world["l1"], DAY, data, matter=meeting)


def test_the_roll_accounts_for_every_member_of_the_branch() -> None:
    world = college(members=5)
    meeting, everybody = called(world), sorted(league_members(world, DAY))
    assert everybody == ["l1", "l2", "t1", "t2", "t3"]
    assert roll(world, meeting, everybody[:-1]) == ["roll.accounts_for_all"]
    assert roll(world, meeting, [*everybody, "o1"]) == ["roll.accounts_for_all"]
    assert roll(world, meeting, everybody, t1="又不计入") == ["roll.accounts_for_all"]
    assert roll(world, meeting, everybody[:-1], t3="退团手续办理中") == []


def test_an_exclusion_needs_its_reason_and_a_number_is_named_once() -> None:
    world = college(members=5)
    meeting = called(world)
    assert roll(world, meeting, ["l1", "l2", "t1", "t2"], t3=" ") == ["data.invalid"]
    assert roll(world, meeting, ["l1", "l1"]) == ["data.invalid"]
    assert roll(world, meeting, ["l1", "nobody"]) == ["person.unknown", "roll.accounts_for_all"]


def test_absent_are_those_on_the_roll_of_the_day() -> None:
    world = college(members=5)
    meeting = called(world)
    attend: tuple[str, Person, str] = ("attend", world["l1"], DAY)
    assert refused(*attend, {"absent": {}}, matter=meeting) == ["roll.locked_first"]
    assert roll(world, meeting, sorted(league_members(world, DAY))) == []
    assert refused(*attend, {"absent": {"o1": "请假"}}, matter=meeting) == ["roll.absent_entitled"]
    assert refused(*attend, {"absent": {"l1": "请假"}}, matter=meeting) == ["attendance.chair_came"]
    late = ("attend", world["l1"], "2024-12-11")
    assert refused(*late, {"absent": {}}, matter=meeting) == ["roll.locked_first"]
    assert refused(*attend, {"absent": "t1 请假\nt2 实习"}, matter=meeting) == []
    kept = Entry.objects.filter(matter=meeting, act="attend").latest("pk")
    assert kept.facts["absent"] == {"t1": "请假", "t2": "实习"}


def count(world: College, meeting: int, case: int, teller: str = "l1", /, **numbers: int) -> list[str]:
    """What refuses a count."""
    counts = {case: {**COUNT, **numbers}}
    return refused("count", world[teller], DAY, {"method": "secret"}, matter=meeting, cases=counts)


def test_nothing_is_counted_before_the_roll_and_nothing_changes_after() -> None:
    world = college()
    walk = applicant(world)
    assert count(world, called(world), walk.case) == ["ballot.issued_to_present", "ballot.roll_taken"]
    meeting = walk.meeting(DAY)
    assert count(world, meeting, walk.case) == []
    assert roll(world, meeting, sorted(league_members(world, DAY))) == ["roll.not_counted"]
    assert refused("attend", world["l1"], DAY, {"absent": {}}, matter=meeting) == ["attendance.ballot_open"]


def test_the_count_is_of_the_day_of_the_roll() -> None:
    world = college()
    walk = applicant(world)
    meeting = walk.meeting(DAY)
    counts = {walk.case: COUNT}
    found = refused("count", world["l1"], "2024-12-11", {"method": "secret"}, matter=meeting, cases=counts)
    assert found == ["ballot.roll_taken"]


@pytest.mark.parametrize(
    ("numbers", "rules"),
    [
        ({"issued": 24}, ["ballot.issued_to_present"]),
        ({"returned": 24}, ["tally.counted_not_returned"]),
        ({"approve": 21}, ["tally.counted_not_returned"]),
        ({"qualified": 26}, ["appraisal.more_than_rated"]),
        ({"void": -1}, ["data.invalid"]),
    ],
)
def test_impossible_sums_are_refused(numbers: dict[str, int], rules: list[str]) -> None:
    world = college()
    walk = applicant(world)
    assert count(world, walk.meeting(DAY), walk.case, **numbers) == rules
    assert not Entry.objects.filter(act="recommendation").exists()


def test_two_tellers_named_beforehand_enter_the_count() -> None:
    world = college()
    walk = applicant(world)
    meeting = walk.meeting(DAY)
    assert count(world, meeting, walk.case, "t2") == ["act.not_yours"]
    assert count(world, meeting, walk.case) == []
    assert count(world, meeting, walk.case) == ["ballot.other_teller"]
    assert count(world, meeting, walk.case, "l2") == []
    assert "recommendation_review" in walk.open_steps()


@pytest.mark.parametrize(
    ("tellers", "refusals"),
    [
        (("t1", "l2"), [["act.own_case", "meeting.teller_apart"], ["meeting.teller_apart"]]),
        (("t2", "l2"), [[], []]),
    ],
)
def test_a_ballot_has_no_effect_that_its_nominee_helps_to_count(
    tellers: tuple[str, str], refusals: list[list[str]]
) -> None:
    world = college()
    walk, meeting = applicant(world), called(world, *tellers)
    assert roll(world, meeting, sorted(league_members(world, DAY))) == []
    assert refused("attend", world["l1"], DAY, {"absent": {}}, matter=meeting) == []
    assert [count(world, meeting, walk.case, teller) for teller in tellers] == refusals
    assert ("recommendation_review" in walk.open_steps()) == (not any(refusals))


def test_tellers_who_differ_even_in_the_appraisal_count_again() -> None:
    world = college()
    walk = applicant(world)
    meeting = walk.meeting(DAY)
    count(world, meeting, walk.case)
    count(world, meeting, walk.case, "l2", qualified=21)
    entries = Entry.objects.filter(case=walk.case, act="recommendation").order_by("pk")
    assert list(entries.values_list("outcome", flat=True)) == ["", "recount"]
    walk.counted(DAY, matter=meeting)
    assert "recommendation_review" in walk.open_steps()


def test_more_papers_back_than_out_void_the_round() -> None:
    world = college()
    walk = applicant(world)
    walk.counted(DAY, returned=26, approve=21)
    assert Entry.objects.filter(case=walk.case, act="recommendation").latest("pk").outcome == "voided"
    assert "recommendation" in walk.open_steps()


def test_too_few_who_came_are_recorded_by_one_teller() -> None:
    world = college(members=6)
    walk = applicant(world)
    meeting = walk.meeting(DAY, absent=dict.fromkeys(("t1", "t2", "t3"), "实习"))
    assert count(world, meeting, walk.case, **NONE) == []
    assert Entry.objects.get(case=walk.case, act="recommendation").outcome == "inquorate"
    assert "recommendation" in walk.open_steps()


def test_one_teller_is_not_enough() -> None:
    world = college()
    call = {"place": "教室", "chair": "l1", "tellers": ["l1"]}
    target = {"kind": f"{FAMILY}.league_meeting", "unit": world.units["class_league"].pk}
    assert refused("convene", world["l1"], DAY, call, **target) == ["meeting.two_tellers"]


def test_a_meeting_ends_and_takes_no_more() -> None:
    world = college()
    call = {"place": "教室", "chair": "l1", "tellers": ["l1", "l2"]}
    target = {"kind": f"{FAMILY}.league_meeting", "unit": world.units["class_league"].pk}
    agenda: dict[int, dict[str, str]] = {applicant(world).case: {}}
    meeting = do("convene", world["l1"], DAY, call, cases=agenda, **target).matter or 0
    do("adjourn", world["l1"], DAY, matter=meeting)
    assert Matter.objects.get(pk=meeting).closed_on is not None
    assert "matter.closed" in roll(world, meeting, ["l1"])


def test_the_meeting_of_another_branch_has_no_say() -> None:
    world = college()
    walk = applicant(world)
    call = {"place": "教室", "chair": "xl", "tellers": ["xl", "xc"]}
    target = {"kind": f"{FAMILY}.league_meeting", "unit": world.units["other_class_league"].pk}
    meeting = do("convene", world["xl"], DAY, call, **target).matter or 0
    assert count(world, meeting, walk.case, "xl") == ["matter.not_concerned"]


def test_no_entry_says_who_voted_how() -> None:
    walk = applicant(college()).counted(DAY)
    sealed, agreed = Entry.objects.filter(case=walk.case, act="recommendation").order_by("pk")
    assert sorted(sealed.facts) == ["meeting", "seal"]
    stood = ["agreed", "entitled", "meeting", "present", "written"]
    assert sorted(agreed.facts) == sorted([*COUNT, *stood])
    assert (agreed.facts["agreed"], agreed.facts["entitled"], agreed.facts["present"]) == (sealed.pk, 25, 25)


def test_a_roll_is_not_recorded_long_after_its_meeting() -> None:
    world = college(members=5)
    meeting = called(world)
    data = {"entitled": sorted(league_members(world, DAY))}
    late = {"matter": meeting, "reason": "补录", "confirmed_by": world["l2"].pk}
    assert refused("lock_roll", world["l1"], DAY, data, recorded="2025-01-10", **late) == ["act.never_late"]
    assert refused("lock_roll", world["l1"], DAY, data, recorded="2025-01-09", matter=meeting) == []
