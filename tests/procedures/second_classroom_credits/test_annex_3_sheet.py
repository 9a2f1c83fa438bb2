"""Annex 3: what the summary sheet says on paper, page by page."""

from __future__ import annotations

from datetime import date

from procedures.second_classroom_credits.papers.sheet import COLUMNS, Sheet, SheetRow
from procedures.second_classroom_credits.papers.summary import Labelled, Said, SummarySheet, summary_sheet
from procedures.second_classroom_credits.scoring.amounts import tenths
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import xust

SAID = Said("计算机学院", "2024-25", date(2025, 5, 7))


def listing(count: int) -> SummarySheet:
    """The document of so many lectures."""
    row = SheetRow("2024-25", "1", "2022001", "张三", "学术论坛", "报告", "", "0.5", "0.5", "S002")
    return summary_sheet(Sheet((), (row,) * count, count * tenths("0.5")), xust(), SAID)


@boundary(
    "CR-X3-7",
    "count, pages",
    [
        (0, [(0, 15, "0.0")]),
        (1, [(1, 14, "0.5")]),
        (15, [(15, 0, "7.5")]),
        (16, [(15, 0, "7.5"), (1, 14, "0.5")]),
        (31, [(15, 0, "7.5"), (15, 0, "7.5"), (1, 14, "0.5")]),
    ],
)
def test_fifteen_rows_fill_a_page(count: int, pages: list[tuple[int, int, str]]) -> None:
    found = listing(count)
    assert [(len(page.rows), page.blank, page.recognised) for page in found.pages] == pages
    assert [page.number for page in found.pages] == list(range(1, len(pages) + 1))
    total = tenths(found.recognised)
    assert total == tenths(found.claimed) == sum(tenths(page.claimed) for page in found.pages)


@boundary("CR-X3-3", "filled_on, written", [(date(2025, 5, 7), "2025年5月7日"), (None, "")])
def test_the_head_of_the_sheet_names_the_college_and_the_day(filled_on: date | None, written: str) -> None:
    found = summary_sheet(Sheet((), (), 0), xust(), Said("计算机学院", "2024-25", filled_on))
    assert found.header == (Labelled("学院名称（盖章）", "计算机学院"), Labelled("填表日期", written))
    assert (found.columns, found.copies) == (COLUMNS, ("报教务处", "学院存档"))
