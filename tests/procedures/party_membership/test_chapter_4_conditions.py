"""Article 16: the year of cultivation, who is heard, and the two routes of undergraduates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import listing, routes
from tests.procedures.party_membership.records import (
    appraised,
    competition,
    honour,
    post,
    ranked,
)
from tests.procedures.party_membership.situations import boundary, configured, fact, facts, person, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

DAY = "2025-12-22"
MET, UNMET, WARNED, OTHER = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE
FILED = fact("filing", "2024-12-18", outcome="approved")
COURSE = fact("course", "2024-12-22")
SCHOOL = fact("pre_course", "2025-12-07")
A: tuple[Fact, ...] = (ranked(6, 120), honour("2025-03-01", "university"))
TERMS = (post("2023-07-01", "2024-07-01"), post("2024-06-01", "2025-07-01", title="学生会部长"))
B: tuple[Fact, ...] = (
    ranked(12, 31, "third"),
    *(honour("2025-03-01", "university"), competition("2025-05-01")),
    *TERMS,
    *(appraised("2023-2024"), appraised("2024-2025")),
)
GRADUATE = person(education="硕士研究生")


def case(*record: Fact, on: str = DAY, known: tuple[Fact, ...] = (), **more: Any) -> Situation:
    """An activist who was trained, with this record."""
    return situation(on, FILED, COURSE, *known, record=facts(*record), **more)


def on_plan(route: str, **said: Any) -> Fact:
    """The listing in the plan of 2026."""
    return fact("plan_listing", "2025-12-01", {"year": 2026, "route": route, "active": True, **said})


# ── Everybody ──


@boundary("PM-16-1", "known, verdict", [((), UNMET), ((COURSE,), MET)])
def test_nobody_is_listed_without_the_course(known: tuple[Fact, ...], verdict: Verdict) -> None:
    assert listing.after_the_course(situation(DAY, FILED, *known)).verdict is verdict


@boundary(
    "PM-16-2",
    "on, anchor, verdict",
    [
        ("2025-12-22", "later_of(activist, activist_course)", MET),
        ("2025-12-21", "later_of(activist, activist_course)", UNMET),
        ("2025-12-18", "activist", MET),
    ],
)
def test_the_year_runs_from_the_later_of_decision_and_course(on: str, anchor: str, verdict: Verdict) -> None:
    edition = configured("candidate.min_cultivation_months", options={"from": anchor})
    finding = listing.cultivated_a_year(case(on=on, edition=edition))
    assert (finding.verdict, finding.params["earliest_on"]) == (verdict, finding.earliest_on)


def test_the_year_may_run_from_the_course_and_ends_with_a_shorter_february() -> None:
    edition = configured("candidate.min_cultivation_months", options={"from": "activist_course"})
    late = fact("course", "2024-02-29")
    assert listing.cultivated_a_year(situation(DAY, FILED, late, edition=edition)).earliest_on == date(
        2025, 2, 28
    )


@boundary(
    "PM-16-3",
    "members, missing",
    [(20, ("masses",)), (5, ())],
)
def test_four_sides_are_heard(members: int, missing: tuple[str, ...]) -> None:
    heard = fact("forum", "2025-12-19", {"attended": 20, "members": members}, outcome="supported")
    opinion = fact("contact_opinion", "2025-12-18", {"period": "2025-12-18"})
    group = fact("group_opinion", "2025-12-20", {"body": "branch", "view": "agree"})
    assert listing.all_sides_heard(case(known=(heard, opinion, group))).params["missing"] == missing
    alone = listing.all_sides_heard(case(known=(heard,))).params["missing"]
    assert alone == ("party_group", "contact", *missing)


@boundary(
    "PM-16-18",
    "at_risk, verdict",
    [(True, UNMET), (False, MET)],
)
def test_who_will_not_graduate_is_not_listed(at_risk: bool, verdict: Verdict) -> None:
    said = fact("graduation_risk", "2025-11-01", {"at_risk": at_risk})
    finding = listing.will_graduate(case(said))
    assert (finding.verdict, finding.override) == (verdict, None)
    assert listing.will_graduate(case(said, subject=GRADUATE)).verdict is verdict


def test_the_last_word_on_graduation_counts_as_of_its_day() -> None:
    warned = fact("graduation_risk", "2025-11-01", {"at_risk": True})
    lifted = fact("graduation_risk", "2025-12-22", {"at_risk": False})
    assert listing.will_graduate(case(warned, lifted)).verdict is MET
    assert listing.will_graduate(case(warned, lifted, on="2025-12-21")).verdict is UNMET


# ── Undergraduates ──


@boundary(
    "PM-16-7",
    "record, known, verdict",
    [
        ((ranked(14, 31), honour("2025-03-01", "university")), (), UNMET),
        ((ranked(16, 31),), (fact("rank_exception", "2025-12-01", {}, outcome="approved"),), MET),
    ],
)
def test_between_two_and_three_fifths_there_is_no_way(
    record: tuple[Fact, ...], known: tuple[Fact, ...], verdict: Verdict
) -> None:
    finding = routes.by_a_route(case(*record, known=known))
    assert (finding.verdict, finding.override) == (verdict, "university_org")


def test_either_route_is_enough_and_what_each_lacks_is_named() -> None:
    assert routes.by_a_route(case(*A)).verdict is MET
    assert routes.by_a_route(case(*B)).verdict is MET
    finding = routes.by_a_route(case(ranked(7, 120), known=(on_plan("A"),)))
    assert finding.params == {
        "route": "A",
        "lacks_a": ("rank", "honours"),
        "lacks_b": ("cadre", "appraisal", "honours"),
    }


def test_the_route_that_holds_is_asked_else_the_one_of_the_plan() -> None:
    changed = case(*B, known=(on_plan("A"),))
    assert (routes.a_ranked(changed).verdict, routes.b_ranked(changed).verdict) == (OTHER, MET)
    neither = case(ranked(13, 31), known=(on_plan("B"),))
    assert (routes.a_ranked(neither).verdict, routes.b_ranked(neither).verdict) == (OTHER, UNMET)
    unplanned = case(ranked(13, 31))
    assert {routes.a_ranked(unplanned).verdict, routes.b_ranked(unplanned).verdict} == {OTHER}


def test_an_exception_leaves_no_condition_of_a_route() -> None:
    granted = fact("override", "2025-12-20", {"rule": "PM-16-7", "bodies": ["university_org"]})
    let_pass = case(ranked(13, 31), known=(on_plan("B"), granted))
    assert routes.by_a_route(let_pass).verdict is Verdict.OVERRIDDEN
    assert routes.b_ranked(let_pass).verdict is OTHER
    reviewed = fact("rank_exception", "2025-12-01", {}, outcome="approved")
    assert routes.a_ranked(case(ranked(16, 31), known=(on_plan("A"), reviewed))).verdict is OTHER


@boundary("PM-16-8", "known, verdict", [((SCHOOL,), MET), ((), UNMET)])
def test_the_party_schools_course_comes_before_listing(known: tuple[Fact, ...], verdict: Verdict) -> None:
    finding = routes.trained_before(case(known=known))
    assert (finding.verdict, finding.override) == (verdict, "college_committee")
    assert routes.trained_before(case(known=known, subject=GRADUATE)).verdict is OTHER


PLANNED_A, PLANNED_B = (on_plan("A"),), (on_plan("B"),)


@boundary("PM-16-9", "rank, verdict", [(6, MET), (7, UNMET)])
def test_route_a_lies_within_the_first_twentieth(rank: int, verdict: Verdict) -> None:
    record = (ranked(rank, 120), honour("2025-03-01", "university"))
    assert routes.a_ranked(case(*record, known=PLANNED_A)).verdict is verdict


@boundary("PM-16-10", "scholarship, verdict", [("second", UNMET), ("first", MET)])
def test_route_a_has_a_first_class_scholarship(scholarship: str, verdict: Verdict) -> None:
    record = (ranked(1, 120, scholarship), honour("2025-03-01", "university"))
    assert routes.a_scholarship(case(*record, known=PLANNED_A)).verdict is verdict


@boundary(
    "PM-16-11",
    "awards, verdict",
    [
        ((honour("2025-03-01"), honour("2025-05-01")), UNMET),
        ((honour("2025-03-01", "university"),), MET),
        ((competition("2025-03-01"),), MET),
    ],
)
def test_route_a_has_an_honour_of_the_university_or_a_competition(
    awards: tuple[Fact, ...], verdict: Verdict
) -> None:
    assert routes.a_honoured(case(ranked(1, 120), *awards, known=PLANNED_A)).verdict is verdict


@boundary(
    "PM-16-12",
    "posts, months, verdict",
    [
        ((post("2023-07-01", "2025-07-01"),), 24, MET),
        ((post("2023-07-01", "2025-06-01"),), 23, UNMET),
        ((post("2023-07-01", "2024-07-01"), post("2024-06-01", "2025-06-01", title="部长")), 23, UNMET),
    ],
)
def test_two_years_in_a_main_post_days_in_two_posts_counted_once(
    posts: tuple[Fact, ...], months: int, verdict: Verdict
) -> None:
    finding = routes.b_served(case(*posts, known=PLANNED_B))
    assert (finding.verdict, finding.params["months"]) == (verdict, months)


@pytest.mark.parametrize(
    ("posts", "on", "months"),
    [
        ((post("2023-12-22"),), "2025-12-21", 24),  # the day itself is the last of the second year
        ((post("2023-12-23"),), "2025-12-21", 23),
        ((post("2023-01-01", "2024-01-01"), post("2024-09-01", "2025-09-01")), DAY, 23),  # 731 days less one
        ((post("2024-01-01", "2025-01-01"), post("2025-03-01", "2026-03-01")), "2026-03-01", 24),
        ((post("2023-07-01", "2025-07-01", main=False),), DAY, 0),
        ((post("2026-01-01"),), DAY, 0),
        ((), DAY, 0),
    ],
)
def test_terms_are_laid_end_to_end(posts: tuple[Fact, ...], on: str, months: int) -> None:
    assert routes.b_served(case(*posts, on=on, known=PLANNED_B)).params["months"] == months


@boundary(
    "PM-16-13",
    "grades, verdict",
    [(("good", "excellent"), UNMET), (("excellent", "excellent"), MET)],
)
def test_every_appraisal_is_excellent(grades: tuple[str, str], verdict: Verdict) -> None:
    record = (appraised("2023-2024", grades[0]), appraised("2024-2025", grades[1]))
    assert routes.b_appraised(case(*record, known=PLANNED_B)).verdict is verdict
    assert routes.b_appraised(case(known=PLANNED_B)).message == "record.no_appraisal"


@boundary("PM-16-14", "rank, verdict", [(12, MET), (13, UNMET)])
def test_route_b_lies_within_two_fifths(rank: int, verdict: Verdict) -> None:
    assert routes.b_ranked(case(ranked(rank, 31, "third"), known=PLANNED_B)).verdict is verdict


@boundary("PM-16-15", "scholarship, verdict", [("third", MET), ("none", UNMET)])
def test_route_b_has_a_scholarship(scholarship: str, verdict: Verdict) -> None:
    assert routes.b_scholarship(case(ranked(1, 31, scholarship), known=PLANNED_B)).verdict is verdict


@boundary(
    "PM-16-16",
    "awards, verdict",
    [
        ((honour("2025-03-01", "university"), competition("2025-05-01")), MET),
        ((honour("2025-03-01", "university"),), UNMET),
    ],
)
def test_route_b_has_two_awards(awards: tuple[Fact, ...], verdict: Verdict) -> None:
    assert routes.b_honoured(case(*awards, known=PLANNED_B)).verdict is verdict


def reports(*quarters: str, last: str = "2025-09-30") -> tuple[Fact, ...]:
    """Reports of these quarters, handed in on one day."""
    return tuple(fact("thought_report", last, {"quarter": quarter}) for quarter in quarters)


@boundary(
    "PM-16-17",
    "known, verdict",
    [
        (reports("2025Q1", "2025Q3", last="2025-03-31"), UNMET),
        (reports("2025Q1", "2025Q2", "2025Q3", last="2025-03-31"), MET),
    ],
)
def test_no_report_is_missing(known: tuple[Fact, ...], verdict: Verdict) -> None:
    assert routes.listed_with_reports(case(known=known)).verdict is verdict


def test_a_late_report_counts_and_route_a_is_active() -> None:
    late = reports("2025Q1", "2025Q2", "2025Q3")
    finding = routes.listed_with_reports(case(*A, known=(*late, on_plan("A"))))
    assert (finding.verdict, finding.params["late"]) == (WARNED, ("2025Q1", "2025Q2"))
    idle = on_plan("B", active=False)
    assert routes.listed_with_reports(case(*A, known=(*late, idle))).verdict is UNMET
    assert routes.listed_with_reports(case(*B, known=(*late, idle))).verdict is WARNED
