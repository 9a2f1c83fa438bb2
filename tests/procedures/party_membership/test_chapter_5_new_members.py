"""Article 31: what a new probationary member is told, dues, and how the admission is made known."""

from __future__ import annotations

from procedures.party_membership.rules import new_members
from tests.procedures.party_membership.situations import boundary, fact, situation
from workflows.rules.findings import Verdict

MET, UNMET, RECORDED = Verdict.MET, Verdict.UNMET, Verdict.RECORDED
SIX = ["approval_date", "probation_period", "branch", "rights_duties", "activities", "dues"]


@boundary(
    "PM-31-1",
    "points, verdict",
    [([point for point in SIX if point != "probation_period"], UNMET), (SIX, MET)],
)
def test_a_new_member_is_told_six_things(points: list[str], verdict: Verdict) -> None:
    assert new_members.told_everything(situation("2026-01-10", data={"points": points})).verdict is verdict


@boundary(
    "PM-31-2",
    "met_on, month, verdict",
    [("2026-01-31", "2026-01", MET), ("2026-02-01", "2026-01", RECORDED)],
)
def test_dues_begin_with_the_month_of_the_meeting(met_on: str, month: str, verdict: Verdict) -> None:
    meeting = fact("admission_meeting", met_on, outcome="carried")
    finding = new_members.dues_from_the_meeting(situation("2026-03-10", meeting, data={"month": month}))
    assert finding.verdict is verdict


@boundary("PM-31-3", "announced, verdict", [(False, UNMET), (True, MET)])
def test_the_admission_is_announced(announced: bool, verdict: Verdict) -> None:
    given = [fact("announcement", "2026-01-10", {"place": "一月党员大会"})] if announced else []
    assert new_members.announced(situation("2026-02-10", *given)).verdict is verdict
    assert new_members.announced(situation("2026-02-10", data={"place": "二月党员大会"})).verdict is MET


@boundary("PM-31-4", "until, verdict", [("", UNMET), ("2026-01-13", MET)])
def test_the_admission_is_posted_for_three_days(until: str, verdict: Verdict) -> None:
    given = [fact("posting", "2026-01-10", {"until": until})] if until else []
    assert new_members.posted(situation("2026-02-10", *given)).verdict is verdict


def test_two_days_are_too_few() -> None:
    verdicts = [
        new_members.posted(situation("2026-01-10", data={"until": until})).verdict
        for until in ("2026-01-12", "2026-01-13")
    ]
    assert verdicts == [UNMET, MET]
