"""Article 14: who graduates as an activist takes the papers along; a candidate's case does not end by it."""

from __future__ import annotations

import pytest

from tests.procedures.party_membership.candidates import candidate
from tests.procedures.party_membership.situations import boundary
from tests.procedures.party_membership.world import activist, applicant, college

pytestmark = pytest.mark.django_db

PAPERS = ["application", "activist_form", "thought_reports", "training_certificate"]
HANDED = {"kinds": PAPERS, "papers": "清单一份", "receiver": "新单位党组织", "receipt": "回1"}


@boundary("PM-14-1", "listed, rules", [(False, []), (True, ["PM-14-1"])])
def test_an_activist_leaves_on_graduation_and_a_candidate_does_not(listed: bool, rules: list[str]) -> None:
    walk = candidate() if listed else activist(college())
    assert walk.refuses("graduation", "o1", "2026-06-25", HANDED) == rules
    assert (walk.row().end == "left") == (not listed)


@boundary("PM-14-2", "left_out, rules", [("application", ["PM-14-2"]), ("", [])])
def test_the_papers_go_along(left_out: str, rules: list[str]) -> None:
    papers = [paper for paper in PAPERS if paper != left_out]
    walk = activist(college())
    assert walk.refuses("graduation", "o1", "2025-06-25", {**HANDED, "kinds": papers}) == rules


def test_of_an_applicant_no_papers_of_cultivation_are_asked() -> None:
    walk = applicant(college())
    assert walk.refuses("graduation", "o1", "2025-06-25", {**HANDED, "kinds": ["application"]}) == []
