"""The table of rules says the truth: each rule once, in its place, with a test that exists."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from procedures.party_membership.flows import PartyMembership_1
from tests.procedures.party_membership.world import nantong
from tests.procedures.rule_tables import STATUSES, RuleTable
from workflows.rules.predicates import RULEBOOK

TABLE = RuleTable("party_membership", Path(__file__).parent)
PACKAGE = "procedures.party_membership"
ARTICLES_SO_FAR = 49


def so_far() -> list[dict[str, str]]:
    """The rows of the articles that the flow covers as a whole."""
    return [row for row in TABLE.rows if int(row["rule"].split("-")[1]) <= ARTICLES_SO_FAR]


def test_every_rule_stands_in_the_table_once() -> None:
    assert len(TABLE.ids) == 286
    assert TABLE.twice == []
    assert {row["status"] for row in TABLE.rows} <= STATUSES


def test_every_boundary_of_a_rule_has_its_case() -> None:
    assert sorted(row["rule"] for row in TABLE.done) == sorted(TABLE.wanted)
    assert TABLE.wanted == TABLE.boundaries()


def test_the_articles_so_far_have_all_their_boundaries() -> None:
    first = [row["rule"] for row in so_far()]
    assert (len(first), sum(TABLE.wanted[rule] for rule in first)) == (286, 670)


def test_no_rule_is_missing() -> None:
    assert [row["rule"] for row in TABLE.rows if row["status"] == "missing"] == []


def test_a_rule_that_is_not_missing_names_a_test_that_exists() -> None:
    assert TABLE.untested() == {}


@pytest.mark.parametrize(
    "row", [row for row in so_far() if row["status"] != "missing"], ids=lambda row: row["rule"]
)
def test_a_rule_is_where_the_table_says(row: dict[str, str]) -> None:
    module, _, name = row["where"].rpartition(".")
    if row["rule"] in RULEBOOK:
        rule = RULEBOOK[row["rule"]]
        assert f"{rule.module}.{rule.name}" == f"{PACKAGE}.{row['where']}"
    elif module.startswith("workflows."):
        assert callable(getattr(importlib.import_module(module), name))
    else:
        chapter = importlib.import_module(f"{PACKAGE}.{module}")
        assert name in PartyMembership_1._nodes_by_name
        assert any(name in vars(value) for value in vars(chapter).values() if isinstance(value, type))


def test_every_rule_of_the_book_reads_its_own_parameter() -> None:
    book = RULEBOOK.under(PACKAGE)
    assert book.misfits(nantong()) == ()
    assert {rule.id for rule in book if rule.parameter} <= {row["rule"] for row in so_far()}


def test_every_rule_of_the_book_is_asked_somewhere() -> None:
    matters = [act for kind in PartyMembership_1.matter_types.values() for act in kind.acts().values()]
    acts = [*PartyMembership_1.act_types.values(), *matters]
    asked = {rule.id for act in acts for rule in (*act.requires, *act.accepts, *act.explains)}
    asked |= {rule.id for rule in PartyMembership_1.granting}
    assert {rule.id for rule in RULEBOOK.under(PACKAGE)} - asked == set()


def test_no_act_is_judged_by_the_same_rule_twice() -> None:
    asked = {
        name: [rule.id for rule in (*act.requires, *act.accepts)]
        for name, act in PartyMembership_1.act_types.items()
    }
    assert {name: rules for name, rules in asked.items() if len(rules) != len(set(rules))} == {}
