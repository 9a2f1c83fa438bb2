"""Article 21 through the door: closed, configured, applied for, reviewed; then plan and listing let pass."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.procedures.party_membership.candidates import LISTED, YEAR, Candidate, recorded
from tests.procedures.party_membership.planning import Plan, asked_for, trained
from tests.procedures.party_membership.situations import configured
from tests.procedures.party_membership.world import FAMILY, College, college, findings, moment
from tests.remembering import remembered
from workflows.models import Adoption, EditionRecord

pytestmark = pytest.mark.django_db

DAY = "2025-11-20"
ASKED = {"case": "突出贡献", "ground": "抗洪抢险立功"}
REVIEWED = {"case": "突出贡献", "outcome": "approved", "opinion": "符合学校细则"}


@remembered
def outside() -> Candidate:
    """Somebody outside the upper half who has nothing else against the plan."""
    world = college()
    first = asked_for(trained(world))
    walk = Candidate(world, first.subject, first.case)
    low = {**YEAR, "composite_rank": 16, "composite_size": 31, "scholarship": "none"}
    recorded(walk, ("year_result", "2025-10-15", low))
    return walk


def open_the_way(world: College) -> None:
    """The college adopts an edition that lists a case."""
    edition = configured("exception.review_by", options={"cases": ("突出贡献",)})
    record = EditionRecord.objects.create(
        slug="nantong-chem-2",
        title=edition.title,
        procedure=FAMILY,
        content=edition.to_mapping(),
        digest=edition.digest,
        loaded_at=moment("2025-11-01"),
    )
    unit = world.units["college"]
    Adoption.objects.create(
        unit=unit, procedure=FAMILY, edition=record, from_on=date(2025, 11, 1), reason="学校细则公布"
    )


def test_while_no_case_is_listed_nobody_applies() -> None:
    walk = outside()
    assert walk.refuses("rank_application", "z1", DAY, ASKED) == ["PM-21-2"]
    assert walk.refuses("rank_exception", "u1", DAY, REVIEWED) == ["PM-21-2", "exception.applied_first"]


def test_a_case_that_is_not_listed_and_a_review_nobody_asked_for_are_refused() -> None:
    walk = outside()
    open_the_way(walk.world)
    assert walk.refuses("rank_application", "z1", DAY, {**ASKED, "case": "别的"}) == ["PM-21-2"]
    assert walk.refuses("rank_exception", "u1", DAY, REVIEWED) == ["exception.applied_first"]
    walk.does("rank_application", "z1", DAY, ASKED)
    assert walk.refuses("rank_exception", "z1", DAY, REVIEWED) == ["act.not_yours"]


def test_a_granted_exception_leads_onto_the_plan_and_to_the_listing() -> None:
    walk = outside()
    open_the_way(walk.world)
    plan = Plan(walk.world).drafted()
    about: dict[str, Any] = {"cases": {walk.case: {"route": "exception"}}}
    assert plan.refuses("enlist", "2025-11-28", {"year": 2026}, **about) == ["PM-13-1"]
    walk.does("rank_application", "z1", "2025-11-28", ASKED).does(
        "rank_exception", "u1", "2025-11-28", REVIEWED
    )
    plan.lists(walk, route="exception").reported()
    walk.schooled().opined().heard().group().listed()
    found = findings(walk.case, "listing")
    assert (found["PM-16-7"], found["PM-16-9"], found["PM-16-14"]) == ("met", *["not_applicable"] * 2)


def test_a_refused_exception_leaves_an_activist() -> None:
    walk = outside()
    open_the_way(walk.world)
    walk.does("rank_application", "z1", DAY, ASKED)
    walk.does("rank_exception", "u1", DAY, {**REVIEWED, "outcome": "refused"})
    assert walk.row().stage == "activist"
    assert "PM-16-7" in walk.refuses("listing", "s1", "2025-12-22", LISTED)
