"""A meeting with several people on its agenda: its roll, its turns, its rounds, what is put off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.toy.sitting import ALL_ITEMS, DAY, Sitting, count
from tests.toy.world import do, person, society
from workflows.door import Refused
from workflows.models import Case, Entry, Matter
from workflows.rules import meetings
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

VOTING = ["c1", "h1", "m1", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"]


@pytest.fixture
def sitting() -> Sitting:
    return Sitting(society())


def open_steps(case: int) -> list[str]:
    return sorted(Case.objects.get(pk=case).steps)


def kept(case: int, act: str) -> dict[str, Any]:
    return dict(Entry.objects.filter(case=case, act=act).latest("pk").facts)


# ── The agenda and the roll ──


def test_a_meeting_is_called_for_people_in_an_order(sitting: Sitting) -> None:
    first, second = sitting.cases
    sitting.called(second, first)
    assert meetings.agenda(sitting.facts) == (second, first)
    assert kept(second, "joining.call") == {"meeting": meetings.call_of(sitting.facts)}


def test_nobody_counts_a_ballot_about_himself(sitting: Sitting) -> None:
    asking = Case.objects.get(pk=sitting.cases[0]).subject
    sitting.tellers = [asking, sitting.tellers[0]]
    with pytest.raises(Exception, match="1 refused"):
        sitting.called()
    assert Matter.objects.filter(kind="council.council_meeting").count() == 0


@pytest.mark.parametrize(
    ("entitled", "more", "refused"),
    [
        (VOTING, {}, []),
        (VOTING[1:], {}, ["roll.accounts_for_all"]),
        ([*VOTING, "w1"], {}, ["roll.accounts_for_all"]),
        (VOTING, {"excluded": {"v7": "suspended"}}, ["roll.accounts_for_all"]),
        (VOTING[:-1], {"excluded": {"v7": "suspended"}}, []),
        (VOTING[:-1], {"excluded": {"v7": "tired"}}, ["data.invalid"]),
        (VOTING[:-1], {"excluded": {"v7": "abroad"}}, ["roll.consent"]),
        (VOTING[:-1], {"excluded": {"v7": "abroad"}, "consents": {"v7": "市2024-3"}}, []),
        (VOTING, {"reasons": {"v7": "在外"}}, ["roll.words_astray"]),
    ],
)
def test_the_roll_accounts_for_everybody(
    sitting: Sitting, entitled: list[str], more: dict[str, Any], refused: list[str]
) -> None:
    assert sitting.called().refuses("lock_roll", {"entitled": entitled, **more}) == refused


def test_words_about_a_person_are_private(sitting: Sitting) -> None:
    sitting.called().rolled()
    sitting.does("attend", {"absent": {"v7": "ill"}, "reasons": {"v7": "住院"}})
    entry = Entry.objects.get(matter=sitting.matter, act="attend")
    assert entry.facts == {"absent": {"v7": "ill"}}
    assert entry.private.body == {"reasons": {"v7": "住院"}}


def test_the_roll_is_fixed_from_the_first_turn_on(sitting: Sitting) -> None:
    sitting.ready()
    assert sitting.refuses("lock_roll", {"entitled": VOTING}) == []
    assert sitting.refuses("discuss", {}, sitting.cases[0], about={"items": ALL_ITEMS}) == [
        "ballot.roll_taken"
    ]
    sitting.attended().opened(sitting.cases[0])
    assert sitting.refuses("lock_roll", {"entitled": VOTING}) == ["roll.not_counted"]


def test_who_presides_is_not_absent(sitting: Sitting) -> None:
    sitting.called().rolled()
    assert sitting.refuses("attend", {"absent": {"h1": "away"}}) == ["attendance.chair_came"]
    assert sitting.refuses("attend", {"absent": {"v7": "away"}}) == []


def test_people_come_and_go_between_two_ballots_only(sitting: Sitting) -> None:
    first, second = sitting.cases
    sitting.ready().opened(first)
    assert sitting.refuses("attend", {"absent": {"v7": "away"}}) == ["attendance.ballot_open"]
    sitting.counts(first, 0)
    assert sitting.refuses("attend", {"absent": {"v7": "away"}}) == ["attendance.ballot_open"]
    sitting.counts(first, 1)
    assert sitting.refuses("attend", {"absent": {"v7": "away"}}) == []
    assert sitting.opened(second).decides(second) == "carried"
    stood = [(kept(case, "joining")["entitled"], kept(case, "joining")["present"]) for case in sitting.cases]
    assert stood == [(11, 11), (11, 10)]


def test_what_was_excluded_is_in_no_number(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.called().rolled(v6="suspended", v7="suspended").attended(v5="ill").opened(first)
    assert sitting.decides(first, approve=4, oppose=4) == "lost"
    assert (kept(first, "joining")["entitled"], kept(first, "joining")["present"]) == (9, 8)


# ── Strictly in turn ──


def test_the_second_persons_turn_comes_when_the_first_is_decided(sitting: Sitting) -> None:
    first, second = sitting.cases
    sitting.ready()
    for act, said in (("discuss", {"items": ALL_ITEMS}), ("defer", {}), ("set_aside", {})):
        assert sitting.refuses(act, {}, second, about=said) == ["meeting.in_turn"]
    sitting.opened(first).counts(first, 0)
    assert sitting.refuses("discuss", {}, second, about={"items": ALL_ITEMS}) == ["meeting.in_turn"]
    assert sitting.counts(first, 1) == "carried"
    assert sitting.refuses("discuss", {}, second, about={"items": ALL_ITEMS}) == []


@pytest.mark.parametrize(("act", "step"), [("defer", "referral"), ("set_aside", "joining")])
def test_or_deferred_or_set_aside(sitting: Sitting, act: str, step: str) -> None:
    first, second = sitting.cases
    sitting.ready().does(act, {}, first)
    assert open_steps(first) == [step]
    assert sitting.opened(second).decides(second) == "carried"


def test_two_people_are_not_told_in_one_act(sitting: Sitting) -> None:
    sitting.ready()
    said = {"items": ALL_ITEMS}
    assert sitting.refuses("discuss", {}, *sitting.cases, about=said) == ["meeting.in_turn"]
    assert sitting.facts.all("discuss") == ()


def test_a_meeting_decides_on_a_person_once(sitting: Sitting) -> None:
    first, second = sitting.cases
    sitting.ready().does("set_aside", {}, first)
    assert sitting.refuses("discuss", {}, first, about={"items": ALL_ITEMS}) == ["ballot.once"]
    sitting.does("set_aside", {}, second).does("adjourn")
    assert sitting.ready().opened(first).decides(first) == "carried"


def test_only_whom_the_meeting_was_called_for_is_decided(sitting: Sitting) -> None:
    first, second = sitting.cases
    sitting.called(first).rolled().attended().does("set_aside", {}, first)
    assert sitting.refuses("discuss", {}, second, about={"items": ALL_ITEMS}) == ["meeting.on_agenda"]


def test_the_items_come_in_their_order_and_with_the_last_the_ballot_opens(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready()
    assert sitting.refuses("discuss", {}, first, about={"items": ["report", "ballot"]}) == ["agenda.in_order"]
    sitting.does("discuss", {}, first, about={"items": ["report"]})
    assert sitting.refuses("discuss", {}, first, about={"items": ["report"]}) == ["agenda.in_order"]
    with pytest.raises(Exception, match="1 refused"):
        sitting.counts(first, 0)
    sitting.does("discuss", {}, first, about={"items": ["debate", "ballot"]})
    assert Entry.objects.filter(case=first, act="joining.discuss").latest("pk").outcome == "opened"
    for act in ("defer", "set_aside"):
        assert sitting.refuses(act, {}, first) == ["ballot.not_opened"]
    assert sitting.counts(first, 0) == ""


# ── Attendance ──


def test_too_few_open_no_ballot_and_the_meeting_is_called_again(sitting: Sitting) -> None:
    first, second = sitting.cases
    away = dict.fromkeys(VOTING[5:], "away")
    sitting.ready(**away)
    assert sitting.refuses("discuss", {}, first, about={"items": ALL_ITEMS}) == ["meeting.has_quorum"]
    sitting.does("fail", {}, first)
    assert Matter.objects.get(pk=sitting.matter).closed_on is None
    sitting.does("fail", {}, second)
    assert Matter.objects.get(pk=sitting.matter).closed_on is not None
    assert [Entry.objects.get(case=case, act="joining.fail").outcome for case in sitting.cases] == [
        "inquorate",
        "inquorate",
    ]
    assert sitting.ready().opened(first).decides(first) == "carried"


def test_a_quorum_is_more_than_half_and_is_not_given_up(sitting: Sitting) -> None:
    sitting.ready(**dict.fromkeys(VOTING[6:], "away"))
    assert sitting.refuses("fail", {}, *sitting.cases) == ["meeting.no_quorum"]
    assert sitting.opened(sitting.cases[0]).decides(sitting.cases[0]) == "carried"


# ── Rounds ──


def test_more_papers_back_than_out_void_the_round_and_a_new_one_is_counted(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first)
    assert sitting.decides(first, returned=12, approve=12) == "voided"
    assert open_steps(first) == ["joining"]
    assert sitting.decides(first) == "carried"


def test_unequal_counts_are_counted_again_and_nobody_learns_the_numbers(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first)
    assert sitting.counts(first, 0, approve=6, oppose=5) == ""
    assert sitting.counts(first, 1, approve=5, oppose=6) == "recount"
    entries = Entry.objects.filter(case=first, act="joining")
    assert {frozenset(entry.facts) for entry in entries} == {frozenset({"meeting", "seal"})}
    assert sitting.decides(first, approve=6, oppose=5) == "carried"


def test_what_is_sealed_is_not_corrected(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first).counts(first, 0)
    entry = Entry.objects.get(case=first, act="joining").pk
    other = person("h2", sitting.world.unit, office="chair").pk
    said = {"entry": entry, "changes": count(11)}
    with pytest.raises(Refused) as refused:
        do("correct", sitting.world.chair, DAY, said, case=first, reason="错", confirmed_by=other)
    assert [finding.rule for finding in refused.value.unmet] == ["correct.sealed"]


def test_the_journal_of_a_sitting_verifies(sitting: Sitting) -> None:
    first, second = sitting.cases
    sitting.ready(v7="ill").does("receive", {"opinions": {"v7": "2024-05-01 09:00"}}, first)
    sitting.opened(first).decides(first, written_oppose=1)
    sitting.opened(second).counts(second, 0)
    sitting.does("adjourn")
    assert verify().differences == ()


def test_one_teller_does_not_answer_himself(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first).counts(first, 0)
    with pytest.raises(Exception, match="1 refused"):
        sitting.counts(first, 0)


@pytest.mark.parametrize(
    "numbers", [{"issued": 10}, {"returned": 10}, {"approve": 10}, {"written_approve": 1}]
)
def test_numbers_that_cannot_be_are_refused(sitting: Sitting, numbers: dict[str, int]) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first)
    with pytest.raises(Exception, match="1 refused"):
        sitting.counts(first, 0, **numbers)


def test_a_round_that_was_not_answered_ends_with_its_meeting(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().opened(first).counts(first, 0)
    sitting.does("adjourn").ready().opened(first)
    assert sitting.counts(first, 1) == ""
    assert sitting.counts(first, 0) == "carried"


def test_who_was_put_off_is_told_what_comes_before_the_next_meeting(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.ready().does("defer", {}, first).does("adjourn")
    with pytest.raises(Refused) as raised:
        sitting.called(first)
    assert [finding.rule for finding in raised.value.unmet] == ["act.not_open", "council.considered"]
    do("referral", sitting.world.chair, "2024-05-01", case=first)
    sitting.ready().opened(first)
    assert sitting.decides(first) == "carried"


# ── Written opinions ──


def test_a_written_opinion_adds_to_the_votes_and_not_to_the_quorum(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.called().rolled().attended(**dict.fromkeys(VOTING[6:], "away"))
    opinions = {"v5": "2024-04-30 17:40", "v6": "2024-05-01 13:55"}
    sitting.does("receive", {"opinions": opinions}, *sitting.cases).opened(first)
    assert sitting.decides(first, approve=4, oppose=2, written_approve=2) == "carried"
    assert kept(first, "joining")["written"] == 2
    assert kept(first, "joining.receive")["opinions"] == opinions


@pytest.mark.parametrize(
    "written", [{}, {"written_approve": 1}, {"written_approve": 2, "written_abstain": 1}]
)
def test_every_envelope_is_opened_and_no_other(sitting: Sitting, written: dict[str, int]) -> None:
    first, _ = sitting.cases
    sitting.ready(v5="away", v6="away")
    sitting.does("receive", {"opinions": {"v5": "2024-05-01 09:00", "v6": "2024-05-01 09:00"}}, first)
    sitting.opened(first)
    with pytest.raises(Exception, match="1 refused"):
        sitting.counts(first, 0, **written)


@pytest.mark.parametrize(
    ("opinions", "refused"),
    [
        ({"v7": "2024-05-01 09:00"}, []),
        ({"v1": "2024-05-01 09:00"}, ["opinion.absent"]),
        ({"w1": "2024-05-01 09:00"}, ["opinion.entitled"]),
        ({"v7": "2024-05-02 09:00"}, ["opinion.in_time"]),
        ({"v7": "昨天"}, ["data.invalid"]),
        ({}, ["data.required"]),
    ],
)
def test_an_opinion_is_of_somebody_entitled_and_absent(
    sitting: Sitting, opinions: dict[str, str], refused: list[str]
) -> None:
    sitting.ready(v7="ill")
    assert sitting.refuses("receive", {"opinions": opinions}, sitting.cases[0]) == refused


def test_an_opinion_counts_once_and_not_after_the_ballot_opened(sitting: Sitting) -> None:
    first, second = sitting.cases
    opinion = {"opinions": {"v7": "2024-05-01 09:00"}}
    sitting.ready(v7="ill").does("receive", opinion, first)
    assert sitting.refuses("receive", opinion, first) == ["opinion.once"]
    sitting.opened(first)
    assert sitting.refuses("receive", opinion, first) == ["ballot.not_opened", "opinion.once"]
    assert sitting.refuses("receive", opinion, second) == []


def test_whoever_comes_after_all_votes_in_the_room(sitting: Sitting) -> None:
    first, _ = sitting.cases
    sitting.called().rolled().does("receive", {"opinions": {"v7": "2024-05-01 09:00"}}, first)
    sitting.attended().opened(first)
    assert sitting.decides(first) == "carried"
    assert kept(first, "joining")["written"] == 0


# ── Motions ──


def member(sitting: Sitting) -> int:
    """A case that was carried and stands before the second ballot."""
    first, second = sitting.cases
    sitting.ready().opened(first).decides(first)
    sitting.does("set_aside", {}, second).does("adjourn").called(first).rolled().attended()
    return first


def test_a_lost_motion_leads_to_the_next(sitting: Sitting) -> None:
    case = member(sitting)
    sitting.opened(case)
    assert sitting.decides(case, approve=5, oppose=6) == "next_motion"
    assert kept(case, "staying")["motion"] == "keep"
    assert sitting.refuses("attend", {"absent": {}}) == ["attendance.ballot_open"]
    assert sitting.decides(case) == "carried"
    assert kept(case, "staying")["motion"] == "extend"
    assert Case.objects.get(pk=case).status == "ended"


def test_the_last_motions_loss_is_the_ballots(sitting: Sitting) -> None:
    case = member(sitting)
    sitting.opened(case)
    outcomes = [sitting.decides(case, approve=0, oppose=11) for _ in range(3)]
    assert outcomes == ["next_motion", "next_motion", "lost"]
    assert open_steps(case) == ["referral"]
