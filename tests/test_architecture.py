"""What import-linter and ruff cannot say: sizes, the engine's vocabulary, one clock, reasons, no traces."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
SOURCES = ("portal", "workflows", "procedures")
WRITTEN = (*SOURCES, "tests", "tools", "benchmarks", "templates")
MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 40

# Words of one procedure. The engine serves procedures that know none of them. (A branch alone is a path of a
# gateway; those of people are known by the word before them.)
FOREIGN_WORDS = frozenset(
    {
        *("party", "league", "communist", "youth", "tuiyou", "activist", "activists", "probationary"),
        *("credit", "credits", "semester", "student", "students", "college", "colleges", "secretary"),
    }
)
FOREIGN_CHARACTERS = re.compile("党|共青团|团员|团支部|团委|推优|积极分子|发展对象|学分|学生|学院|书记")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """Return the files written by hand: no migrations, nothing vendored."""
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes and not {"migrations", "vendor", "__pycache__"} & set(path.parts)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(*WRITTEN, suffixes=(".py", ".html"))
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    found = [
        f"{place(path, node.lineno)} {node.name}: {(node.end_lineno or node.lineno) - node.lineno + 1}"
        for path in files(*SOURCES, "tests", "tools", "benchmarks")
        for node in ast.walk(tree(path))
        if isinstance(node, Function)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert found == []


def docstrings(module: ast.Module) -> set[ast.expr]:
    """Return the docstring nodes: an example may speak of a procedure, the code may not."""
    return {
        node.body[0].value
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | Function)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def spoken(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each identifier and string constant with its line."""
    silent = docstrings(module)
    for node in ast.walk(module):
        line = getattr(node, "lineno", 0)
        for field in ("id", "attr", "arg", "name", "asname"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield line, value
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield line, node.value


def foreign(text: str) -> bool:
    words = {word.lower() for word in WORD.findall(text)}
    return bool(words & FOREIGN_WORDS) or FOREIGN_CHARACTERS.search(text) is not None


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        ("party_branch", True),
        ("LeagueSecretary", True),
        ("推优票决", True),
        ("department", False),
        ("third_party_notices", True),
        ("accredited", False),
    ],
)
def test_the_vocabulary_is_read_word_by_word(text: str, is_foreign: bool) -> None:
    assert foreign(text) is is_foreign


def test_the_engine_has_no_word_of_a_procedure() -> None:
    found = [
        f"{place(path, line)} {text!r}"
        for path in files("workflows")
        for line, text in spoken(tree(path))
        if foreign(text)
    ]
    assert found == []


def test_only_the_clock_and_commands_read_the_wall_clock() -> None:
    clocks = {"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns"}
    modules = {"datetime", "date", "timezone", "time"}
    found = [
        place(path, node.lineno)
        for path in files(*SOURCES)
        if path != ROOT / "portal" / "clock.py" and path.parent.name != "commands"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in clocks
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in modules
        and not node.args
    ]
    assert found == []


def test_every_exception_to_a_check_has_a_reason() -> None:
    noqa = re.compile(r"#\s*noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(?P<reason>.*)$")
    ignore = re.compile(r"#\s*type:\s*ignore(?:\[[\w, -]+\])?(?P<reason>.*)$")
    found = [
        place(path, number)
        for path in files(*SOURCES, "tests", "tools", "benchmarks")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for pattern in (noqa, ignore)
        if (match := pattern.search(line)) and len(match["reason"].strip(" #()")) < len("a reason")
    ]
    assert found == []


def test_every_command_is_described() -> None:
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in SOURCES}
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^## `(\w+)", text, flags=re.MULTILINE))
    assert described == ours


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 (git is on PATH wherever a checkout is)
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("NOT A GIT CHECKOUT: what would be published cannot be listed")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_an_index_or_a_machine() -> None:
    traces = re.compile(
        rb"(?i)(--(extra-)?index-url|--find-links)\s+\S|https?://[\w.-]*(pypi|pythonhosted|npmjs|npmmirror)|/work/"
    )
    found = [
        place(path, text[: match.start()].count(b"\n") + 1)
        for path in tracked()
        if path != Path(__file__)
        for text in [path.read_bytes()]
        if (match := traces.search(text))
    ]
    assert found == []
