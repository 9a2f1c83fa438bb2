"""Articles 7 and 8: in time, a row and its value, evidence of the right kind, and who assessed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from procedures.second_classroom_credits.scoring.declaring import (
    assessed,
    at_its_value,
    decided_by,
    evidenced,
    in_time,
    lowered_with_reason,
    on_the_table,
)
from procedures.second_classroom_credits.scoring.table import Row
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import read_as, rules_2023, year
from workflows.rules.findings import Finding, Verdict
from workflows.texts.sentences import finding_sentence

RULES = rules_2023()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def row(name: str) -> Row:
    return RULES.table[name]


def verdict(finding: Finding | None) -> tuple[str, bool]:
    """The rule of a finding and whether it is met; every finding has its sentence."""
    assert finding is not None
    assert all(finding_sentence(finding, language) for language in ("zh-hans", "en", "vi"))
    return finding.rule, finding.verdict is Verdict.MET


@boundary(
    "CR-7-1",
    "moment, taken",
    [
        ("2024-04-30T23:59:59+08:00", True),
        ("2024-05-01T00:00:00+08:00", False),
        ("2024-05-01T00:00:01+08:00", False),
        ("2024-04-30T16:00:00+00:00", False),  # midnight in Shanghai
    ],
)
def test_a_declaration_comes_before_may(moment: str, taken: bool) -> None:
    at = datetime.fromisoformat(moment)
    assert verdict(in_time(at, year("2023-24"), RULES)) == ("CR-7-1", taken)
    assert verdict(in_time(at, year("2022-23"), RULES)) == ("CR-7-1", False)


@pytest.mark.parametrize(("day", "taken"), [("2024-05-31", True), ("2024-06-01", False)])
def test_before_may_may_be_read_as_up_to_its_end(day: str, taken: bool) -> None:
    at = datetime.fromisoformat(day).replace(hour=12, tzinfo=SHANGHAI)
    rules = read_as(declare__deadline=RULES.edition["declare.deadline"].options["alternative"]["less_than"])
    assert verdict(in_time(at, year("2023-24"), rules)) == ("CR-7-1", taken)


@boundary(
    "CR-7-5",
    "name, times, stated, met",
    [
        ("T2-41", 1, 20, True),
        ("T2-41", 1, 19, False),
        ("T2-41", 1, 21, False),
        ("T1-10", 12, 24, True),
        ("T1-10", 12, 20, False),
    ],
)
def test_what_is_claimed_is_the_value_of_the_table(name: str, times: int, stated: int, met: bool) -> None:
    assert verdict(at_its_value(row(name), times, stated, RULES)) == ("CR-7-5", met)


@pytest.mark.parametrize(("name", "met"), [("T2-21", True), ("T2-49", False), ("", False)])
def test_what_has_no_row_has_no_value(name: str, met: bool) -> None:
    """A merit prize in a contest of class 3 has none."""
    assert verdict(on_the_table(name, RULES)) == ("CR-7-5", met)


@pytest.mark.parametrize(
    ("before", "after", "reason", "met"),
    [
        ("T2-05", "T2-06", "证书是二等奖", True),
        ("T2-05", "T2-06", "", False),
        ("T2-05", "T2-06", "  ", False),
        ("T2-06", "T2-05", "证书是一等奖", False),
        ("T2-06", "T2-06", "", True),
    ],
)
def test_a_reviewer_lowers_with_a_reason_and_never_raises(
    before: str, after: str, reason: str, met: bool
) -> None:
    assert verdict(lowered_with_reason(row(before), row(after), reason, RULES)) == ("CR-7-5", met)


@boundary("CR-8-2a", "kind, met", [("competition", True), ("honour", False)])
def test_contests_are_proved_by_their_certificate(kind: str, met: bool) -> None:
    assert verdict(evidenced(row("T2-01"), {kind}, RULES)) == ("CR-8-2a", met)


@boundary("CR-8-2b", "kind, met", [("honour", True), ("practice", False)])
def test_honours_are_proved_by_their_certificate(kind: str, met: bool) -> None:
    assert [
        verdict(evidenced(row(name), {kind}, RULES)) for name in ("T1-01", "T1-11", "T5-09", "T5-12")
    ] == [("CR-8-2b", met)] * 4


@boundary("CR-8-2c", "kind, met", [("paper", True), ("exam", False)])
def test_papers_are_proved_by_the_issue(kind: str, met: bool) -> None:
    assert verdict(evidenced(row("T2-33"), {kind}, RULES)) == ("CR-8-2c", met)


@boundary("CR-8-2d", "kind, met", [("patent", True), ("paper", False)])
def test_rights_are_proved_by_their_certificate(kind: str, met: bool) -> None:
    assert verdict(evidenced(row("T2-34"), {kind}, RULES)) == ("CR-8-2d", met)


@boundary("CR-8-2e", "kind, met", [("research", True), ("paper", False)])
def test_projects_are_proved_by_taking_part(kind: str, met: bool) -> None:
    assert [verdict(evidenced(row(name), {kind}, RULES)) for name in ("T2-22", "T2-25", "T2-29")] == [
        ("CR-8-2e", met)
    ] * 3


@boundary("CR-8-2f", "kind, met", [("vocational", True), ("exam", False)])
def test_occupations_are_proved_by_their_certificate(kind: str, met: bool) -> None:
    assert [verdict(evidenced(row(name), {kind}, RULES)) for name in ("T2-36", "T2-40")] == [
        ("CR-8-2f", met)
    ] * 2


@boundary("CR-8-2g", "kind, met", [("practice", True), ("honour", False)])
def test_social_practice_is_proved(kind: str, met: bool) -> None:
    assert verdict(evidenced(row("T5-07"), {kind}, RULES)) == ("CR-8-2g", met)


@boundary("CR-8-2h", "kind, met", [("exam", True), ("vocational", False)])
def test_examinations_are_proved_by_their_report(kind: str, met: bool) -> None:
    assert [verdict(evidenced(row(name), {kind}, RULES)) for name in ("T2-41", "T2-48")] == [
        ("CR-8-2h", met)
    ] * 2


@boundary("CR-8-2i", "kind, met", [("company", True), ("research", False)])
def test_a_company_is_proved_by_its_licence(kind: str, met: bool) -> None:
    assert verdict(evidenced(row("T2-30"), {kind}, RULES)) == ("CR-8-2i", met)


@boundary("CR-8-2j", "kinds, met", [({"arts_sport"}, True), ({"exam"}, False), (set(), False)])
def test_arts_and_sport_are_proved_by_certificate_or_medal(kinds: set[str], met: bool) -> None:
    found = [verdict(evidenced(row(name), kinds, RULES)) for name in ("T3-03", "T3-23", "T4-02", "T4-08")]
    assert found == [("CR-8-2j", met)] * 4


def test_an_office_needs_the_appointment_and_the_appraisal() -> None:
    assert [
        evidenced(row("T1-12"), kinds, RULES).verdict is Verdict.MET
        for kinds in ({"appointment"}, {"appraisal"}, {"appointment", "appraisal"})
    ] == [False, False, True]


@boundary("CR-X2S2-1", "document, met", [("sponsor_certificate", False), ("organiser_certificate", True)])
def test_the_organiser_of_a_contest_decides(document: str, met: bool) -> None:
    assert verdict(decided_by(row("T2-01"), document, RULES)) == ("CR-X2S2-1", met)


@boundary("CR-X2S2-2", "document, met", [("unfinished", False), ("conclusion_certificate", True)])
def test_a_project_counts_when_it_is_concluded(document: str, met: bool) -> None:
    found = [verdict(decided_by(row(name), document, RULES)) for name in ("T2-22", "T2-28", "T2-31")]
    assert found == [("CR-X2S2-2", met)] * 3
    assert decided_by(row("T2-29"), "approval_notice", RULES) is None


@boundary("CR-X2S2-3", "document, met", [("acceptance_letter", False), ("published_issue", True)])
def test_a_paper_counts_when_it_is_published(document: str, met: bool) -> None:
    assert verdict(decided_by(row("T2-32"), document, RULES)) == ("CR-X2S2-3", met)


@boundary("CR-X2S2-4", "document, met", [("application_receipt", False), ("granted_certificate", True)])
def test_a_right_counts_when_it_is_granted(document: str, met: bool) -> None:
    assert verdict(decided_by(row("T2-34"), document, RULES)) == ("CR-X2S2-4", met)


@boundary("CR-X2S5-2", "who, met", [("counsellor", True), ("teacher", False)])
def test_daily_labour_is_assessed_by_the_counsellor(who: str, met: bool) -> None:
    assert verdict(assessed(row("T5-01"), {who}, RULES)) == ("CR-X2S5-2", met)


@boundary("CR-X2S5-4", "who, met", [("teacher", True), ("counsellor", False)])
def test_placements_and_school_practice_are_assessed_by_the_teacher(who: str, met: bool) -> None:
    found = [verdict(assessed(row(name), {who}, RULES)) for name in ("T5-02", "T5-07", "T5-09")]
    assert found == [("CR-X2S5-4", met)] * 3


@boundary("CR-X2S5-5", "who, met", [("counsellor", True), ("teacher", False)])
def test_own_practice_is_assessed_by_the_counsellor(who: str, met: bool) -> None:
    assert verdict(assessed(row("T5-08"), {who}, RULES)) == ("CR-X2S5-5", met)


@boundary(
    "CR-X2S5-6",
    "who, met",
    [({"employer"}, False), ({"aid_centre"}, False), ({"employer", "aid_centre"}, True)],
)
def test_work_study_is_assessed_by_two(who: set[str], met: bool) -> None:
    found = [verdict(assessed(row(name), who, RULES)) for name in ("T5-11", "T5-12")]
    assert found == [("CR-X2S5-6", met)] * 2


def test_other_rows_have_no_assessor_and_no_deciding_document() -> None:
    assert (assessed(row("T1-01"), set(), RULES), decided_by(row("T1-01"), "", RULES)) == (None, None)
