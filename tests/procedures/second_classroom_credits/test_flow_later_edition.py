"""An edition with other rows that comes while a round is open: the round goes by the one of its first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procedures.second_classroom_credits.papers.sheet import Sheet
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    LECTURE,
    PRIZE,
    College,
    agreed,
    college,
    do,
    finalised,
    frozen_as,
    handed_in,
    opened,
    refused,
    signed,
    student,
)
from tests.procedures.second_classroom_credits.later import ADDED, drafted, revise, tables_in
from workflows.models import Case

pytestmark = pytest.mark.django_db

REVISED_ON = date(2025, 4, 2)
NEW = {**LECTURE, "row": ADDED}
CONFIRMING = {"outcome": "confirmed"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> College:
    tables_in(tmp_path, monkeypatch)
    return college()


def decided(here: College, within: int, *cases: int, years: int = 0) -> Sheet:
    """Items that were handed in, from their first review to what is published."""
    year = 2025 + years
    for case in cases:
        do("first_review", here.counsellor, f"{year}-05-06", {"outcome": "accepted"}, case=case)
    found = drafted(within, f"{year}-05-07")
    do("summarise", here.league, f"{year}-05-07", frozen_as(found), matter=within)
    agreed(here, *cases, at=f"{year}-05-08")
    signed(here, within, found, f"{year}-05-09")
    finalised(here, within, found, dict.fromkeys(cases, CONFIRMING), f"{year}-05-12")
    do("publish", here.league, f"{year}-05-13", {"place": "学院网站"}, matter=within)
    return found


def test_what_is_declared_within_a_round_goes_by_the_table_of_its_first_day(here: College) -> None:
    within = opened(here)
    before = handed_in(here, within, PRIZE)
    revise(here, REVISED_ON)
    claim = {"family": FAMILY, "subject": here.fellow.pk, "within": within}
    assert refused("declaration", here.fellow, "2025-04-10", NEW, **claim) == ["CR-7-5"]
    after = handed_in(here, within, PRIZE, who=here.fellow, at="2025-04-10")
    lecture = handed_in(here, within, LECTURE, who=here.fellow, at="2025-04-10")
    found = decided(here, within, before, after, lecture)
    assert [(row.number, row.level, row.recognised) for row in found.rows] == [
        ("2022001", "省部级", "4.0"),
        ("2022002", "省部级", "4.0"),
        ("2022002", "", "0.5"),
    ]
    assert [Case.objects.get(pk=each).steps.keys() for each in (before, after)] == [{"archive"}] * 2


def test_the_next_round_goes_by_the_later_table(here: College) -> None:
    opened(here)
    revise(here, REVISED_ON)
    within = opened(here, "2025-26", "2026-03-01")
    claim = {"family": FAMILY, "subject": here.student.pk, "within": within}
    prize = {**PRIZE, "year": "2025-26"}
    assert refused("declaration", here.student, "2026-04-01", prize, **claim) == ["CR-7-5"]
    case = handed_in(here, within, {**NEW, "year": "2025-26"}, at="2026-04-01")
    found = decided(here, within, case, years=1)
    assert [(row.number, row.recognised) for row in found.rows] == [("2022001", "0.5")]


def test_one_sheet_lists_students_of_two_editions(here: College) -> None:
    """Rules from an intake on leave those before it to theirs, in one round and on one sheet."""
    revise(here, REVISED_ON, ruleset__intake_from=2025)
    new = student("2025001", "新生", here.group, intake=2025)
    within = opened(here, "2025-26", "2026-03-01")
    year = {"year": "2025-26"}
    old = handed_in(here, within, {**PRIZE, **year}, at="2026-04-01")
    young = handed_in(here, within, {**NEW, **year}, who=new, at="2026-04-01")
    found = decided(here, within, old, young, years=1)
    assert [(row.number, row.recognised) for row in found.rows] == [("2022001", "4.0"), ("2025001", "0.5")]
