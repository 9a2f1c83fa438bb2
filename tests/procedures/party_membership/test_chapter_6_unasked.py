"""What the articles leave open: a member who never applies, and a fraud that nobody will apply after."""

from __future__ import annotations

import pytest

from tests.procedures.party_membership.admitting import Sitting, enlarged
from tests.procedures.party_membership.test_chapter_6_walks import AGENDA, FREE, Member, here, probationer
from tests.procedures.party_membership.world import college

pytestmark = pytest.mark.django_db

GROUND = {"ground": "期满未递交转正申请"}


def member() -> Member:
    """A probationary member of 2026-01-05 who never applies."""
    return probationer(enlarged(college()))


@pytest.mark.parametrize(("on", "refusing"), [("2027-01-04", ["proposal.unasked"]), (FREE, [])])
def test_the_branch_waits_for_an_application_until_the_probation_is_over(
    on: str, refusing: list[str]
) -> None:
    walk = member()
    assert walk.refuses("unasked_proposal", "s1", on, GROUND) == refusing
    assert here(walk) == ("conversion_application" if refusing else "conversion_proposal")


def test_who_never_applied_is_extended_or_cancelled_and_not_converted() -> None:
    walk = member().does("unasked_proposal", "s1", FREE, GROUND)
    asked = {"motions": ["convert"], "months": None}
    assert walk.refuses("conversion_proposal", "s1", FREE, asked) == ["proposal.not_applied_for"]
    walk.does("conversion_proposal", "s1", FREE, {"motions": ["extend"], "months": 6})
    sitting = Sitting(walk.world, FREE, walk).ready("m6", "m7", "m5")
    sitting.does("discuss", {}, walk, said=AGENDA)
    assert sitting.counted(walk) == "carried"


def test_who_applied_goes_the_ordinary_way() -> None:
    walk = member().taught().applied("2026-12-21")
    assert walk.refuses("unasked_proposal", "s1", FREE, GROUND) == ["proposal.unasked"]
