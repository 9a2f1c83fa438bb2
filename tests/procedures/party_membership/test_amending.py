"""Correcting and voiding what was recorded of a case: numbers, dates, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.procedures.party_membership.world import Walk, activist, applicant, college, findings, nominee
from workflows.models import Case, Duty, Entry, Membership
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db


def amends(walk: Walk, name: str, act: str, **data: Any) -> list[str]:
    """What refuses to correct or void the last entry of an act, two keepers agreeing."""
    entry = Entry.objects.filter(case=walk.case, act=act).latest("pk")
    second = walk.world["o1"].pk
    stated = {"entry": entry.pk, **data}
    return walk.refuses(name, "s1", "2024-12-20", stated, reason="录错", confirmed_by=second)


@pytest.mark.parametrize(
    ("changes", "outcome", "appraised"),
    [
        ({"approve": 19, "oppose": 4}, "carried", "met"),
        ({"approve": 13, "oppose": 10}, "carried", "met"),
        ({"approve": 12, "oppose": 11}, "lost", "met"),
        ({"qualified": 20}, "carried", "met"),
        ({"qualified": 19}, "lost", "recorded"),
        ({"returned": 26, "void": 2}, "voided", "met"),
    ],
)
def test_a_count_on_which_both_tellers_were_wrong_is_corrected_and_decides_again(
    changes: dict[str, int], outcome: str, appraised: str
) -> None:
    walk = applicant(college()).counted("2024-12-10")
    assert amends(walk, "correct", "recommendation", changes=changes) == []
    step = "recommendation_review" if outcome == "carried" else "recommendation"
    assert (walk.row().facts["recommendation"][-1]["outcome"], step in walk.open_steps()) == (outcome, True)
    assert findings(walk.case, "correct") == {"PM-9-5": appraised}
    assert verify().differences == ()


@pytest.mark.parametrize("changes", [{"issued": 24}, {"approve": 19}, {"qualified": 26}])
def test_a_count_is_not_corrected_to_numbers_that_cannot_be(changes: dict[str, int]) -> None:
    walk = applicant(college()).counted("2024-12-10")
    assert len(amends(walk, "correct", "recommendation", changes=changes)) == 1


def test_a_corrected_count_keeps_its_review_unless_it_decides_otherwise() -> None:
    walk = nominee(college())
    assert amends(walk, "correct", "recommendation", changes={"approve": 19, "oppose": 4}) == []
    walk.posted("2024-12-12")
    otherwise = {"approve": 12, "oppose": 11}
    assert amends(walk, "correct", "correct", changes=otherwise) == ["correct.rests_on"]
    assert amends(walk, "void", "recommendation_notice.post") == []
    assert amends(walk, "void", "recommendation_review") == []
    assert amends(walk, "correct", "correct", changes=otherwise) == []
    assert "recommendation_review" not in walk.open_steps()
    assert verify().differences == ()


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


def test_what_was_filed_has_effect_from_the_corrected_day_of_its_decision() -> None:
    walk = activist(college())
    assert amends(walk, "correct", "activist_decision", on="2024-12-16") == []
    (filed,) = walk.row().facts["filing"]
    assert (filed["on"], filed["effective_on"]) == ("2024-12-18", "2024-12-16")
    standing = Membership.objects.get(person=walk.subject, tree="party", standing="activist")
    assert standing.from_on == date(2024, 12, 16)
    assert (
        Duty.objects.get(case=walk.case, name="contact_opinion", due_on="2025-06-16").period == "2025-06-16"
    )
    assert verify().differences == ()


def test_the_effect_follows_each_further_correction_and_returns_with_the_first_day() -> None:
    walk = activist(college())
    assert amends(walk, "correct", "activist_decision", on="2024-12-16") == []
    assert amends(walk, "correct", "correct", on="2024-12-17") == []
    assert walk.row().facts["filing"][-1]["effective_on"] == "2024-12-17"
    assert amends(walk, "correct", "filing", changes={"receipt": "备2"}) == []
    assert walk.row().facts["filing"][-1]["effective_on"] == "2024-12-17"
    assert verify().differences == ()
    decision = Entry.objects.filter(case=walk.case, act="correct").order_by("pk")[1]
    second = walk.world["o1"].pk
    again = {"entry": decision.pk, "on": "2024-12-18"}
    assert walk.refuses("correct", "s1", "2024-12-20", again, reason="录错", confirmed_by=second) == []
    assert walk.row().facts["filing"][-1]["effective_on"] == "2024-12-18"
    assert verify().differences == ()
