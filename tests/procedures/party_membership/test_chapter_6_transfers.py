"""Article 36: who comes from elsewhere in the probation, and when the conversion of a freshman is debated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.party_membership.rules import converting, transferred
from procedures.party_membership.rules import known_probation as known
from tests.procedures.party_membership.situations import boundary, day, fact, situation
from workflows.rules.facts import Fact
from workflows.rules.findings import Verdict
from workflows.rules.situation import Situation

MET, UNMET, WARNED, NOT = Verdict.MET, Verdict.UNMET, Verdict.WARNED, Verdict.NOT_APPLICABLE
PAPERS = ["membership_form", "application", "activist_form", "political_review", "training_certificate"]


def received(
    on: str, *more: Fact, since: str = "2024-01-10", enrolled: str | None = "2024-09-02", **what: Any
) -> Situation:
    """A day in the life of somebody who came in the probation on 2024-09-20."""
    data = {"probation_from": since, "freshman": bool(enrolled), "enrolled_on": enrolled}
    return situation(on, fact("transfer_in", "2024-09-20", data), *more, **what)


def checked(outcome: str = "verified", papers: list[str] | None = None, on: str = "2024-10-08") -> Fact:
    """An identity check with the papers that were there."""
    return fact("identity_check", on, {"papers": PAPERS if papers is None else papers}, outcome=outcome)


@boundary("PM-36-1", "talked, verdict", [(False, Verdict.RECORDED)])
def test_somebody_new_is_talked_with_in_the_first_month(talked: bool, verdict: Verdict) -> None:
    assert transferred.observed_closely(received("2024-10-21")).verdict is verdict
    talk = fact("transfer_talk", "2024-10-10", {})
    assert transferred.observed_closely(received("2024-10-21", talk)).verdict is MET
    assert transferred.observed_closely(received("2024-10-20")).verdict is MET


@boundary("PM-36-2", "on, verdict", [("2025-03-01", UNMET), ("2025-03-02", MET)])
def test_a_freshman_is_not_debated_in_the_first_half_year(on: str, verdict: Verdict) -> None:
    finding = transferred.half_a_year_here(received(on))
    assert (finding.verdict, finding.earliest_on) == (verdict, date(2025, 3, 2))


def test_only_freshmen_wait() -> None:
    assert transferred.half_a_year_here(received("2025-01-10", enrolled=None)).verdict is NOT


@boundary(
    "PM-36-3",
    "since, on, verdict, last_on",
    [
        ("2024-01-10", "2025-07-10", MET, "2025-07-10"),
        ("2024-01-10", "2025-07-11", UNMET, "2025-07-10"),
        ("2024-01-10", "2025-09-01", UNMET, "2025-07-10"),
        ("2023-08-20", "2025-02-20", MET, "2025-02-20"),
    ],
)
def test_a_debate_is_put_off_by_half_a_year_at_most(
    since: str, on: str, verdict: Verdict, last_on: str
) -> None:
    finding = transferred.not_postponed_too_long(received(on, since=since))
    assert (finding.verdict, finding.params["last_on"]) == (verdict, day(last_on))


@pytest.mark.parametrize(("on", "verdict"), [("2026-01-10", MET), ("2026-07-10", MET), ("2026-07-11", UNMET)])
def test_after_an_extension_the_debate_is_put_off_from_its_end(on: str, verdict: Verdict) -> None:
    asked_for = fact("conversion_proposal", "2025-03-01", {"motions": ["extend"], "months": 12})
    extended = fact("conversion_approval", "2025-03-10", outcome="extend")
    finding = transferred.not_postponed_too_long(received(on, asked_for, extended))
    assert (finding.verdict, finding.params["last_on"]) == (verdict, date(2026, 7, 10))


def test_where_both_limits_have_no_day_in_common_only_the_softer_can_be_let_pass() -> None:
    asked = received("2025-02-20", since="2023-08-20")
    soft, hard = transferred.half_a_year_here(asked), transferred.not_postponed_too_long(asked)
    assert (soft.verdict, soft.override) == (UNMET, "college_committee")
    assert (hard.verdict, hard.override) == (MET, None)


@boundary("PM-36-4", "on, effective", [("2025-03-20", "2025-01-10")])
def test_a_late_debate_moves_no_date(on: str, effective: str) -> None:
    finding = transferred.dated_from_the_expiry(received(on))
    assert (finding.verdict, finding.params["effective_on"]) == (MET, day(effective))
    assert known.began_on(received(on)) == date(2024, 1, 10)


@boundary("PM-36-5", "outcome, verdict", [("unclear", UNMET), ("verified", MET)])
def test_identity_is_verified_first(outcome: str, verdict: Verdict) -> None:
    assert transferred.identity_verified(received("2025-01-10")).verdict is UNMET
    assert transferred.identity_verified(received("2025-01-10", checked(outcome))).verdict is verdict


@boundary(
    "PM-36-6",
    "papers, missing",
    [(PAPERS[1:], ("paper_membership_form",)), (PAPERS[:-1], ("paper_training_certificate",))],
)
def test_each_paper_counts(papers: list[str], missing: tuple[str, ...]) -> None:
    finding = transferred.papers_complete(received("2024-10-20", checked(papers=papers)))
    assert (finding.verdict, finding.params["missing"]) == (UNMET, missing)


@pytest.mark.parametrize(("repaired_on", "verdict"), [("2024-10-07", UNMET), ("2024-12-20", MET)])
def test_a_gap_found_later_is_mended_later(repaired_on: str, verdict: Verdict) -> None:
    repair, check = fact("paper_repair", repaired_on, {}), checked(papers=PAPERS[:-1])
    given = (repair, check) if repaired_on < "2024-10-08" else (check, repair)
    assert transferred.papers_complete(received("2025-01-10", *given)).verdict is verdict


@boundary(
    "PM-36-7",
    "on, verdict, open",
    [("2024-11-07", MET, True), ("2024-11-08", WARNED, True), ("2024-11-01", MET, True)],
)
def test_the_former_unit_is_asked_within_thirty_days(on: str, verdict: Verdict, open: bool) -> None:  # noqa: A002 (the word of the table)
    asked = received(on, checked(papers=PAPERS[:-1]))
    assert transferred.former_unit_asked_in_time(asked).verdict is verdict
    assert (transferred.papers_complete(asked).verdict is UNMET) == open


@boundary("PM-36-8", "by, verdict", [("this_unit", UNMET), ("former_unit", MET)])
def test_the_former_unit_mends_its_papers(by: str, verdict: Verdict) -> None:
    asked = received("2024-12-20", checked(), data={"repaired_by": by})
    assert transferred.mended_by_the_former_unit(asked).verdict is verdict


@boundary("PM-36-9", "reason, missing", [("", ("reason",)), ("原单位已撤销", ())])
def test_what_cannot_be_mended_is_noted(reason: str, missing: tuple[str, ...]) -> None:
    data = {"repaired_by": "unrepairable", "situation": "缺结业证书", "reason": reason}
    asked = received("2025-03-15", checked(), data=data)
    assert transferred.gap_noted(asked).params["missing"] == missing
    assert transferred.mended_by_the_former_unit(asked).verdict is NOT


STEPS = (
    fact("conversion_meeting", "2025-04-01", outcome="carried"),
    fact("conversion_approval", "2025-04-02", outcome="cancel"),
    fact("fraud_report", "2025-04-03", {}),
    fact("fraud_notice", "2025-04-03", {}),
)


@boundary("PM-36-10", "steps, verdict", [(STEPS[:3], UNMET), (STEPS, MET)])
def test_a_fraud_takes_four_steps(steps: tuple[Fact, ...], verdict: Verdict) -> None:
    asked = received("2025-04-10", checked("fraud", on="2025-03-01"), *steps)
    assert transferred.fraud_takes_four_steps(asked).verdict is verdict


@pytest.mark.parametrize("left_out", range(4))
def test_no_step_against_a_fraud_can_be_left_out(left_out: int) -> None:
    steps = [each for number, each in enumerate(STEPS) if number != left_out]
    asked = received("2025-04-10", checked("fraud", on="2025-03-01"), *steps)
    assert transferred.fraud_takes_four_steps(asked).params["missing"] == (list(transferred.FRAUD)[left_out],)


def test_the_year_of_somebody_transferred_runs_from_the_former_meeting() -> None:
    assert converting.year_is_over(received("2025-01-09")).verdict is UNMET
    assert converting.year_is_over(received("2025-01-10")).verdict is MET
