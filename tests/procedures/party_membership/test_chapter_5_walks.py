"""From the membership form to probationary membership through the door: what goes well, and every refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import known_admission as admission
from tests.procedures.party_membership.admitting import (
    AGENDA,
    APPROVED,
    FILLED,
    REPORTED,
    TALKED,
    Entrant,
    Sitting,
    candidate,
    enlarged,
    ready,
)
from tests.procedures.party_membership.situations import boundary, configured, of_case
from tests.procedures.party_membership.world import College, adopt, college, do, findings, refused
from tests.remembering import remembered
from workflows.models import Deadline, Duty, Entry, Membership

pytestmark = pytest.mark.django_db

DAY = "2026-01-05"
PROBATION = (DAY, "2027-01-04")


@pytest.fixture
def world() -> College:
    return enlarged(college())


@remembered
def voted(world: College, **numbers: int) -> Entrant:
    """A candidate on whom the branch has voted; carried unless said."""
    (walk,) = ready(world)
    Sitting(world, DAY, walk).ready("m6", "m7").opened(walk).counted(walk, **numbers)
    return walk


@remembered
def admitted(world: College) -> Entrant:
    """A candidate whom the branch has admitted, reported and talked with."""
    return voted(world).resolved(DAY).talked_with("2026-01-06")


def here(walk: Entrant) -> str:
    """The step of the path that is open."""
    (step,) = [name for name in walk.open_steps() if name not in {"candidate", "probationary"}]
    return step


def test_a_candidate_is_admitted_on_the_earliest_days(world: College) -> None:
    walk = admitted(world).approved("2026-01-07", *PROBATION)
    assert here(walk) == "university_approval"
    walk.confirmed_above("2026-01-09")
    assert (walk.row().stage, here(walk)) == ("probationary", "conversion_application")
    entry = Entry.objects.get(case=walk.case, act="university_approval")
    assert (entry.on, entry.effective_on) == (date(2026, 1, 9), date(2026, 1, 5))
    assert findings(walk.case, "admission_meeting")["PM-28-6"] == "met"
    standing = Membership.objects.get(person=walk.subject, tree="party", to_on=None)
    assert (standing.standing, standing.from_on) == ("probationary", date(2026, 1, 5))
    reminder = Deadline.objects.get(case=walk.case, state="armed")
    assert (reminder.act, reminder.due_on) == ("application_reminder", date(2026, 12, 21))
    do("application_reminder", None, "2026-12-21", case=walk.case)
    assert (walk.row().stage, here(walk)) == ("probationary", "conversion_application")


# ── The form ──


def test_the_form_waits_for_introducers_and_an_explanation(world: College) -> None:
    walk = candidate(world)
    issued = {"number": "志1", "briefed": False}
    assert walk.refuses("membership_form", "s1", DAY, issued) == ["PM-25-1"]
    assert walk.refuses("introducer_opinion", "m1", DAY, {"view": "agree", "opinion": "同意"}) == [
        "introducer_opinion.after_form"
    ]
    assert walk.refuses("introducers", "o1", DAY, {"introducers": ["m1", "y1"], "elsewhere": "none"}) == [
        "PM-23-2"
    ]


def test_a_returned_draft_is_a_version_of_its_own(world: College) -> None:
    walk = candidate(world).does("membership_form", "s1", DAY, {"number": "志1", "briefed": True})
    for review in ("returned", "approved"):
        walk.does("form_draft", "t1", DAY, {"remark": "一稿"})
        walk.does("form_draft_review", "z2", DAY, {"outcome": review, "opinion": "履历不全"})
    assert len(Entry.objects.filter(case=walk.case, act="form_draft")) == 2
    assert walk.refuses("form_filling", "o1", DAY, {**FILLED, "checks": []}) == ["act.reason_owed"]
    walk.does("form_filling", "o1", DAY, {**FILLED, "spoiled": "志0"})


def test_only_an_introducer_writes_an_opinion_or_the_branch_from_his_paper(world: College) -> None:
    walk = candidate(world)
    assert isinstance(walk, Entrant)
    walk.filled(DAY)
    said = {"view": "agree", "opinion": "同意"}
    assert walk.refuses("introducer_opinion", "m3", DAY, said) == ["act.not_yours"]


# ── A lost vote ──


def test_a_lost_vote_is_reported_talked_about_and_begins_anew(world: College) -> None:
    walk = voted(world, approve=5, oppose=4)
    assert here(walk) == "admission_resolution"
    walk.resolved("2026-01-06")
    assert here(walk) == "refusal_talk"
    walk.does("refusal_talk", "s1", "2026-01-07", {"content": "谈了不足和努力方向。"})
    assert (walk.row().stage, here(walk)) == ("candidate", "bundle")


def test_nobody_is_put_up_again_before_the_talk(world: College) -> None:
    walk = voted(world, approve=5, oppose=4).resolved("2026-01-06")
    call = {"place": "会议室", "chair": "s1", "tellers": ["m8", "m9"]}
    target = {
        "kind": "party_membership.branch_meeting",
        "unit": world.units["branch"].pk,
        "cases": {walk.case: {}},
    }
    assert refused("convene", world["s1"], "2026-01-06", call, **target) == ["PM-31-5", "act.not_open"]
    assert walk.refuses("bundle", "o1", "2026-01-06", {"ground": "齐"}) == ["PM-31-5", "act.not_open"]
    walk.does("refusal_talk", "s1", "2026-01-07", {"content": "谈了不足和努力方向。"})
    # The meeting lies ahead of the candidate once more: what was done for the one before is no answer.
    again = refused("convene", world["s1"], "2026-01-08", call, **target)
    assert "act.not_open" in again
    assert "act.already_done" not in again


def test_an_approval_before_its_steps_says_what_it_lacks_of_each_article(world: College) -> None:
    walk = voted(world).resolved(DAY)
    assert walk.refuses("college_approval", "z1", "2026-01-06", {}) == ["PM-26-1", "PM-29-1", "act.not_open"]
    assert walk.refuses("university_approval", "u2", "2026-01-06", {}) == [
        "PM-26-1",
        "PM-30-5",
        "act.not_open",
    ]
    walk.talked_with("2026-01-06")
    assert walk.refuses("university_approval", "u2", "2026-01-06", {}) == ["PM-30-5", "act.not_open"]
    assert walk.refuses("organiser_talk", "z3", "2026-01-06", {}) == ["act.already_done"]


def test_a_resolution_that_says_something_else_is_refused(world: College) -> None:
    walk = voted(world, approve=8, oppose=1)
    wrong = {**walk.numbers(), **REPORTED, "approve": 9, "oppose": 0}
    assert walk.refuses("admission_resolution", "s1", DAY, wrong) == ["resolution.as_counted"]
    blank = {**walk.numbers(), **REPORTED, "abstain": None, "reported": False}
    assert walk.refuses("admission_resolution", "s1", DAY, blank) == ["PM-28-10", "PM-28-9"]


def test_a_report_that_is_not_sent_is_announced_after_seven_days(world: College) -> None:
    walk = voted(world)
    due = Deadline.objects.get(case=walk.case, act="report_overdue")
    assert due.due_on == date(2026, 1, 13)
    do("report_overdue", None, "2026-01-13", case=walk.case)
    assert here(walk) == "admission_resolution"


# ── The talk ──


def test_a_problem_in_the_talk_suspends_and_the_resolution_stands(world: College) -> None:
    walk = voted(world).resolved(DAY).talked_with("2026-01-06", problem="found")
    assert here(walk) == "suspension_after_talk"
    assert walk.refuses("college_approval", "z1", "2026-01-07", {}) == ["PM-29-4", "act.not_open"]
    assert walk.refuses("suspension_after_talk", "s1", "2026-01-20", {"ground": "查清"}) == ["act.not_yours"]
    walk.does("suspension_after_talk", "z1", "2026-01-20", {"ground": "查无实据"})
    walk.approved("2026-01-21", *PROBATION)
    assert findings(walk.case, "college_approval")["PM-29-4"] == "met"


def test_an_introducer_does_not_talk_and_another_of_the_college_is_explained(world: College) -> None:
    walk = voted(world).resolved(DAY)
    assert walk.refuses("organiser_talk", "z3", "2026-01-06", TALKED) == ["act.reason_owed"]
    excused = {"reason": "组织员出差", "confirmed_by": world["z1"].pk}
    assert walk.refuses("organiser_talk", "z3", "2026-01-06", TALKED, **excused) == []


def test_who_talked_and_was_against_is_answered(world: College) -> None:
    walk = voted(world).resolved(DAY).talked_with("2026-01-06", view="disagree")
    said = {**APPROVED, "probation_from": DAY, "probation_to": "2027-01-04"}
    assert walk.refuses("college_approval", "z1", "2026-01-07", said) == ["approval.answers_talk"]
    assert walk.refuses("college_approval", "z1", "2026-01-07", {**said, "answer": "已核实"}) == []


# ── The approvals ──


@boundary(
    "PM-30-5",
    "decision, stage, step",
    [
        ("", "candidate", "university_approval"),
        ("approved", "probationary", "conversion_application"),
        ("refused", "candidate", "refusal_talk"),
    ],
)
def test_only_the_university_makes_a_probationary_member(
    world: College, decision: str, stage: str, step: str
) -> None:
    walk = admitted(world).approved("2026-01-07", *PROBATION)
    if decision:
        walk.confirmed_above("2026-01-09", decision)
    assert (walk.row().stage, here(walk)) == (stage, step)
    entry = Entry.objects.filter(case=walk.case).latest("pk")
    known = date(2026, 1, 5) if decision == "approved" else entry.on
    assert entry.effective_on == known


def test_the_college_has_the_last_word_where_the_edition_says_so(world: College) -> None:
    adopt(world, configured("admission.final_approval", value="college_committee"), "2026-01-01")
    walk = admitted(world).approved("2026-01-07", *PROBATION)
    assert (walk.row().stage, here(walk)) == ("probationary", "conversion_application")
    entry = Entry.objects.get(case=walk.case, act="college_approval")
    assert entry.effective_on == date(2026, 1, 5)


def test_a_lost_vote_of_the_college_leads_to_the_talk_and_too_few_decide_nothing(world: College) -> None:
    walk = admitted(world)
    few = {**APPROVED, "present": 3, "approve": 3, "oppose": 0}
    walk.does("college_approval", "z1", "2026-01-07", few)
    assert here(walk) == "college_approval"
    walk.does("college_approval", "z1", "2026-01-07", {**APPROVED, "approve": 3, "oppose": 2, "seals": []})
    assert here(walk) == "refusal_talk"
    walk.does("refusal_talk", "o1", "2026-01-08", {"content": "谈心"})
    assert here(walk) == "bundle"


def test_the_university_is_reminded_after_three_and_six_months(world: College) -> None:
    walk = admitted(world).approved("2026-01-07", *PROBATION)
    armed = Deadline.objects.filter(case=walk.case, state="armed").values_list("act", "due_on")
    assert dict(armed) == {
        "approval_reminder": date(2026, 4, 6),
        "approval_overdue": date(2026, 7, 6),
    }
    do("approval_reminder", None, "2026-04-06", case=walk.case)
    said = {"outcome": "approved"}
    assert walk.refuses("university_approval", "u2", "2026-04-06", said) == ["act.reason_owed"]
    assert walk.refuses("university_approval", "u2", "2026-07-06", said) == ["PM-30-6"]
    granted = {"rule": "PM-30-6", "ground": "学校党委会因故推迟，书面同意。"}
    walk.does("override", "u2", "2026-07-06", granted)
    walk.confirmed_above("2026-07-06")
    assert findings(walk.case, "university_approval")["PM-30-6"] == "overridden"


# ── Those who were admitted ──

SIX = ["approval_date", "probation_period", "branch", "rights_duties", "activities", "dues"]


def test_a_new_member_is_talked_with_and_made_known(world: College) -> None:
    walk = admitted(world).approved("2026-01-07", *PROBATION).confirmed_above("2026-01-09")
    duties = Duty.objects.filter(case=walk.case)
    assert duties.get(name="new_member_talk").due_on == date(2026, 1, 23)
    helped = duties.filter(name="introducer_help").order_by("due_on").values_list("period", flat=True)
    assert list(helped) == [f"2026Q{number}" for number in (1, 2, 3, 4)]
    told = {"points": SIX, "content": "谈了一小时。"}
    assert walk.refuses("new_member_talk", "o1", "2026-01-10", {**told, "points": SIX[1:]}) == ["PM-31-1"]
    walk.does("new_member_talk", "o1", "2026-01-10", told)
    walk.does("dues", "o1", "2026-01-10", {"month": "2026-02"})
    walk.does("announcement", "o1", "2026-01-10", {"place": "一月党员大会"})
    short = {"scope": "支部和学院公告栏", "until": "2026-01-12"}
    assert walk.refuses("posting", "o1", "2026-01-10", short) == ["PM-31-4"]
    walk.does("posting", "o1", "2026-01-10", {**short, "until": "2026-01-13"})
    assert findings(walk.case, "dues")["PM-31-2"] == "recorded"
    walk.does("introducer_help", "m1", "2026-03-30", {"quarter": "2026Q1", "content": "一起学习党章"})
    assert Duty.objects.get(case=walk.case, name="introducer_help", period="2026Q1").discharged_on


def test_the_probation_is_that_of_the_meeting(world: College) -> None:
    walk = admitted(world)
    said: dict[str, Any] = {**APPROVED, "probation_from": "2026-01-07", "probation_to": "2027-01-06"}
    assert walk.refuses("college_approval", "z1", "2026-01-07", said) == ["PM-30-3"]
    case = of_case(walk.row(), "2026-01-07")
    assert admission.admitted_on(replace(case)) == date(2026, 1, 5)


def test_nobody_votes_without_the_whole_agenda(world: College) -> None:
    (walk,) = ready(world)
    sitting = Sitting(world, DAY, walk).ready()
    unheard = {**AGENDA, "candidate_present": False, "speeches": None, "reviewed": []}
    found = sitting.refuses("discuss", {}, walk, said=unheard)
    assert found == ["PM-27-4", "PM-27-6", "agenda.candidate_present"]
