"""The table of rules says the truth: each rule once, in its place, with a test that exists."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.procedures.rule_tables import STATUSES, RuleTable
from tests.procedures.second_classroom_credits.world import xust

TABLE = RuleTable("second_classroom_credits", Path(__file__).parent)
PACKAGE = "procedures.second_classroom_credits"
EDITION = "edition."


def test_every_rule_stands_in_the_table_once() -> None:
    assert len(TABLE.ids) == 112
    assert TABLE.twice == []
    assert {row["status"] for row in TABLE.rows} <= STATUSES


def test_every_boundary_of_a_rule_has_its_case() -> None:
    assert sorted(row["rule"] for row in TABLE.done) == sorted(TABLE.wanted)
    assert TABLE.wanted == TABLE.boundaries()


def test_a_rule_that_is_not_missing_names_a_test_that_exists() -> None:
    assert TABLE.untested() == {}


@pytest.mark.parametrize("row", TABLE.done, ids=lambda row: row["rule"])
def test_a_rule_is_where_the_table_says(row: dict[str, str]) -> None:
    """A function of the procedure, or a parameter of the edition for what is only recorded."""
    if row["where"].startswith(EDITION):
        parameter = xust()[row["where"].removeprefix(EDITION)]
        assert (parameter.rule, row["status"]) == (row["rule"], "recorded")
        return
    module, _, name = row["where"].rpartition(".")
    assert callable(getattr(importlib.import_module(f"{PACKAGE}.{module}"), name))


def test_a_status_is_what_the_edition_does_about_the_rule() -> None:
    does = {"block": "enforced", "warn": "warned", "record": "recorded"}
    said = {each.rule: does[each.enforcement] for each in xust().parameters.values()}
    assert {row["rule"]: row["status"] for row in TABLE.done} == {
        row["rule"]: said[row["rule"]] for row in TABLE.done
    }


def test_no_rule_is_missing() -> None:
    assert TABLE.done == TABLE.rows
