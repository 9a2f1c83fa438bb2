"""Files that people write: what is read, what is refused, and where."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.texts.yaml_text import YamlRefusedError, parse_yaml, read_yaml


def refusal(text: bytes | str) -> tuple[str, int, int]:
    with pytest.raises(YamlRefusedError) as refused:
        parse_yaml(text, source="file.yaml")
    return refused.value.problem, refused.value.line, refused.value.column


def test_plain_content_is_read_as_it_is_written() -> None:
    text = """
on: 2024-09-10   # a key that other readers take for a yes, a date that stays a text
article: "28.10"
count: 16
negative: -2
yes_or_no: true
nothing: null
set: [paper, web]
period: {months: 3}
long: >
  one
  sentence
"""
    assert parse_yaml(text, source="file.yaml").content == {
        "on": "2024-09-10",
        "article": "28.10",
        "count": 16,
        "negative": -2,
        "yes_or_no": True,
        "nothing": None,
        "set": ["paper", "web"],
        "period": {"months": 3},
        "long": "one sentence\n",
    }


def test_text_is_normalised_also_behind_an_escape() -> None:
    decomposed = "e\u0301"
    document = parse_yaml(f'{decomposed}: "{decomposed}\\u0301"', source="file.yaml")
    assert document.content == {"\u00e9": "\u00e9\u0301"}
    assert parse_yaml('a: "e\\u0301"', source="file.yaml").content == {"a": "\u00e9"}


def test_a_place_is_the_line_and_column_of_the_key() -> None:
    document = parse_yaml("a:\n  b: [x, {c: 1}]\n", source="file.yaml")
    assert document.place(("a",)) == (1, 1)
    assert document.place(("a", "b")) == (2, 3)
    assert document.place(("a", "b", "1", "c")) == (2, 11)
    assert document.place(("a", "missing", "below")) == (1, 1)
    assert document.place(("missing",)) == (1, 1)
    assert document.at(("a", "b", "1", "c")) == 1


def test_what_stood_in_quotes_is_known() -> None:
    document = parse_yaml("a: \"9\"\nb: 'x'\nc: x\n", source="file.yaml")
    assert document.quoted == {("a",), ("b",)}


# What readers of YAML 1.1 and 1.2 take for different numbers, times, yeses and noes.
AMBIGUOUS = (
    *(
        "28.10",
        "10:30",
        "10:30:00",
        "007",
        "0x1F",
        "0o17",
        "1_000",
        "1e3",
        "1.",
        ".5",
        "-.5",
        "+1",
        "1:2:3.5",
    ),
    *("1:2:3.5", "no", "Yes", "off", "ON", "y", "TRUE", "Null", ".inf", "-.INF", ".nan"),
    *("9" * 19, "1" * 5000 + ":1"),
)


@pytest.mark.parametrize("value", AMBIGUOUS)
def test_what_programs_read_differently_is_refused_until_it_is_quoted(value: str) -> None:
    assert refusal(f"a: {value}") == ("yaml.unquoted", 1, 4)
    assert parse_yaml(f"a: '{value}'", source="file.yaml").content == {"a": value}


@pytest.mark.parametrize("key", ["9", "28.10", "true", "no", "10:30"])
def test_such_a_key_is_refused_until_it_is_quoted(key: str) -> None:
    assert refusal(f"x: 1\n{key}: 1") == ("yaml.key_unquoted", 2, 1)
    assert parse_yaml(f"'{key}': 1", source="file.yaml").content == {key: 1}


@pytest.mark.parametrize(
    ("text", "problem", "line", "column"),
    [
        ("", "yaml.not_a_mapping", 1, 1),
        ("- a", "yaml.not_a_mapping", 1, 1),
        ("only a text", "yaml.not_a_mapping", 1, 1),
        ("a: 1\nb: 2\na: 3", "yaml.key_twice", 3, 1),
        ("a:\n  b: 1\n  b: 2", "yaml.key_twice", 3, 3),
        ("a: 1\n'a': 2", "yaml.key_twice", 2, 1),
        (": 1", "yaml.key_unquoted", 1, 1),
        ("? [a, b]\n: 1", "yaml.key_kind", 1, 3),
        ("a: &anchor 1", "yaml.anchor", 1, 4),
        ("a: *alias", "yaml.anchor", 1, 4),
        ("&anchor a: 1", "yaml.anchor", 1, 1),
        ("<<: *alias", "yaml.anchor", 1, 5),
        ("a: !!python/object:os.system x", "yaml.tag", 1, 4),
        ("a: !!str 1", "yaml.tag", 1, 4),
        ("%YAML 1.1\n---\na: 1", "yaml.directive", 2, 1),
        ("%TAG !e! tag:x,2000:\n---\na: 1", "yaml.directive", 2, 1),
        ("a: 1\n---\nb: 2", "yaml.several_documents", 2, 1),
        ("a: b: c", "yaml.syntax", 1, 5),
        ("a: [b\nc: d", "yaml.syntax", 2, 2),
        ("a:\n\t- b", "yaml.syntax", 2, 1),
        ('a: "never closed', "yaml.syntax", 1, 17),
        ('a: "\\U0011FFFF"', "yaml.syntax", 0, 0),
        ("a: \x07", "yaml.character", 1, 4),
        ("x: 1\na: b\0c", "yaml.nul", 2, 5),
        ('a: "\\0"', "yaml.character", 1, 4),
        ('"\\x1b": 1', "yaml.character", 1, 1),
        ('a: "\\ud800"', "yaml.character", 1, 4),
        (b"a: 1\nb: \xff\xfe", "yaml.not_utf8", 2, 1),
        ("a: " + "[" * 13 + "]" * 13, "yaml.too_deep", 1, 16),
        ("a: " + "x" * 1024 * 1024, "yaml.too_big", 0, 0),
    ],
)
def test_what_is_refused_and_where(text: bytes | str, problem: str, line: int, column: int) -> None:
    assert refusal(text) == (problem, line, column)


def test_twelve_levels_are_read() -> None:
    assert parse_yaml("a: " + "[" * 11 + "x" + "]" * 11, source="f").place(("a",) + ("0",) * 11) == (1, 15)


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, "? " * 50_000, "- " * 50_000])
def test_endless_nesting_is_refused_and_does_not_exhaust_the_stack(text: str) -> None:
    assert refusal(text)[0] in {"yaml.too_deep", "yaml.key_kind"}


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_input_is_read_or_refused(text: bytes | str) -> None:
    with suppress(YamlRefusedError):
        assert isinstance(parse_yaml(text, source="file.yaml").content, dict)


def test_a_file_is_read_only_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1234", encoding="utf-8")
    assert read_yaml(path, limit=7).content == {"a": 1234}
    with pytest.raises(YamlRefusedError) as refused:
        read_yaml(path, limit=6)
    assert str(refused.value) == f"{path}:0:0: yaml.too_big (limit=6)"


def test_a_byte_order_mark_is_skipped() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1", source="file.yaml").content == {"a": 1}
