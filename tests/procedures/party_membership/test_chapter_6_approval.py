"""Articles 35 and 37: the college committee approves a conversion by the votes of an admission."""

from __future__ import annotations

from datetime import date

import pytest

from tests.procedures.party_membership.admitting import enlarged
from tests.procedures.party_membership.test_chapter_6_walks import APPROVED, converted, here, voted
from tests.procedures.party_membership.world import college
from workflows.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("present", "approve", "oppose", "outcome", "step"),
    [
        (7, 4, 3, "convert", "conversion_announcement"),
        (7, 3, 4, "returned", "conversion_proposal"),
        (4, 4, 0, "convert", "conversion_announcement"),
        (3, 3, 0, "inquorate", "conversion_approval"),
    ],
)
def test_the_college_approves_by_the_votes_of_an_admission(
    present: int, approve: int, oppose: int, outcome: str, step: str
) -> None:
    world = enlarged(college())
    walk = converted(world).proposed("2026-12-30", "convert")
    voted(world, walk)
    numbers = {"present": present, "approve": approve, "oppose": oppose}
    walk.resolved("2027-01-06").does("conversion_approval", "z1", "2027-01-08", {**APPROVED, **numbers})
    entry = Entry.objects.get(case=walk.case, act="conversion_approval")
    assert (entry.outcome, here(walk)) == (outcome, step)
    assert entry.effective_on == (date(2027, 1, 5) if outcome == "convert" else date(2027, 1, 8))
