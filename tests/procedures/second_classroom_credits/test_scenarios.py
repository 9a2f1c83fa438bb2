"""The worked totals, each with its other readings, to the tenth; what was refused names its rule."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import Holding, Item, Student
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import Statement, statement_of
from tests.procedures.second_classroom_credits.world import read_as, rules_2023, year
from workflows.texts.sentences import finding_sentence

SCENARIOS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "scenarios.json").read_text(encoding="utf-8")
)
ALTERNATIVES = [(scenario, alternative) for scenario in SCENARIOS for alternative in scenario["alternatives"]]


def item_of(stated: dict[str, Any]) -> Item:
    """An item of a scenario."""
    values = {key: value for key, value in stated.items() if key != "refused"}
    values |= {key: date.fromisoformat(value) for key, value in values.items() if key.endswith("_on")}
    return Item(**values | {"year": year(stated["year"])})


def holding_of(scenario: dict[str, Any], without: tuple[str, ...] = ()) -> Holding:
    """What was confirmed in a scenario."""
    return Holding(
        Student(scenario["intake"], scenario["programme_years"]),
        {each["id"]: item_of(each) for each in scenario["items"] if each["id"] not in without},
        dormitory={year(name): rating for name, rating in scenario.get("dormitory", {}).items()},
    )


def totals(statement: Statement) -> dict[str, str]:
    """Modules and total as the scenarios write them."""
    earned = {each.name: written(each.earned) for each in statement.modules}
    return {**earned, "total": written(statement.total.earned)}


def judged(scenario: dict[str, Any], rules: Ruleset) -> Statement:
    return statement_of(holding_of(scenario), rules)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_a_worked_total_is_met_to_the_tenth(scenario: dict[str, Any]) -> None:
    statement = judged(scenario, rules_2023())
    assert totals(statement) == scenario["expected"]
    assert statement.eligible is scenario["eligible"]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_what_is_refused_counts_for_nothing_and_names_its_rule(scenario: dict[str, Any]) -> None:
    refused = {each["id"]: each["refused"] for each in scenario["items"] if "refused" in each}
    found = {
        line.item.id: line.why.rule
        for line in judged(scenario, rules_2023()).lines
        if line.why and not line.counted and line.item.id in refused
    }
    assert found == refused


@pytest.mark.parametrize(
    ("scenario", "alternative"),
    ALTERNATIVES,
    ids=[f"{one['id']}-{n}" for n, (one, _) in enumerate(ALTERNATIVES)],
)
def test_another_reading_gives_the_other_total(scenario: dict[str, Any], alternative: dict[str, Any]) -> None:
    readings = {name.replace(".", "__"): word for name, word in alternative.get("readings", {}).items()}
    holding = holding_of(scenario, tuple(alternative.get("without", ())))
    statement = statement_of(holding, read_as(**readings))
    expected = scenario["expected"] | alternative["expected"]
    if "total" not in alternative["expected"]:
        expected["total"] = totals(statement)["total"]
    assert totals(statement) == expected
    assert statement.eligible is alternative.get("eligible", scenario["eligible"])


def said(scenario_id: str, item: str, language: str = "zh-hans") -> tuple[str, str, str]:
    """What an item claimed, what it counts for, and why."""
    (scenario,) = (each for each in SCENARIOS if each["id"] == scenario_id)
    (line,) = (each for each in judged(scenario, rules_2023()).lines if each.item.id == item)
    assert line.why is not None
    return written(line.claimed), written(line.counted), finding_sentence(line.why, language)


@pytest.mark.parametrize(
    ("scenario", "item", "claimed", "counted", "sentence"),
    [
        (
            "SC-03",
            "i01",
            "4.0",
            "0.0",
            "与“一类学科竞赛 · 省部级 · 二等奖（2023-24）”是同一项目，只计最高。依据第十一条。",
        ),
        (
            "SC-03",
            "i03",
            "8.0",
            "2.0",
            "与“一类学科竞赛 · 省部级 · 二等奖（2023-24）”是同一项目，只计最高，已计的不重复，"
            "此次增加2.0学分。依据第十一条。",
        ),
        (
            "SC-04",
            "i02",
            "1.0",
            "0.0",
            "与“荣誉称号 · 校级 · 获得荣誉（2023-24）”是同一项目，按学分最高的思想道德教育计，"
            "不在两个模块累计。依据第十条。",
        ),
        (
            "SC-04",
            "i01",
            "1.0",
            "0.0",
            "与“荣誉称号 · 校级 · 获得荣誉（2023-24）”是同一项目，按学分最高的思想道德教育计，"
            "不在两个模块累计。依据第十条。",
        ),
        (
            "SC-04",
            "i09",
            "0.1",
            "0.0",
            "与“体育文化宣传作品 · 作品（2023-24）”是同一项目，两个模块分值相同，计入体育。依据第十条。",
        ),
        ("SC-07", "i06", "2.4", "2.0", "申请12次，志愿者证登记10次，以登记为准。依据附件二（S001-3）。"),
        ("SC-07", "i07", "2.0", "0.0", "成绩须达到425分；成绩是：424。依据附件二（S002）。"),
        ("SC-11", "i01", "1.0", "0.0", "日常生活劳动累计39学时，须满40学时。依据附件二（S005）。"),
        (
            "SC-11",
            "i04",
            "1.0",
            "0.0",
            "宿舍年度考核不合格，劳动教育不获得学分：2024-25学年。依据附件二（S005-2）。",
        ),
    ],
)
def test_a_statement_explains_itself(
    scenario: str, item: str, claimed: str, counted: str, sentence: str
) -> None:
    assert said(scenario, item) == (claimed, counted, sentence)


def test_a_statement_speaks_other_languages() -> None:
    assert said("SC-07", "i07", "en")[2] == "The score must be at least 425; it is 424. See Annex 2(S002)."
    assert said("SC-07", "i07", "vi")[2] == "Điểm phải đạt 425; điểm hiện có: 424. Theo Phụ lục 2(S002)."


def test_what_graduation_lacks_is_named_with_its_amount() -> None:
    (scenario,) = (each for each in SCENARIOS if each["id"] == "SC-02")
    statement = judged(scenario, rules_2023())
    assert [(each.name, written(each.missing)) for each in statement.missing] == [
        ("S004", "0.5"),
        ("morning_exercise", "0.1"),
    ]
    assert [finding_sentence(each.finding) for each in statement.missing] == [
        "美育已得0.5学分，最低1.0学分，还差0.5学分。依据附件一。",
        "早操已得0.3学分，最低0.4学分，还差0.1学分。依据附件二（S003）。",
    ]
