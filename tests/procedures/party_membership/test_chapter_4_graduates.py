"""Article 16 on graduates, and article 21: the exception for a rank outside the upper half."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from procedures.party_membership.rules import excepting, listing
from tests.procedures.party_membership.records import competition, honour, post, ranked, result
from tests.procedures.party_membership.situations import boundary, configured, fact, facts, person, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

DAY = "2025-12-22"
MET, UNMET, OTHER = Verdict.MET, Verdict.UNMET, Verdict.NOT_APPLICABLE


def undergraduate(*record: Fact, **more: Any) -> Situation:
    """An undergraduate with this record."""
    return situation(DAY, record=facts(*record), **more)


def graduate(*record: Fact, **more: Any) -> Situation:
    """A graduate with this record."""
    return undergraduate(*record, subject=person(education="硕士研究生"), **more)


def appraisal(rank: int, size: int) -> Fact:
    """The quantified appraisal of a graduate."""
    return result("2024-2025", appraisal_rank=rank, appraisal_size=size)


@boundary("PM-16-19", "rank, size, verdict", [(3, 7, MET), (4, 7, UNMET), (4, 8, MET)])
def test_a_graduate_lies_within_the_upper_half(rank: int, size: int, verdict: Verdict) -> None:
    assert listing.graduate_ranked(graduate(appraisal(rank, size))).verdict is verdict
    assert listing.graduate_ranked(undergraduate(appraisal(rank, size))).verdict is OTHER


@boundary("PM-16-20", "failed, verdict", [(1, UNMET), (0, MET)])
def test_a_graduate_failed_nothing(failed: int, verdict: Verdict) -> None:
    finding = listing.graduate_failed_nothing(graduate(result("2024-2025", failed_courses=failed)))
    assert (finding.verdict, finding.override) == (verdict, "college_committee")


def test_what_was_failed_in_any_year_counts_and_nothing_known_is_asked_for() -> None:
    years = (result("2023-2024", failed_courses=1), result("2024-2025", failed_courses=0))
    assert listing.graduate_failed_nothing(graduate(*years)).params == {
        "count": 1,
        "years": ("2023-2024", "2024-2025"),
    }
    unknown = listing.graduate_failed_nothing(graduate(result("2024-2025")))
    assert (unknown.verdict, unknown.message) == (UNMET, "record.no_rank")


ANY_ONE = [
    *(
        fact("achievement", "2025-03-01", {"kind": kind, "title": "课题"})
        for kind in ("host_project", "provincial_project", "recognised_result")
    ),
    honour("2025-03-01", "university"),
    post("2025-03-01"),
]


@boundary(
    "PM-16-21",
    "record, verdict",
    [((honour("2025-03-01"), competition("2025-03-01")), UNMET), ((honour("2025-03-01", "nation"),), MET)],
)
def test_a_graduate_has_one_achievement(record: tuple[Fact, ...], verdict: Verdict) -> None:
    assert listing.graduate_achieved(graduate(*record)).verdict is verdict


@pytest.mark.parametrize("one", ANY_ONE, ids=["host", "provincial", "recognised", "honour", "post"])
def test_any_of_the_five_will_do(one: Fact) -> None:
    assert listing.graduate_achieved(graduate(one)).verdict is MET


def misconduct(finding: str) -> Fact:
    """What was found about a paper."""
    return fact("misconduct", "2025-06-01", {"finding": finding, "title": "论文"})


@boundary("PM-16-22", "finding, verdict", [("found", UNMET), ("under_review", UNMET)])
def test_misconduct_rules_out_and_an_examination_holds_up(finding: str, verdict: Verdict) -> None:
    judged = listing.no_misconduct(graduate(misconduct(finding)))
    assert (judged.verdict, judged.override) == (verdict, None)
    assert listing.no_misconduct(graduate()).verdict is MET
    assert listing.no_misconduct(graduate(misconduct("cleared"))).verdict is MET


# ── The exception of article 21 ──


@boundary("PM-21-1", "rank, verdict", [(16, MET), (15, UNMET), (13, UNMET)])
def test_the_exception_is_for_ranks_outside_the_upper_half(rank: int, verdict: Verdict) -> None:
    assert excepting.rank_lies_outside(undergraduate(ranked(rank, 31))).verdict is verdict


def test_the_interpreter_may_open_the_gap_below_and_graduates_have_no_exception() -> None:
    lowered = configured("exception.rank_outside", value=Fraction(2, 5))
    assert excepting.rank_lies_outside(undergraduate(ranked(13, 31), edition=lowered)).verdict is MET
    assert excepting.rank_lies_outside(graduate(ranked(16, 31))).verdict is UNMET
    assert excepting.rank_lies_outside(undergraduate()).message == "record.no_rank"


@boundary("PM-21-2", "cases, verdict", [((), UNMET), (("突出贡献",), MET)])
def test_the_way_is_closed_until_its_cases_are_configured(cases: tuple[str, ...], verdict: Verdict) -> None:
    edition = configured("exception.review_by", options={"cases": cases})
    assert (
        excepting.case_is_listed(undergraduate(edition=edition, data={"case": "突出贡献"})).verdict is verdict
    )
    assert excepting.case_is_listed(undergraduate(edition=edition, data={"case": "别的"})).verdict is UNMET
    assert excepting.case_is_listed(undergraduate(edition=edition)).verdict is verdict
