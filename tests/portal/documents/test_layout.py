"""Where a title breaks and which fields share a row."""

from __future__ import annotations

import pytest

from portal.documents.layout import Row, beside_name, rows, title_lines, width
from workflows.documents import PersonBlock

SHORT, ALSO_SHORT = ("班级", "化工2303班"), ("籍贯", "安徽宣城")
LONG = ("奖惩情况", "2024年、2025年校级三好学生；无处分")


@pytest.mark.parametrize(
    ("text", "expected"), [("公示", 2.0), ("3名", 1.55), ("（一）", 3.0), ("公\u200b示", 2.0)]
)
def test_the_width_counts_hanzi_as_one(text: str, expected: float) -> None:
    assert width(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于公示", ("关于公示",)),
        ("关于\u200b公示", ("关于公示",)),
        # Twenty characters fill the line, twenty-one do not.
        ("题" * 18 + "\u200b公示", ("题" * 18 + "公示",)),
        ("题" * 19 + "\u200b公示", ("题" * 19, "公示")),
        # As even as the places allow: 11 and 12, not 20 and 3.
        ("甲" * 8 + "\u200b乙" * 12 + "\u200b丙" * 3, ("甲" * 8 + "乙" * 4, "乙" * 8 + "丙" * 3)),
        ("甲" * 15 + "\u200b" + "乙" * 15 + "\u200b" + "丙" * 15, ("甲" * 15, "乙" * 15, "丙" * 15)),
        # Without a place to break, and with a part that fits on no line, the line breaks by itself.
        ("题" * 30, ("题" * 30,)),
        ("题" * 30 + "\u200b公示", ("题" * 30, "公示")),
        ("\u200b公示\u200b", ("公示",)),
        ("", ()),
    ],
)
def test_a_title_breaks_by_sense_and_evenly(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


def test_a_title_of_ten_thousand_places_is_no_work() -> None:
    assert sum(map(len, title_lines("题\u200b" * 10_000))) == 10_000


@pytest.mark.parametrize(
    ("fields", "beside", "expected"),
    [
        ((), (), []),
        ((SHORT,), (SHORT,), []),
        ((LONG,), (), [Row((LONG,))]),
        ((SHORT, ALSO_SHORT), (SHORT,), [Row((ALSO_SHORT,))]),
        ((LONG, SHORT, ALSO_SHORT), (), [Row((LONG,)), Row((SHORT, ALSO_SHORT))]),
        ((SHORT, SHORT, LONG, ALSO_SHORT), (SHORT,), [Row((SHORT,)), Row((LONG,)), Row((ALSO_SHORT,))]),
    ],
)
def test_short_fields_share_a_row_in_their_order(
    fields: tuple[tuple[str, str], ...], beside: tuple[tuple[str, str], ...], expected: list[Row]
) -> None:
    block = PersonBlock(name="梁思远", fields=fields)
    assert (beside_name(block), list(rows(block))) == (beside, expected)
