"""Article 15: the yearly plan of a college, who stands in it, its report and its adjustment in June."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import known_candidates, planning
from tests.procedures.party_membership.planning import (
    DRAFTED,
    REPORTED,
    Plan,
    asked_for,
    graduate,
    trained,
)
from tests.procedures.party_membership.situations import boundary, fact, of_case, situation
from tests.procedures.party_membership.world import FAMILY, Walk, college, do, findings, refused
from tests.remembering import remembered
from workflows.models import Case, Entry, Matter, Unit
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation, UnitView

pytestmark = pytest.mark.django_db

MET, UNMET = Verdict.MET, Verdict.UNMET
JUNE = {"year": 2026, "total": 42, "ground": "名额调整"}


@remembered
def listable() -> Walk:
    """An activist whom the contact person would list."""
    return asked_for(graduate(trained(college())))


def planned(walk: Walk, total: int = 40) -> Plan:
    """A reported plan for 2026 with somebody else's names only."""
    return Plan(walk.world).drafted().reported(total=total)


def reported(plans: dict[str, Any], on: str, *known: Any) -> Situation:
    """A day in a college that has reported plans."""
    asked = situation(on, *known)
    unit = UnitView(9, "college_committee", "化工学院党委", {"plans": plans})
    return replace(asked, units={**asked.units, "college_committee": unit})


@boundary(
    "PM-3-3",
    "plans, verdict",
    [({}, UNMET), ({"2026": {"reported_on": "2025-12-01"}}, MET)],
)
def test_without_a_reported_plan_nobody_is_listed(plans: dict[str, Any], verdict: Verdict) -> None:
    assert planning.developed_by_plan(reported(plans, "2025-12-22")).verdict is verdict


def test_a_plan_counts_from_the_day_of_its_report() -> None:
    plans = {"2026": {"reported_on": "2025-12-01"}}
    assert planning.developed_by_plan(reported(plans, "2025-11-30")).verdict is UNMET
    assert planning.developed_by_plan(reported(plans, "2025-12-01")).verdict is MET


@boundary(
    "PM-15-3",
    "known, verdict",
    [((), UNMET), ((fact("plan_listing", "2026-06-20", {"year": 2026, "route": "A"}),), MET)],
)
def test_who_is_not_on_the_plan_waits_for_its_adjustment(known: tuple[Any, ...], verdict: Verdict) -> None:
    asked = reported({"2026": {"reported_on": "2025-12-01"}}, "2026-06-25", *known)
    finding = planning.on_the_plan(asked)
    assert (finding.verdict, finding.override) == (verdict, "college_committee+university_org")


def test_listing_looks_at_this_year_and_the_next_admission_at_this_one() -> None:
    plans = {str(year): {"reported_on": f"{year - 1}-12-01"} for year in (2025, 2026, 2027)}
    listing = [fact("plan_listing", "2025-11-28", {"year": 2026, "route": "A"})]
    assert planning.on_the_plan(reported(plans, "2025-12-22", *listing)).verdict is MET
    assert planning.on_the_plan(reported(plans, "2027-01-02", *listing)).verdict is UNMET
    candidate = fact("listing_filing", "2025-12-22", outcome="approved")
    assert planning.on_the_plan(reported(plans, "2025-12-31", *listing, candidate)).verdict is UNMET
    assert planning.on_the_plan(reported(plans, "2026-01-05", *listing, candidate)).verdict is MET


def test_a_case_learns_that_it_is_listed_and_that_it_is_struck_off() -> None:
    walk = listable()
    plan = Plan(walk.world).drafted().lists(walk)
    row = of_case(walk.row(), DRAFTED)
    assert known_candidates.planned(row, [2026]) is not None
    assert known_candidates.planned(row, [2027]) is None
    plan.does("strike", "2025-11-30", {"year": 2026}, cases={walk.case: {"ground": "本人请求推迟"}})
    assert known_candidates.planned(of_case(walk.row(), "2025-11-30"), [2026]) is None
    plan.lists(walk, "2025-11-30")
    assert known_candidates.planned(of_case(walk.row(), "2025-11-30"), [2026]) is not None


def test_the_report_is_known_to_every_case_of_the_college() -> None:
    walk = listable()
    planned(walk)
    details = Unit.objects.get(code="college").details
    assert details["plans"]["2026"]["reported_on"] == REPORTED


def test_nobody_is_listed_twice_and_only_who_is_listed_is_struck_off() -> None:
    walk = listable()
    plan = Plan(walk.world).drafted()
    about: dict[str, Any] = {"cases": {walk.case: {"ground": "请求"}}}
    assert plan.refuses("strike", DRAFTED, {"year": 2026}, **about) == ["plan.listed_now"]
    plan.lists(walk)
    again: dict[str, Any] = {"cases": {walk.case: {}}}
    assert plan.refuses("enlist", DRAFTED, {"year": 2026}, **again) == ["plan.not_listed_yet"]
    assert plan.refuses("enlist", DRAFTED, {"year": 2027}, **again) == ["plan.year_of_plan"]


def test_without_an_opinion_nobody_is_listed() -> None:
    walk = graduate(trained(college()))
    plan = Plan(walk.world).drafted()
    about: dict[str, Any] = {"cases": {walk.case: {}}}
    assert plan.refuses("enlist", DRAFTED, {"year": 2026}, **about) == ["PM-12-6"]
    asked_for(walk, view="disagree")
    assert plan.refuses("enlist", DRAFTED, {"year": 2026}, **about) == ["PM-12-6"]
    plan.lists(walk, ground="支委会认为已有明显进步")
    assert findings(walk.case, "plan_listing")["PM-12-6"] == "met"


def test_an_undergraduate_without_a_record_is_not_listed() -> None:
    walk = asked_for(trained(college()))
    plan = Plan(walk.world).drafted()
    about: dict[str, Any] = {"cases": {walk.case: {"route": "A", "active": True}}}
    assert plan.refuses("enlist", DRAFTED, {"year": 2026}, **about) == [
        *("PM-13-1", "PM-13-2", "PM-13-3", "PM-13-4")
    ]


def test_a_plan_belongs_to_its_college_and_is_one_at_a_time() -> None:
    world = college()
    another: dict[str, Any] = {"kind": f"{FAMILY}.development_plan", "unit": world.units["college"].pk}
    assert refused("draft", world["s1"], DRAFTED, {"year": 2026}, **another) == ["act.not_yours"]
    Plan(world).drafted()
    assert refused("draft", world["z2"], DRAFTED, {"year": 2027}, **another) == ["matter.already_open"]


@boundary("PM-15-2", "on, rules", [("2025-12-31", []), ("2026-01-01", ["act.reason_owed"])])
def test_the_plan_is_reported_before_its_year_begins(on: str, rules: list[str]) -> None:
    walk = listable()
    assert Plan(walk.world).drafted().refuses("report", on, {"total": 40}) == rules


def test_a_late_report_has_the_reason_of_the_organisation_department() -> None:
    walk = listable()
    plan = Plan(walk.world).drafted()
    late: dict[str, Any] = {"reason": "年底换届"}
    assert plan.refuses("report", "2026-01-01", {"total": 40}, **late) == ["act.reason_by_office"]
    plan.does("report", "2026-01-01", {"total": 40}, confirmed_by=walk.world["u1"].pk, **late)
    kept = Entry.objects.get(matter=plan.matter, act="report").findings
    assert {each["rule"]: each["verdict"] for each in kept} == {
        "plan.still_draft": "met",
        "PM-15-2": "warned",
    }


def test_what_was_reported_is_adjusted_not_drafted() -> None:
    walk = listable()
    plan = Plan(walk.world).drafted()
    about: dict[str, Any] = {"cases": {walk.case: {}}}
    assert plan.refuses("adjust", "2026-06-20", JUNE, **about) == ["PM-15-5", "plan.reported_first"]
    assert plan.refuses("receive", DRAFTED, {"receipt": "收1"}, by="u1") == ["plan.reported_first"]
    plan.reported()
    assert plan.refuses("enlist", "2025-12-02", {"year": 2026}, **about) == ["plan.still_draft"]
    assert plan.refuses("report", "2025-12-02", {"total": 41}) == ["plan.still_draft"]
    plan.does("receive", "2025-12-05", {"receipt": "收2025-7"}, by="u1")
    assert Matter.objects.get(pk=plan.matter).closed_on is None
    plan.does("close", "2026-12-31", by="z2")
    assert Matter.objects.get(pk=plan.matter).closed_on == date(2026, 12, 31)


@boundary(
    "PM-15-4",
    "on, rules",
    [("2026-06-30", []), ("2026-07-01", ["PM-15-4"]), ("2026-05-31", ["PM-15-4"])],
)
def test_a_plan_is_adjusted_in_june(on: str, rules: list[str]) -> None:
    walk = listable()
    asked_for(walk, on="2026-05-20")
    plan = planned(walk)
    reports_until(walk)
    assert plan.refuses("adjust", on, JUNE, cases={walk.case: {}}) == rules


def reports_until(walk: Walk) -> None:
    """The reports of the two quarters after those of 2025."""
    parts = dict.fromkeys(("thought", "study", "work", "life"), "有")
    for quarter, on in (("2025Q4", "2025-12-31"), ("2026Q1", "2026-03-31"), ("2026Q2", "2026-05-31")):
        walk.does("thought_report", "t1", on, {"quarter": quarter, **parts})


@pytest.mark.parametrize(
    ("on", "earliest"),
    [("2026-05-31", date(2026, 6, 1)), ("2026-07-01", date(2027, 6, 1)), ("2026-06-01", date(2027, 6, 1))],
)
def test_the_weeks_of_adjustment_are_named(on: str, earliest: date) -> None:
    finding = planning.adjusted_in_june(situation(on))
    assert (finding.earliest_on, finding.params["first_on"]) == (earliest, date(2026, 6, 1))


@boundary(
    "PM-15-5",
    "before, after, verdict",
    [
        (40, 42, MET),
        (40, 43, UNMET),
        (40, 37, UNMET),
        (30, 31, MET),
        (30, 32, UNMET),
        (19, 20, UNMET),
    ],
)
def test_a_plan_is_adjusted_by_a_twentieth(before: int, after: int, verdict: Verdict) -> None:
    report = fact("report", "2025-12-01", {"total": before})
    finding = planning.adjusted_little(situation("2026-06-20", report, data={"total": after}))
    assert (finding.verdict, finding.override) == (verdict, "university_org")


def test_adjustments_are_measured_by_the_first_report_and_an_exchange_changes_nothing() -> None:
    walk = listable()
    plan = planned(walk, total=20)
    reports_until(walk)
    about: dict[str, Any] = {"cases": {walk.case: {}}}
    one_more = {**JUNE, "total": 21}
    plan.does("adjust", "2026-06-10", one_more, **about)
    assert known_candidates.planned(of_case(walk.row(), "2026-06-10"), [2026]) is not None
    said: dict[str, Any] = {"cases": {walk.case: {"ground": "换人"}}}
    plan.does("reduce", "2026-06-11", {**JUNE, "total": 20}, **said)
    assert known_candidates.planned(of_case(walk.row(), "2026-06-11"), [2026]) is None
    assert plan.refuses("adjust", "2026-06-12", {**JUNE, "total": 22}, **about) == ["PM-15-5"]


def test_the_organisation_department_lets_an_adjustment_pass() -> None:
    walk = listable()
    plan = planned(walk)
    reports_until(walk)
    about: dict[str, Any] = {"cases": {walk.case: {}}}
    granted = {"rule": "PM-15-5", "ground": "新增班级", "bodies": ["university_org"]}
    assert plan.refuses("override", "2026-06-15", granted) == ["act.not_yours"]
    plan.does("override", "2026-06-15", granted, by="u1")
    assert plan.refuses("adjust", "2026-07-01", {**JUNE, "total": 45}, **about) == ["PM-15-4"]
    plan.does("adjust", "2026-06-20", {**JUNE, "total": 45}, **about)
    assert "plan_listing" in Case.objects.get(pk=walk.case).facts


@boundary(
    "PM-15-1",
    "on, verdict",
    [("2026-04-16", Verdict.WARNED), ("2026-04-15", Verdict.MET)],
)
def test_a_branch_meets_on_development_each_quarter(on: str, verdict: Verdict) -> None:
    held = fact("hold", "2026-01-15", {"present": 5})
    assert planning.met_again_in_time(situation(on, held)).verdict is verdict
    assert planning.met_again_in_time(situation(on)).verdict is Verdict.NOT_APPLICABLE


def test_the_meetings_of_a_branch_are_one_record() -> None:
    world = college()
    unit, kind = world.units["branch"].pk, f"{FAMILY}.development_meetings"
    record = do("open", world["s1"], "2026-01-15", kind=kind, unit=unit).matter
    said = {"present": 6, "summary": "研究本季度发展工作"}
    for on in ("2026-01-15", "2026-05-20"):
        do("hold", world["o1"], on, said, matter=record)
    kept = Entry.objects.filter(matter=record, act="hold").order_by("pk")
    verdicts = [each["verdict"] for entry in kept for each in entry.findings]
    assert verdicts == ["not_applicable", "warned"]
