"""Articles 29 to 31: the talk before the approval, the college committee, the university, a refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from procedures.party_membership import forms
from procedures.party_membership.rules import approving
from procedures.party_membership.rules import known_admission as admission
from tests.procedures.party_membership.situations import boundary, day, fact, person, situation
from tests.procedures.party_membership.world import nantong
from workflows.rules.calendars import Period
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Office, UnitView
from workflows.rules.tallies import Outcome

MET, UNMET, WARNED = Verdict.MET, Verdict.UNMET, Verdict.WARNED
MEETING = fact("admission_meeting", "2026-01-07", outcome="carried")
COLLEGE = UnitView(9, "college_committee", "化工学院党委")
APPROVED = {
    "way": "meeting",
    "together": 1,
    "entitled": 7,
    "present": 5,
    "approve": 4,
    "oppose": 1,
    "abstain": 0,
    "probation_from": "2026-01-07",
    "probation_to": "2027-01-06",
    "seals": ["head_signature", "head_seal", "committee_seal"],
    "answer": "",
}


def approval(*given: Fact, **data: Any) -> Any:
    """The college committee decides after a meeting of 2026-01-07."""
    return situation("2026-01-09", MEETING, *given, data={**APPROVED, **data})


# ── Article 29 ──


def talk(on: str, **data: Any) -> Fact:
    """A talk in which nothing was found."""
    return fact("organiser_talk", on, {"problem": "none", "view": "agree", **data}, outcome="done")


@boundary(
    "PM-29-1",
    "talked, verdict",
    [("2026-01-08", MET), ("", UNMET), ("2026-01-06", UNMET)],
)
def test_somebody_talks_between_the_meeting_and_the_approval(talked: str, verdict: Verdict) -> None:
    given = [talk(talked)] if talked else []
    assert approving.talked_before_approval(approval(*given)).verdict is verdict


@pytest.mark.parametrize(("talked", "verdict"), [("2026-01-07", MET), ("2026-01-09", MET)])
def test_the_days_of_the_meeting_and_of_the_approval_count(talked: str, verdict: Verdict) -> None:
    assert approving.talked_before_approval(approval(talk(talked))).verdict is verdict


@boundary(
    "PM-29-2",
    "number, office, verdict",
    [
        ("z2", "organiser", MET),
        ("z3", "college_committee_member", WARNED),
        ("z2", "introducer", UNMET),
    ],
)
def test_an_organiser_talks_who_does_not_introduce(number: str, office: str, verdict: Verdict) -> None:
    held = Office("organiser" if office == "introducer" else office, 9, COLLEGE.kind, day("2018-09-01"))
    named = fact(
        "introducers", "2025-12-22", {"introducers": ["m1", number if office == "introducer" else "m2"]}
    )
    asked = situation(
        "2026-01-08",
        named,
        actor=replace(person(number), offices=(held,)),
        units={"college_committee": COLLEGE},
    )
    finding = approving.organiser_talks(asked)
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


def test_a_contact_person_stands_back_too_and_a_part_time_organiser_is_one() -> None:
    held = Office("part_time_organiser", 9, COLLEGE.kind, day("2018-09-01"))
    talker = replace(person("z4"), offices=(held,))
    asked = situation("2026-01-08", actor=talker, units={"college_committee": COLLEGE})
    assert approving.organiser_talks(asked).verdict is MET
    contacts = fact("contacts", "2025-01-01", {"contacts": ["z4"]})
    asked = situation("2026-01-08", contacts, actor=talker, units={"college_committee": COLLEGE})
    assert approving.organiser_talks(asked).verdict is UNMET


@boundary(
    "PM-29-3",
    "view, opinion, verdict",
    [("agree", " ", UNMET), ("disagree", "动机还不够端正。", MET)],
)
def test_the_opinion_of_the_talk_is_written_down_for_or_against(
    view: str, opinion: str, verdict: Verdict
) -> None:
    asked = situation("2026-01-08", data={"view": view, "opinion": opinion})
    assert approving.talk_written_down(asked).verdict is verdict


@boundary("PM-29-4", "lifted, verdict", [(False, UNMET), (True, MET)])
def test_a_problem_suspends_until_the_college_committee_lifts_it(lifted: bool, verdict: Verdict) -> None:
    found = fact("organiser_talk", "2026-01-08", {"problem": "found"}, outcome="problem")
    given = [found, fact("suspension_after_talk", "2026-02-01")] if lifted else [found]
    assert approving.no_problem_is_open(approval(*given)).verdict is verdict


# ── Article 30 ──


@boundary("PM-30-1", "way, verdict", [("circulation", UNMET), ("meeting", MET)])
def test_the_college_committee_meets(way: str, verdict: Verdict) -> None:
    assert approving.committee_met(approval(way=way)).verdict is verdict
    assert approving.committee_met(approval(way="video")).verdict is MET


@boundary(
    "PM-30-2",
    "numbers, verdict, outcome",
    [
        ({"approve": 4}, MET, Outcome.CARRIED),
        ({"approve": 3}, MET, Outcome.LOST),
        ({"present": 3, "approve": 3}, MET, Outcome.INQUORATE),
        ({"together": 2}, UNMET, Outcome.CARRIED),
    ],
)
def test_more_than_half_of_the_committee_come_and_agree_on_one_candidate(
    numbers: dict[str, int], verdict: Verdict, outcome: Outcome
) -> None:
    asked = approval(**numbers)
    assert approving.voted_one_by_one(asked).verdict is verdict
    assert approving.college_outcome(asked) is outcome


@pytest.mark.parametrize(("entitled", "least"), [(3, 2), (4, 3), (5, 3), (6, 4), (7, 4), (8, 5), (9, 5)])
def test_half_of_the_committee_is_not_enough(entitled: int, least: int) -> None:
    outcomes = [
        approving.college_outcome(approval(entitled=entitled, present=entitled, approve=approve))
        for approve in (least - 1, least)
    ]
    assert outcomes == [Outcome.LOST, Outcome.CARRIED]


@boundary(
    "PM-30-3",
    "first, last, verdict",
    [
        ("2026-01-07", "2027-01-06", MET),
        ("2026-01-07", "2027-01-07", UNMET),
        ("2026-01-09", "2027-01-08", UNMET),
    ],
)
def test_an_approval_states_the_probation_from_the_meeting_on(
    first: str, last: str, verdict: Verdict
) -> None:
    finding = approving.probation_stated(approval(probation_from=first, probation_to=last))
    assert finding.verdict is verdict
    assert (finding.params["due_start"], finding.params["due_end"]) == (day("2026-01-07"), day("2027-01-06"))


@pytest.mark.parametrize(
    ("met_on", "last"),
    [("2024-02-29", "2025-02-27"), ("2026-01-05", "2027-01-04"), ("2025-03-01", "2026-02-28")],
)
def test_a_probation_ends_on_the_eve_of_its_anniversary(met_on: str, last: str) -> None:
    meeting = fact("admission_meeting", met_on, outcome="carried")
    asked = situation(met_on, meeting)
    assert admission.probation_of(day(met_on), asked) == (day(met_on), day(last))


@pytest.mark.parametrize("rule", [approving.probation_stated, approving.opinion_sealed])
def test_a_refusal_states_no_probation_and_needs_no_seal(rule: Any) -> None:
    asked = approval(approve=3, oppose=2, probation_from=None, probation_to=None, seals=[])
    assert rule(asked).verdict is Verdict.NOT_APPLICABLE


@boundary(
    "PM-30-4",
    "seals, verdict",
    [(["head_signature", "head_seal"], UNMET), (APPROVED["seals"], MET)],
)
def test_an_opinion_is_signed_and_sealed(seals: list[str], verdict: Verdict) -> None:
    assert approving.opinion_sealed(approval(seals=seals)).verdict is verdict


@pytest.mark.parametrize(("answer", "verdict"), [("", UNMET), ("意见已核实。", MET)])
def test_who_was_against_is_answered(answer: str, verdict: Verdict) -> None:
    against = talk("2026-01-08", view="disagree")
    assert approving.talk_answered(approval(against, answer=answer)).verdict is verdict
    assert approving.talk_answered(approval(talk("2026-01-08"))).verdict is Verdict.NOT_APPLICABLE


@boundary(
    "PM-30-6",
    "on, verdict",
    [
        ("2026-04-07", MET),
        ("2026-04-08", WARNED),
        ("2026-07-07", WARNED),
        ("2026-07-08", UNMET),
    ],
)
def test_the_university_approves_in_three_months_with_reasons_in_six(on: str, verdict: Verdict) -> None:
    finding = approving.approved_in_time(situation(on, MEETING))
    assert (finding.verdict, finding.override) == (verdict, "university_committee")
    assert (finding.params["due_on"], finding.params["last_on"]) == (day("2026-04-07"), day("2026-07-07"))


def test_after_six_months_the_university_committee_decides_in_writing() -> None:
    granted = fact("override", "2026-07-08", {"rule": "PM-30-6", "bodies": ["university_committee"]})
    assert approving.approved_in_time(situation("2026-07-08", MEETING, granted)).verdict is Verdict.OVERRIDDEN


@pytest.mark.parametrize(
    ("numbers", "messages"),
    [
        ({"present": 8, "approve": 7}, ["decision.more_than_entitled"]),
        ({"approve": 3}, ["decision.votes_not_present"]),
        ({"probation_to": "2026-01-06"}, ["approval.probation_backwards"]),
        ({}, []),
    ],
)
def test_impossible_numbers_and_days_are_no_opinion(numbers: dict[str, Any], messages: list[str]) -> None:
    read = forms.CollegeApproval.read({**APPROVED, **numbers})
    assert [problem.message for problem in read.problems] == messages


# ── Article 31: not admitted ──


@boundary("PM-31-5", "talked, verdict", [(False, UNMET), (True, MET)])
def test_who_was_not_admitted_is_talked_with_first(talked: bool, verdict: Verdict) -> None:
    lost = fact("admission_meeting", "2025-11-12", outcome="lost")
    given = [lost, fact("refusal_talk", "2025-11-14")] if talked else [lost]
    assert approving.talked_after_refusal(situation("2025-11-15", *given)).verdict is verdict


@pytest.mark.parametrize(
    "refusal",
    [
        fact("college_approval", "2026-01-09", outcome="lost"),
        fact("university_approval", "2026-02-09", outcome="refused"),
    ],
)
def test_each_refusal_asks_for_a_talk_of_its_own(refusal: Fact) -> None:
    before = [
        fact("admission_meeting", "2025-11-12", outcome="lost"),
        fact("refusal_talk", "2025-11-14"),
        MEETING,
    ]
    assert approving.talked_after_refusal(situation("2026-03-01", *before)).verdict is MET
    assert approving.talked_after_refusal(situation("2026-03-01", *before, refusal)).verdict is UNMET
    assert approving.talked_after_refusal(situation("2026-03-01", MEETING)).verdict is Verdict.NOT_APPLICABLE


def test_a_probation_lasts_the_year_of_the_edition() -> None:
    assert nantong()["probation.months"].period == Period(years=1)
