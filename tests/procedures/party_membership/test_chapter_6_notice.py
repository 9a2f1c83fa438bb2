"""The conversion notice of article 37: it ends after what was said against it was answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.procedures.party_membership.admitting import enlarged
from tests.procedures.party_membership.test_chapter_6_walks import here, probationer
from tests.procedures.party_membership.world import College, college, do, refused
from workflows.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> College:
    return enlarged(college())


def test_a_notice_does_not_end_before_what_was_said_against_it_is_answered(world: College) -> None:
    walk = probationer(world).taught().recorded().applied().shown()
    walk.on_notice("object", "2026-12-24", {"objector": "某同学", "text": "反映情况"}, by="z2")
    objection = Entry.objects.get(case=walk.case, act="conversion_notice.object").pk
    result: dict[int, dict[str, Any]] = {walk.case: {"result": "收到一件"}}
    closing: dict[str, Any] = {"matter": walk.notice, "cases": result}
    assert refused("close", world["z2"], "2026-12-29", **closing) == ["notice.objections_settled"]
    found = {"objection": objection, "finding": "dismissed", "text": "不属实"}
    assert refused("inquire", world["z1"], "2027-01-09", matter=walk.notice, cases={walk.case: found}) == [
        "act.reason_owed"
    ]
    walk.on_notice("inquire", "2027-01-08", found, by="z1")
    do("close", world["z2"], "2027-01-08", **closing)
    assert here(walk) == "conversion_proposal"


def test_what_was_found_true_ends_the_notice_before_its_days_are_over(world: College) -> None:
    walk = probationer(world).taught().recorded().applied().shown()
    walk.on_notice("object", "2026-12-24", {"objector": "某同学", "text": "反映情况"}, by="z2")
    objection = Entry.objects.get(case=walk.case, act="conversion_notice.object").pk
    found = {"objection": objection, "finding": "upheld", "text": "属实"}
    walk.on_notice("inquire", "2026-12-25", found, by="z1")
    do(
        "close",
        world["z2"],
        "2026-12-25",
        matter=walk.notice,
        cases={walk.case: {"result": "收到一件，属实"}},
    )
    assert here(walk) == "conversion_suspended"
