"""Where a title breaks and which fields share a row."""

from __future__ import annotations

import pytest

from portal.documents.layout import Cell, Row, beside_name, is_close, rows, title_lines, width
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


@pytest.mark.parametrize(("rows_below", "close"), [(3, False), (5, True), (9, True), (30, False)])
def test_a_notice_is_set_closer_only_where_it_then_ends_on_its_first_page(
    rows_below: int, close: bool
) -> None:
    said = ["现将有关情况公示，听取意见。"] * 9
    block = [Row((("推优情况", "2024年7月团组织推优"),))] * rows_below
    assert is_close(said, 3, [block]) is close


@pytest.mark.parametrize(
    ("value", "span", "style"),
    [
        ("2301030103", 1, "c digits"),
        ("延长预备期6个月", 1, "c snug"),
        ("按期转正", 1, "c"),
        ("按期转正", 3, ""),
    ],
)
def test_a_narrow_cell_keeps_a_number_and_a_long_word_on_one_line(value: str, span: int, style: str) -> None:
    assert Cell("", value, span).style == style
