"""The edition: every rule and every reading once, each with its article; whom it applies to."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from procedures.second_classroom_credits.scoring.ruleset import Ruleset, ruleset_for
from tests.procedures.rule_tables import RuleTable, boundary
from tests.procedures.second_classroom_credits.test_rules_table import TABLE
from tests.procedures.second_classroom_credits.world import read_as, rules_2023, xust
from workflows.rules.regulations import Edition

READINGS = {f"A-{number:02}" for number in range(1, 73)}
READING = re.compile(r"A-\d\d")


def test_every_rule_of_the_table_has_one_parameter() -> None:
    table: RuleTable = TABLE
    rules = [each.rule for each in xust().parameters.values()]
    assert [rule for rule in rules if rule.startswith("CR-") and rule != "CR-7-late"] == table.ids


def test_every_reading_is_a_parameter_or_the_note_of_one() -> None:
    served = Counter(each.rule for each in xust().parameters.values() if READING.fullmatch(each.rule))
    for each in xust().parameters.values():
        served.update(each.options.get("readings", ()))
    assert served == Counter(dict.fromkeys(READINGS, 1))


def test_every_reading_of_the_table_of_rows_is_known() -> None:
    assert {reading for row in rules_2023().table for reading in row.readings} <= READINGS


def test_every_parameter_says_how_it_was_read() -> None:
    assert [each.name for each in xust().parameters.values() if not each.note] == []


def test_an_edition_reads_back_as_itself() -> None:
    again = Edition.from_mapping(xust().to_mapping())
    assert (again, again.digest) == (xust(), xust().digest)


@boundary("CR-1-1", "source", ["教高〔2018〕2号", "教高〔2019〕6号", "2022版培养方案原则意见"])
def test_the_rules_name_what_they_rest_on(source: str) -> None:
    assert source in xust()["ruleset.basis"].members
    assert source in xust().sources


@boundary("CR-2-1", "parameter", ["principle.purpose"])
def test_a_purpose_is_kept_and_decides_nothing(parameter: str) -> None:
    assert (xust()[parameter].enforcement, xust()[parameter].article) == ("record", "2")


@boundary("CR-3-2", "parameter", ["principle.healthy_content"])
def test_a_demand_on_activities_is_kept_and_decides_nothing(parameter: str) -> None:
    assert (xust()[parameter].enforcement, xust()[parameter].article) == ("record", "3")


@boundary("CR-X1-6", "summed", ["10.0"])
def test_the_minima_of_the_modules_are_the_minimum_of_the_total(summed: str) -> None:
    rules = rules_2023()
    assert (
        sum(rules.minima.values()) == rules.tenths("min.sum") == rules.tenths("graduation.total_min") == 100
    )
    assert str(xust()["min.sum"].quantity) == summed


@boundary("CR-X2S3-3", "summed", ["1.0"])
def test_the_two_minima_in_sport_are_the_minimum_of_its_module(summed: str) -> None:
    rules = rules_2023()
    parts = rules.tenths("pe.morning_min") + rules.tenths("pe.other_min")
    assert parts == rules.tenths("pe.minima_sum") == rules.minima["S003"] == 10
    assert str(xust()["pe.minima_sum"].quantity) == summed


@boundary("CR-13-1", "on, applies", [("2023-03-30", False), ("2023-03-31", True)])
def test_the_rules_are_in_force_from_the_day_of_their_promulgation(on: str, applies: bool) -> None:
    found = ruleset_for([rules_2023()], intake=2022, on=date.fromisoformat(on))
    assert (found is not None) is applies
    assert xust().from_on == date(2023, 3, 31)


@boundary("CR-13-2", "intake, applies", [(2021, False), (2022, True), (2023, True)])
def test_the_rules_apply_from_an_intake_on(intake: int, applies: bool) -> None:
    """Somebody who moved from 2021 to 2022 is judged by the intake on the record (A-62)."""
    found = ruleset_for([rules_2023()], intake=intake, on=date(2026, 1, 1))
    assert (found is not None) is applies


@pytest.mark.parametrize(("intake", "edition"), [(2022, 0), (2029, 0), (2030, 1)])
def test_a_later_edition_is_for_later_intakes(intake: int, edition: int) -> None:
    later = read_as(ruleset__intake_from=2030, ruleset__valid_from="2030-05-01")
    rulesets: list[Ruleset] = [rules_2023(), later]
    assert ruleset_for(reversed(rulesets), intake=intake, on=date(2031, 1, 1)) is rulesets[edition]
