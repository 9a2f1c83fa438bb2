"""Articles 32 to 35: oath, branch, education, analyses, the year, and what a conversion asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import converting, probation
from procedures.party_membership.rules import known_probation as known
from tests.procedures.party_membership.probationers import analysed, member, proposed
from tests.procedures.party_membership.situations import boundary, fact, facts, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

MET, UNMET, WARNED = Verdict.MET, Verdict.UNMET, Verdict.WARNED


# ── Articles 32 to 34 ──


@boundary(
    "PM-32-1", "on, verdict", [("2026-03-01", Verdict.RECORDED), ("2026-03-02", MET), ("2026-05-04", MET)]
)
def test_the_oath_follows_the_approval(on: str, verdict: Verdict) -> None:
    asked = member(on)
    assert probation.sworn_after_the_approval(asked).verdict is verdict
    assert known.began_on(asked) == date(2026, 1, 5)


@boundary("PM-33-1", "on, verdict", [("2026-04-01", MET), ("2026-04-02", WARNED)])
def test_a_new_member_is_assigned_within_thirty_days(on: str, verdict: Verdict) -> None:
    assert probation.assigned_in_time(member(on)).verdict is verdict


@boundary("PM-33-2", "quarters, missing", [(("2026Q1",), ("2026Q2",)), (("2026Q1", "2026Q2"), ())])
def test_a_member_reports_each_quarter(quarters: tuple[str, ...], missing: tuple[str, ...]) -> None:
    reports = [fact("probation_report", "2026-06-20", {"quarter": each}) for each in quarters]
    finding = probation.reported_each_quarter(member("2026-07-01", *reports))
    assert (finding.params["missing"], finding.verdict) == (missing, WARNED if missing else MET)


@boundary(
    "PM-33-3",
    "hours, verdict",
    [((15,), UNMET), ((10, 6), MET), ((8, 8), MET)],
)
def test_sixteen_hours_a_year(hours: tuple[int, ...], verdict: Verdict) -> None:
    held = [fact("education", "2026-06-01", {"hours": each}) for each in hours]
    assert probation.educated_enough(member("2027-01-05", *held)).verdict is verdict


@pytest.mark.parametrize(
    ("on", "hours"), [("2026-01-04", 0), ("2026-01-05", 8), ("2027-01-04", 8), ("2027-01-05", 0)]
)
def test_hours_count_within_the_year_of_probation(on: str, hours: int) -> None:
    finding = probation.educated_enough(member("2027-01-05", fact("education", on, {"hours": 8})))
    assert finding.params["hours"] == hours


def test_an_extension_asks_for_no_hours() -> None:
    asked = member("2027-01-05", proposed("extend", months=6))
    assert probation.educated_enough(asked).verdict is Verdict.NOT_APPLICABLE


@boundary("PM-34-1", "opened, verdict", [(False, UNMET), (True, MET)])
def test_an_analysis_is_written_in_the_form(opened: bool, verdict: Verdict) -> None:
    form = [fact("probation_form", "2026-03-02", {"form_number": "1"})] if opened else []
    assert probation.probation_form_opened(member("2026-04-01", *form)).verdict is verdict


@boundary(
    "PM-34-2",
    "met, approved, on, missing",
    [
        ("2026-01-05", "2026-01-20", "2027-01-05", ("2026Q1", "2026Q2", "2026Q3", "2026Q4")),
        ("2026-02-15", "2026-02-20", "2026-04-01", ("2026Q1",)),
        ("2026-01-05", "2026-01-20", "2027-01-05", ("2026Q3",)),
    ],
)
def test_each_quarter_is_analysed(met: str, approved: str, on: str, missing: tuple[str, ...]) -> None:
    done = [
        analysed(quarter, "2027-01-02")
        for quarter in ("2026Q1", "2026Q2", "2026Q4")
        if missing == ("2026Q3",)
    ]
    finding = probation.analysed_each_quarter(member(on, *done, met=met, approved=approved))
    assert (finding.params["missing"], finding.verdict) == (missing, UNMET)


@pytest.mark.parametrize(
    ("met", "approved", "on", "over"),
    [
        ("2026-02-16", "2026-02-20", "2026-04-01", []),
        ("2026-02-16", "2026-02-20", "2026-07-01", ["2026Q2"]),
        ("2026-01-05", "2026-03-31", "2026-04-01", ["2026Q1"]),
        ("2026-01-05", "2026-04-01", "2026-04-02", []),
        ("2026-01-05", "2026-01-20", "2026-03-31", []),
    ],
)
def test_quarters_of_a_probation(met: str, approved: str, on: str, over: list[str]) -> None:
    asked = member(on, met=met, approved=approved)
    assert [str(each) for each in probation.quarters_over(asked)] == over


def test_an_analysis_made_good_counts() -> None:
    asked = member("2026-07-10", analysed("2026Q1", "2026-07-09"), analysed("2026Q2", "2026-07-09"))
    assert probation.analysed_each_quarter(asked).verdict is MET


@boundary("PM-34-3", "on, verdict", [("2026-04-15", MET), ("2026-04-16", WARNED)])
def test_a_problem_is_talked_about_within_two_weeks(on: str, verdict: Verdict) -> None:
    asked = member(on, analysed("2026Q1", "2026-04-01", "found"))
    assert probation.talked_about_problems(asked).verdict is verdict


def test_a_talk_answers_the_problems_before_it() -> None:
    talk = fact("problem_talk", "2026-04-10", {})
    asked = member("2026-07-20", analysed("2026Q1", "2026-04-01", "found"), talk)
    assert probation.talked_about_problems(asked).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("quarter", "verdict"), [("2025Q4", UNMET), ("2026Q1", MET), ("2026Q2", MET), ("2026Q3", UNMET)]
)
def test_a_quarter_of_the_probation_that_has_begun(quarter: str, verdict: Verdict) -> None:
    asked = member("2026-06-30", data={"quarter": quarter})
    assert probation.quarter_of_the_probation(asked).verdict is verdict


# ── Article 35: the year ──


@boundary(
    "PM-35-1",
    "met, on, verdict",
    [
        ("2026-01-07", "2027-01-06", UNMET),
        ("2026-01-07", "2027-01-07", MET),
        ("2024-02-29", "2025-02-28", MET),
    ],
)
def test_a_probation_lasts_a_year(met: str, on: str, verdict: Verdict) -> None:
    assert converting.year_is_over(member(on, met=met, approved=met)).verdict is verdict


def test_the_last_day_is_the_eve_of_the_anniversary() -> None:
    finding = converting.year_is_over(member("2025-02-27", met="2024-02-29", approved="2024-03-10"))
    assert (finding.params["last_on"], finding.earliest_on) == (date(2025, 2, 27), date(2025, 2, 28))


@boundary("PM-35-2", "effective, verdict", [("2026-01-07", MET), ("2026-03-02", UNMET)])
def test_the_probation_counts_from_the_meeting(effective: str, verdict: Verdict) -> None:
    meeting = fact("admission_meeting", "2026-01-07", outcome="carried")
    approval = fact("university_approval", "2026-03-02", outcome="approved", effective=effective)
    oath = fact("oath", "2026-05-04", {})
    assert (
        converting.counted_from_the_meeting(situation("2027-01-07", meeting, approval, oath)).verdict
        is verdict
    )


@boundary(
    "PM-35-3",
    "on, verdict",
    [("2027-02-06", MET), ("2027-02-07", WARNED), ("2027-09-01", WARNED)],
)
def test_the_branch_debates_within_thirty_days(on: str, verdict: Verdict) -> None:
    asked = member(on, met="2026-01-07", approved="2026-03-02")
    assert converting.debated_in_time(asked).verdict is verdict
    assert known.free_on(asked) == date(2027, 1, 7)


# ── Article 35: what is asked of a conversion on time ──


def recorded(*given: Fact, on: str = "2027-01-05", **more: Any) -> Situation:
    """A member whose record holds these facts."""
    return member(on, record=facts(*given), **more)


def ranked(rank: int, size: int, on: str = "2026-10-20", **more: Any) -> Fact:
    """The result of a year, made known on a day."""
    return fact(
        "year_result", on, {"year": "2025-2026", "composite_rank": rank, "composite_size": size, **more}
    )


@boundary("PM-35-4", "result, verdict", [("", UNMET), ("completed", MET)])
def test_the_course_for_members_is_completed(result: str, verdict: Verdict) -> None:
    course = [fact("reeducation", "2026-11-01", {"result": result})] if result else []
    assert converting.trained_again(member("2027-01-05", *course)).verdict is verdict


@boundary("PM-35-5", "held, verdict", [(False, UNMET), (True, MET)])
def test_a_main_post_is_held(held: bool, verdict: Verdict) -> None:
    post = fact("post", "2025-09-01", {"title": "班长", "main": held, "to_on": None})
    assert converting.held_a_main_post(recorded(post)).verdict is verdict


@pytest.mark.parametrize(
    ("until", "posts"), [("2026-01-05", ()), ("2026-01-06", ("班长",)), (None, ("班长",))]
)
def test_a_post_reaches_into_the_probation(until: str | None, posts: tuple[str, ...]) -> None:
    post = fact("post", "2024-09-01", {"title": "班长", "main": True, "to_on": until})
    assert converting.held_a_main_post(recorded(post)).params["posts"] == posts


@boundary("PM-35-6", "grades, verdict", [("not_attested", UNMET), ("attested", MET)])
def test_marks_are_attested(grades: str, verdict: Verdict) -> None:
    opinion = fact("conversion_opinion", "2026-12-22", {"grades": grades})
    assert converting.grades_attested(member("2027-01-05", opinion)).verdict is verdict


@boundary("PM-35-7", "rank, size, verdict", [(9, 31, MET), (10, 31, UNMET), (9, 30, MET)])
def test_the_top_thirty_per_cent(rank: int, size: int, verdict: Verdict) -> None:
    finding = converting.ranked_in_the_top(recorded(ranked(rank, size)))
    assert (finding.verdict, finding.params["year"]) == (verdict, "2025-2026")


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2026-01-04", UNMET), ("2026-01-05", MET), ("2027-01-04", MET), ("2027-01-05", UNMET)],
)
def test_the_year_was_made_known_in_the_probation(on: str, verdict: Verdict) -> None:
    assert converting.ranked_in_the_top(recorded(ranked(1, 31, on))).verdict is verdict


def test_graduates_rank_by_their_appraisal() -> None:
    year = ranked(20, 31, appraisal_rank=3, appraisal_size=10)
    assert converting.ranked_in_the_top(recorded(year)).params["rank"] == 3


@boundary("PM-35-8", "won, verdict", [("third", MET), ("none", UNMET)])
def test_a_scholarship_of_the_third_class(won: str, verdict: Verdict) -> None:
    assert converting.won_a_scholarship(recorded(ranked(9, 31, scholarship=won))).verdict is verdict


@pytest.mark.parametrize(
    ("won", "verdict"), [("special", MET), ("first", MET), ("second", MET), ("single", UNMET)]
)
def test_higher_classes_count_and_others_do_not(won: str, verdict: Verdict) -> None:
    assert converting.won_a_scholarship(recorded(ranked(9, 31, scholarship=won))).verdict is verdict


@boundary(
    "PM-35-9",
    "kind, level, verdict",
    [("", "", UNMET), ("honour", "university", MET), ("honour", "college", UNMET)],
)
def test_one_honour_of_the_university(kind: str, level: str, verdict: Verdict) -> None:
    data = {"title": "优秀学生", "kind": kind, "level": level}
    won = [fact("honour", "2026-10-20", data)] if kind else []
    assert converting.won_an_honour(recorded(*won)).verdict is verdict


def test_an_award_of_a_college_competition_counts() -> None:
    data = {"title": "竞赛", "kind": "competition", "level": "college"}
    assert converting.won_an_honour(recorded(fact("honour", "2026-10-20", data))).verdict is MET


def test_conditions_are_asked_only_of_a_conversion() -> None:
    asked = member("2027-01-05", proposed("extend", months=6))
    verdicts = {each(asked).verdict for each in converting.CONDITIONS.values()}
    assert verdicts == {Verdict.NOT_APPLICABLE}
