"""Articles 27 and 28 through the door: the roll, the letters, one person at a time, what is put off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.procedures.party_membership.admitting import (
    AGENDA,
    ITEMS,
    VOTING,
    Entrant,
    Sitting,
    enlarged,
    ready,
)
from tests.procedures.party_membership.situations import boundary
from tests.procedures.party_membership.world import BEGAN, College, college, do, findings, refused
from tests.remembering import remembered
from workflows.door import Refused
from workflows.models import Entry, Membership

pytestmark = pytest.mark.django_db

DAY = "2026-01-05"
#: five of eleven stay away
AWAY = ("m3", "m4", "m5", "m6", "m7")


@pytest.fixture
def world() -> College:
    return enlarged(college())


def outcomes(walk: Entrant) -> list[str]:
    """How the counts of a candidate's ballot came out, in their order."""
    counts = Entry.objects.filter(case=walk.case, act="admission_meeting").order_by("pk")
    return list(counts.values_list("outcome", flat=True))


def count(
    sitting: Sitting, walk: Entrant, by: str = "m8", method: str = "secret", **numbers: int
) -> list[str]:
    """What refuses a count."""
    cases = {walk.case: {**sitting.papers(), **numbers}}
    data = {"method": method}
    return refused("count", sitting.world[by], DAY, data, matter=sitting.matter, cases=cases)


# ── Who votes ──


@boundary(
    "PM-27-7",
    "method, entitled, rules",
    [
        ("hands", VOTING, ["PM-27-7"]),
        ("secret", VOTING, []),
        ("secret", [*VOTING, "y1"], ["PM-28-13"]),
    ],
)
def test_members_with_a_vote_vote_in_secret(
    world: College, method: str, entitled: list[str], rules: list[str]
) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk)
    found = sitting.refuses("lock_roll", {"entitled": entitled})
    assert found == [rule for rule in rules if rule == "PM-28-13"]
    if not found:
        sitting.attended().opened(walk)
        assert count(sitting, walk, method=method) == rules


@boundary(
    "PM-28-13",
    "roll, rules",
    [
        ({"entitled": VOTING[:-1], "excluded": {"m9": "no_vote"}}, []),
        ({"entitled": VOTING}, []),
        ({"entitled": VOTING[:-1], "excluded": {"m9": "abroad"}}, ["roll.consent"]),
    ],
)
def test_the_roll_has_everybody_with_a_vote(world: College, roll: dict[str, Any], rules: list[str]) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk, tellers=("m3", "m4"))
    assert sitting.refuses("lock_roll", roll) == rules


def test_somebody_left_out_with_consent_or_forgotten(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk, tellers=("m3", "m4"))
    assert sitting.refuses("lock_roll", {"entitled": VOTING[:-1]}) == ["PM-28-13"]
    agreed = {"entitled": VOTING[:-1], "excluded": {"m9": "abroad"}, "consents": {"m9": "组〔2026〕1号"}}
    assert sitting.refuses("lock_roll", agreed) == []


def test_who_does_not_belong_on_the_roll_is_called_by_name(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk)
    with pytest.raises(Refused) as refusal:
        do("lock_roll", world["s1"], DAY, {"entitled": [*VOTING, "y1"]}, matter=sitting.matter)
    (finding,) = refusal.value.unmet
    assert finding.params["foreign"] == (world["y1"].name,)


def test_who_moves_in_later_is_not_on_the_roll_of_that_meeting(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).ready().opened(walk)
    Membership.objects.create(
        person=world["p1"], unit=world.units["branch"], tree="party", standing="full_member", from_on=BEGAN
    )
    assert sitting.counted(walk) == "carried"
    assert Entry.objects.filter(case=walk.case, outcome="carried").latest("pk").facts["entitled"] == 11


@boundary(
    "PM-28-12",
    "observers, issued, rules",
    [
        (["t2"], 12, ["PM-28-3"]),
        (["t2"], 11, []),
    ],
)
def test_who_sits_in_neither_votes_nor_counts(
    world: College, observers: list[str], issued: int, rules: list[str]
) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).rolled().does("attend", {"absent": {}, "observers": observers})
    sitting.opened(walk)
    assert count(sitting, walk, issued=issued) == rules
    assert sitting.papers()["issued"] == 11


def test_an_observer_on_the_roll_is_noted(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).rolled().does("attend", {"absent": {}, "observers": ["m3"]})
    entry = Entry.objects.get(matter=sitting.matter, act="attend")
    assert [each["verdict"] for each in entry.findings if each["rule"] == "PM-28-12"] == ["recorded"]


# ── Quorum and letters ──


@boundary(
    "PM-28-5",
    "away, letters, hall, outcome",
    [
        (AWAY, ("m3", "m4"), (4, 1, 1), "carried"),
        (AWAY, ("m3", "m4"), (3, 2, 1), "lost"),
        ((*AWAY, "m2"), ("m3", "m4", "m5"), (), "inquorate"),
        (AWAY, ("late",), (5, 1, 0), "lost"),
        (AWAY[1:], ("m3", "m4"), (5, 1, 1), "carried"),
    ],
)
def test_a_letter_counts_as_a_vote_and_never_as_presence(
    world: College, away: tuple[str, ...], letters: tuple[str, ...], hall: tuple[int, ...], outcome: str
) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).rolled()
    sitting.does("attend", {"absent": dict.fromkeys(AWAY, "leave")}, reason="放假")
    early = [number for number in letters if number != "late"]
    if early:
        sitting.received(walk, *early)
    sitting.attended(*away)
    if outcome == "inquorate":
        assert sitting.refuses("discuss", {}, walk, said=AGENDA) == ["PM-28-1"]
        sitting.does("fail", {}, walk)
        assert (outcomes(walk), walk.open_steps()) == ([], ["admission_meeting", "candidate"])
        return
    sitting.opened(walk, introducers_present=["m1"], introducers_written=["m2"])
    if "late" in letters:
        late = {"opinions": {"m3": f"{DAY} 10:30"}}
        assert sitting.refuses("receive", late, walk) == ["PM-28-5"]
    opened = len([number for number in early if number in away])
    numbers = dict(zip(("approve", "oppose", "abstain"), hall, strict=True))
    assert sitting.counted(walk, **numbers, written_approve=opened) == outcome


def test_no_letter_is_opened_of_somebody_who_came(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).rolled().attended(*AWAY)
    sitting.received(walk, "m3").attended(*AWAY[1:]).opened(walk)
    assert count(sitting, walk, written_approve=1) == ["ballot.written_opened"]
    assert sitting.counted(walk) == "carried"


def test_a_meeting_of_few_is_held_with_a_reason(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).rolled()
    away = {"absent": dict.fromkeys(AWAY, "leave")}
    assert sitting.refuses("attend", away) == ["act.reason_owed"]
    assert sitting.refuses("attend", away, reason="下周放假") == []


def test_without_a_quorum_the_meeting_is_given_up_and_called_again(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).rolled()
    assert sitting.refuses("fail", {}, walk) == ["meeting.no_quorum"]
    sitting.does("attend", {"absent": dict.fromkeys((*AWAY, "m2"), "leave")})
    sitting.does("fail", {}, walk)
    entry = Entry.objects.get(case=walk.case, act="admission_meeting.fail")
    assert entry.outcome == "inquorate"
    again = Sitting(world, DAY, walk).ready().opened(walk)
    assert again.counted(walk) == "carried"


# ── One by one ──


@remembered
def two(world: College) -> tuple[Entrant, Entrant]:
    """Two candidates of one day."""
    one, other = ready(world, "t1", "t2")
    return one, other


@boundary(
    "PM-28-7",
    "first, rules",
    [
        ("", ["PM-28-7"]),
        ("counted", []),
        ("opened", ["PM-28-7"]),
    ],
)
def test_the_second_waits_until_the_first_is_decided(world: College, first: str, rules: list[str]) -> None:
    one, other = two(world)
    sitting = Sitting(world, DAY, one, other).ready()
    if first:
        sitting.opened(one)
    if first == "counted":
        sitting.counted(one)
    assert sitting.refuses("discuss", {}, other, said=AGENDA) == rules


def test_each_has_a_ballot_and_a_resolution_of_his_own(world: College) -> None:
    one, other = two(world)
    sitting = Sitting(world, DAY, one, other).ready(*AWAY[:4]).opened(one)
    assert sitting.counted(one, approve=6, oppose=1) == "carried"
    sitting.opened(other)
    assert sitting.counted(other, approve=5, oppose=2) == "lost"
    one.resolved("2026-01-06")
    other.resolved("2026-01-06")
    assert (one.open_steps()[1], other.open_steps()[1]) == ("organiser_talk", "refusal_talk")


def test_the_agenda_can_be_taken_down_item_by_item(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).ready()
    for item in ITEMS[:-1]:
        sitting.opened(walk, items=[item])
    assert count(sitting, walk) == ["PM-27-1"]
    assert sitting.refuses("discuss", {}, walk, said={**AGENDA, "items": ITEMS[:1]}) == ["PM-27-1"]
    sitting.opened(walk, items=ITEMS[-1:])
    assert sitting.counted(walk) == "carried"


def test_an_introducer_who_is_no_member_any_more_stops_the_meeting(world: College) -> None:
    (walk,) = ready(world)
    Membership.objects.filter(person=world["m2"]).update(to_on="2026-01-05")
    sitting = Sitting(world, DAY, walk).rolled(*(number for number in VOTING if number != "m2"))
    sitting.attended()
    found = sitting.refuses("discuss", {}, walk, said=AGENDA)
    assert found == ["PM-23-1", "PM-23-2"]


# ── Put off, or not voted on ──

DIVIDED = {"ground": "对动机看法不一。", "committee_entitled": 5, "committee_approve": 3}


@pytest.mark.parametrize(("decision", "following"), [("vote", "admission_meeting"), ("back", "bundle")])
def test_a_divided_meeting_puts_it_off_and_the_college_decides(
    world: College, decision: str, following: str
) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).ready().opened(walk, items=ITEMS[:4])
    sitting.does("defer", {}, walk, said=DIVIDED)
    assert walk.open_steps() == ["candidate", "referral"]
    walk.does("referral", "z1", "2026-01-08", {"decision": decision, "ground": "已听取双方意见。"})
    assert following in walk.open_steps()


def test_nothing_is_put_off_once_papers_are_out_and_the_committee_agrees(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).ready()
    few = {**DIVIDED, "committee_approve": 2}
    assert sitting.refuses("defer", {}, walk, said=few) == ["PM-28-8"]
    sitting.opened(walk)
    assert sitting.refuses("defer", {}, walk, said=DIVIDED) == ["PM-28-8"]


def test_what_is_not_ready_does_not_come_to_the_meeting(world: College) -> None:
    (walk,) = ready(world)
    walk.does("introducers", "o1", DAY, {"introducers": ["m1", "m3"], "elsewhere": "none"})
    sitting = Sitting(world, DAY, walk).ready()
    assert sitting.refuses("discuss", {}, walk, said=AGENDA) == ["PM-24-1", "PM-27-3"]


def test_two_unequal_counts_are_counted_again(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).ready().opened(walk)
    first = {walk.case: {**sitting.papers(), "approve": 10, "oppose": 1}}
    do("count", world["m8"], DAY, {"method": "secret"}, matter=sitting.matter, cases=first)
    assert count(sitting, walk, by="m9") == []
    assert outcomes(walk) == ["", "recount"]
    assert findings(walk.case, "admission_meeting").get("PM-28-6") is None
    assert sitting.counted(walk) == "carried"
