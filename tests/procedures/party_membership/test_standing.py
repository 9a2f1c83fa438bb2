"""The standing in the Party tree of the roster follows the case."""

from __future__ import annotations

from datetime import date

import pytest

from tests.procedures.party_membership.world import Walk, activist, college, nominee
from tests.remembering import remembered
from workflows.models import Entry, Membership
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

PAPERS = ["application", "activist_form", "thought_reports", "training_certificate"]
HANDED = {"receiver": "新单位党组织", "papers": "清单一份", "kinds": PAPERS, "receipt": "回1"}
NONE = ("none", date(2018, 9, 1), date(2024, 12, 18))


def held(walk: Walk) -> list[tuple[str, date, date | None]]:
    """What the subject has been in the Party branch, from and to which day."""
    rows = Membership.objects.filter(person=walk.subject, tree="party").order_by("from_on")
    return list(rows.values_list("standing", "from_on", "to_on"))


@remembered
def filed_late() -> Walk:
    """A decision of 18 December that the college committee filed on the 27th."""
    walk = nominee(college()).posted("2024-12-12").on_notice("close", "2024-12-18")
    return walk.decided("2024-12-18").filed("2024-12-27")


def test_an_activist_is_one_from_the_day_of_the_decision_once_it_is_filed() -> None:
    walk = nominee(college()).posted("2024-12-12").on_notice("close", "2024-12-18").decided("2024-12-18")
    assert held(walk) == [("none", date(2018, 9, 1), None)]
    walk.filed("2024-12-27")
    assert held(walk) == [NONE, ("activist", date(2024, 12, 18), None)]
    assert verify().differences == ()


def test_a_returned_decision_makes_nobody_an_activist() -> None:
    walk = nominee(college()).posted("2024-12-12").on_notice("close", "2024-12-18").decided("2024-12-18")
    walk.filed("2024-12-27", outcome="returned", opinion="补充材料")
    assert held(walk) == [("none", date(2018, 9, 1), None)]


def test_a_filing_made_by_mistake_is_taken_back_with_the_standing() -> None:
    walk = filed_late()
    entry = Entry.objects.filter(case=walk.case, act="filing").latest("pk").pk
    more = {"reason": "录错", "confirmed_by": walk.world["o1"].pk}
    walk.does("void", "s1", "2024-12-28", {"entry": entry}, **more)
    assert held(walk) == [("none", date(2018, 9, 1), None)]
    assert verify().differences == ()


def test_who_withdraws_is_an_activist_no_more() -> None:
    walk = activist(college())
    walk.does("withdrawal", "t1", "2025-03-01", {"ground": "个人原因"})
    assert held(walk) == [
        NONE,
        ("activist", date(2024, 12, 18), date(2025, 3, 1)),
        ("none", date(2025, 3, 1), None),
    ]
    assert verify().differences == ()


def test_who_is_transferred_on_graduating_stays_what_they_are() -> None:
    walk = activist(college())
    walk.does("graduation", "s1", "2025-06-20", HANDED)
    assert held(walk)[-1] == ("activist", date(2024, 12, 18), None)
