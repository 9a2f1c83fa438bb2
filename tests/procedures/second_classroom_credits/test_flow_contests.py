"""Annex 2, S002: of which class a contest is by the list of its year; of which kind papers and rights."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from procedures.second_classroom_credits.flows.words import CONTESTS
from procedures.second_classroom_credits.rules.contests import of_its_class
from procedures.second_classroom_credits.rules.kinds import paper_of_its_level, right_of_its_class
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.college import (
    PRIZE,
    College,
    college,
    declared,
    do,
    file,
    handed_in,
    opened,
    refused,
)
from tests.procedures.second_classroom_credits.world import read_as, xust
from workflows.models import Entry
from workflows.rules.facts import Facts
from workflows.rules.findings import Verdict
from workflows.rules.situation import PersonView, Situation

pytestmark = pytest.mark.django_db

LISTED = [("数学建模", "1"), ("程序设计", "2"), ("机器人", "3"), ("旧赛事", "2"), ("旧赛事", "none")]


@pytest.fixture
def here() -> College:
    return college()


def listed(here: College, year: str = "2024-25") -> int:
    """The list of a year, told in two parts."""
    matter = do("open", here.registrar, "2024-10-08", {"year": year}, kind=CONTESTS, unit=here.university.pk)
    for part in (LISTED[:4], LISTED[4:]):
        rows = [{"contest": name, "contest_class": known_as} for name, known_as in part]
        do("classify", here.registrar, "2024-10-08", {"contests": rows}, matter=matter.matter)
    assert matter.matter is not None
    return matter.matter


def claimed(contest: str, row: str = "T2-17", value: str = "4.0") -> dict[str, Any]:
    """A prize of a contest: T2-17 is of class two or three, T2-06 of class one."""
    return {**PRIZE, "contest": contest, "row": row, "claimed": value}


@boundary(
    "CR-X2S2-5",
    "claim, rules",
    [
        (claimed("程序设计"), []),
        (claimed("机器人"), []),
        (claimed("数学建模", "T2-06", "6.0"), []),
        (claimed("数学建模"), ["CR-X2S2-5"]),
        (claimed("程序设计", "T2-06", "6.0"), ["CR-X2S2-5"]),
        (claimed("旧赛事"), ["CR-X2S2-5"]),
        (claimed("没有的赛事"), ["CR-X2S2-5"]),
        (claimed(""), ["CR-X2S2-5"]),
    ],
)
def test_a_contest_counts_in_the_class_of_its_list(
    here: College, claim: dict[str, Any], rules: list[str]
) -> None:
    listed(here)
    within = opened(here)
    if rules:
        target = {"family": "second_classroom_credits", "subject": here.student.pk, "within": within}
        assert refused("declaration", here.student, "2025-04-01", claim, **target) == rules
    else:
        case = handed_in(here, within, claim)
        do("first_review", here.counsellor, "2025-05-06", {"outcome": "accepted"}, case=case)


def test_a_review_lowers_no_contest_into_another_class(here: College) -> None:
    listed(here)
    case = handed_in(here, opened(here), claimed("数学建模", "T2-06", "6.0"))
    said = {"outcome": "lowered", "row": "T2-17", "why": "二类"}
    assert refused("first_review", here.counsellor, "2025-05-06", said, case=case) == ["CR-X2S2-5"]
    do("first_review", here.counsellor, "2025-05-06", {**said, "row": "T2-07"}, case=case)


def test_while_the_year_has_no_list_the_reviewer_is_told_to_decide(here: College) -> None:
    listed(here, "2023-24")
    case = declared(here, opened(here), claimed("没有的赛事"))
    findings = Entry.objects.get(case=case, act="declaration").findings
    assert [each["verdict"] for each in findings if each["rule"] == "CR-X2S2-5"] == ["warned"]


@pytest.mark.parametrize(("reading", "verdict"), [("reviewer", Verdict.WARNED), ("refused", Verdict.UNMET)])
def test_another_reading_refuses_contests_until_there_is_a_list(reading: str, verdict: Verdict) -> None:
    edition = read_as(competition__without_list=reading).edition
    s = Situation(date(2025, 4, 1), edition, Facts(), PersonView(0, "", ""), claimed("程序设计"))
    assert of_its_class(s).verdict is verdict


@pytest.mark.parametrize(
    ("row", "stated", "verdict"),
    [
        ("T2-32", "SCI", Verdict.MET),
        ("T2-32", "CNKI", Verdict.UNMET),
        ("T2-32", "", Verdict.WARNED),
        ("T2-33", "CNKI", Verdict.NOT_APPLICABLE),
        ("T2-34", "发明专利", Verdict.MET),
        ("T2-34", "软件著作权", Verdict.UNMET),
        ("T2-35", "软件著作权", Verdict.MET),
        ("T2-35", "商标", Verdict.UNMET),
        ("T2-35", "", Verdict.WARNED),
    ],
)
def test_a_paper_and_a_right_are_of_the_kind_of_their_row(row: str, stated: str, verdict: Verdict) -> None:
    asked = paper_of_its_level if row in {"T2-32", "T2-33"} else right_of_its_class
    claim = {**claimed("", row), "listed_as": stated}
    s = Situation(date(2025, 4, 1), xust(), Facts(), PersonView(0, "", ""), claim)
    assert asked(s).verdict is verdict


def test_a_review_recognises_no_row_of_another_kind(here: College) -> None:
    case = declared(here, opened(here), {**claimed("", "T2-34", "20.0"), "listed_as": "发明专利"})
    said = {"kinds": ["patent"], "form": "copy", "document": "granted_certificate"}
    do("evidence", here.student, "2025-04-01", said, case=case, files=(file("专利"),))
    said = {"outcome": "lowered", "row": "T2-35", "why": "二类"}
    assert refused("first_review", here.counsellor, "2025-05-06", said, case=case) == ["CR-X2S2-7"]
    do("first_review", here.counsellor, "2025-05-06", {"outcome": "accepted"}, case=case)
