"""The edition of 2023 with its table, and the same with another reading of some parameters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from procedures import second_classroom_credits
from procedures.second_classroom_credits.rulesets import TABLES, ruleset_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Holding, Item, Student
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import statement_of
from procedures.second_classroom_credits.scoring.table_reading import table_from
from workflows.rules.regulations import Edition
from workflows.services.editions import read_edition

NAME = "xust-second-classroom-2023"
REGULATIONS = Path(second_classroom_credits.__file__).parent / "regulations"


@cache
def xust() -> Edition:
    """The edition as its file states it."""
    return read_edition(REGULATIONS / f"{NAME}.yaml").edition


def rules_2023() -> Ruleset:
    """The edition with its table."""
    return ruleset_of(xust())


def read_as(**readings: Any) -> Ruleset:
    """The rules of 2023 with other readings: ``pe__other_scope="activity_only"``."""
    parameters = dict(xust().parameters)
    for key, value in readings.items():
        name = key.replace("__", ".")
        parameters[name] = replace(parameters[name], value=value)
    return Ruleset(replace(xust(), parameters=parameters), rules_2023().table)


@cache
def printed_table() -> str:
    """The table as text, to be spoilt by a test."""
    return (TABLES / xust()["scoring.table"].table.file).read_text(encoding="utf-8")


def with_table(*changes: tuple[str, str]) -> Ruleset:
    """The rules of 2023 with some passages of the table written another way."""
    text = printed_table()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return Ruleset(xust(), table_from(text, xust()))


def year(name: str) -> AcademicYear:
    """An academic year by its name."""
    return AcademicYear.named(name)


def item(row: str, on: str = "2023-24", /, **more: Any) -> Item:
    """An item of an academic year that meets what its row asks for; its id is its row unless given."""
    wanted = rules_2023().table[row]
    fits: dict[str, dict[str, Any]] = {
        "honour": {"affiliation": "西安科技大学"},
        "team_morning": {"started_on": date(2023, 9, 1), "ended_on": date(2024, 9, 1)},
        "team_year": {"started_on": date(2023, 9, 1), "ended_on": date(2024, 9, 1)},
        "language": {"score": 425},
        "incubation": {"started_on": date(2023, 9, 1), "ended_on": date(2024, 3, 1)},
        "daily_labour": {"minutes": 2400},
    }
    return Item(**{"id": row, "row": row, "year": year(on), **fits.get(wanted.group, {}), **more})


def holding(*items: Item, student: Student | None = None, **more: Any) -> Holding:
    """What was confirmed for a student of the intake of 2022 in a four-year programme."""
    student = student or Student(intake=2022)
    return Holding(student, {each.id: each for each in items}, **more)


def counted(
    *items: Item, rules: Ruleset | None = None, student: Student | None = None, **more: Any
) -> dict[str, str]:
    """What each item counts for, by its id."""
    statement = statement_of(holding(*items, student=student, **more), rules or rules_2023())
    return {line.item.id: written(line.counted) for line in statement.lines}


def reasons(*items: Item, rules: Ruleset | None = None, **more: Any) -> dict[str, str]:
    """The rule behind each line that counts for less than it claims."""
    statement = statement_of(holding(*items, **more), rules or rules_2023())
    return {line.item.id: line.why.rule for line in statement.lines if line.why}


def earned(rules: Ruleset, *items: Item, **more: Any) -> dict[str, str]:
    """What each module that has something comes to."""
    statement = statement_of(holding(*items, **more), rules)
    return {module: written(amount) for module, amount in statement.earned.items() if amount}
