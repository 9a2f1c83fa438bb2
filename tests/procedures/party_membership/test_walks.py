"""From application to activist through the door, on the dates of two recorded courses of events."""

from __future__ import annotations

from datetime import date

import pytest

from tests.procedures.party_membership.world import (
    COUNT,
    DECIDED,
    FAMILY,
    College,
    Walk,
    applicant,
    college,
    do,
    findings,
    nominee,
    refused,
    student,
)
from tests.remembering import remembered
from workflows.door import Refused
from workflows.models import Deadline, Duty, Entry

pytestmark = pytest.mark.django_db

COURSE = {
    "number": "证1",
    "days": "2",
    "hours": 16,
    "topics": ["theory", "line_policy_knowledge", "history_tradition", "core_values"],
}
#: what is open once an activist was trained
SELECTING = ["activist", "forum", "group_opinion", "listing", "selection"]


def earliest(walk: Walk, day: str) -> date | None:
    """The day from which a refused decision would be possible."""
    with pytest.raises(Refused) as raised:
        walk.decided(day)
    (finding,) = raised.value.unmet
    return finding.earliest_on


def test_the_earliest_legal_dates_lead_to_an_activist() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10")
    walk.talked("2024-10-10").attested("2024-11-20")
    assert findings(walk.case, "first_talk")["PM-7-2"] == "met"
    early = walk.meeting("2024-12-09")
    counts = {walk.case: COUNT}
    assert refused("count", world["l1"], "2024-12-09", {"method": "secret"}, matter=early, cases=counts) == [
        "PM-9-4"
    ]
    walk.counted("2024-12-10")
    ballot = Entry.objects.filter(case=walk.case, act="recommendation").latest("pk")
    assert (ballot.outcome, {name: ballot.facts[name] for name in COUNT}) == ("carried", COUNT)
    walk.reviewed("2024-12-11").posted("2024-12-12")
    assert walk.notice_refuses("close", "2024-12-17") == ["PM-8-8"]
    assert earliest(walk, "2024-12-17") == date(2024, 12, 18)
    walk.on_notice("close", "2024-12-18").decided("2024-12-18").filed("2024-12-18")
    walk.does("observation_form", "o1", "2024-12-18", {"form_number": "考1"})
    walk.does("contacts", "o1", "2024-12-18", {"contacts": ["m1", "m2"]})
    row = walk.row()
    assert (row.stage, walk.open_steps()) == ("activist", ["activist", "course"])
    walk.does("course", "p1", "2024-12-22", COURSE)
    assert walk.open_steps() == SELECTING
    armed = Deadline.objects.filter(case=walk.case, state="armed").values_list("act", "due_on")
    assert dict(armed) == {"cultivation": date(2025, 12, 22), "cultivation_clue": date(2025, 12, 19)}


def test_an_activist_dates_from_the_decision_not_from_the_filing() -> None:
    world = college()
    walk = nominee(world).posted("2024-12-12").on_notice("close", "2024-12-18")
    walk.decided("2024-12-18").filed("2024-12-20")
    filed = Entry.objects.get(case=walk.case, act="filing")
    assert (filed.on, filed.effective_on) == (date(2024, 12, 20), date(2024, 12, 18))
    due = dict(Duty.objects.filter(case=walk.case, name="contacts").values_list("period", "due_on"))
    assert due == {"": date(2024, 12, 25)}


def test_a_year_once_announced_is_not_announced_again() -> None:
    world = college()
    walk = nominee(world).posted("2024-12-12").on_notice("close", "2024-12-18")
    walk.decided("2024-12-18").filed("2024-12-18").does("course", "p1", "2024-12-22", COURSE)
    do("cultivation", None, "2025-12-22", case=walk.case)
    assert walk.open_steps() == SELECTING
    assert not Deadline.objects.filter(case=walk.case, act="cultivation", state="armed").exists()


# ── A recommendation that fails, is held up, runs out ──


@remembered
def recommended_late(world: College) -> Walk:
    """An applicant of 2024-03-01 whose first ballot failed and whose second was carried."""
    walk = applicant(world, applied="2024-03-01")
    walk.counted("2024-06-01", rated=25, qualified=19)
    walk.attested("2024-09-01", term_rank=15, term_size=31)
    return walk.counted("2024-09-20", rated=30, qualified=24).reviewed("2024-09-20")


def test_a_failed_appraisal_is_an_outcome_and_the_ballot_is_open_again() -> None:
    walk = applicant(college(), applied="2024-03-01").counted("2024-06-01", rated=25, qualified=19)
    outcomes = Entry.objects.filter(case=walk.case, act="recommendation").values_list("outcome", flat=True)
    assert list(outcomes) == ["", "lost"]
    assert findings(walk.case, "recommendation")["PM-9-5"] == "recorded"
    assert "recommendation" in walk.open_steps()


def test_of_two_nominees_of_one_meeting_one_is_ranked_too_low() -> None:
    world = college()
    first, second = (applicant(world, number, applied="2024-03-01") for number in ("t1", "t2"))
    first.attested("2024-09-01", term_rank=15, term_size=31)
    second.attested("2024-09-01", term_rank=16, term_size=31)
    meeting = first.meeting("2024-09-20")
    counts = {walk.case: {**COUNT, "rated": 30, "qualified": 24} for walk in (first, second)}
    secret = {"method": "secret"}
    assert refused("count", world["l1"], "2024-09-20", secret, matter=meeting, cases=counts) == ["PM-9-3"]
    first.counted("2024-09-20", matter=meeting, rated=30, qualified=24)
    assert "recommendation_review" in first.open_steps()


@remembered
def held_up(world: College) -> Walk:
    """A recommendation in effect from 2024-10-10, after an objection that was unfounded."""
    walk = recommended_late(world).posted("2024-09-23", "paper").changes("2024-09-24", "web", "up")
    assert walk.notice_refuses("close", "2024-09-29") == ["PM-8-8"]
    walk.on_notice("object", "2024-09-26", {"objector": "同学", "text": "成绩有误"})
    assert walk.notice_refuses("close", "2024-09-30") == ["PM-8-9"]
    lodged = Entry.objects.get(case=walk.case, act="recommendation_notice.object")
    walk.on_notice(
        "inquire", "2024-10-10", {"objection": lodged.pk, "finding": "dismissed", "text": "属实无误"}
    )
    return walk.on_notice("close", "2024-10-10")


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2025-10-10", "met"),
        ("2025-10-11", "warned"),
        ("2026-10-10", "warned"),
    ],
)
def test_a_recommendation_is_used_within_its_months(day: str, verdict: str) -> None:
    walk = held_up(college()).decided(day)
    assert findings(walk.case, "activist_decision")["PM-8-10"] == verdict


def test_after_its_months_a_recommendation_is_dead_and_a_new_ballot_opens() -> None:
    walk = held_up(college())
    assert walk.refuses("activist_decision", "s1", "2026-10-11", DECIDED) == ["PM-8-10"]
    timers = dict(
        Deadline.objects.filter(case=walk.case, node="recommendation_validity").values_list("act", "due_on")
    )
    assert timers == {
        "recommendation_validity": date(2026, 10, 11),
        "validity_warning": date(2025, 10, 11),
    }
    do("validity_warning", None, "2025-10-11", case=walk.case)
    do("recommendation_validity", None, "2026-10-11", case=walk.case)
    assert "recommendation" in walk.open_steps()
    assert walk.refuses("activist_decision", "s1", "2026-10-11", DECIDED) == ["PM-8-10"]


def test_a_young_league_member_with_a_members_word_only_needs_an_exception() -> None:
    world = college()
    young = student(world, "n1", born_on=date(1997, 5, 20))
    walk = applicant(world, applied="2024-03-01", person=young).recommended("2024-10-12")
    assert walk.refuses("activist_decision", "s1", "2024-10-12", DECIDED) == ["PM-8-2"]
    granted = {"rule": "PM-8-2", "ground": "团组织长期未换届"}
    assert walk.refuses("override", "s1", "2024-10-12", granted) == ["act.not_yours"]
    walk.does("override", "z1", "2024-10-12", granted).decided("2024-10-12")
    assert findings(walk.case, "activist_decision")["PM-8-2"] == "overridden"


def test_somebody_over_the_age_comes_by_a_members_word() -> None:
    world = college()
    older = student(world, "n1", born_on=date(1994, 5, 20), league="non_member")
    walk = applicant(world, applied="2024-03-01", person=older).recommended("2024-10-12")
    assert walk.decided("2024-10-12").open_steps() == ["applicant", "filing"]
    assert findings(walk.case, "activist_decision")["PM-8-1"] == "not_applicable"


def test_another_branch_or_college_cannot_act_on_the_case() -> None:
    walk = nominee(college())
    world = walk.world
    assert "act.not_yours" in walk.refuses("activist_decision", "x1", "2024-12-18", DECIDED)
    shown = {"contact": "电话", "channels": ["paper", "web"]}
    unit = world.units["other_league"].pk
    assert refused(
        "post",
        world["xc"],
        "2024-12-12",
        shown,
        kind=f"{FAMILY}.recommendation_notice",
        unit=unit,
        cases={walk.case: {"basic_info": "班级"}},
    ) == ["matter.not_concerned"]
