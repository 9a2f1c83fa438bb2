"""A file of facts against the records as they stand: new, replaced, unchanged, wrong at a cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from portal.imports.record.comparing import compare_facts
from portal.imports.record.facts import FactDifference, Held
from portal.imports.record.reading import read_facts
from portal.imports.record.saying import fact_words, field_changes
from portal.imports.sentences import remark_sentence
from procedures.party_membership.flows.record import StudentRecord
from procedures.party_membership.forms.record import YearResult
from tests.portal.imports.building import read
from tests.portal.imports.test_record_values import DAY, HONOUR, YEAR, rows
from workflows.rules.facts import Fact, Facts

RESULT = {"综合测评名次": 6, "综合测评人数": 120, "奖学金": "一等"}


def recorded(name: str, on: date, **data: Any) -> Fact:
    fields = YearResult.base_fields if name == "year_result" else ()
    return Fact(name, on, on, {**dict.fromkeys(fields), **data}, entry=1)


def standing(*facts: Fact) -> Held:
    """Somebody whose record says this."""
    found = Facts()
    for fact in facts:
        found = found.fold(fact, StudentRecord.recording()[fact.name].keep)
    return Held(1, "林一", found, 7)


KNOWN = {
    "year": "2023-2024",
    "composite_rank": 6,
    "composite_size": 120,
    "scholarship": "first",
    "evidence": "学生〔2024〕12号",
}


def compared(sheet: str, *filled: dict[str, Any], held: Held | None = None, own: str = "") -> FactDifference:
    reading = read_facts(read({sheet: rows(*filled)}), StudentRecord, on=DAY)
    return compare_facts(reading, StudentRecord, {"1001": held or standing()}, own=own)


def remarks(found: FactDifference) -> list[tuple[str, str, str]]:
    """What stops rows: message, column, sentence."""
    return [(r.message, r.column, remark_sentence(r)) for r in found.remarks if r.row]


def test_what_nobody_has_recorded_is_new() -> None:
    found = compared("综测", {**YEAR, **RESULT})
    (change,) = found.changes
    assert (change.new, change.act, change.on) == (True, "year_result", date(2024, 10, 10))
    assert {name: value for name, value in change.data.items() if value is not None} == KNOWN
    assert fact_words(StudentRecord, change) == "综合测评第6名，共120人（前5%），一等奖学金"


def test_what_stands_already_is_unchanged() -> None:
    held = standing(recorded("year_result", date(2024, 10, 10), **KNOWN))
    found = compared("综测", {**YEAR, **RESULT}, held=held)
    assert (found.changes, found.unchanged, found.remarks) == ((), 1, ())


def test_an_empty_cell_leaves_what_stands() -> None:
    held = standing(recorded("year_result", date(2024, 10, 10), **KNOWN))
    found = compared("综测", {**YEAR, "不及格门数": 0}, held=held)
    (change,) = found.changes
    act = StudentRecord.recording()["year_result"]
    assert list(field_changes(act, change)) == [("不及格门数", "—", "0")]
    assert {name: change.data[name] for name in KNOWN} == KNOWN


def test_a_later_day_and_another_answer_replace_what_stands() -> None:
    held = standing(recorded("year_result", date(2024, 10, 10), **KNOWN))
    (change,) = compared("综测", {**YEAR, "公布日期": "2024-11-01", "奖学金": "二等"}, held=held).changes
    act = StudentRecord.recording()["year_result"]
    assert (change.new, list(field_changes(act, change))) == (
        False,
        [("公布日期", "2024年10月10日", "2024年11月1日"), ("奖学金", "一等", "二等")],
    )


def test_an_earlier_day_would_have_no_effect() -> None:
    held = standing(recorded("year_result", date(2024, 10, 10), **KNOWN))
    found = compared("综测", {**YEAR, "公布日期": "2024-10-09"}, held=held)
    assert [(message, column) for message, column, _ in remarks(found)] == [("record.later_stands", "B")]


@pytest.mark.parametrize(
    ("filled", "message", "column"),
    [
        ({**YEAR, "综合测评名次": 121, "综合测评人数": 120}, "record.rank_beyond_size", "E"),
        ({**YEAR, "综合测评名次": 6}, "record.rank_without_size", "E"),
        ({**YEAR, "学年": "2023-2025", "奖学金": "一等"}, "record.year_of_two", "C"),
        (YEAR, "record.nothing_said", ""),
        ({**YEAR, "学年": "2024-2025", "奖学金": "一等"}, "record.year_over", "B"),
        ({**YEAR, "综合测评分": "92.3551"}, "data.invalid", "E"),
    ],
)
def test_what_contradicts_itself_is_said_at_its_cell(
    filled: dict[str, Any], message: str, column: str
) -> None:
    found = compared("综测", filled)
    assert (found.changes, [each[:2] for each in remarks(found)]) == ((), [(message, column)])
    assert all(said.endswith("。") for name, _, said in remarks(found) if name != "data.invalid")


@pytest.mark.parametrize(
    ("filled", "own", "message"),
    [
        ({**HONOUR, "学号": "1002"}, "", "record_person_unknown"),
        ({**HONOUR, "姓名": "林二"}, "", "name_of_other_person"),
        (HONOUR, "1001", "record_own"),
    ],
)
def test_whose_row_it_is_must_be_known_named_rightly_and_not_oneself(
    filled: dict[str, Any], own: str, message: str
) -> None:
    found = compared("荣誉", filled, own=own)
    assert (found.changes, [each[0] for each in remarks(found)]) == ((), [message])


def test_a_name_that_fits_is_no_reason_to_stop() -> None:
    assert len(compared("荣誉", {**HONOUR, "姓名": "林 一"}).changes) == 1


@pytest.mark.parametrize(("day", "new"), [("2024-05-04", False), ("2024-05-05", True)])
def test_an_honour_is_the_same_on_its_day_only(day: str, new: bool) -> None:
    said: Mapping[str, Any] = {"title": "三好学生", "kind": "honour", "level": "university", "evidence": "旧"}
    held = standing(recorded("honour", date(2024, 5, 4), **said))
    (change,) = compared("荣誉", {**HONOUR, "授奖日期": day}, held=held).changes
    assert change.new is new


def test_a_post_that_ends_replaces_itself() -> None:
    post = {"title": "班长", "unit": "一班", "main": True, "from_on": "2023-09-01", "to_on": None}
    held = standing(recorded("post", date(2023, 9, 1), **post, evidence="名单"))
    row = {"学号": "1001", "职务": "班长", "任职组织": "一班", "任职日期": "2023-09-01", "依据": "名单"}
    (change,) = compared("学生干部", {**row, "卸任日期": "2024-09-01"}, held=held).changes
    act = StudentRecord.recording()["post"]
    assert (change.new, list(field_changes(act, change))) == (False, [("卸任日期", "—", "2024年9月1日")])
