"""The summary sheet of a round (annex 3): ten columns, in one order, known by a digest over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from procedures.second_classroom_credits.items import (
    claim_of,
    entry,
    final_review_of,
    first_review_of,
    recognised_of,
)
from procedures.second_classroom_credits.rulesets import ruleset_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.canonical import digest
from workflows.rules.surveys import CaseView

COLUMNS: Final = (
    *("学年", "学期", "学号", "姓名", "项目类型"),
    *("项目内容", "获奖等级", "申请学分", "审核学分", "项目代码"),
)
#: the steps at which an item stands on a sheet
ON_SHEET: Final = frozenset({"re_review", "final_review"})


class SheetRow(NamedTuple):
    """One item in the ten columns, each as it is printed."""

    year: str
    semester: str
    number: str
    name: str
    category: str
    content: str
    level: str
    claimed: str
    recognised: str
    module: str


class Listed(NamedTuple):
    """An item that stands on a sheet: its place among the others, its row, what it counts in tenths."""

    order: tuple[str, str, int]
    row: SheetRow
    credits: int


@dataclass(frozen=True)
class Sheet:
    """The rows in the order of student number, year and item; ``amount`` is their sum in tenths."""

    cases: tuple[CaseView, ...]
    rows: tuple[SheetRow, ...]
    amount: int

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the ten columns of every row: any change of an item is another digest."""
        return digest(self.rows)

    @property
    def total(self) -> str:
        """The credits recognised, as people read them."""
        return written(self.amount)


class Sums(NamedTuple):
    """What a sheet is compared by: the digest of its rows, and the sum of its credits as people read it."""

    digest: str
    total: str


def sums_of(listed: Iterable[Listed | None]) -> Sums:
    """The sums of the sheet on which these items stand, in whatever order they come."""
    found = sorted(each for each in listed if each)
    return Sums(digest([each.row for each in found]), written(sum(each.credits for each in found)))


def sheet_of(views: Iterable[CaseView], rules: Ruleset) -> Sheet:
    """The sheet of these cases; what was not recognised has no row."""
    return made_of((listed_of(view, rules_for(view, rules)), view) for view in views)


def made_of(stands: Iterable[tuple[Listed | None, CaseView]]) -> Sheet:
    """The sheet of cases of which is known how they stand on it, or that they do not."""
    found = [(listed, view) for listed, view in stands if listed]
    found.sort(key=lambda each: each[0].order)
    rows = tuple(listed.row for listed, _ in found)
    return Sheet(tuple(view for _, view in found), rows, sum(listed.credits for listed, _ in found))


def rules_for(view: CaseView, rules: Ruleset) -> Ruleset:
    """The rules by which an item stands on a sheet: its own, else those of the round."""
    return ruleset_of(view.edition) if view.edition else rules


def listed_of(view: CaseView, rules: Ruleset) -> Listed | None:
    """How an item stands on a sheet; None for one that was not recognised."""
    recognised = recognised_of(view.facts)
    if recognised is None:
        return None
    claim, row = claim_of(view.facts), rules.table[recognised.row]
    printed = SheetRow(
        year=claim["year"],
        semester=claim["semester"],
        number=view.number,
        name=view.name,
        category=row.category,
        content=claim["content"],
        level=row.level,
        claimed=claim["claimed"],
        recognised=written(recognised.credits),
        module=row.module,
    )
    return Listed((view.number, claim["year"], view.id), printed, recognised.credits)


def waiting(views: Iterable[CaseView]) -> list[CaseView]:
    """The items that a new sheet takes: those that were reviewed first and not yet last."""
    return [view for view in views if view.open & ON_SHEET]


def is_frozen(view: CaseView, since: int) -> bool:
    """Whether an item is of the sheet that an entry froze: reviewed before it, and open or decided since."""
    stands = bool(view.open & ON_SHEET) or entry(final_review_of(view.facts)) > since
    return stands and entry(first_review_of(view.facts)) < since
