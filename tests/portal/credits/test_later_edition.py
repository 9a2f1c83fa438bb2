"""A later edition takes nothing away: an item goes by that of its round, a student by their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.rooms.credits.items import credits_of
from procedures.second_classroom_credits.scoring.amounts import written
from tests.portal.credits.campus import TODAY, Campus, campus
from tests.portal.credits.test_list_import import MEMBER, listed
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    LECTURE,
    PRIZE,
    agreed,
    do,
    finalised,
    frozen_as,
    handed_in,
    refused,
    signed,
    student,
)
from tests.procedures.second_classroom_credits.later import ADDED, GONE, drafted, revise, tables_in

pytestmark = pytest.mark.django_db

BEFORE_THE_ROUND, REVISED_ON = date(2026, 2, 1), date(2026, 4, 2)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Campus:
    """The college with two items confirmed in 2025; tables may be added for the test."""
    tables_in(tmp_path, monkeypatch)
    return campus()


def counted(world: Campus, who: Any) -> tuple[str, list[str]]:
    """What somebody has today, and what each item counts for."""
    statement = credits_of([who.pk], TODAY)[who.pk].statement
    assert statement is not None
    return written(statement.total.earned), [written(line.counted) for line in statement.lines]


def test_what_was_confirmed_keeps_its_row_its_value_and_its_conditions(world: Campus) -> None:
    here = world.here
    before = counted(world, here.student)
    revise(here, REVISED_ON, honour__affiliation="另一所大学")
    assert before == counted(world, here.student) == ("4.5", ["4.0", "0.5"])
    own, staff = world.client("student"), world.client("counsellor")
    assert own.get("/credits/").context["page"].total == "4.5"
    page = own.get(f"/credits/items/{world.confirmed[1]}/").context["page"]
    assert (page.lede, page.counted) == ("二类、三类学科竞赛 · 省部级 · 二等奖", "计 4.0")
    parts = staff.get(f"/credits/students/{here.student.pk}/").context["page"].parts
    assert {line.title for part in parts for line in part.lines} == {
        "二类、三类学科竞赛 · 省部级 · 二等奖",
        "学术论坛、报告、培训等 · 参加",
    }
    for language in ("zh", "en"):
        assert own.get(f"/credits/transcript/{language}/").status_code == 200


def test_within_a_running_round_the_table_of_its_first_day_is_offered(world: Campus) -> None:
    here, own = world.here, world.client("student")
    revise(here, REVISED_ON)
    assert own.get(f"/credits/declare/{GONE}/").status_code == 200
    assert own.get(f"/credits/declare/{ADDED}/").status_code == 404
    found = own.get("/credits/declare/?q=讲座").content.decode()
    assert ("T2-24" in found, ADDED in found) == (True, False)


def test_what_was_declared_before_is_reviewed_by_the_table_of_its_day(world: Campus) -> None:
    here = world.here
    said = {**PRIZE, "year": "2025-26"}
    case = handed_in(here, world.round, said, who=here.fellow, at="2026-04-01")
    revise(here, REVISED_ON)
    do("first_review", here.counsellor, "2026-04-10", {"outcome": "accepted"}, case=case)
    outlook = credits_of([here.fellow.pk], TODAY)[here.fellow.pk].outlook
    assert outlook is not None
    assert sorted(written(line.counted) for line in outlook.lines) == ["0.5", "4.0"]
    assert world.client("counsellor").get("/credits/review/").status_code == 200
    assert world.client("league").get(f"/credits/rounds/{world.round}/").status_code == 200


def test_a_list_of_members_goes_by_the_table_of_its_round(world: Campus) -> None:
    revise(world.here, REVISED_ON)
    found = listed(world, MEMBER).difference
    assert ([each.data["claimed"] for each in found.changes], found.remarks) == (["0.2"], ())


def test_rules_of_a_later_intake_leave_those_before_to_theirs(world: Campus) -> None:
    here, new = world.here, student("2026001", "新生", world.here.group, intake="2026")
    revise(here, BEFORE_THE_ROUND, ruleset__intake_from=2026)
    assert counted(world, here.student) == ("4.5", ["4.0", "0.5"])
    assert world.client("student").get(f"/credits/declare/{GONE}/").status_code == 200
    target = {"family": FAMILY, "within": world.round}
    at, prize = "2026-04-20", {**PRIZE, "year": "2025-26"}
    assert do("declaration", here.student, at, prize, subject=here.student.pk, **target).case
    assert refused("declaration", new, at, prize, subject=new.pk, **target) == ["CR-7-5"]
    lecture = {**LECTURE, "year": "2025-26", "claimed": "0.3"}
    assert do("declaration", new, at, lecture, subject=new.pk, **target).case


def test_the_rooms_show_items_of_two_editions_beside_each_other(world: Campus) -> None:
    here, new = world.here, student("2026001", "新生", world.here.group, intake="2026")
    revise(here, BEFORE_THE_ROUND, ruleset__intake_from=2026)
    year = {"year": "2025-26"}
    cases = [
        handed_in(here, world.round, {**PRIZE, **year}, who=here.student, at="2026-04-19"),
        handed_in(here, world.round, {**LECTURE, **year, "row": ADDED}, who=new, at="2026-04-19"),
    ]
    room = world.client("counsellor").get("/credits/review/").context["page"]
    rows = [row for group in room.queue.groups for row in group.rows]
    flags = [row.flag.said for row in rows if row.flag]
    assert [(row.name, row.module) for row in rows] == [("张三", "创新创业教育"), ("新生", "创新创业教育")]
    assert "评分表没有此项" not in flags
    for case in cases:
        shown = world.client("counsellor").get(f"/credits/review/?item={case}").context["page"].item
        assert (shown.pk, [each.value for each in shown.amounts][:1]) == (
            case,
            [{cases[0]: "4.0", cases[1]: "0.5"}[case]],
        )
        do("first_review", here.counsellor, "2026-04-20", {"outcome": "accepted"}, case=case)
    page = world.client("league").get(f"/credits/rounds/{world.round}/").context["page"]
    assert [tuple(cell.value for cell in line.cells)[3:9] for line in page.lines] == [
        ("张三", "科研实践", "人工智能前沿报告", "", "0.5", "0.5"),
        ("张三", "创新创业（科技）竞赛", "程序设计竞赛", "省部级", "4.0", "4.0"),
        ("李四", "科研实践", "人工智能前沿报告", "", "0.5", "0.5"),
        ("新生", "科研实践", "人工智能前沿报告", "", "0.5", "0.5"),
    ]
    sheet = drafted(world.round, "2026-04-20")
    do("summarise", here.league, "2026-04-20", frozen_as(sheet), matter=world.round)
    assert world.client("league").get(f"/credits/rounds/{world.round}/workbook/").status_code == 200
    every = [*world.items, *cases]
    agreed(here, *every, at="2026-04-20")
    signed(here, world.round, sheet, "2026-04-20")
    confirming = {case: {"outcome": "confirmed"} for case in every}
    finalised(here, world.round, sheet, confirming, "2026-04-20")
    page = world.client("league").get(f"/credits/rounds/{world.round}/publication/").context["page"]
    assert [(row.name, row.total) for row in page.rows] == [("张三", "4.5"), ("李四", "0.5"), ("新生", "0.5")]
