"""What the summary sheet of annex 3 says on paper and in the workbook: header, pages of rows, footer.

Nothing is rendered here. Whoever prints the sheet and whoever writes the workbook draw the same document, so
that both show the same figures and the same digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from procedures.second_classroom_credits.items import entry, first_review_of, review_of
from procedures.second_classroom_credits.papers.sheet import COLUMNS, Sheet, SheetRow
from procedures.second_classroom_credits.scoring.amounts import tenths, written
from workflows.rules.facts import Fact, Facts
from workflows.rules.regulations import Edition

TITLE: Final = "学分申请汇总表"
CONTACT: Final = "联系方式"


class Labelled(NamedTuple):
    """A label of the form and what stands behind it; empty where it is filled in by hand."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the head and the foot of the form say; people by name, empty before they did their part."""

    college: str
    year: str
    filled_on: date | None = None
    head: str = ""
    reviewers: tuple[str, ...] = ()
    preparer: str = ""
    contact: str = ""

    def behind(self) -> dict[str, str]:
        """What stands behind each label that an edition may ask for."""
        on = self.filled_on
        return {
            "学院名称（盖章）": self.college,
            "填表日期": f"{on.year}年{on.month}月{on.day}日" if on else "",
            "学院负责人": self.head,
            "审核人": "、".join(self.reviewers),
            "填表人": self.preparer,
            CONTACT: self.contact,
        }


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page: its rows, the rows left blank below them, and their credits claimed and recognised."""

    number: int
    rows: tuple[SheetRow, ...]
    blank: int
    claimed: str
    recognised: str


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """学分申请汇总表 (annex 3). Every page repeats ``header``, ``columns`` and ``footer``.

    ``copies`` has the mark of each paper copy, ``digest`` is that of ``Sheet``; credits are written with one
    decimal place.
    """

    title: str
    year: str
    header: tuple[Labelled, ...]
    columns: tuple[str, ...]
    pages: tuple[SheetPage, ...]
    claimed: str
    recognised: str
    footer: tuple[Labelled, ...]
    digest: str
    copies: tuple[str, ...]


def summary_sheet(sheet: Sheet, edition: Edition, said: Said) -> SummarySheet:
    """The sheet as the edition's form has it (annex 3).

    Raises KeyError for an edition that asks for a label which the form does not know.
    """
    behind = said.behind()
    return SummarySheet(
        title=TITLE,
        year=said.year,
        header=_labelled(edition, "form.header", behind),
        columns=COLUMNS,
        pages=pages_of(sheet.rows, edition["form.rows_per_page"].count),
        claimed=_sum(row.claimed for row in sheet.rows),
        recognised=sheet.total,
        footer=_labelled(edition, "form.footer", behind),
        digest=sheet.digest,
        copies=tuple(edition["form.copies"].options["marks"]),
    )


def _labelled(edition: Edition, parameter: str, behind: Mapping[str, str]) -> tuple[Labelled, ...]:
    return tuple(Labelled(label, behind[label]) for label in edition[parameter].members)


def pages_of(rows: tuple[SheetRow, ...], size: int) -> tuple[SheetPage, ...]:
    """The rows in pages of a size, the last one filled up with blank rows; a sheet has at least one page."""
    starts = range(0, max(len(rows), 1), size)
    return tuple(_page(number, rows[start : start + size], size) for number, start in enumerate(starts, 1))


def _page(number: int, rows: tuple[SheetRow, ...], size: int) -> SheetPage:
    claimed, recognised = _sum(row.claimed for row in rows), _sum(row.recognised for row in rows)
    return SheetPage(number, rows, size - len(rows), claimed, recognised)


def _sum(amounts: Iterable[str]) -> str:
    return written(sum(tenths(amount) for amount in amounts))


def said_of(around: Facts, sheet: Sheet, *, college: str, names: Mapping[int, str]) -> Said:
    """What head and foot say of a round as it stands: who froze the sheet, reviewed it again and signed it.

    ``around`` are the facts of the round, ``names`` the people by id; a signature before the latest freezing
    is not this sheet's.
    """
    opened, frozen = around.latest("open"), around.latest("summarise")
    signers = (_name(fact, names) for fact in signatures(around, sheet.digest, entry(frozen)))
    return Said(
        college=college,
        year=opened.data["year"] if opened else "",
        filled_on=frozen.on if frozen else None,
        head="、".join(dict.fromkeys(filter(None, signers))),
        reviewers=tuple(dict.fromkeys(filter(None, _reviewers(sheet, names)))),
        preparer=_name(frozen, names),
        contact=frozen.data["contact"] if frozen else "",
    )


def signatures(around: Facts, digest: str, since: int) -> list[Fact]:
    """The signatures under a sheet of this digest that were given after an entry."""
    return [fact for fact in around.all("sign") if entry(fact) > since and fact.data["digest"] == digest]


def _reviewers(sheet: Sheet, names: Mapping[int, str]) -> Iterable[str]:
    """Who reviewed the items again since their first review that stands."""
    for view in sheet.cases:
        again = review_of(view.facts, "re_review")
        yield _name(again, names) if entry(again) > entry(first_review_of(view.facts)) else ""


def people_of(around: Facts, sheet: Sheet) -> frozenset[int]:
    """The people whose names ``said_of`` needs, by id."""
    facts = [around.latest("summarise"), *around.all("sign")]
    facts += [review_of(view.facts, "re_review") for view in sheet.cases]
    return frozenset(fact.by for fact in facts if fact is not None and fact.by is not None)


def _name(fact: Fact | None, names: Mapping[int, str]) -> str:
    return names.get(fact.by or 0, "") if fact else ""
