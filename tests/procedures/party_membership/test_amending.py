"""Correcting and voiding what was recorded of a case: numbers, dates, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.procedures.party_membership.world import Walk, activist, applicant, college
from workflows.models import Case, Duty, Entry

pytestmark = pytest.mark.django_db


def amends(walk: Walk, name: str, act: str, **data: Any) -> list[str]:
    """What refuses to correct or void the last entry of an act, two keepers agreeing."""
    entry = Entry.objects.filter(case=walk.case, act=act).latest("pk")
    second = walk.world["o1"].pk
    stated = {"entry": entry.pk, **data}
    return walk.refuses(name, "s1", "2024-12-20", stated, reason="录错", confirmed_by=second)


@pytest.mark.parametrize("changes", [{"approve": 19, "oppose": 4}, {"issued": 24}, {"qualified": 19}])
def test_a_count_that_two_tellers_agreed_on_is_not_corrected_alone(changes: dict[str, int]) -> None:
    walk = applicant(college()).counted("2024-12-10")
    assert amends(walk, "correct", "recommendation", changes=changes) == ["correct.outcome"]


def test_a_wrong_count_is_voided_and_both_tellers_count_again() -> None:
    walk = applicant(college())
    meeting = walk.meeting("2024-12-10")
    walk.counted("2024-12-10", matter=meeting)
    assert amends(walk, "void", "recommendation") == []
    assert "recommendation" in walk.open_steps()
    first = Entry.objects.filter(case=walk.case, act="recommendation").earliest("pk")
    second = walk.world["o1"].pk
    assert (
        walk.refuses("void", "s1", "2024-12-20", {"entry": first.pk}, reason="错", confirmed_by=second) == []
    )
    walk.counted("2024-12-10", matter=meeting, approve=19, oppose=4)
    kept = Case.objects.get(pk=walk.case).facts["recommendation"]
    assert [(each["data"].get("approve"), each["outcome"]) for each in kept] == [
        (None, None),
        (19, "carried"),
    ]


def test_an_earlier_application_makes_the_talk_due_earlier() -> None:
    walk = applicant(college())
    assert amends(walk, "correct", "application", on="2024-09-05") == []
    assert Duty.objects.get(case=walk.case, name="first_talk").due_on == date(2024, 10, 5)


def test_a_decision_made_by_mistake_is_taken_back_with_its_filing() -> None:
    walk = activist(college())
    assert amends(walk, "void", "activist_decision") == ["void.not_last"]
    assert amends(walk, "void", "filing") == []
    assert amends(walk, "void", "activist_decision") == []
    assert walk.row().stage == "applicant"
    assert {"activist_decision", "recommendation_validity"} <= set(walk.open_steps())
