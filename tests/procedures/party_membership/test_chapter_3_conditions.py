"""Article 9: what is attested, sanctions, ranks, the months of waiting, the appraisal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.party_membership.forms import recommendation as forms
from procedures.party_membership.rules import recommending
from tests.procedures.party_membership.situations import boundary, fact, facts, situation
from tests.procedures.party_membership.world import ATTESTED, COUNT, Walk, applicant, college, refused
from workflows.rules.findings import Verdict
from workflows.rules.tallies import Outcome

pytestmark = pytest.mark.django_db

QUALITIES: list[str] = list(dict(forms.QUALITIES))


def attested(**data: Any) -> Any:
    """A situation after an attestation with these data."""
    return situation("2024-12-10", fact("attestation", "2024-12-01", {**RANKLESS, **data}))


RANKLESS = {
    "qualities": QUALITIES,
    "sanctions": 0,
    **dict.fromkeys(("term_rank", "term_size", "composite_rank", "composite_size")),
}


def ballot(walk: Walk) -> list[str]:
    """What refuses a count of 2024-12-10."""
    meeting = walk.meeting("2024-12-10")
    counts = {walk.case: COUNT}
    return refused(
        "count", walk.world["l1"], "2024-12-10", {"method": "secret"}, matter=meeting, cases=counts
    )


@boundary("PM-9-1", "qualities, rules", [(["political", "character"], ["PM-9-1"]), (QUALITIES, [])])
def test_all_three_qualities_are_attested(qualities: list[str], rules: list[str]) -> None:
    assert ballot(applicant(college()).attested("2024-11-20", qualities=qualities)) == rules


@pytest.mark.parametrize("missing", QUALITIES)
def test_each_quality_counts(missing: str) -> None:
    left = [quality for quality in QUALITIES if quality != missing]
    finding = recommending.qualities_attested(attested(qualities=left))
    assert (finding.verdict, finding.params["missing"]) == (Verdict.UNMET, (missing,))


def test_without_an_attestation_nobody_stands() -> None:
    world = college()
    walk = Walk(world, world["t1"]).applies("2024-09-10").confirmed("2024-09-10").talked("2024-09-10")
    assert ballot(walk) == ["PM-9-1", "PM-9-2", "PM-9-3"]


@boundary("PM-9-2", "sanctions, verdict", [(1, Verdict.UNMET), (2, Verdict.UNMET)])
def test_a_criticism_and_a_lifted_sanction_stand_against_a_nominee(sanctions: int, verdict: Verdict) -> None:
    assert recommending.no_sanctions(attested(sanctions=sanctions)).verdict is verdict
    assert recommending.no_sanctions(attested(sanctions=0)).verdict is Verdict.MET


@boundary(
    "PM-9-3",
    "ranks, verdict",
    [
        ({"term_rank": 15, "term_size": 31}, Verdict.MET),
        ({"term_rank": 16, "term_size": 31}, Verdict.UNMET),
        ({"term_rank": 15, "term_size": 30}, Verdict.MET),
        (
            {"term_rank": 16, "term_size": 31, "composite_rank": 15, "composite_size": 31},
            Verdict.MET,
        ),
    ],
)
def test_either_rank_lies_in_the_upper_half(ranks: dict[str, int], verdict: Verdict) -> None:
    assert recommending.ranked_high_enough(attested(**ranks)).verdict is verdict


def test_without_any_rank_the_half_is_not_reached() -> None:
    finding = recommending.ranked_high_enough(attested())
    assert (finding.verdict, finding.message) == (Verdict.UNMET, "tuiyou.rank_unknown")


@pytest.mark.parametrize(("rank", "size"), [(31, 30), (0, 30), (5, None)])
def test_a_rank_is_a_place_among_so_many(rank: int, size: int | None) -> None:
    walk = applicant(college())
    wrong = {**ATTESTED, "term_rank": rank, "term_size": size}
    assert walk.refuses("attestation", "l1", "2024-11-20", wrong) == ["rank.outside"]


@boundary(
    "PM-9-4",
    "applied, on, verdict",
    [
        ("2024-09-10", "2024-12-10", Verdict.MET),
        ("2024-09-10", "2024-12-09", Verdict.UNMET),
        ("2024-11-30", "2025-02-28", Verdict.MET),
    ],
)
def test_three_months_lie_between_application_and_ballot(applied: str, on: str, verdict: Verdict) -> None:
    finding = recommending.waited_since_applying(situation(on, fact("application", applied)))
    assert (finding.verdict, finding.override) == (verdict, "college_league")


def test_the_wait_says_its_first_day() -> None:
    finding = recommending.waited_since_applying(situation("2025-02-27", fact("application", "2024-11-30")))
    assert (finding.verdict, finding.earliest_on) == (Verdict.UNMET, date(2025, 2, 28))


def counted(entitled: int, absent: int, **numbers: int) -> Outcome:
    """The outcome of a count in a meeting of so many."""
    roll = {"entitled": [f"t{n}" for n in range(entitled)], "excluded": {}}
    away = {"absent": {f"t{n}": "请假" for n in range(absent)}}
    meeting = facts(fact("lock_roll", "2024-12-10", roll), fact("attend", "2024-12-10", away))
    here = situation("2024-12-10", data={**COUNT, **numbers}, matter_kind="party_membership.league_meeting")
    return recommending.outcome(replace(here, matter=meeting))


@boundary(
    "PM-9-5",
    "rated, carried, lost",
    [
        (25, 20, None),
        (25, None, 19),
        (30, 24, 23),
    ],
)
def test_four_fifths_of_those_who_took_part(rated: int, carried: int | None, lost: int | None) -> None:
    for qualified, outcome in ((carried, Outcome.CARRIED), (lost, Outcome.LOST)):
        if qualified is not None:
            assert counted(25, 0, rated=rated, qualified=qualified) is outcome
            finding = recommending.appraisal_passed(
                situation("2024-12-10", data={"rated": rated, "qualified": qualified})
            )
            assert (finding.verdict is Verdict.MET) == (outcome is Outcome.CARRIED)


NAMES = ("issued", "returned", "approve", "oppose", "abstain", "void")


@pytest.mark.parametrize(
    ("absent", "papers", "outcome"),
    [
        (0, (25, 25, 13, 12, 0, 0), Outcome.CARRIED),
        (0, (25, 25, 12, 13, 0, 0), Outcome.LOST),
        (12, (13, 13, 13, 0, 0, 0), Outcome.CARRIED),
        (12, (13, 13, 12, 1, 0, 0), Outcome.LOST),
        (13, (0, 0, 0, 0, 0, 0), Outcome.INQUORATE),
        (0, (0, 0, 0, 0, 0, 0), Outcome.DEFERRED),
        (0, (25, 26, 26, 0, 0, 0), Outcome.VOIDED),
    ],
)
def test_more_than_half_of_those_entitled_come_and_approve(
    absent: int, papers: tuple[int, ...], outcome: Outcome
) -> None:
    assert counted(25, absent, **dict(zip(NAMES, papers, strict=True))) is outcome
