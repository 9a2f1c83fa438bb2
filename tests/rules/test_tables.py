from __future__ import annotations

import pytest

from workflows.rules.tables import TableError, TableReference, digest_of, lines_of, read_lines

COLUMNS = ("id", "points")
GOOD = 'id,points\na,1\n"b, the second",2\n'


def problems(text: str) -> list[str]:
    with pytest.raises(TableError) as refused:
        lines_of(text, COLUMNS)
    return [f"{each.line}: {each.problem}" for each in refused.value.problems]


def test_cells_are_read_by_the_name_of_their_column() -> None:
    lines = lines_of(GOOD, COLUMNS)
    assert [(line.line, line["id"], line["points"]) for line in lines] == [
        (2, "a", "1"),
        (3, "b, the second", "2"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1: table.columns"]),
        ("points,id\n1,a\n", ["1: table.columns"]),
        ("id,points\na\nb,2,3\n", ["2: table.width", "3: table.width"]),
        ('id,points\n"a"b,1\n', ["2: table.malformed"]),
    ],
)
def test_a_table_of_another_shape_is_refused(text: str, found: list[str]) -> None:
    assert problems(text) == found


def test_a_table_is_read_only_with_the_bytes_that_were_named() -> None:
    content = GOOD.encode()
    reference = TableReference("t.csv", digest_of(content))
    assert read_lines(content, reference, COLUMNS) == lines_of(GOOD, COLUMNS)
    with pytest.raises(TableError, match=r"^line 0: table\.other_digest") as refused:
        read_lines(content + b" ", reference, COLUMNS)
    assert refused.value.problems[0].params["named"] == reference.sha256


def test_a_table_is_utf_8() -> None:
    content = GOOD.encode("utf-16")
    with pytest.raises(TableError, match=r"^line 0: table\.no_utf8"):
        read_lines(content, TableReference("t.csv", digest_of(content)), COLUMNS)
