"""What offices type into sheets of facts: places, scores, school years, answers, in their own spellings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.imports.record.book import book_of
from portal.imports.record.reading import read_facts
from portal.imports.record.words import ANSWERS, COLUMNS, SHEETS
from portal.imports.text import key
from procedures.party_membership.flows.record import StudentRecord
from procedures.second_classroom_credits.flows.register import StudentRegister
from tests.portal.imports.building import Rows, read
from workflows.nodes import RecordType
from workflows.rules.facts import EACH, JOINED, LATEST

KINDS: tuple[type[RecordType], ...] = (StudentRecord, StudentRegister)
DAY = date(2024, 12, 14)
YEAR = {"学号": "1001", "公布日期": "2024-10-10", "学年": "2023-2024", "依据": "学生〔2024〕12号"}
HONOUR = {"学号": "1001", "授奖日期": "2024-05-04", "名称": "三好学生", "类别": "荣誉称号", "级别": "校级"}
HONOUR |= {"依据": "文"}


def rows(*filled: dict[str, Any]) -> Rows:
    """Rows below the titles that any of them fills."""
    titles = list(dict.fromkeys(title for each in filled for title in each))
    return [titles, *([each.get(title) for title in titles] for each in filled)]


def said(sheet: str, *filled: dict[str, Any]) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """What the rows of a sheet say, and the remarks that stop rows: message and column."""
    reading = read_facts(read({sheet: rows(*filled)}), StudentRecord, on=DAY)
    return [dict(row.data) for row in reading.rows], [(r.message, r.field) for r in reading.remarks if r.row]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2023-2024", "2023-2024"),
        ("2023—2024学年", "2023-2024"),
        ("２０２３－２０２４", "2023-2024"),
        ("2023/24", "2023-2024"),
        ("2023 至 2024", "2023-2024"),
        ("2023", None),
        ("23-24", None),
        ("大一", None),
    ],
)
def test_a_school_year_is_understood_in_many_spellings(written: str, read_as: str | None) -> None:
    found, wrong = said("综测", {**YEAR, "学年": written})
    assert ([each["year"] for each in found], wrong) == (
        ([read_as], []) if read_as else ([], [("year_unclear", "year")])
    )


@pytest.mark.parametrize(
    ("title", "field", "written", "read_as"),
    [
        ("综测排名", "composite_rank", 6, "6"),
        ("综合测评名次", "composite_rank", "第6名", "6"),
        ("综测人数", "composite_size", "120人", "120"),
        ("挂科门数", "failed_courses", 0, "0"),
        ("综测分", "composite_score", "92.35", "92.35"),
        ("平均学分绩点", "academic_score", "3.85分", "3.85"),
        ("奖学金等级", "scholarship", "一等奖学金", "first"),
        ("奖学金", "scholarship", "特等", "special"),
        ("奖学金", "scholarship", "无", "none"),
    ],
)
def test_columns_and_answers_are_known_by_what_offices_call_them(
    title: str, field: str, written: Any, read_as: str
) -> None:
    found, wrong = said("学年成绩与奖学金", {**YEAR, title: written})
    assert (found[0][field], wrong) == (read_as, [])


@pytest.mark.parametrize(
    ("title", "written", "message"),
    [
        ("综合测评名次", "6/120", "count_wrong"),
        ("综合测评名次", "前5%", "count_wrong"),
        ("综合测评分", "九十", "decimal_wrong"),
        ("奖学金", "四等", "choice_unknown"),
        ("公布日期", "2024-12-15", "date_in_future"),
        ("依据", "", "cell_required"),
    ],
)
def test_what_cannot_be_understood_is_said_at_its_cell(title: str, written: str, message: str) -> None:
    found, wrong = said("学年成绩与奖学金", {**YEAR, title: written})
    assert (found, [each for each, _ in wrong]) == ([], [message])


def test_the_day_of_a_post_may_be_past_and_its_end_may_come() -> None:
    post = {
        "学号": "1001",
        "职务": "班长",
        "所在组织": "一班",
        "任期自": "2024-09-01",
        "任期至": "2025-09-01",
    }
    post |= {"是否主要学生干部": "是", "依据": "名单"}
    reading = read_facts(read({"学生干部": rows(post)}), StudentRecord, on=DAY)
    (row,) = reading.rows
    assert (row.act, row.on, row.data["main"], row.data["to_on"]) == (
        "post",
        date(2024, 9, 1),
        True,
        date(2025, 9, 1),
    )
    late = {**post, "任期自": "2024-12-15"}
    assert [m for m, _ in said("学生干部", late)[1]] == ["date_in_future"]


def test_the_same_item_twice_stops_both_rows_and_others_go_on() -> None:
    again, other = {**HONOUR, "依据": "另"}, {**HONOUR, "级别": "省级"}
    found, wrong = said("荣誉", HONOUR, again, other)
    assert ([each["level"] for each in found], wrong) == (
        ["province"],
        [("records_twice", "number"), ("records_twice", "number")],
    )


def test_one_row_for_each_person_where_the_latest_holds() -> None:
    risk = {"学号": "1001", "预警日期": "2024-10-01", "是否有毕业风险": "是", "依据": "名单"}
    assert said("学业预警", risk, {**risk, "预警日期": "2024-10-02"})[0] == []
    assert said("学业预警", risk, {**risk, "学号": "1002", "是否有毕业风险": "否"})[0] == [
        {"at_risk": True, "evidence": "名单"},
        {"at_risk": False, "evidence": "名单"},
    ]


def test_a_file_without_a_known_sheet_is_refused() -> None:
    reading = read_facts(read({"人员名册": [["学号"], ["1"]]}), StudentRecord, on=DAY)
    assert [remark.message for remark in reading.remarks] == ["workbook_without_known_sheet"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_act_has_its_sheet_and_no_title_names_two(kind: type[RecordType]) -> None:
    schemas = book_of(kind).schemas
    assert [schema.kind for schema in schemas] == list(kind.recording())
    titles = [key(title) for schema in schemas for title in schema.titles]
    assert len(titles) == len(set(titles))
    for schema in schemas:
        names = [key(name) for column in schema.columns for name in (column.title, *column.aliases)]
        assert len(names) == len(set(names)), schema.kind
        answers = [c for column in schema.columns for c in column.choices]
        assert all(answer.code for answer in answers)
        fields = {column.field for column in schema.columns}
        assert set(schema.keys) <= fields


def test_the_other_words_belong_to_something() -> None:
    schemas = [schema for kind in KINDS for schema in book_of(kind).schemas]
    assert set(SHEETS) == {schema.titles[0] for schema in schemas}
    assert set(COLUMNS) <= {column.title for schema in schemas for column in schema.columns}
    titles = {choice.title for schema in schemas for column in schema.columns for choice in column.choices}
    assert set(ANSWERS) <= titles


def test_what_makes_two_rows_the_same_is_what_the_act_keeps() -> None:
    keys = {schema.kind: schema.keys for schema in book_of(StudentRecord).schemas}
    kept = {name: act.keep for name, act in StudentRecord.recording().items()}
    assert keys == {
        name: ("number", *(() if keep in {EACH, LATEST} else keep.split(JOINED)))
        for name, keep in kept.items()
    }
