"""Article 28: who decides on an admission, by which shares, and how the decision is reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import voting
from tests.procedures.party_membership.situations import (
    boundary,
    configured,
    fact,
    facts,
    situation,
)
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

MET, UNMET, WARNED = Verdict.MET, Verdict.UNMET, Verdict.WARNED
DAY = "2025-11-12"
KIND = "party_membership.branch_meeting"
NODE = "admission_meeting"
CALL = fact("convene", DAY, {"cases": [1, 2], "tellers": ["m98", "m99"]})


def meeting(entitled: int, present: int, *more: Fact) -> Facts:
    """A meeting of so many entitled, of whom so many came."""
    numbers = [f"m{n}" for n in range(1, entitled + 1)]
    away = dict.fromkeys(numbers[present:], "leave")
    roll = fact("lock_roll", DAY, {"entitled": numbers, "excluded": {}})
    return facts(CALL, roll, fact("attend", DAY, {"absent": away}), *more)


def within(matter: Facts, *given: Fact, **more: Any) -> Situation:
    """An act on a candidate within a meeting."""
    return situation(DAY, *given, matter=matter, matter_kind=KIND, node=NODE, case=1, **more)


def papers(approve: int, oppose: int = 0, abstain: int = 0, **more: int) -> dict[str, int]:
    """What two tellers counted."""
    returned = approve + oppose + abstain
    empty = dict.fromkeys(("written_approve", "written_oppose", "written_abstain", "void"), 0)
    said = {"approve": approve, "oppose": oppose, "abstain": abstain}
    return {**empty, **said, "issued": returned, "returned": returned, **more}


@boundary(
    "PM-28-1",
    "entitled, present, comparator, verdict",
    [
        (11, 6, "more_than", MET),
        (11, 5, "more_than", UNMET),
        (10, 6, "more_than", MET),
        (10, 5, "more_than", UNMET),
        (10, 5, "at_least", MET),
        (2, 2, "more_than", MET),
        (2, 1, "more_than", UNMET),
        (1, 1, "more_than", MET),
    ],
)
def test_more_than_half_of_those_entitled_are_there(
    entitled: int, present: int, comparator: str, verdict: Verdict
) -> None:
    edition = configured("meeting.quorum_ratio", comparator=comparator)
    asked = within(meeting(entitled, present), edition=edition)
    assert voting.quorate(asked).verdict is verdict


@pytest.mark.parametrize("entitled", range(1, 21))
def test_a_quorum_is_counted_in_whole_people(entitled: int) -> None:
    asked = (within(meeting(entitled, present)) for present in range(entitled + 1))
    enough = [voting.quorate(each).verdict is MET for each in asked]
    assert enough == [2 * present > entitled for present in range(entitled + 1)]


@boundary("PM-28-2", "present, verdict", [(11, WARNED), (16, MET)])
def test_where_a_fifth_stays_away_another_day_is_better(present: int, verdict: Verdict) -> None:
    roll = fact("lock_roll", DAY, {"entitled": [f"m{n}" for n in range(20)], "excluded": {}})
    absent = {f"m{n}": "leave" for n in range(present, 20)}
    finding = voting.enough_came(situation(DAY, roll, data={"absent": absent}))
    assert (finding.verdict, finding.override) == (verdict, "branch_secretary")


@pytest.mark.parametrize(("present", "verdict"), [(15, WARNED), (10, Verdict.NOT_APPLICABLE)])
def test_without_a_quorum_nobody_is_advised(present: int, verdict: Verdict) -> None:
    roll = fact("lock_roll", DAY, {"entitled": [f"m{n}" for n in range(20)], "excluded": {}})
    absent = {f"m{n}": "leave" for n in range(present, 20)}
    assert voting.enough_came(situation(DAY, roll, data={"absent": absent})).verdict is verdict


@boundary("PM-28-3", "issued, verdict", [(7, UNMET), (6, MET)])
def test_nobody_votes_for_somebody_else(issued: int, verdict: Verdict) -> None:
    asked = within(meeting(11, 6), data=papers(6, issued=issued))
    assert voting.one_paper_each(asked).verdict is verdict


@boundary("PM-28-4", "counted, verdict", [(True, UNMET), (False, MET)])
def test_after_the_count_nothing_more_is_taken(counted: bool, verdict: Verdict) -> None:
    count = [fact(NODE, DAY, {"meeting": 1})] if counted else []
    assert voting.count_not_closed(within(meeting(11, 6), *count)).verdict is verdict


@pytest.mark.parametrize(("opened", "verdict"), [(True, UNMET), (False, MET)])
def test_an_opinion_comes_before_the_papers_are_issued(opened: bool, verdict: Verdict) -> None:
    reached = [fact(f"{NODE}.discuss", DAY, {"items": [], "meeting": 1}, outcome="opened")]
    asked = within(meeting(11, 6), *(reached if opened else []))
    assert voting.opinion_before_the_ballot(asked).verdict is verdict


@boundary(
    "PM-28-6",
    "entitled, present, approve, verdict",
    [
        (10, 10, 6, MET),
        (10, 10, 5, Verdict.UNMET),
        (11, 11, 6, MET),
        (11, 11, 5, Verdict.UNMET),
        (20, 11, 11, MET),
        (20, 11, 10, Verdict.UNMET),
    ],
)
def test_the_majority_is_of_those_entitled_not_of_those_present(
    entitled: int, present: int, approve: int, verdict: Verdict
) -> None:
    asked = within(meeting(entitled, present), data=papers(approve, present - approve))
    assert voting.majority_of_those_entitled(asked).verdict is verdict
    assert voting.outcome(asked) is (Outcome.CARRIED if verdict is MET else Outcome.LOST)


@pytest.mark.parametrize("entitled", range(1, 21))
def test_every_majority_of_up_to_twenty(entitled: int) -> None:
    for approve in range(entitled + 1):
        asked = within(meeting(entitled, entitled), data=papers(approve, entitled - approve))
        carried = voting.outcome(asked) is Outcome.CARRIED
        assert carried == (2 * approve > entitled)


@boundary(
    "PM-28-8",
    "opened, entitled, approve, verdict",
    [(False, 5, 3, MET), (True, 5, 3, UNMET)],
)
def test_a_ballot_is_put_off_before_it_opens(
    opened: bool, entitled: int, approve: int, verdict: Verdict
) -> None:
    reached = [fact(f"{NODE}.discuss", DAY, {"items": [], "meeting": 1}, outcome="opened")]
    data = {"ground": "分歧较大", "committee_entitled": entitled, "committee_approve": approve}
    asked = within(meeting(11, 6), *(reached if opened else []), data=data)
    assert voting.put_off_before_the_ballot(asked).verdict is verdict


@pytest.mark.parametrize(
    ("committee", "approve", "verdict"), [(True, 2, UNMET), (True, 3, MET), (False, None, MET)]
)
def test_the_committee_agrees_where_there_is_one(
    committee: bool, approve: int | None, verdict: Verdict
) -> None:
    asked = within(
        meeting(11, 6), data={"ground": "分歧", "committee_entitled": 5, "committee_approve": approve}
    )
    branch = replace(asked.units["party_branch"], details={"has_committee": committee})
    asked = replace(asked, units={"party_branch": branch})
    assert voting.put_off_before_the_ballot(asked).verdict is verdict


# ── Resolution and report ──

COUNTED = fact(
    NODE,
    DAY,
    {**papers(4, 1, 0, issued=6, written_approve=2), "entitled": 11, "present": 6, "written": 2},
    outcome="carried",
)
RESOLUTION = {
    "performance": "思想端正，学习优秀。",
    "due": 11,
    "present": 6,
    "written": 2,
    "approve": 6,
    "oppose": 1,
    "abstain": 1,
    "void": 0,
    "passed_on": DAY,
    "signed": True,
    "in_form": True,
    "reported": True,
}


def reporting(**changes: Any) -> Situation:
    """The resolution on a ballot: 4 for, 1 against, one paper kept back, two letters in favour, of eleven."""
    return situation("2025-11-13", COUNTED, data={**RESOLUTION, **changes})


def test_a_paper_that_was_kept_back_abstains() -> None:
    totals = admission.totals(reporting())
    assert totals is not None
    assert (totals.approve, totals.oppose, totals.abstain, totals.void) == (6, 1, 1, 0)
    assert totals.approve + totals.oppose + totals.abstain + totals.void == totals.present + totals.written


@boundary("PM-28-9", "sent, verdict", [(False, UNMET), (True, MET)])
def test_the_report_is_sent_up(sent: bool, verdict: Verdict) -> None:
    assert voting.report_sent(reporting(reported=sent)).verdict is verdict
    assert voting.report_sent(reporting(in_form=False, reported=sent)).verdict is UNMET


@boundary(
    "PM-28-10",
    "changes, verdict",
    [({"abstain": None}, UNMET), ({"abstain": 0}, MET)],
)
def test_a_resolution_has_eight_parts_and_nought_is_written(
    changes: dict[str, Any], verdict: Verdict
) -> None:
    assert voting.resolution_in_full(reporting(**changes)).verdict is verdict


@pytest.mark.parametrize(
    ("field", "blank", "part"),
    [
        ("performance", " ", "performance"),
        ("due", None, "due"),
        ("present", None, "present"),
        ("approve", None, "approve"),
        ("oppose", None, "oppose"),
        ("passed_on", None, "date"),
        ("signed", False, "secretary_signature"),
    ],
)
def test_each_part_that_is_missing_is_named(field: str, blank: Any, part: str) -> None:
    finding = voting.resolution_in_full(reporting(**{field: blank}))
    assert finding.params["missing"] == (part,)


@boundary(
    "PM-28-11",
    "changes, verdict",
    [({}, MET), ({"abstain": 0}, UNMET)],
)
def test_the_report_adds_up_to_those_who_voted(changes: dict[str, Any], verdict: Verdict) -> None:
    assert voting.report_adds_up(reporting(**changes)).verdict is verdict


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, ()),
        ({"approve": 7, "oppose": 0}, ("report_approve", "report_oppose")),
        ({"passed_on": "2025-11-13"}, ("report_passed_on",)),
        ({"abstain": None}, ()),
    ],
)
def test_a_resolution_says_what_was_counted(changes: dict[str, Any], wrong: tuple[str, ...]) -> None:
    assert voting.as_counted(reporting(**changes)).params["wrong"] == wrong
