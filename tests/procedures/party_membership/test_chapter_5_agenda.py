"""Articles 26 and 27: no step left out on the way, and six items in their order for each candidate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from procedures.party_membership import forms
from procedures.party_membership.rules import admitting, introducing
from tests.procedures.party_membership.situations import (
    BRANCH,
    boundary,
    day,
    fact,
    facts,
    person,
    situation,
)
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Office, PersonView, Situation, UnitView

MET, UNMET, RECORDED, SILENT = Verdict.MET, Verdict.UNMET, Verdict.RECORDED, Verdict.NOT_APPLICABLE
DAY = "2026-01-05"
ITEMS = [*forms.AdmissionAgenda.agenda()]
WALKED = (
    fact("pre_review", "2025-12-29", outcome="approved"),
    fact("candidate_notice", DAY, outcome="unopposed"),
    fact("organisation_review", DAY, outcome="approved"),
    fact("membership_form", DAY),
    fact("form_filling", DAY),
)
AGENDA: dict[str, Any] = {
    "items": ITEMS,
    "candidate_present": True,
    "report": ["understanding", "motive", "resume", "performance", "relations", "other"],
    "introducers_present": ["m1", "m2"],
    "introducers_written": [],
    "reporter": "s1",
    "reviewed": ["political_review", "opinions", "membership_form"],
    "speeches": 3,
    "discussion": "三人发言，一致认为成熟。",
    "response": "感谢同志们的意见，继续努力。",
}
NAMED = fact("introducers", "2025-12-22", {"introducers": ["m1", "m2"]})
CALL = fact("convene", DAY, {"cases": [1], "tellers": ["m3", "m4"]})


def turn(*given: Fact, **data: Any) -> Situation:
    """An act on the agenda of one candidate, in a meeting that was called the same day."""
    return situation(DAY, NAMED, *given, data={**AGENDA, **data}, matter=facts(CALL), case=1)


def reached(*items: str) -> Fact:
    """Items that were reached before, in this meeting."""
    return fact("admission_meeting.discuss", DAY, {"items": list(items), "meeting": 1})


# ── Article 26 ──


@boundary(
    "PM-26-1",
    "left_out, verdict",
    [("", MET), ("organisation_review", UNMET)],
)
def test_no_step_is_left_out_on_the_way_to_the_meeting(left_out: str, verdict: Verdict) -> None:
    finding = admitting.nothing_skipped(situation(DAY, *(f for f in WALKED if f.name != left_out)))
    assert finding.verdict is verdict
    assert finding.params["missing"] == ((f"step_{left_out}",) if left_out else ())


@pytest.mark.parametrize("first", range(len(WALKED) - 1))
@pytest.mark.parametrize("second", range(1, len(WALKED)))
def test_two_steps_the_wrong_way_round_are_found(first: int, second: int) -> None:
    order = [*WALKED]
    order[first], order[second] = order[second], order[first]
    verdict = admitting.nothing_skipped(situation(DAY, *order)).verdict
    assert verdict is (MET if first == second else UNMET)


def test_a_day_before_that_of_the_step_before_is_found() -> None:
    early = [*WALKED[:-1], replace(WALKED[-1], on=day("2026-01-04"))]
    finding = admitting.nothing_skipped(situation(DAY, *early))
    assert (finding.verdict, finding.params["backwards"]) == (UNMET, ("step_form_filling",))


def test_the_approvals_rest_on_the_resolution_and_the_talk() -> None:
    met = fact("admission_meeting", DAY, outcome="carried")
    reported, talked = fact("admission_resolution", DAY), fact("organiser_talk", "2026-01-06")
    asked = [(met, reported, talked), (met, talked), (met, talked, reported)]
    verdicts = [admitting.nothing_skipped(situation("2026-01-07", *WALKED, *more)).verdict for more in asked]
    assert verdicts == [MET, UNMET, UNMET]


def test_another_round_does_not_rest_on_the_meeting_of_the_one_before() -> None:
    before = (*WALKED, fact("admission_meeting", DAY, outcome="carried"))
    again = (replace(each, on=day("2026-06-01")) for each in WALKED)
    assert admitting.nothing_skipped(situation("2026-06-02", *before, *again)).verdict is MET


# ── Article 27 ──


@boundary(
    "PM-27-1",
    "before, items, verdict",
    [
        (["candidate_report", "introducers", "committee_report"], ["secret_ballot"], UNMET),
        (["candidate_report", "introducers"], ITEMS[2:], MET),
    ],
)
def test_six_items_come_in_their_order(before: list[str], items: list[str], verdict: Verdict) -> None:
    assert admitting.agenda_in_order(turn(reached(*before), items=items)).verdict is verdict


@pytest.mark.parametrize("item", ITEMS)
def test_none_of_the_six_is_left_out_before_the_papers_are_counted(item: str) -> None:
    counting = replace(turn(reached(*(each for each in ITEMS if each != item))), data={})
    finding = admitting.agenda_in_order(counting)
    assert (finding.verdict, finding.params["missing"]) == (UNMET, (item,))


def test_the_agenda_of_another_meeting_does_not_count() -> None:
    earlier = replace(reached(*ITEMS), data={"items": ITEMS, "meeting": 99})
    assert admitting.agenda_in_order(replace(turn(earlier), data={})).verdict is UNMET
    assert admitting.agenda_in_order(replace(turn(reached(*ITEMS)), data={})).verdict is MET


@boundary(
    "PM-27-2",
    "report, verdict",
    [(AGENDA["report"][:-1], MET), (AGENDA["report"][1:], RECORDED)],
)
def test_a_part_of_the_report_that_is_missing_is_noted(report: list[str], verdict: Verdict) -> None:
    assert admitting.candidate_reported(turn(report=report)).verdict is verdict


@pytest.mark.parametrize(("there", "verdict"), [(False, UNMET), (True, MET)])
def test_nothing_begins_without_the_candidate(there: bool, verdict: Verdict) -> None:
    assert admitting.candidate_is_there(turn(candidate_present=there)).verdict is verdict


@boundary(
    "PM-27-3",
    "present, written, verdict",
    [(["m1"], ["m2"], MET), ([], [], UNMET)],
)
def test_both_introducers_are_heard_and_one_is_there(
    present: list[str], written: list[str], verdict: Verdict
) -> None:
    asked = turn(introducers_present=present, introducers_written=written)
    assert admitting.introducers_spoke(asked).verdict is verdict


@pytest.mark.parametrize(
    ("present", "written"), [(["m1"], []), ([], ["m1", "m2"]), (["m1", "m3"], []), (["m1"], ["m1"])]
)
def test_one_introducer_alone_two_letters_or_somebody_else_are_not_enough(
    present: list[str], written: list[str]
) -> None:
    asked = turn(introducers_present=present, introducers_written=written)
    assert admitting.introducers_spoke(asked).verdict is UNMET


def attended(*absent: str, entitled: int = 11) -> Situation:
    """The same act where so many are entitled and some are on record as absent."""
    roll = fact("lock_roll", DAY, {"entitled": [f"m{n}" for n in range(1, entitled + 1)]})
    there = fact("attend", DAY, {"absent": dict.fromkeys(absent, "leave")})
    people = {"m5": officer("m5", "branch_secretary")}
    return replace(turn(reporter="m5"), matter=facts(CALL, roll, there), people=people)


@pytest.mark.parametrize(
    ("absent", "introducers", "reporter"),
    [((), MET, MET), (("m2",), UNMET, MET), (("m5",), MET, UNMET), (("m3", "m4"), MET, MET)],
)
def test_who_is_on_record_as_absent_neither_introduces_nor_reports(
    absent: tuple[str, ...], introducers: Verdict, reporter: Verdict
) -> None:
    asked = attended(*absent)
    assert admitting.introducers_spoke(asked).verdict is introducers
    assert admitting.reported_by_the_committee(asked).verdict is reporter


def test_of_a_meeting_without_a_quorum_only_that_is_said() -> None:
    asked = attended("m1", "m2", "m3", "m4", "m5", "m6")
    assert admitting.introducers_spoke(asked).verdict is MET
    assert admitting.reported_by_the_committee(asked).verdict is MET


@boundary(
    "PM-27-4",
    "reviewed, verdict",
    [(["political_review", "membership_form"], UNMET), (AGENDA["reviewed"], MET)],
)
def test_the_committee_reports_on_three_things(reviewed: list[str], verdict: Verdict) -> None:
    assert admitting.committee_reported(turn(reviewed=reviewed)).verdict is verdict


def officer(number: str, office: str) -> PersonView:
    """Somebody who holds an office in the branch."""
    held = Office(office, BRANCH, "party_branch", day("2018-09-01"))
    return replace(person(number), offices=(held,))


@boundary(
    "PM-27-5",
    "committee, office, verdict",
    [(True, "branch_secretary", MET), (False, "organisation_member", UNMET)],
)
def test_the_secretary_reports_where_there_is_no_committee(
    committee: bool, office: str, verdict: Verdict
) -> None:
    branch = UnitView(BRANCH, "party_branch", "学生第一党支部", {"has_committee": committee})
    asked = replace(turn(reporter="s1"), units={"party_branch": branch}, people={"s1": officer("s1", office)})
    assert admitting.reported_by_the_committee(asked).verdict is verdict


def test_nobody_reports_for_the_committee_without_an_office_in_it() -> None:
    asked = replace(turn(reporter="m1"), people={"m1": person("m1")})
    assert admitting.reported_by_the_committee(asked).verdict is UNMET
    member = replace(asked, people={"m1": officer("m1", "branch_committee_member")})
    assert admitting.reported_by_the_committee(member).verdict is MET


@boundary(
    "PM-27-6",
    "changes, verdict",
    [({"speeches": None}, UNMET), ({}, MET)],
)
def test_no_papers_without_a_record_of_the_discussion(changes: dict[str, Any], verdict: Verdict) -> None:
    assert admitting.discussion_recorded(turn(**changes)).verdict is verdict


@pytest.mark.parametrize("blank", ["discussion", "response"])
def test_what_was_said_and_answered_is_written_down(blank: str) -> None:
    assert admitting.discussion_recorded(turn(**{blank: " "})).verdict is UNMET
    assert admitting.discussion_recorded(turn(items=ITEMS[:3], **{blank: " "})).verdict is SILENT


@boundary("PM-24-2", "heard, missing", [(["m1"], ("present",))])
def test_what_the_introducers_did_is_kept(heard: list[str], missing: tuple[str, ...]) -> None:
    written = [
        replace(fact("introducer_opinion", DAY, {"duties": ["explain", "report"]}), by=by) for by in (1, 2)
    ]
    spoke = fact(
        "admission_meeting.discuss", DAY, {"items": ITEMS, "meeting": 1, "introducers_present": heard}
    )
    asked = situation(DAY, NAMED, fact("form_filling", DAY), *written, spoke, matter=facts(CALL))
    finding = introducing.introducers_did_their_duties(asked)
    assert (finding.verdict, finding.params["missing"]) == (RECORDED, missing)
