"""The contests of academic years with their classes, as the university lists them (annex 2, S002)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from portal.imports.choices import Choice, title_of
from portal.imports.columns import Column, Kind, Need, Schema
from portal.imports.current import Keeper
from portal.imports.lists.kind import Found, ListKind
from portal.imports.record.applying import FactsRefused, RefusedFact
from portal.imports.record.book import MOST_ROWS, USUAL
from portal.imports.record.facts import FactChange
from portal.imports.rows import RawRow
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from workflows.door import Act, Refused, perform
from workflows.models import Matter
from workflows.rules.facts import Facts

ACT: Final = "classify"
#: what is said of a contest
SAID: Final = ("contest", "contest_class", "level")
CLASSES: Final = (
    Choice("1", "一类", ("一", "1", "Ⅰ类", "I类", "A类")),
    Choice("2", "二类", ("二", "2", "Ⅱ类", "II类", "B类")),
    Choice("3", "三类", ("三", "3", "Ⅲ类", "III类", "C类")),
    Choice("none", "不在目录", ("删除", "移出目录")),
)
SCHEMA: Final = Schema(
    kind=ACT,
    titles=("竞赛分类", "竞赛目录", "竞赛分类目录", "学科竞赛"),
    columns=(
        Column("year", "学年", Kind.YEAR, ("学年度",), Need.ALWAYS, help=USUAL[Kind.YEAR]),
        Column(
            "contest",
            "竞赛名称",
            Kind.TEXT,
            ("赛事名称", "竞赛", "名称"),
            Need.ALWAYS,
            longest=200,
            help="与学生申报时选的赛事名称相同。",
        ),
        Column(
            "contest_class",
            "类别",
            Kind.CHOICE,
            ("竞赛类别", "分类"),
            Need.ALWAYS,
            CLASSES,
            help="一类、二类、三类；不再列入的填“不在目录”。",
        ),
        Column("level", "目录级别", Kind.TEXT, ("级别",), longest=40, help="目录里写的级别，可不填。"),
    ),
    keys=("year", "contest"),
    telling=("contest", "year"),
    twice="contests_twice",
    most=MOST_ROWS,
)


def compare(rows: Sequence[RawRow], keeper: Keeper, at: datetime) -> Found:
    """What is new in the lists of the years, or of another class than before."""
    found, listed = Found(), {year: _rows(facts) for year, (_, facts) in _lists(keeper).items()}
    for row in rows:
        data = {name: str(row.values.get(name, "")) for name in SAID}
        year = str(AcademicYear(int(str(row.values["year"])[:4])))
        before = listed.get(year, {}).get(data["contest"])
        said = {**data, "level": data["level"] or (before or {}).get("level", "")}
        if before == said:
            found.unchanged += 1
            continue
        on, known = timezone.localdate(at), {**before, "year": year} if before else None
        place, now = (row.place.sheet, row.place.row), {**said, "year": year}
        change = FactChange(data["contest"], ACT, on, now, *place, known, on if known else None)
        found.changes.append(change)
    return found


def record(
    changes: Sequence[FactChange], keeper: Keeper, key: str, at: datetime, files: tuple[str, ...]
) -> int:
    """Say it in the list of each year, begun where there is none; all or none.

    Raises FactsRefused.
    """
    known, by_year = _lists(keeper), defaultdict[str, list[FactChange]](list)
    for change in changes:
        by_year[change.data["year"]].append(change)
    for year, told in by_year.items():
        try:
            matter = known[year][0] if year in known else _begun(year, keeper, key, at)
            data = {"contests": [{name: each.data[name] for name in SAID} for each in told]}
            act = Act(ACT, keeper.person, f"{key}:{year}", data=data, matter=matter, files=files)
            perform([act], at=at)
        except Refused as error:
            raise FactsRefused([RefusedFact(told[0], error.unmet)]) from error
    return len(changes)


def _begun(year: str, keeper: Keeper, key: str, at: datetime) -> int:
    kind = Contests.kind()
    act = Act("open", keeper.person, f"{key}:{year}", data={"year": year}, kind=kind, unit=keeper.unit)
    return perform([act], at=at)[0].matter or 0


def _lists(keeper: Keeper) -> dict[str, tuple[int, Facts]]:
    """The lists of the unit by year."""
    matters = Matter.objects.filter(kind=Contests.kind(), unit=keeper.unit, closed_on=None)
    read = ((matter.pk, Facts.from_json(matter.facts)) for matter in matters)
    return {str(opened.data["year"]): (pk, facts) for pk, facts in read if (opened := facts.latest("open"))}


def _rows(facts: Facts) -> Mapping[str, dict[str, Any]]:
    """What a list says of each contest; the last word holds."""
    rows = (row for fact in facts.all(ACT) for row in fact.data["contests"])
    return {row["contest"]: {**row, "level": row.get("level") or ""} for row in rows}


def words(change: FactChange) -> str:
    """The class and the year of a contest, in a line."""
    parts = (change.data["year"], title_of(CLASSES, change.data["contest_class"]), change.data["level"])
    return " · ".join(str(part) for part in parts if part)


CONTESTS: Final = ListKind("contests", (roles.REGISTRAR,), SCHEMA, compare, record, words)
