"""Articles 11 and 12: the course, social work, reports by the quarter, contact persons and their opinions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import cultivating
from tests.procedures.party_membership.situations import (
    boundary,
    fact,
    situation,
    stands,
)
from tests.procedures.party_membership.world import Walk, activist, college, findings
from tests.remembering import remembered
from workflows.models import Duty, Entry
from workflows.rules.findings import Finding, Verdict
from workflows.rules.situation import PersonView, Situation

pytestmark = pytest.mark.django_db

TOPICS = ["theory", "line_policy_knowledge", "history_tradition", "core_values"]
COURSE: dict[str, Any] = {"number": "证1", "days": "2", "hours": 16, "topics": TOPICS}
PARTS = ("thought", "study", "work", "life")
REPORT = {"quarter": "2025Q1", **dict.fromkeys(PARTS, "有")}
DUTIES = ("introduce", "observe_guide", "report_to_branch")
STATED = ("thought_overall", "shortcomings", "direction")
OPINION = {"period": "2025-06-18", **dict.fromkeys((*STATED, *DUTIES), "有")}


@remembered
def accompanied() -> Walk:
    """An activist of 2024-12-18 with a form and one contact person."""
    walk = activist(college())
    walk.does("observation_form", "o1", "2024-12-18", {"form_number": "考1"})
    return walk.does("contacts", "o1", "2024-12-18", {"contacts": ["m1"]})


# ── Article 11 ──


@boundary("PM-11-1", "days, rules", [("2", []), ("1.5", ["PM-11-1"])])
def test_the_course_lasts_two_days(days: str, rules: list[str]) -> None:
    assert activist(college()).refuses("course", "p1", "2024-12-22", {**COURSE, "days": days}) == rules


@boundary(
    "PM-11-2",
    "days, hours, rules",
    [
        ("2", 15, ["PM-11-2"]),
        ("2", 16, []),
        ("3", 15, ["PM-11-2"]),
    ],
)
def test_and_sixteen_class_hours(days: str, hours: int, rules: list[str]) -> None:
    course = {**COURSE, "days": days, "hours": hours}
    assert activist(college()).refuses("course", "p1", "2024-12-22", course) == rules


@boundary("PM-11-3", "left_out, verdict", [("history_tradition", "warned"), ("", "met")])
def test_a_missing_subject_is_pointed_out(left_out: str, verdict: str) -> None:
    topics = [topic for topic in TOPICS if topic != left_out]
    walk = activist(college()).does("course", "p1", "2024-12-22", {**COURSE, "topics": topics})
    assert findings(walk.case, "course")["PM-11-3"] == verdict


@boundary("PM-11-4", "times, verdict", [(0, "warned"), (1, "met")])
def test_an_activist_without_work_is_pointed_out(times: int, verdict: str) -> None:
    walk = accompanied()
    for _ in range(times):
        walk.does("social_work", "o1", "2025-03-01", {"task": "联系新生班级"})
    walk.does("contact_opinion", "m1", "2025-06-18", OPINION)
    assert findings(walk.case, "contact_opinion")["PM-11-4"] == verdict


def since(day: str) -> Any:
    """An activist of a day."""
    return fact("filing", day, outcome="approved")


def reports(entered: str, on: str, *quarters: str) -> Finding:
    """What the rule on reports says of an activist with these reports."""
    given = [fact("thought_report", "2025-12-01", {"quarter": quarter}) for quarter in quarters]
    return cultivating.reports_complete(situation(on, since(entered), *given))


@boundary(
    "PM-11-5",
    "entered, on, written, missing",
    [
        ("2024-12-18", "2026-01-01", (), ("2025Q1", "2025Q2", "2025Q3", "2025Q4")),
        ("2025-02-15", "2025-04-01", (), ("2025Q1",)),
        ("2024-12-18", "2025-12-22", ("2025Q1", "2025Q3"), ("2025Q2",)),
        ("2024-12-18", "2025-07-01", ("2025Q1", "2025Q1", "2025Q1"), ("2025Q2",)),
    ],
)
def test_each_quarter_that_is_over_has_a_report(
    entered: str, on: str, written: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    finding = reports(entered, on, *written)
    assert (finding.verdict, finding.params["missing"]) == (Verdict.UNMET, missing)


def test_quarters_at_their_edges() -> None:
    assert reports("2025-02-16", "2025-04-01").params["missing"] == ()
    assert reports("2024-12-18", "2025-03-31").params["missing"] == ()
    assert reports("2024-12-18", "2025-04-01").params["missing"] == ("2025Q1",)
    assert reports("2024-12-18", "2025-12-22", "2025Q1", "2025Q2", "2025Q3").verdict is Verdict.MET


def test_a_late_report_makes_good_and_discharges_its_duty() -> None:
    walk = activist(college()).does("thought_report", "t1", "2025-04-20", REPORT)
    assert findings(walk.case, "thought_report")["PM-11-5"] == "met"
    owed = Duty.objects.get(case=walk.case, name="thought_report", period="2025Q1")
    assert (owed.due_on, owed.discharged_on) == (date(2025, 3, 31), date(2025, 4, 20))


def test_reports_are_laid_out_by_the_quarter() -> None:
    walk = activist(college())
    owed = Duty.objects.filter(case=walk.case, name="thought_report").order_by("due_on")
    assert list(owed.values_list("period", flat=True)[:4]) == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
    assert [duty.period for duty in owed][-1] == "2029Q3"  # five years are laid out


@pytest.mark.parametrize("quarter", ["2025Q2", "2024Q3"])
def test_a_report_is_of_a_quarter_that_has_begun(quarter: str) -> None:
    walk = activist(college())
    ahead = {**REPORT, "quarter": quarter}
    assert walk.refuses("thought_report", "t1", "2025-03-31", ahead) == ["report.quarter_begun"]


@boundary("PM-11-6", "left_out, verdict", [("life", "warned"), ("", "met")])
def test_a_report_without_one_of_its_parts_is_pointed_out(left_out: str, verdict: str) -> None:
    report = {**REPORT, left_out: " "} if left_out else REPORT
    walk = activist(college()).does("thought_report", "t1", "2025-03-31", report)
    assert findings(walk.case, "thought_report")["PM-11-6"] == verdict


def test_a_report_is_a_scan_or_words_and_never_nothing() -> None:
    walk, bare = activist(college()), {"quarter": "2025Q1"}
    assert walk.refuses("thought_report", "t1", "2025-03-31", {**bare, "life": " "}) == [
        "report.says_something"
    ]
    walk.does("thought_report", "t1", "2025-03-31", bare, files=("ab" * 32,))


# ── Article 12 ──


@boundary(
    "PM-12-1",
    "contacts, rules",
    [
        ([], ["PM-12-1"]),
        (["m1"], []),
        (["m1", "m2"], []),
        (["m1", "m2", "m3"], ["PM-12-1"]),
    ],
)
def test_one_or_two_accompany_an_activist(contacts: list[str], rules: list[str]) -> None:
    walk = activist(college())
    assert walk.refuses("contacts", "o1", "2024-12-18", {"contacts": contacts}) == rules


@boundary(
    "PM-12-2",
    "standing, left, rules",
    [
        ("probationary", False, ["PM-12-2"]),
        ("full_member", False, []),
        ("full_member", True, ["PM-12-2"]),
    ],
)
def test_contact_persons_are_full_members_of_the_branch(
    standing: str,
    left: bool,
    rules: list[str],
) -> None:
    number = {"probationary": "y1", "full_member": "m1"}[standing]
    if not left:
        walk = activist(college())
        assert walk.refuses("contacts", "o1", "2024-12-18", {"contacts": [number]}) == rules
        return
    walk = accompanied()
    moved(walk, "m1", "2025-05-01")
    found = walk.refuses("contact_opinion", "m1", "2025-06-18", OPINION)
    assert [rule for rule in found if rule.startswith("PM-")] == rules


def moved(walk: Walk, number: str, day: str) -> None:
    """Somebody goes to another branch."""
    held = walk.world[number].memberships.get(tree="party", to_on=None)
    held.to_on = date.fromisoformat(day)
    held.save()
    unit = walk.world.units["other_branch"]
    walk.world[number].memberships.create(tree="party", unit=unit, standing=held.standing, from_on=held.to_on)


def test_a_case_follows_its_subject_to_another_branch_from_the_day_of_the_move() -> None:
    walk, work = activist(college()), {"task": "联系宿舍"}
    moved(walk, walk.subject.number, "2025-01-10")
    assert walk.refuses("social_work", "o1", "2025-01-10", work) == ["act.not_yours"]
    walk.does("social_work", "x1", "2025-01-10", work)
    assert walk.refuses("social_work", "x1", "2025-01-09", work) == ["act.not_yours"]
    walk.does("social_work", "o1", "2025-01-09", work)


@boundary("PM-12-3", "left_out, verdict", [("introduce", "recorded"), ("", "met")])
def test_duties_left_blank_are_recorded(left_out: str, verdict: str) -> None:
    opinion = {**OPINION, left_out: ""} if left_out else OPINION
    walk = accompanied().does("contact_opinion", "m1", "2025-06-18", opinion)
    assert findings(walk.case, "contact_opinion")["PM-12-3"] == verdict


def opinions(on: str, *periods: str) -> Finding:
    """What the rule on opinions says of an activist of 2024-12-18 with these opinions."""
    given = [fact("contact_opinion", "2025-06-18", {"period": period}) for period in periods]
    return cultivating.opinions_complete(situation(on, since("2024-12-18"), *given))


@boundary(
    "PM-12-4",
    "on, written, missing",
    [
        ("2025-12-19", (), (date(2025, 6, 18), date(2025, 12, 18))),
        ("2025-12-22", ("2025-06-18",), (date(2025, 12, 18),)),
    ],
)
def test_each_half_year_has_an_opinion(on: str, written: tuple[str, ...], missing: tuple[date, ...]) -> None:
    finding = opinions(on, *written)
    assert (finding.verdict, finding.params["missing"]) == (Verdict.UNMET, missing)
    assert finding.override == "branch_secretary"


def test_half_years_at_their_edges() -> None:
    assert opinions("2025-06-18").params["missing"] == ()
    assert opinions("2025-06-19").params["missing"] == (date(2025, 6, 18),)
    assert opinions("2025-12-19", "2025-06-18", "2025-12-18").verdict is Verdict.MET


def test_an_opinion_names_its_half_year() -> None:
    walk = accompanied()
    wrong = {**OPINION, "period": "2025-06-30"}
    assert walk.refuses("contact_opinion", "m1", "2025-06-18", wrong) == ["opinion.of_a_period"]
    walk.does("contact_opinion", "m1", "2025-07-01", OPINION)
    owed = Duty.objects.get(case=walk.case, name="contact_opinion", period="2025-06-18")
    assert (owed.due_on, owed.discharged_on) == (date(2025, 6, 18), date(2025, 7, 1))


@boundary("PM-12-5", "shortcomings, rules", [("无", ["PM-12-5"]), ("学习不够系统", [])])
def test_an_opinion_names_a_shortcoming(shortcomings: str, rules: list[str]) -> None:
    opinion = {**OPINION, "shortcomings": shortcomings}
    assert accompanied().refuses("contact_opinion", "m1", "2025-06-18", opinion) == rules


@pytest.mark.parametrize("part", STATED)
def test_each_part_of_an_opinion_is_stated(part: str) -> None:
    opinion = {**OPINION, part: " "}
    assert accompanied().refuses("contact_opinion", "m1", "2025-06-18", opinion) == ["PM-12-5"]


def test_only_a_contact_person_writes_an_opinion() -> None:
    found = accompanied().refuses("contact_opinion", "m2", "2025-06-18", OPINION)
    assert found == ["act.not_yours"]


@boundary("PM-12-6", "given, verdict", [(False, Verdict.UNMET), (True, Verdict.MET)])
def test_the_plan_waits_for_an_opinion_and_a_no_is_one(given: bool, verdict: Verdict) -> None:
    said = [fact("plan_opinion", "2025-12-01", {"year": 2026, "view": "disagree"})] if given else []
    listed = situation("2025-12-01", *said, data={"year": 2026, "ground": "支委会的说明"})
    assert cultivating.plan_opinion_given(listed).verdict is verdict


def test_a_contact_person_says_whether_somebody_can_be_listed() -> None:
    said = {"year": 2026, "view": "disagree", "ground": "还需锻炼"}
    walk = accompanied().does("plan_opinion", "m1", "2025-11-20", said)
    kept = Entry.objects.get(case=walk.case, act="plan_opinion")
    assert kept.facts == {"year": 2026, "view": "disagree"}
    assert findings(walk.case, "plan_opinion") == {"PM-12-6": "met"}


def test_an_activist_leaves_on_graduation() -> None:
    papers = ["application", "activist_form", "thought_reports", "training_certificate"]
    handed = {"kinds": papers, "papers": "清单", "receiver": "新单位党组织", "receipt": "回1"}
    walk = accompanied().does("graduation", "o1", "2025-06-25", handed)
    assert (walk.row().status, walk.row().end) == ("ended", "left")
    assert not Duty.objects.filter(case=walk.case, lapsed=False, discharged_on=None).exists()


def contact(*held: Any) -> Situation:
    """A contact person of these standings is named."""
    person = PersonView(id=9, number="m9", name="人m9", standings=held)
    return situation("2025-01-01", data={"contacts": ["m9"]}, people={"m9": person})


def test_nobody_serves_who_is_not_a_member_that_day() -> None:
    assert cultivating.contacts_are_members(contact()).params["unfit"] == ("人m9",)
    gone = contact(stands("party", "full_member", 1, until="2025-01-01"))
    assert cultivating.contacts_are_members(gone).verdict is Verdict.UNMET
    there = contact(stands("party", "full_member", 1, since="2025-01-01"))
    assert cultivating.contacts_are_members(there).verdict is Verdict.MET
