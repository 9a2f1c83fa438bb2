"""What the rules say: each id has its sentence, English is complete, students read Vietnamese."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.procedures.second_classroom_credits.world import rules_2023
from workflows.texts.catalogues import Template, read_catalogue

PACKAGE = Path(apps.get_app_config("second_classroom_credits").path)
SPEAKING = [
    ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("scoring", "rules", "forms")
    for path in (PACKAGE / folder).glob("*.py")
]
#: where a message is built from another, or from the name of a column
BUILT = {
    *("credits.project_difference", "credits.capped_difference", "credits.card_full_difference"),
    "credits.table.too_few",
    *(f"credits.table.{fault}" for fault in ("row_twice", "empty", "module", "combine", "unit", "majors")),
    *(f"credits.table.{fault}" for fault in ("threshold", "number", "credit", "printed")),
}


def own(language: str) -> dict[str, Template]:
    """The sentences of this procedure alone."""
    return read_catalogue(PACKAGE / "messages" / f"{language}.yaml")


def ids() -> set[str]:
    """The message ids that stand in the calculation, the rules of the flow and its papers."""
    constants = (node.value for tree in SPEAKING for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {each for each in constants if isinstance(each, str) and each.startswith("credits.") and each[8:]}


def spoken() -> Iterator[tuple[str, set[str]]]:
    """Each message that is said at one place with all its values, and the names of these."""
    for tree in SPEAKING:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"said", "unmet"}:
                message, names = node.args[2], {each.arg for each in node.keywords}
                if isinstance(message, ast.Constant) and None not in names:
                    yield str(message.value), {name for name in names if name}


def test_every_message_has_its_sentence_and_every_sentence_is_said() -> None:
    said = {message for message in own("zh-hans") if message.startswith("credits.")}
    assert (ids() | BUILT) - {"credits.table."} == said


def test_every_message_is_given_what_its_sentence_asks_for() -> None:
    asked = {message: set(own("zh-hans")[message].names) for message, _ in spoken()}
    assert {message: asked[message] - given for message, given in spoken() if asked[message] - given} == {}


def test_english_says_what_chinese_says() -> None:
    assert {message: each.names for message, each in own("en").items()} == {
        message: each.names for message, each in own("zh-hans").items()
    }


def test_students_read_vietnamese() -> None:
    left = {message for message in own("zh-hans") if not message.startswith(("credits.table.", "word."))}
    assert left - set(own("vi")) == set()


@pytest.mark.parametrize("language", ["zh-hans", "en", "vi"])
def test_every_module_has_its_name(language: str) -> None:
    assert {f"word.S00{number}" for number in range(1, 6)} - set(own(language)) == set()


def test_every_kind_of_evidence_and_every_assessor_has_a_name() -> None:
    words = {
        f"word.{column}_{word}"
        for row in rules_2023().table
        for column, cell in (("evidence", row.evidence), ("assessor", row.assessors))
        for way in cell
        for word in way
    }
    assert words - set(own("zh-hans")) == set()
