"""The summary sheet as it is printed of the round, to be signed and sealed (annex 3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.papers.sheet import Sheet
from procedures.second_classroom_credits.papers.summary import (
    Labelled,
    SheetPage,
    SummarySheet,
    people_of,
    said_of,
    summary_sheet,
)
from procedures.second_classroom_credits.rules.rounds import standing_sheet
from workflows.documents import Grid, Lines, short_code
from workflows.nodes import Imprint, MatterPaper, ToldMatter
from workflows.rules.situation import Situation

NAME: Final = "summary-sheet"
#: the width of the ten columns, as parts of the whole
WEIGHTS: Final = (7, 7, 11, 8, 14, 24, 14, 7, 7, 7)
#: the columns that hold credits, and what stands before their sums
FIGURES: Final = frozenset({"申请学分", "审核学分"})
TOTAL: Final = "合计"
GAP: Final = "　　"
#: pages of one volume: a hundred and fifty rows take some three of the ten seconds that a printer may work
VOLUME: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPaper:
    """汇总表: a page for each grid, every one with head and foot; credits with one decimal place.

    Its code is the beginning of the digest of the rows: paper, workbook and record are compared by it. More
    pages than a printer lays out at once are bound in ``volumes``; ``first`` is the number of the first page
    of this one, ``last`` that of the last of all.
    """

    template: ClassVar[str] = "reports/summary_sheet.html"
    institution: str
    issuer: str
    title: str
    number: str
    year: str
    header: tuple[Lines, ...]
    pages: tuple[Grid, ...]
    totals: str
    footer: tuple[Lines, ...]
    copies: str
    digest: str
    first: int = 1
    last: int = 1
    volume: str = ""
    check_url: str = ""
    mark: str = ""

    @property
    def volumes(self) -> tuple[SheetPaper, ...]:
        """The volumes in which it is printed; itself where it is short enough."""
        starts = range(0, len(self.pages), VOLUME)
        if len(starts) == 1:
            return (self,)
        bound = (self.pages[start : start + VOLUME] for start in starts)
        return tuple(
            replace(
                self,
                pages=pages,
                first=start + 1,
                volume=f"第{number}册，共{len(starts)}册。",
                totals=self.totals if start + VOLUME >= len(self.pages) else "",
            )
            for number, (start, pages) in enumerate(zip(starts, bound, strict=True), 1)
        )

    @property
    def numbered(self) -> tuple[tuple[int, Grid], ...]:
        """The pages with their numbers."""
        return tuple(enumerate(self.pages, self.first))

    @property
    def check_code(self) -> str:
        """The code in the foot."""
        return short_code(self.digest)

    @property
    def shares(self) -> tuple[str, ...]:
        """The width of each column in percent."""
        return tuple(f"{100 * weight / sum(WEIGHTS):.2f}" for weight in WEIGHTS)


def sheet_paper(sheet: SummarySheet, imprint: Imprint) -> SheetPaper:
    """The sheet with its pages as grids; the last one says the totals of all."""
    return SheetPaper(
        **imprint.to_json(),
        title=sheet.title,
        year=sheet.year,
        header=(_lines(sheet.header),),
        pages=tuple(_grid(page, sheet) for page in sheet.pages),
        totals=f"共{sum(len(page.rows) for page in sheet.pages)}项，申请学分合计{sheet.claimed}，"
        f"审核学分合计{sheet.recognised}",
        footer=(_lines(sheet.footer),),
        copies=f"一式{len(sheet.copies)}份：{'、'.join(sheet.copies)}",
        digest=sheet.digest,
        last=len(sheet.pages),
    )


def above(sheet: SummarySheet) -> tuple[str, str]:
    """What a workbook says above the columns: the title, and the head of the form in one line."""
    said = (*((each.label, each.value) for each in sheet.header), ("学年", sheet.year))
    return sheet.title, GAP.join(f"{label}：{value}" for label, value in said)


def below(sheet: SummarySheet) -> tuple[str, str]:
    """What it says below the rows: the foot of the form, and the code by which it is compared with paper."""
    foot = GAP.join(f"{each.label}：{each.value}" for each in sheet.footer)
    return foot, f"汇总表校验码 {short_code(sheet.digest)}（SHA-256：{sheet.digest}）"


def _lines(pairs: tuple[Labelled, ...]) -> Lines:
    return Lines((tuple((each.label, each.value) for each in pairs),))


def _grid(page: SheetPage, sheet: SummarySheet) -> Grid:
    rows: list[tuple[str, ...]] = [tuple(row) for row in page.rows]
    blank = [("",) * len(sheet.columns)] * page.blank
    label = f"本页{len(rows)}项，申请学分{page.claimed}，审核学分{page.recognised}"
    return Grid(sheet.columns, (*rows, *blank), WEIGHTS, label)


def summary_of(situation: Situation, sheet: Sheet, *, college: str, names: dict[int, str]) -> SummarySheet:
    """The sheet of a round as it stands, as a document."""
    said = said_of(situation.facts, sheet, college=college, names=names)
    return summary_sheet(sheet, situation.edition, said)


def _named(situation: Situation) -> Collection[int]:
    return people_of(situation.facts, standing_sheet(situation))


def _write(told: ToldMatter) -> SheetPaper:
    situation = told.situation
    if situation is None:
        raise ValueError(NAME)
    sheet = standing_sheet(situation)
    found = summary_of(situation, sheet, college=told.imprint.issuer, names=dict(told.actors))
    return sheet_paper(found, told.imprint)


ROUND_PAPERS: Final = (
    MatterPaper(
        name=NAME,
        title="学分申请汇总表",
        code="X3",
        cites=("7", "annex-3"),
        by=(roles.REGISTRAR, *roles.WORKING_GROUP),
        of=("summarise",),
        write=_write,
        surveys=True,
        whom=_named,
    ),
)
