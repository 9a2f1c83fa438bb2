"""The recorded courses of events, written as case files that a registrar can read, come as they say."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from procedures.second_classroom_credits.flows.words import FAMILY
from procedures.second_classroom_credits.items import holding_of, student_of
from procedures.second_classroom_credits.scoring.statement import statement_of
from tests.procedures.second_classroom_credits.college import (
    LECTURE,
    PRIZE,
    College,
    agreed,
    college,
    finalised,
    opened,
    reviewed,
    signed,
    summarised,
)
from tests.procedures.second_classroom_credits.world import rules_2023
from workflows.models import Case
from workflows.rules.facts import Facts
from workflows.rules.situation import PersonView

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

pytestmark = pytest.mark.django_db


@pytest.mark.once(reason="a file is played on an SQLite database of its own")
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_case_file_holds(file: Path) -> None:
    out = StringIO()
    try:
        call_command("play", str(file), stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(out.getvalue())
    assert out.getvalue().rstrip().endswith("个案例全部符合。")


def test_what_was_confirmed_is_what_the_statement_counts() -> None:
    here: College = college()
    within = opened(here)
    prize, lecture, left = (
        reviewed(here, within, PRIZE),
        reviewed(here, within),
        reviewed(here, within, LECTURE),
    )
    found = summarised(here, within)
    agreed(here, prize, lecture, left)
    signed(here, within, found)
    finalised(here, within, found, {prize: {"outcome": "confirmed"}, lecture: {"outcome": "confirmed"}})
    finalised(here, within, found, {left: {"outcome": "rejected", "why": "重复", "ground": "ELIGIBILITY"}})
    cases = Case.objects.filter(subject=here.student)
    assert {case.procedure.split("/")[0] for case in cases} == {FAMILY}
    student = student_of(PersonView(1, "2022001", "张三", details=here.student.details))
    assert student is not None
    holding = holding_of(student, Facts(), ((case.pk, Facts.from_json(case.facts)) for case in cases))
    statement = statement_of(holding, rules_2023())
    assert statement.earned == {"S001": 0, "S002": 45, "S003": 0, "S004": 0, "S005": 0}
