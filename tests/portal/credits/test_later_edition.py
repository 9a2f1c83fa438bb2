"""A later edition takes nothing away: an item is judged by that of its day, a student by their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from portal.rooms.credits.items import credits_of
from procedures.second_classroom_credits import rulesets
from procedures.second_classroom_credits.scoring.amounts import written
from tests.portal.credits.campus import TODAY, Campus, campus
from tests.procedures.second_classroom_credits.college import (
    FAMILY,
    LECTURE,
    PRIZE,
    do,
    handed_in,
    moment,
    refused,
    student,
)
from tests.procedures.second_classroom_credits.world import NAME, printed_table, read_as
from workflows.models import Adoption
from workflows.services.edition_records import store_edition

pytestmark = pytest.mark.django_db

FILE, REVISED_ON = "later.csv", date(2026, 4, 2)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Campus:
    """The college with two items confirmed in 2025; tables may be added for the test."""
    (tmp_path / f"{NAME}.csv").write_text(printed_table(), encoding="utf-8")
    monkeypatch.setattr(rulesets, "TABLES", tmp_path)
    return campus()


def revise(world: Campus, **readings: Any) -> None:
    """Let the university adopt rules whose table has no prizes of PRIZE's row, and less for a lecture."""
    lines = [line for line in printed_table().splitlines(keepends=True) if not line.startswith("T2-17,")]
    text = "".join(line.replace("0.5", "0.3") if line.startswith("T2-24,") else line for line in lines)
    (rulesets.TABLES / FILE).write_text(text, encoding="utf-8")
    edition = read_as(**readings).edition
    table = edition["scoring.table"]
    named = replace(table.table, file=FILE, sha256=sha256(text.encode()).hexdigest())
    parameters = {**edition.parameters, "scoring.table": replace(table, value=named)}
    later = replace(edition, id="later", title="修订后的办法", parameters=parameters)
    record = store_edition(later, parent=None, at=moment("2026-04-01")).record
    Adoption.objects.create(
        unit=world.here.university, procedure=FAMILY, edition=record, from_on=REVISED_ON, reason="修订"
    )


def counted(world: Campus, who: Any) -> tuple[str, list[str]]:
    """What somebody has today, and what each item counts for."""
    statement = credits_of([who.pk], TODAY)[who.pk].statement
    assert statement is not None
    return written(statement.total.earned), [written(line.counted) for line in statement.lines]


def test_what_was_confirmed_keeps_its_row_its_value_and_its_conditions(world: Campus) -> None:
    here = world.here
    before = counted(world, here.student)
    revise(world, honour__affiliation="另一所大学")
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
    # What is declared from now on is judged by the later table.
    assert own.get("/credits/declare/T2-17/").status_code == 404
    said = {**PRIZE, "year": "2025-26"}
    target = {"family": FAMILY, "subject": here.student.pk, "within": world.round}
    assert refused("declaration", here.student, "2026-04-20", said, **target) == ["CR-7-5"]


def test_what_was_declared_before_is_reviewed_by_the_table_of_its_day(world: Campus) -> None:
    here = world.here
    said = {**PRIZE, "year": "2025-26"}
    case = handed_in(here, world.round, said, who=here.fellow, at="2026-04-01")
    revise(world)
    do("first_review", here.counsellor, "2026-04-10", {"outcome": "accepted"}, case=case)
    outlook = credits_of([here.fellow.pk], TODAY)[here.fellow.pk].outlook
    assert outlook is not None
    assert sorted(written(line.counted) for line in outlook.lines) == ["0.5", "4.0"]
    assert world.client("counsellor").get("/credits/review/").status_code == 200
    assert world.client("league").get(f"/credits/rounds/{world.round}/").status_code == 200


def test_rules_of_a_later_intake_leave_those_before_to_theirs(world: Campus) -> None:
    here, new = world.here, student("2026001", "新生", world.here.group, intake="2026")
    revise(world, ruleset__intake_from=2026)
    assert counted(world, here.student) == ("4.5", ["4.0", "0.5"])
    assert world.client("student").get("/credits/declare/T2-17/").status_code == 200
    target = {"family": FAMILY, "within": world.round}
    at, prize = "2026-04-20", {**PRIZE, "year": "2025-26"}
    assert do("declaration", here.student, at, prize, subject=here.student.pk, **target).case
    assert refused("declaration", new, at, prize, subject=new.pk, **target) == ["CR-7-5"]
    lecture = {**LECTURE, "year": "2025-26", "claimed": "0.3"}
    assert do("declaration", new, at, lecture, subject=new.pk, **target).case
