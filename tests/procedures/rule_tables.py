"""The table of rules of a procedure: each rule once, with its status, its place and a test that exists."""

from __future__ import annotations

import ast
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "procedures"
STATUSES = {"enforced", "warned", "recorded", "missing"}


def boundary(rule: str, names: str, cases: list[Any]) -> pytest.MarkDecorator:
    """Parametrise a test by the boundary cases of one rule, one case for each entry of the table of them."""
    return pytest.mark.parametrize(names, cases, ids=[f"{rule}/{n}" for n in range(1, len(cases) + 1)])


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class RuleTable:
    """The rules of one procedure as its document lists them, and the tests of its folder."""

    family: str
    tests: Path

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the document, in the order of the Rules."""
        return read_rows(DOCS / f"{self.family}.rules.csv")

    @property
    def ids(self) -> list[str]:
        """The rules in their order."""
        return [row["rule"] for row in self.rows]

    @property
    def twice(self) -> list[str]:
        """The rules that stand in the document more than once."""
        return [rule for rule, times in Counter(self.ids).items() if times > 1]

    @property
    def done(self) -> list[dict[str, str]]:
        """The rows of the rules that something meets or breaks."""
        return [row for row in self.rows if row["status"] != "missing"]

    @cached_property
    def wanted(self) -> dict[str, int]:
        """How many boundary cases each rule needs."""
        return {row["rule"]: int(row["n"]) for row in read_rows(self.tests / "boundary_cases.csv")}

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef]]:
        """Every test of the folder with the name pytest gives it."""
        for path in sorted(self.tests.glob("test_*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield f"{path.name}::{node.name}", node

    def boundaries(self) -> dict[str, int]:
        """How many boundary cases are parametrised for each rule."""
        found: Counter[str] = Counter()
        for _, function in self.functions():
            for mark in function.decorator_list:
                if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "boundary":
                    rule, _, cases = mark.args
                    assert isinstance(rule, ast.Constant)
                    assert isinstance(cases, ast.List)
                    found[str(rule.value)] += len(cases.elts)
        return dict(found)

    def untested(self) -> dict[str, str]:
        """The rules that name a test which does not exist."""
        known = {name for name, _ in self.functions()}
        return {row["rule"]: row["test"] for row in self.done if row["test"] not in known}
