"""Article 9, annex 1 and the two minima in sport: what a student needs, exactly to the tenth."""

from __future__ import annotations

import pytest

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import Student
from procedures.second_classroom_credits.scoring.minima import standing
from procedures.second_classroom_credits.scoring.statement import Statement, statement_of
from procedures.second_classroom_credits.scoring.warnings import morning_outlook
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import holding, item, read_as, rules_2023, xust, year
from workflows.rules.findings import Verdict

RULES = rules_2023()
YEARS = ("2022-23", "2023-24", "2024-25", "2025-26")
#: 10.0 and each minimum exactly: morning 0.4 and other sport 0.6 among them
LEAST = (
    item("T1-10", id="served", times=10),
    item("T2-28", id="project"),
    *(item("T3-01", on, id=f"morning {on}") for on in YEARS),
    *(item("T3-17", on, id=f"start {on}") for on in YEARS[:3]),
    item("T4-02", id="gala"),
    item("T5-01", id="labour"),
)


def without(*names: str) -> Statement:
    return statement_of(holding(*(each for each in LEAST if each.id not in names)), RULES)


def lacking(statement: Statement) -> dict[str, str]:
    return {each.name: written(each.missing) for each in statement.missing}


@boundary("CR-9-1", "earned, met", [(99, False), (100, True), (101, True)])
def test_ten_credits_are_enough(earned: int, met: bool) -> None:
    found = standing("credits_total", earned, "graduation.total_min", RULES)
    assert (found.finding.verdict is Verdict.MET, found.missing) == (met, max(0, 100 - earned))


@boundary("CR-9-2", "arts, missing", [("T4-03", {"S004": "0.5"}), ("T4-02", {})])
def test_a_large_total_does_not_replace_a_minimum(arts: str, missing: dict[str, str]) -> None:
    statement = statement_of(holding(*LEAST[:-2], item("T2-01"), item(arts), LEAST[-1]), RULES)
    assert (lacking(statement), statement.eligible) == (missing, not missing)


@boundary("CR-X1-1", "earned, met", [(19, False), (20, True)])
def test_moral_education_needs_two(earned: int, met: bool) -> None:
    assert (standing("S001", earned, "min.S001", RULES).finding.verdict is Verdict.MET) is met


@boundary("CR-X1-2", "earned, met", [(49, False), (50, True)])
def test_innovation_needs_five(earned: int, met: bool) -> None:
    assert (standing("S002", earned, "min.S002", RULES).finding.verdict is Verdict.MET) is met


@boundary("CR-X1-3", "earned, met", [(9, False), (10, True)])
def test_sport_needs_one(earned: int, met: bool) -> None:
    assert (standing("S003", earned, "min.S003", RULES).finding.verdict is Verdict.MET) is met


@boundary("CR-X1-4", "earned, met", [(9, False), (10, True)])
def test_arts_need_one(earned: int, met: bool) -> None:
    assert (standing("S004", earned, "min.S004", RULES).finding.verdict is Verdict.MET) is met


@boundary("CR-X1-5", "earned, met", [(9, False), (10, True)])
def test_labour_needs_one(earned: int, met: bool) -> None:
    assert (standing("S005", earned, "min.S005", RULES).finding.verdict is Verdict.MET) is met


def test_the_least_of_everything_is_enough() -> None:
    statement = without()
    assert (written(statement.total.earned), statement.eligible, statement.missing) == ("10.0", True, ())
    assert [each.verdict for each in statement.findings] == [Verdict.MET] * 8


def test_every_module_is_named_with_what_it_lacks() -> None:
    assert lacking(statement_of(holding(), RULES)) == {
        "S001": "2.0",
        "S002": "5.0",
        "S003": "1.0",
        "S004": "1.0",
        "S005": "1.0",
        "morning_exercise": "0.4",
        "other_sport": "0.6",
        "credits_total": "10.0",
    }


@boundary("CR-X2S3-1", "taken, missing", [("morning 2024-25", "0.1"), ("", None)])
def test_morning_exercise_has_a_minimum_of_its_own(taken: str, missing: str | None) -> None:
    statement = statement_of(holding(*(each for each in LEAST if each.id != taken), item("T3-03")), RULES)
    assert lacking(statement) == ({"morning_exercise": missing} if missing else {})
    assert statement.earned["S003"] >= 60


@boundary("CR-X2S3-2", "taken, missing", [("start 2022-23", "0.2"), ("", None)])
def test_contests_and_activities_have_a_minimum_together(taken: str, missing: str | None) -> None:
    team = item("T3-02", "2024-25", id="team")
    statement = statement_of(holding(*(each for each in LEAST if each.id != taken), team), RULES)
    assert lacking(statement) == ({"other_sport": missing} if missing else {})


@boundary("CR-GAP-6", "row, missing", [("T2-01", {"S004": "1.0"}), ("T4-01", {})])
def test_a_surplus_fills_no_other_module(row: str, missing: dict[str, str]) -> None:
    statement = statement_of(holding(*(each for each in LEAST if each.id != "gala"), item(row)), RULES)
    assert lacking(statement) == missing
    assert xust()["surplus.transfer"].flag is False


@pytest.mark.parametrize(
    ("readings", "taken", "eligible"),
    [
        ({}, "morning 2024-25", False),
        ({"pe__morning_binds": "indicative"}, "morning 2024-25", True),
        ({"graduation__module_min_blocks": False}, "gala", True),
        ({"pe__other_scope": "activity_only"}, "", False),
        ({"pe__other_scope": "both"}, "", True),
    ],
)
def test_a_reading_decides_what_blocks(readings: dict[str, object], taken: str, eligible: bool) -> None:
    """Two more awards make the total and the module whole, so that only the reading is left."""
    more = (item("T2-01"), item("T3-08", id="province"))
    kept = (each for each in LEAST if each.id != taken)
    assert statement_of(holding(*kept, *more), read_as(**readings)).eligible is eligible


def test_what_does_not_block_is_still_said() -> None:
    rules = read_as(graduation__module_min_blocks=False)
    statement = statement_of(holding(item("T2-01")), rules)
    assert statement.eligible
    assert {each.rule for each in statement.findings if each.verdict is Verdict.WARNED} == {
        *("CR-X1-1", "CR-X1-3", "CR-X1-4", "CR-X1-5", "CR-X2S3-1", "CR-X2S3-2"),
    }


@boundary("CR-X1-7", "on, years, warned", [("2025-26", 4, 0), ("2026-27", 4, 1), ("2026-27", 5, 0)])
def test_a_year_after_the_programme_is_worth_a_look(on: str, years: int, warned: int) -> None:
    student = Student(2022, years)
    statement = statement_of(holding(item("T1-15", on), student=student), RULES)
    assert [each.rule for each in statement.warnings] == ["CR-X1-7"] * warned


@pytest.mark.parametrize(
    ("done", "now", "missing"),
    [
        (("2022-23",), "2023-24", None),
        ((), "2023-24", "0.1"),  # the first year was missed: three years are left
        (("2022-23",), "2024-25", "0.1"),
        (("2022-23", "2023-24", "2024-25"), "2025-26", None),
        (("2022-23", "2023-24", "2024-25"), "2026-27", "0.1"),
    ],
)
def test_the_first_missed_year_of_morning_exercise_is_said(
    done: tuple[str, ...], now: str, missing: str | None
) -> None:
    taken = holding(*(item("T3-01", on, id=on) for on in done))
    found = morning_outlook(statement_of(taken, RULES).lines, taken, RULES, now=year(now))
    assert (found.params["missing"] if found else None) == missing


def test_the_team_makes_good_a_missed_year() -> None:
    taken = holding(item("T3-02"))
    assert morning_outlook(statement_of(taken, RULES).lines, taken, RULES, now=year("2025-26")) is None


@pytest.mark.parametrize(("lectures", "warned"), [(4, []), (5, ["A-19-1"])])
def test_many_lectures_are_pointed_out(lectures: int, warned: list[str]) -> None:
    taken = holding(*(item("T2-24", id=str(number)) for number in range(lectures)))
    assert [each.rule for each in statement_of(taken, RULES).warnings] == warned
