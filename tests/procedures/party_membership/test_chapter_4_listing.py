"""Article 16: the decision to list, its filing with consent, and article 19's course beforehand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import known_candidates, schooling
from tests.procedures.party_membership.candidates import (
    ATTESTED,
    LISTED,
    SCHOOL,
    Candidate,
    candidate,
    ready,
    recorded,
)
from tests.procedures.party_membership.planning import Plan, asked_for, trained
from tests.procedures.party_membership.situations import boundary, fact, of_case, situation
from tests.procedures.party_membership.world import FILED, college, do, findings
from tests.remembering import remembered
from workflows.door import Refused
from workflows.models import Deadline, Entry, Membership
from workflows.rules.findings import Verdict

pytestmark = pytest.mark.django_db

DAY = "2025-12-22"


@remembered
def heard(**unit: Any) -> Candidate:
    """Everything but the decision."""
    return ready(**unit).heard().group()


def test_everything_that_is_missing_is_said_at_once_with_the_first_day() -> None:
    walk = trained(college())
    walk.does("thought_report", "t1", "2025-10-01", {"quarter": "2025Q3", "thought": "有"})
    with pytest.raises(Refused) as raised:
        walk.does("listing", "s1", "2025-12-21", LISTED)
    unmet = {finding.rule: finding.earliest_on for finding in raised.value.unmet}
    assert sorted(unmet) == sorted(
        ("PM-3-3", "PM-12-4", "PM-15-3", "PM-16-2", "PM-16-3", "PM-16-7", "PM-16-8", "PM-17-1")
    )
    assert unmet["PM-16-2"] == date(2025, 12, 22)


def test_the_day_on_which_the_year_is_over_is_announced() -> None:
    walk = trained(college())
    due = Deadline.objects.get(case=walk.case, act="cultivation", state="armed")
    assert (due.node, due.due_on) == ("listing", date(2025, 12, 22))
    do("cultivation", None, "2025-12-22", case=walk.case)
    assert "listing" in walk.open_steps()
    assert not Deadline.objects.filter(case=walk.case, act="cultivation", state="armed").exists()


@pytest.mark.parametrize(("quarter", "rules"), [("2025Q2", ["PM-11-5", "PM-16-17"]), ("", [])])
def test_a_missing_report_refuses_the_listing_until_it_is_handed_in(quarter: str, rules: list[str]) -> None:
    world = college()
    handed_in = [each for each in ("2025Q1", "2025Q2", "2025Q3") if each != quarter]
    first = asked_for(trained(world, *handed_in))
    walk = Candidate(world, first.subject, first.case)
    recorded(walk)
    if quarter:
        plan = Plan(world).drafted()
        about: dict[str, Any] = {"cases": {walk.case: {"route": "A", "active": True}}}
        assert plan.refuses("enlist", "2025-11-28", {"year": 2026}, **about) == ["PM-13-6"]
        return
    Plan(world).drafted().lists(walk, route="A", active=True).reported()
    walk.schooled().opined().heard().group()
    assert walk.refuses("listing", "s1", DAY, LISTED) == rules


def test_a_missing_opinion_refuses_the_listing_and_the_secretary_may_except() -> None:
    world = college()
    first = asked_for(trained(world))
    walk = Candidate(world, first.subject, first.case)
    recorded(walk)
    Plan(world).drafted().lists(walk, route="A", active=True).reported()
    walk.schooled().opined(("2025-06-18", "2025-06-18")).heard().group()
    assert walk.refuses("listing", "s1", DAY, LISTED) == ["PM-12-4"]
    walk.does("override", "s1", DAY, {"rule": "PM-12-4", "ground": "联系人住院，返校后补写"})
    walk.listed()
    assert findings(walk.case, "listing")["PM-12-4"] == "overridden"


def test_off_the_plan_both_bodies_must_agree() -> None:
    world = college()
    first = asked_for(trained(world))
    walk = Candidate(world, first.subject, first.case)
    recorded(walk)
    Plan(world).drafted().reported()
    walk.schooled().opined().heard().group()
    assert walk.refuses("listing", "s1", DAY, LISTED) == ["PM-15-3"]
    walk.does("override", "z1", DAY, {"rule": "PM-15-3", "ground": "名额调剂"})
    assert walk.refuses("listing", "s1", DAY, LISTED) == ["PM-15-3"]
    walk.does("override", "u1", DAY, {"rule": "PM-15-3", "ground": "同意调剂"})
    walk.listed()
    assert "listing_filing" in walk.open_steps()


@boundary(
    "PM-16-4",
    "body, approve, found",
    [("branch_committee", 2, "lost"), ("branch_committee", 3, "carried")],
)
def test_more_than_half_of_the_committee_agrees(body: str, approve: int, found: str) -> None:
    walk = heard().listed(body=body, approve=approve, oppose=5 - approve)
    assert Entry.objects.get(case=walk.case, act="listing").outcome == found


@pytest.mark.parametrize(
    ("has_committee", "body", "rules"),
    [
        (True, "branch_meeting", ["PM-16-4"]),
        (True, "secretary", ["PM-16-4"]),
        (False, "branch_committee", ["PM-16-4"]),
        (False, "branch_meeting", []),
    ],
)
def test_the_body_that_decides_is_the_branchs(has_committee: bool, body: str, rules: list[str]) -> None:
    walk = heard()
    branch = walk.world.units["branch"]
    branch.details = {"has_committee": has_committee}
    branch.save()
    assert walk.refuses("listing", "s1", DAY, {**LISTED, "body": body}) == rules


def test_a_meeting_without_a_quorum_decides_nothing() -> None:
    walk = heard().listed(entitled=6, present=3, approve=3)
    assert Entry.objects.get(case=walk.case, act="listing").outcome == "inquorate"
    assert "listing" in walk.open_steps()


@boundary(
    "PM-16-5",
    "filed, stage",
    [(False, "activist"), (True, "candidate")],
)
def test_somebody_is_a_candidate_once_it_is_filed_with_consent(filed: bool, stage: str) -> None:
    walk = heard().listed()
    if filed:
        walk.listing_filed()
    assert walk.row().stage == stage
    assert (known_candidates.candidate_on(of_case(walk.row(), DAY)) is not None) == filed


def test_a_returned_filing_leads_back_to_the_decision() -> None:
    walk = heard().listed().listing_filed(outcome="returned", opinion="补充材料")
    assert walk.open_steps() == ["activist", "listing", "selection"]
    assert walk.refuses("listing_filing", "z1", DAY, FILED) == ["act.not_open"]


@boundary(
    "PM-16-6",
    "left_out, rules",
    [("service", ["PM-16-6"]), ("", [])],
)
def test_five_conditions_are_attested(left_out: str, rules: list[str]) -> None:
    attested = [each for each in ATTESTED if each != left_out]
    assert heard().refuses("listing", "s1", DAY, {**LISTED, "qualities": attested}) == rules


@boundary("PM-16-23", "decided, filed, since", [("2025-12-22", "2025-12-24", date(2025, 12, 24))])
def test_a_candidate_dates_from_the_filing(decided: str, filed: str, since: date) -> None:
    walk = heard().listed(decided).listing_filed(filed)
    assert known_candidates.candidate_on(of_case(walk.row(), filed)) == since
    held = Membership.objects.filter(person=walk.subject, tree="party").order_by("from_on").last()
    assert held is not None
    assert (held.standing, held.from_on) == ("candidate", since)


def test_a_filing_without_a_check_or_a_receipt_in_time_is_pointed_out() -> None:
    walk = heard().listed()
    assert walk.refuses("listing_filing", "z1", DAY, {**FILED, "conclusion": ""}) == ["PM-4-4"]
    due = Deadline.objects.get(case=walk.case, act="listing_overdue", state="armed")
    assert due.due_on == date(2026, 1, 6)
    assert walk.refuses("listing_filing", "s1", DAY, FILED) == ["act.not_yours"]


def test_what_an_activist_owes_can_be_handed_in_by_a_candidate() -> None:
    walk = candidate()
    walk.reported("2025Q4", "2025-12-30").opined(("2026-06-18", "2026-06-18"))
    assert Entry.objects.filter(case=walk.case, act="thought_report").count() == 4


# ── Article 19 ──


@boundary(
    "PM-19-1",
    "days, hours, rules",
    [
        ("3", 20, []),
        ("2", 24, []),
        ("2.5", 23, ["PM-19-1", "PM-19-2", "PM-19-4"]),
    ],
)
def test_three_days_or_twenty_four_hours(days: str, hours: int, rules: list[str]) -> None:
    course = {**SCHOOL, "days": days, "hours": hours}
    assert trained(college()).refuses("pre_course", "p1", "2025-12-07", course) == rules


@boundary(
    "PM-19-2",
    "days, hours, verdict",
    [
        ("3", 20, Verdict.MET),
        ("2", 24, Verdict.MET),
        ("2.5", 23, Verdict.UNMET),
    ],
)
def test_the_hours_alone_will_do(days: str, hours: int, verdict: Verdict) -> None:
    finding = schooling.schooled_for_hours(situation(DAY, data={"days": days, "hours": hours}))
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


@boundary("PM-19-3", "score, rules", [(59, ["PM-19-3", "PM-19-4"]), (60, [])])
def test_the_exam_is_passed_with_sixty(score: int, rules: list[str]) -> None:
    assert trained(college()).refuses("pre_course", "p1", "2025-12-07", {**SCHOOL, "score": score}) == rules


def test_without_an_exam_there_is_no_certificate() -> None:
    course = {**SCHOOL, "score": None}
    assert trained(college()).refuses("pre_course", "p1", "2025-12-07", course) == ["PM-19-3", "PM-19-4"]


@boundary("PM-19-4", "number, rules", [("党校1", []), (" ", ["PM-19-4"])])
def test_a_certificate_has_its_number(number: str, rules: list[str]) -> None:
    course = {**SCHOOL, "number": number}
    assert trained(college()).refuses("pre_course", "p1", "2025-12-07", course) == rules


@boundary("PM-19-5", "known, verdict", [((), Verdict.UNMET), (("2025-12-07",), Verdict.MET)])
def test_without_a_certificate_nobody_is_admitted(known: tuple[str, ...], verdict: Verdict) -> None:
    issued = [fact("pre_course", day) for day in known]
    finding = schooling.certificate_held(situation(DAY, *issued))
    assert (finding.verdict, finding.override) == (verdict, None)


@boundary("PM-19-6", "on, verdict", [("2025-05-20", Verdict.WARNED), ("2025-05-21", Verdict.UNMET)])
def test_a_certificate_is_valid_for_three_years(on: str, verdict: Verdict) -> None:
    assert schooling.certificate_valid(situation(on, fact("pre_course", "2022-05-20"))).verdict is verdict


@pytest.mark.parametrize(("on", "verdict"), [("2025-02-18", Verdict.MET), ("2025-02-19", Verdict.WARNED)])
def test_ninety_days_before_its_end_a_certificate_warns(on: str, verdict: Verdict) -> None:
    assert schooling.certificate_valid(situation(on, fact("pre_course", "2022-05-20"))).verdict is verdict


@boundary(
    "PM-19-7",
    "provider, rules",
    [("other", ["PM-19-7"]), ("college_party_school", [])],
)
def test_the_colleges_own_party_school_gives_the_course(provider: str, rules: list[str]) -> None:
    course = {**SCHOOL, "provider": provider}
    assert trained(college()).refuses("pre_course", "p1", "2025-12-07", course) == rules
