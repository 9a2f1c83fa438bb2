"""Article 13: the two routes onto the yearly plan, at their edges; article 12 on the opinion before it."""

from __future__ import annotations

from typing import Any

import pytest

from procedures.party_membership.rules import cultivating, eligibility
from tests.procedures.party_membership.records import appraised, competition, honour, post, ranked, result
from tests.procedures.party_membership.situations import boundary, fact, facts, person, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

DAY = "2025-12-01"
MET, UNMET, WARNED, OTHER = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE
TWICE = (honour("2025-03-01"), competition("2025-05-01"))
FILED = fact("filing", "2024-12-18", outcome="approved")
A: tuple[Fact, ...] = (ranked(6, 120), *TWICE)
B: tuple[Fact, ...] = (ranked(12, 31, "third"), *TWICE, post("2024-09-01"), appraised("2024-2025"))


def listed(*record: Fact, route: str = "A", on: str = DAY, active: bool = True, **more: Any) -> Situation:
    """Somebody whom the college lists by a route, with this record."""
    data = {"year": 2026, "route": route, "active": active, "ground": ""}
    return situation(on, FILED, *more.pop("known", ()), data=data, record=facts(*record), **more)


@boundary(
    "PM-13-1",
    "record, verdict",
    [(A, MET), ((ranked(7, 120), honour("2025-03-01"), post("2024-09-01")), UNMET)],
)
def test_one_of_two_routes_leads_onto_the_plan(record: tuple[Fact, ...], verdict: Verdict) -> None:
    assert eligibility.planned_by_a_route(listed(*record)).verdict is verdict


def test_what_each_route_still_lacks_is_named() -> None:
    finding = eligibility.planned_by_a_route(listed(ranked(7, 120), honour("2025-03-01")))
    assert finding.params == {
        "route": "A",
        "lacks_a": ("rank", "honours"),
        "lacks_b": ("cadre", "appraisal", "honours"),
    }


def test_an_undergraduate_names_a_route_and_a_graduate_does_not() -> None:
    assert eligibility.planned_by_a_route(listed(*A, route="")).verdict is UNMET
    graduate = listed(route="", subject=person(education="硕士研究生"))
    assert eligibility.planned_by_a_route(graduate).verdict is OTHER


def test_the_exception_of_article_21_stands_in_for_a_route() -> None:
    low = ranked(16, 31)
    assert eligibility.planned_by_a_route(listed(low, route="exception")).verdict is UNMET
    granted = fact("rank_exception", "2025-11-01", {"case": "某情形"}, outcome="approved")
    let_pass = listed(low, route="exception", known=[granted])
    assert eligibility.planned_by_a_route(let_pass).verdict is MET


@boundary(
    "PM-13-2",
    "rank, size, verdict",
    [(6, 120, MET), (7, 120, UNMET), (5, 119, MET), (6, 119, UNMET), (1, 19, UNMET)],
)
def test_route_a_lies_within_the_first_twentieth(rank: int, size: int, verdict: Verdict) -> None:
    finding = eligibility.plan_a_ranked(listed(ranked(rank, size)))
    assert (finding.verdict, finding.params["year"]) == (verdict, "2024-2025")


def test_the_last_published_year_counts() -> None:
    earlier, later = ranked(1, 120, year="2023-2024"), ranked(9, 120, on="2025-12-02")
    assert eligibility.plan_a_ranked(listed(earlier, later)).params["year"] == "2023-2024"
    assert eligibility.plan_a_ranked(listed(earlier, later, on="2025-12-02")).verdict is UNMET
    unranked = result("2024-2025", scholarship="first")
    assert eligibility.plan_a_ranked(listed(earlier, unranked)).verdict is MET


def test_without_a_record_the_rank_is_asked_for() -> None:
    finding = eligibility.plan_a_ranked(listed())
    assert (finding.verdict, finding.message) == (UNMET, "record.no_rank")


@boundary("PM-13-3", "scholarship, verdict", [("first", MET), ("second", UNMET), ("special", MET)])
def test_route_a_has_a_first_class_scholarship(scholarship: str, verdict: Verdict) -> None:
    finding = eligibility.plan_a_scholarship(listed(ranked(1, 120, scholarship)))
    assert (finding.verdict, finding.params["found"]) == (verdict, scholarship)


@boundary(
    "PM-13-4",
    "awards, verdict",
    [
        (TWICE, MET),
        ((honour("2025-03-01"),), UNMET),
        ((competition("2025-03-01"), competition("2025-05-01")), MET),
    ],
)
def test_honours_and_competitions_count_together(awards: tuple[Fact, ...], verdict: Verdict) -> None:
    assert eligibility.plan_a_honoured(listed(*awards)).verdict is verdict


def test_awards_count_from_their_day() -> None:
    tomorrow = honour("2025-12-02", title="明天的")
    finding = eligibility.plan_a_honoured(listed(honour("2025-12-01", title="今天的"), tomorrow))
    assert finding.params == {"count": 1, "least": 2, "awards": ("今天的",)}


@boundary("PM-13-5", "course, verdict", [("", UNMET), ("2024-12-22", MET)])
def test_the_plan_asks_for_the_course(course: str, verdict: Verdict) -> None:
    known = [fact("course", course)] if course else []
    assert eligibility.plan_after_the_course(listed(known=known)).verdict is verdict


@pytest.mark.parametrize(("on", "verdict"), [("2027-12-22", MET), ("2027-12-23", UNMET)])
def test_the_certificate_of_the_course_is_valid_for_three_years(on: str, verdict: Verdict) -> None:
    course = fact("course", "2024-12-22")
    assert eligibility.plan_after_the_course(listed(on=on, known=[course])).verdict is verdict


def reports(*handed_in: str) -> list[Fact]:
    """Reports of 2025, each on its day."""
    return [
        fact("thought_report", day, {"quarter": f"2025Q{number}"})
        for number, day in enumerate(handed_in, start=1)
    ]


@boundary(
    "PM-13-6",
    "handed_in, active, verdict",
    [
        (("2025-03-31", "2025-07-01", "2025-09-30"), True, WARNED),
        (("2025-03-31", "2025-06-30"), True, UNMET),
        (("2025-03-31", "2025-06-30", "2025-09-30"), False, UNMET),
    ],
)
def test_reports_are_complete_and_route_a_is_active(
    handed_in: tuple[str, ...], active: bool, verdict: Verdict
) -> None:
    finding = eligibility.plan_with_reports(listed(active=active, known=reports(*handed_in)))
    assert (finding.verdict, finding.needs_reason) == (verdict, False)


def test_a_late_report_is_named_and_activity_is_not_asked_of_route_b() -> None:
    known = reports("2025-03-31", "2025-07-01", "2025-09-30")
    finding = eligibility.plan_with_reports(listed(route="B", active=False, known=known))
    assert (finding.verdict, finding.params["late"]) == (WARNED, ("2025Q2",))
    again = fact("thought_report", "2025-07-05", {"quarter": "2025Q1"})
    assert eligibility.plan_with_reports(listed(known=[*known, again])).params["late"] == ("2025Q2",)


@boundary("PM-13-7", "main, verdict", [(False, UNMET), (True, MET)])
def test_route_b_is_a_main_cadre(main: bool, verdict: Verdict) -> None:
    assert eligibility.plan_b_cadre(listed(post("2025-09-01", main=main), route="B")).verdict is verdict


@boundary("PM-13-8", "grade, verdict", [("good", UNMET), ("excellent", MET)])
def test_route_b_is_appraised_excellent_in_the_last_year(grade: str, verdict: Verdict) -> None:
    record = (appraised("2023-2024", "good"), appraised("2024-2025", grade))
    finding = eligibility.plan_b_appraised(listed(*record, route="B"))
    assert (finding.verdict, finding.params["year"]) == (verdict, "2024-2025")


@boundary("PM-13-9", "rank, size, verdict", [(12, 31, MET), (13, 31, UNMET), (12, 30, MET)])
def test_route_b_lies_within_two_fifths(rank: int, size: int, verdict: Verdict) -> None:
    assert eligibility.plan_b_ranked(listed(ranked(rank, size), route="B")).verdict is verdict


@boundary("PM-13-10", "scholarship, verdict", [("third", MET), ("single", UNMET)])
def test_route_b_has_a_scholarship_of_the_third_class(scholarship: str, verdict: Verdict) -> None:
    found = eligibility.plan_b_scholarship(listed(ranked(1, 31, scholarship), route="B"))
    assert found.verdict is verdict
    assert eligibility.plan_b_scholarship(listed(ranked(1, 31, "excellence"), route="B")).verdict is UNMET


@boundary(
    "PM-13-11",
    "awards, verdict",
    [
        (TWICE, MET),
        ((honour("2025-03-01"),), UNMET),
        ((competition("2025-03-01"), competition("2025-05-01")), MET),
    ],
)
def test_route_b_counts_awards_in_the_same_way(awards: tuple[Fact, ...], verdict: Verdict) -> None:
    assert eligibility.plan_b_honoured(listed(*awards, route="B")).verdict is verdict


def test_nobody_is_judged_by_the_route_of_another() -> None:
    by_a, by_b = listed(*B, route="A"), listed(*A, route="B")
    assert eligibility.plan_b_cadre(by_a).verdict is OTHER
    assert eligibility.plan_a_ranked(by_b).verdict is OTHER
    assert eligibility.planned_by_a_route(listed(*B, route="B")).verdict is MET


def test_a_no_of_the_contact_person_is_explained_by_the_committee() -> None:
    said = fact("plan_opinion", "2025-11-20", {"year": 2026, "view": "disagree"})
    unexplained = listed(known=[said])
    assert cultivating.plan_opinion_given(unexplained).verdict is UNMET
    data = {**unexplained.data, "ground": "支委会认为已有明显进步"}
    assert cultivating.plan_opinion_given(situation(DAY, said, data=data)).verdict is MET
