"""The table of rules says the truth: each rule once, in its place, with a test that exists."""

from __future__ import annotations

import ast
import csv
import importlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from procedures.party_membership.flows import PartyMembership_1
from tests.procedures.party_membership.world import nantong
from workflows.rules.predicates import RULEBOOK

HERE = Path(__file__).parent
TABLE = HERE.parents[2] / "docs" / "procedures" / "party_membership.rules.csv"
PACKAGE = "procedures.party_membership"
ARTICLES_SO_FAR = 49
STATUSES = {"enforced", "warned", "recorded", "missing"}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every test of this folder with the name pytest gives it."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"{path.name}::{node.name}", node


def boundaries() -> Counter[str]:
    """How many boundary cases are parametrised for each rule."""
    found: Counter[str] = Counter()
    for _, function in functions():
        for mark in function.decorator_list:
            if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "boundary":
                rule, _, cases = mark.args
                assert isinstance(rule, ast.Constant)
                assert isinstance(cases, ast.List)
                found[str(rule.value)] += len(cases.elts)
    return found


def so_far() -> list[dict[str, str]]:
    """The rows of the articles that the flow covers as a whole."""
    return [row for row in rows(TABLE) if int(row["rule"].split("-")[1]) <= ARTICLES_SO_FAR]


def done() -> list[str]:
    """The rules that something meets or breaks, in the order of the Rules."""
    return [row["rule"] for row in rows(TABLE) if row["status"] != "missing"]


def test_every_rule_stands_in_the_table_once() -> None:
    ids = [row["rule"] for row in rows(TABLE)]
    assert len(ids) == 286
    assert [rule for rule, times in Counter(ids).items() if times > 1] == []
    assert {row["status"] for row in rows(TABLE)} <= STATUSES


def test_every_boundary_of_a_rule_has_its_case() -> None:
    wanted = {row["rule"]: int(row["n"]) for row in rows(HERE / "boundary_cases.csv")}
    assert sorted(done()) == sorted(wanted)
    assert wanted == dict(boundaries())


def test_the_articles_so_far_have_all_their_boundaries() -> None:
    wanted = {row["rule"]: int(row["n"]) for row in rows(HERE / "boundary_cases.csv")}
    first = [row["rule"] for row in so_far()]
    assert (len(first), sum(wanted[rule] for rule in first)) == (286, 670)


def test_no_rule_is_missing() -> None:
    assert [row["rule"] for row in rows(TABLE) if row["status"] == "missing"] == []


def test_a_rule_that_is_not_missing_names_a_test_that_exists() -> None:
    known = {name for name, _ in functions()}
    named = {row["rule"]: row["test"] for row in rows(TABLE) if row["status"] != "missing"}
    assert {rule: test for rule, test in named.items() if test not in known} == {}


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
