"""The edition of 2023 with its table, and the same with another reading of some parameters."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from procedures import second_classroom_credits
from procedures.second_classroom_credits.rulesets import TABLES, ruleset_of
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
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
    return (TABLES / f"{NAME}.csv").read_text(encoding="utf-8")


def with_table(old: str, new: str) -> Ruleset:
    """The rules of 2023 with one line of the table written another way."""
    assert printed_table().count(old) == 1
    return Ruleset(xust(), table_from(printed_table().replace(old, new), xust()))
