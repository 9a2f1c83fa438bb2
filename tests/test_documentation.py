"""Documents that are written from the code agree with it; the others keep their shape."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from workflows import nodes
from workflows.checks.problems import SAYS
from workflows.nodes.export import export
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import families
from workflows.nodes.tables import article_table
from workflows.texts.catalogues import catalogue

DOCS = Path(settings.BASE_DIR) / "docs"
#: the procedures of the product; those of the tests have no documents
PROCEDURES = {
    family: kind
    for family, kind in families().items()
    if any(
        config.label == family and config.name.startswith("procedures.") for config in apps.get_app_configs()
    )
}
HEADS = ["Context", "Decision", "Rejected alternatives"]
#: the word of the glossary for a node whose class is called otherwise
WORDS = {"SubProcedure": "sub-procedure"}


def text(*parts: str) -> str:
    return DOCS.joinpath(*parts).read_text(encoding="utf-8")


def rows(*parts: str) -> list[list[str]]:
    """The rows of every table of a document, without heads."""
    lines = [line.strip("|").split("|") for line in text(*parts).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line] for line in lines]
    return [row for row in cells if row[0] not in {"---", "English", "Id"}]


@pytest.mark.parametrize("family", PROCEDURES)
def test_the_table_of_articles_is_the_procedure(family: str) -> None:
    assert text("procedures", f"{family}.md") == article_table(PROCEDURES[family]), (
        f"write it anew: manage.py article_table {family} --output docs/procedures/{family}.md"
    )


def test_no_table_is_left_of_a_procedure_that_is_gone() -> None:
    assert {path.stem for path in (DOCS / "procedures").glob("*.md")} == set(PROCEDURES)


def test_every_check_is_described_in_order() -> None:
    assert [row[0] for row in rows("checks.md")] == [f"`workflows.{name}`" for name in SAYS]


@pytest.mark.parametrize("column", [0, 1, 2], ids=["English", "中文", "tiếng Việt"])
def test_the_glossary_says_each_word_once(column: int) -> None:
    words = [row[column] for row in rows("glossary.md")]
    assert [word for word in words if not word or words.count(word) > 1] == []


def test_every_kind_of_node_is_in_the_glossary_with_its_element() -> None:
    kinds = {name: kind for name in nodes.__all__ if _is_node(kind := getattr(nodes, name))}
    elements = {row[0]: row[3] for row in rows("glossary.md")}
    assert {name: elements.get(WORDS.get(name, name.lower())) for name in kinds} == {
        name: kind.bpmn_element for name, kind in kinds.items()
    }


def _is_node(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, ProcedureNode)


@pytest.mark.parametrize(("language", "column"), [("zh-hans", 1), ("vi", 2)])
def test_the_glossary_calls_outcomes_as_the_sentences_do(language: str, column: int) -> None:
    section = text("glossary.md").partition("## Outcomes")[2].partition("\n## ")[0]
    said = {row[0]: row[column] for row in rows("glossary.md") if f"| {row[0]} |" in section}
    assert said == {name: catalogue(language)[f"word.{name}"].text for name in said}


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_not(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    number = path.name.partition("-")[0]
    assert re.match(rf"# {number}\. \S", content)
    said = re.findall(r"^## (.+)$", content, flags=re.MULTILINE)
    assert [head for head in said if head in HEADS] == HEADS


def test_no_two_decisions_have_one_number() -> None:
    numbers = [path.name.partition("-")[0] for path in (DOCS / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))


def test_the_commands_write_what_the_functions_give(tmp_path: Path) -> None:
    out = StringIO()
    call_command("article_table", "toy", stdout=out)
    assert out.getvalue() == article_table(families()["toy"])
    call_command("export_bpmn", "toy", output=tmp_path / "toy.bpmn")
    assert (tmp_path / "toy.bpmn").read_text(encoding="utf-8") == export(families()["toy"])


def test_a_procedure_that_is_not_installed_is_named_with_those_that_are() -> None:
    with pytest.raises(CommandError, match=r"No procedure nowhere\. Installed: .*party_membership.*toy"):
        call_command("export_bpmn", "nowhere")
