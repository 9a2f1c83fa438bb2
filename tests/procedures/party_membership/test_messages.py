"""What the procedure's rules and papers say: each id has a sentence, and both languages ask for the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

from procedures.party_membership import forms
from workflows.nodes import Paper
from workflows.rules.predicates import RULEBOOK
from workflows.texts.catalogues import catalogue

FORMS = Path(apps.get_app_config("party_membership").path) / "forms"


def problems() -> set[str]:
    """The message ids of the problems that papers report."""
    calls = [
        node
        for path in FORMS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"
    ]
    return {str(call.args[1].value) for call in calls if isinstance(call.args[1], ast.Constant)}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_rule_and_every_problem_has_its_sentence(language: str) -> None:
    said = {message for rule in RULEBOOK.under("procedures.party_membership") for message in rule.messages}
    assert (said | problems()) - set(catalogue(language)) == set()
    assert all(rule.messages for rule in RULEBOOK.under("procedures.party_membership"))


def test_another_language_asks_for_nothing_else() -> None:
    source = catalogue("zh-hans")
    for language in ("en", "vi"):
        more = {
            message: template.names - source[message].names
            for message, template in catalogue(language).items()
            if message in source and not template.names <= source[message].names
        }
        assert more == {}


def papers() -> list[type[Paper]]:
    """Every paper of the procedure."""
    return [paper for name in forms.__all__ if isinstance(paper := getattr(forms, name), type)]


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.__name__)
def test_a_paper_is_titled_and_its_declared_fields_exist(paper: type[Paper]) -> None:
    fields = set(paper.base_fields)
    assert paper.title
    assert (paper.private | paper.people) - fields == set()
    assert all(field.label for field in paper.base_fields.values())
