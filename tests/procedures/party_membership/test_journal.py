"""After a whole walk the journal verifies, and what falls due is swept once."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.procedures.party_membership.test_walks import COURSE, held_up
from tests.procedures.party_membership.world import activist, college, moment
from workflows.models import Entry
from workflows.services.deadlines import Fate, sweep
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_journal_of_a_long_course_of_events_verifies() -> None:
    walk = held_up(college()).decided("2025-10-11").filed("2025-10-12")
    found = verify()
    assert (found.differences, found.cases) == ((), 1)
    assert found.entries == Entry.objects.count()
    assert walk.row().stage == "activist"


def test_the_year_of_cultivation_is_announced_by_the_sweeper_once() -> None:
    walk = activist(college()).does("course", "p1", "2024-12-22", COURSE)
    # Nobody wrote the opinions of two half-years, which is found by the sweeper too, before the year is over.
    assert sweep(at=moment("2025-12-21")) == Counter({Fate.FIRED: 1})
    assert Entry.objects.latest("pk").act == "cultivation_clue"
    assert sweep(at=moment("2025-12-22")) == Counter({Fate.FIRED: 1})
    assert sweep(at=moment("2026-12-22")) == Counter()
    assert walk.open_steps() == ["activist", "forum", "group_opinion", "listing", "selection"]
    assert verify().differences == ()


def test_an_expired_recommendation_opens_the_ballot_by_itself() -> None:
    walk = held_up(college())
    assert sweep(at=moment("2025-10-11")) == Counter({Fate.FIRED: 1})
    assert "recommendation_validity" in walk.open_steps()
    assert sweep(at=moment("2026-10-11")) == Counter({Fate.FIRED: 1})
    assert "recommendation" in walk.open_steps()
    assert verify().differences == ()
