"""Article 10: recommended one way or the other, decided by the right body, filed, dated from the decision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import chapter_3, known
from tests.procedures.party_membership.situations import boundary, configured, of_case, person
from tests.procedures.party_membership.world import (
    DECIDED,
    FILED,
    Walk,
    applicant,
    college,
    do,
    findings,
    nominee,
    student,
)
from tests.remembering import remembered
from workflows.door import Refused
from workflows.models import Deadline, Entry
from workflows.rules.regulations import Edition

pytestmark = pytest.mark.django_db

DAY = "2024-12-18"
COURSE: dict[str, Any] = {"number": "证1", "days": "2", "hours": 16, "topics": []}
SUBJECT = person(born_on=date(1994, 5, 20))
OPINION = {
    "period": "2025-06-18",
    **dict.fromkeys(("thought_overall", "shortcomings", "direction"), "有"),
    **dict.fromkeys(("introduce", "observe_guide", "report_to_branch"), "有"),
}


@remembered
def ready(**unit: Any) -> Walk:
    """A case whose recommendation is in effect."""
    return nominee(college(**unit)).posted("2024-12-12").on_notice("close", DAY)


@boundary("PM-10-1", "recommended, rules", [(False, ["PM-10-1"]), (True, [])])
def test_somebody_is_recommended_one_way_or_the_other(recommended: bool, rules: list[str]) -> None:
    world = college()
    older = student(world, "n1", born_on=date(1994, 5, 20))
    walk = applicant(world, person=older)
    if recommended:
        walk.recommended("2024-12-17")
    assert walk.refuses("activist_decision", "s1", DAY, DECIDED) == rules


def test_a_young_member_without_any_recommendation_lacks_both() -> None:
    walk = applicant(college())
    assert walk.refuses("activist_decision", "s1", DAY, DECIDED) == ["PM-10-1", "PM-8-2"]


def test_both_recommendations_together_count() -> None:
    walk = ready().recommended(DAY).decided(DAY)
    found = findings(walk.case, "activist_decision")
    assert (found["PM-10-1"], found["PM-8-2"], found["PM-10-7"]) == ("met", "met", "not_applicable")


@boundary("PM-10-2", "body, rules", [("secretary", ["PM-10-2", "PM-10-3"]), ("branch_committee", [])])
def test_the_branch_committee_decides_not_one_person(body: str, rules: list[str]) -> None:
    assert ready().refuses("activist_decision", "s1", DAY, {**DECIDED, "body": body}) == rules


@boundary(
    "PM-10-3",
    "has_committee, body, rules",
    [
        (False, "branch_meeting", []),
        (True, "branch_meeting", ["PM-10-2", "PM-10-3"]),
    ],
)
def test_the_branch_meeting_decides_where_there_is_no_committee(
    has_committee: bool,
    body: str,
    rules: list[str],
) -> None:
    walk = ready(has_committee=has_committee)
    assert walk.refuses("activist_decision", "s1", DAY, {**DECIDED, "body": body}) == rules


def test_without_a_committee_nobody_else_decides() -> None:
    walk = ready(has_committee=False)
    for body in ("branch_committee", "secretary"):
        assert walk.refuses("activist_decision", "s1", DAY, {**DECIDED, "body": body}) == ["PM-10-3"]


@pytest.mark.parametrize(
    ("has_committee", "entitled", "present", "approve", "outcome"),
    [
        (True, 5, 3, 3, "carried"),
        (True, 6, 3, 3, "inquorate"),
        (True, 6, 4, 3, "lost"),
        (True, 7, 4, 4, "carried"),
        (False, 11, 6, 6, "carried"),
        (False, 10, 5, 5, "inquorate"),
        (False, 11, 11, 5, "lost"),
    ],
)
def test_more_than_half_of_those_entitled_are_present_and_agree(
    has_committee: bool,
    entitled: int,
    present: int,
    approve: int,
    outcome: str,
) -> None:
    body = "branch_committee" if has_committee else "branch_meeting"
    walk = ready(has_committee=has_committee)
    walk.decided(
        DAY, body=body, entitled=entitled, present=present, approve=approve, oppose=present - approve
    )
    assert Entry.objects.get(case=walk.case, act="activist_decision").outcome == outcome
    assert ("filing" in walk.open_steps()) == (outcome == "carried")
    assert ("activist_decision" in walk.open_steps()) == (outcome != "carried")


@pytest.mark.parametrize(
    ("numbers", "rules"),
    [
        ({"present": 6, "approve": 6}, ["decision.more_than_entitled"]),
        ({"approve": 4}, ["decision.votes_not_present"]),
        ({"entitled": 0, "present": 0, "approve": 0}, ["decision.more_than_entitled"]),
    ],
)
def test_impossible_numbers_decide_nothing(numbers: dict[str, int], rules: list[str]) -> None:
    assert ready().refuses("activist_decision", "s1", DAY, {**DECIDED, **numbers}) == rules


@boundary("PM-10-4", "filed, rules", [(False, ["PM-10-4", "act.not_open"]), (True, [])])
def test_training_begins_after_the_filing(filed: bool, rules: list[str]) -> None:
    walk = ready().decided(DAY)
    if filed:
        walk.filed("2024-12-20")
    assert walk.refuses("course", "p1", "2024-12-22", COURSE) == rules


def test_the_rule_of_filing_says_the_day() -> None:
    walk = ready().decided(DAY)
    before = chapter_3.filed(of_case(walk.row(), DAY))
    after = chapter_3.filed(of_case(walk.filed("2024-12-20").row(), "2024-12-20"))
    assert (before.refuses, before.params["filed_on"]) == (True, None)
    assert (after.refuses, after.params["filed_on"]) == (False, date(2024, 12, 20))


def test_a_missing_receipt_is_announced_after_fifteen_days() -> None:
    walk = ready().decided(DAY)
    due = Deadline.objects.get(case=walk.case, act="filing_overdue")
    assert due.due_on == date(2025, 1, 2)
    do("filing_overdue", None, "2025-01-02", case=walk.case)
    assert "filing" in walk.open_steps()


@boundary("PM-10-5", "opened, rules", [(False, ["PM-10-5"]), (True, [])])
def test_an_opinion_is_written_in_the_form(opened: bool, rules: list[str]) -> None:
    walk = ready().decided(DAY).filed(DAY).does("contacts", "o1", DAY, {"contacts": ["m1"]})
    if opened:
        walk.does("observation_form", "o1", DAY, {"form_number": "考1"})
    assert walk.refuses("contact_opinion", "m1", "2025-06-18", OPINION) == rules


@boundary(
    "PM-10-6",
    "outcome, since, following",
    [
        ("approved", date(2024, 12, 18), "course"),
        ("returned", None, "activist_decision"),
    ],
)
def test_the_decision_dates_the_activist_and_a_return_undoes_it(
    outcome: str, since: date | None, following: str
) -> None:
    walk = ready().decided(DAY).filed("2024-12-20", outcome=outcome)
    assert known.activist_on(of_case(walk.row(), "2024-12-20")) == since
    assert following in walk.open_steps()
    assert findings(walk.case, "filing")["PM-10-6"] == "met"


@remembered
def by_a_member(rank: int) -> Walk:
    """Somebody over the age, recommended by a member, ranked so among a hundred."""
    world = college()
    older = student(world, "n1", born_on=date(1994, 5, 20))
    return (
        applicant(world, person=older).attested("2024-12-01", term_rank=rank, term_size=100).recommended(DAY)
    )


@boundary(
    "PM-10-7",
    "by_league, verdict",
    [
        (False, "warned"),
        (True, "not_applicable"),
    ],
)
def test_the_conditions_of_article_9_only_warn_a_members_nominee(by_league: bool, verdict: str) -> None:
    walk = ready() if by_league else by_a_member(55)
    excused = {} if by_league else {"reason": "表现突出", "confirmed_by": walk.world["z1"].pk}
    walk.does("activist_decision", "s1", DAY, DECIDED, **excused)
    assert findings(walk.case, "activist_decision")["PM-10-7"] == verdict


def test_the_warning_needs_the_college_committees_reason() -> None:
    walk = by_a_member(55)
    assert walk.refuses("activist_decision", "s1", DAY, DECIDED) == ["act.reason_owed"]
    assert walk.refuses("activist_decision", "s1", DAY, DECIDED, reason="好") == ["act.reason_by_office"]
    missing = chapter_3.conditions_of_article_9(of_case(walk.row(), DAY, subject=SUBJECT)).params["missing"]
    assert missing == ("ranked",)


def test_at_half_exactly_nothing_is_left_to_warn_of() -> None:
    assert by_a_member(50).refuses("activist_decision", "s1", DAY, DECIDED) == []


def test_another_source_of_conditions_can_be_chosen() -> None:
    edition: Edition = configured("activist.condition_list", value="none")
    walk = by_a_member(55)
    finding = chapter_3.conditions_of_article_9(of_case(walk.row(), DAY, edition=edition))
    assert finding.verdict == "met"


def test_only_the_branch_decides_and_only_the_college_files() -> None:
    walk = ready()
    with pytest.raises(Refused):
        walk.does("activist_decision", "z1", DAY, DECIDED)
    walk.decided(DAY)
    assert walk.refuses("filing", "s1", DAY, FILED) == ["act.not_yours"]
