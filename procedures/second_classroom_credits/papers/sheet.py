"""The summary sheet of a round (annex 3): ten columns, in one order, known by a digest over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from procedures.second_classroom_credits.items import (
    Recognised,
    claim_of,
    entry,
    first_review_of,
    recognised_of,
)
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.canonical import canonical_json
from workflows.rules.situation import CaseView

COLUMNS: Final = (
    *("学年", "学期", "学号", "姓名", "项目类型"),
    *("项目内容", "获奖等级", "申请学分", "审核学分", "项目代码"),
)
#: the steps at which an item stands on a sheet
ON_SHEET: Final = frozenset({"re_review", "final_review"})


@dataclass(frozen=True, slots=True)
class SheetRow:
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


@dataclass(frozen=True)
class Sheet:
    """The rows in the order of student number, year and item; ``amount`` is their sum in tenths."""

    cases: tuple[CaseView, ...]
    rows: tuple[SheetRow, ...]
    amount: int

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the ten columns of every row: any change of an item is another digest."""
        return sha256(canonical_json([list(astuple(row)) for row in self.rows]).encode()).hexdigest()

    @property
    def total(self) -> str:
        """The credits recognised, as people read them."""
        return written(self.amount)


def sheet_of(views: Iterable[CaseView], rules: Ruleset) -> Sheet:
    """The sheet of these cases; what was not recognised has no row."""
    found = [
        (view, claim_of(view.facts), recognised)
        for view in views
        if (recognised := recognised_of(view.facts))
    ]
    found.sort(key=lambda each: (each[0].number, each[1]["year"], each[0].id))
    rows = tuple(_row(view, claim, recognised, rules) for view, claim, recognised in found)
    return Sheet(tuple(view for view, *_ in found), rows, sum(each.credits for *_, each in found))


def _row(view: CaseView, claim: Mapping[str, Any], recognised: Recognised, rules: Ruleset) -> SheetRow:
    row = rules.table[recognised.row]
    return SheetRow(
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


def waiting(views: Iterable[CaseView]) -> list[CaseView]:
    """The items that a new sheet takes: those that were reviewed first and not yet last."""
    return [view for view in views if view.open & ON_SHEET]


def frozen(views: Iterable[CaseView], since: int) -> list[CaseView]:
    """The items of the sheet that was frozen by an entry: reviewed before it, and open or decided since."""
    return [view for view in views if entry(first_review_of(view.facts)) < since and _stands(view, since)]


def _stands(view: CaseView, since: int) -> bool:
    return bool(view.open & ON_SHEET) or entry(view.facts.latest("final_review")) > since
