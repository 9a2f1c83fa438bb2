"""The edition: every rule and every reading once, each with its article; whom it applies to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procedures.second_classroom_credits import scoring
from procedures.second_classroom_credits.rulesets import ruleset_of
from tests.procedures.rule_tables import RuleTable, boundary
from tests.procedures.second_classroom_credits.test_rules_table import TABLE
from tests.procedures.second_classroom_credits.world import read_as, rules_2023, xust
from workflows.nodes.procedure import roadless
from workflows.rules.regulations import Edition, EditionError
from workflows.services.editions import EditionRefusedError, edition_from
from workflows.texts.yaml_text import parse_yaml

READINGS = {f"A-{number:02}" for number in range(1, 73)}
#: numbers of the flow itself, of which the Rules say nothing
OURS = {"CR-7-late", "CR-7-undo", "CR-X2S2-5-list"}
READING = re.compile(r"A-\d\d")


def test_every_rule_of_the_table_has_one_parameter() -> None:
    table: RuleTable = TABLE
    rules = [each.rule for each in xust().parameters.values()]
    assert [rule for rule in rules if rule.startswith("CR-") and rule not in OURS] == table.ids


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


#: readings of the flow, which the calculation does not ask
OF_THE_FLOW = {
    *("forgery.scope", "review.four_eyes", "summary.signers", "declare.graduating_supplement"),
    *("final.mismatch", "appeal.exclude_decider"),
}
#: what the flow has no road for, so that an edition which reads it is refused
NO_ROAD = {"final.mismatch"}


def texts(folder: Path) -> str:
    """Everything that is written in the modules of a folder."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))


def test_every_reading_that_decides_is_asked_by_the_calculation() -> None:
    source = texts(Path(scoring.__file__).parent)
    deciding = {
        each.name
        for each in xust().parameters.values()
        if READING.match(each.rule) and each.enforcement != "record" and f'"{each.name}"' not in source
    }
    assert deciding == OF_THE_FLOW


def test_every_other_reading_is_tried_by_a_test() -> None:
    tried = texts(Path(__file__).parent) + (Path(__file__).parent / "scenarios.json").read_text(
        encoding="utf-8"
    )
    offered = {
        (each.name, word)
        for each in xust().parameters.values()
        if each.name not in NO_ROAD and each.enforcement != "record"
        for word in each.among
        if word != each.value
    }
    assert {(name, word) for name, word in offered if f'"{word}"' not in tried} == set()


CHILD = """\
id: college
title: 某学院
procedure: second_classroom_credits
parent: xust-second-classroom-2023
parameters:
  pe.other_scope:
    rule: "A-29"
    article: "annex-2.S003"
    equals: activity_only
    among: [both, activity_only]
  graduation.total_min:
    rule: "CR-9-1"
    article: "9"
    at_least: "12.0"
    unit: credit
"""


def test_a_college_chooses_a_reading_and_may_ask_for_more() -> None:
    child = xust().tightened_by(edition_from(parse_yaml(CHILD, source="college.yaml")))
    rules = ruleset_of(child)
    assert (rules.reads("pe.other_scope"), rules.tenths("graduation.total_min")) == ("activity_only", 120)
    assert rules.table == rules_2023().table


@pytest.mark.parametrize(
    ("old", "new", "aspect"),
    [
        ('"12.0"', '"9.9"', "value"),
        ("equals: activity_only", "equals: activity_only_twice", None),
        ("unit: credit", "unit: point", "unit"),
    ],
)
def test_a_college_may_not_ask_for_less_nor_invent_a_reading(old: str, new: str, aspect: str | None) -> None:
    document = parse_yaml(CHILD.replace(old, new), source="college.yaml")
    if aspect is None:
        with pytest.raises(EditionRefusedError, match="不在可选的范围里"):
            edition_from(document)
        return
    with pytest.raises(EditionError) as refused:
        xust().tightened_by(edition_from(document))
    assert [problem.params["aspect"] for problem in refused.value.problems] == [aspect]


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
    assert rules_2023().in_force(date.fromisoformat(on)) is applies
    assert xust().from_on == date(2023, 3, 31)


@boundary("CR-13-2", "intake, applies", [(2021, False), (2022, True), (2023, True)])
def test_the_rules_apply_from_an_intake_on(intake: int, applies: bool) -> None:
    """Somebody who moved from 2021 to 2022 is judged by the intake on the record (A-62)."""
    assert rules_2023().covers(intake) is applies
    assert xust().is_for({"intake": str(intake)}) is applies


@pytest.mark.parametrize("word", ["paper_wins", "online_wins"])
def test_a_reading_without_a_road_is_refused(word: str) -> None:
    edition = replace(read_as(final__mismatch=word).edition, id="other")
    assert [each.problem for each in roadless(edition)] == ["edition.no_road"]
