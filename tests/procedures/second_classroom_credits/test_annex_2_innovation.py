"""Annex 2, S002: thresholds, examinations, papers and rights, projects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from procedures.second_classroom_credits.scoring.holdings import Student
from procedures.second_classroom_credits.scoring.wording import (
    class_of_right,
    contest_level,
    kind_of_paper,
    name_of,
    prize,
)
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import counted, earned, item, read_as, rules_2023

RULES = rules_2023()
LINGUIST = Student(2022, majors=frozenset({"foreign_language"}))
PROGRAMMER = Student(2022, majors=frozenset({"computer"}))


@boundary("CR-X2S2-9", "score, four, six", [(424, "0.0", "0.0"), (425, "2.0", "4.0"), (None, "0.0", "0.0")])
def test_college_english_needs_425(score: int | None, four: str, six: str) -> None:
    items = (item("T2-41", score=score), item("T2-42", score=score))
    assert counted(*items) == {"T2-41": four, "T2-42": six}


@boundary(
    "CR-X2S2-10",
    "score, student, value",
    [(59, LINGUIST, "0.0"), (60, LINGUIST, "2.0"), (60, Student(2022), "0.0")],
)
def test_examinations_of_the_major_need_60(score: int, student: Student, value: str) -> None:
    assert counted(item("T2-43", score=score), student=student) == {"T2-43": value}


@pytest.mark.parametrize(
    ("row", "student", "counts"),
    [
        ("T2-41", LINGUIST, False),
        ("T2-41", PROGRAMMER, True),
        ("T2-46", PROGRAMMER, False),
        ("T2-46", LINGUIST, True),
        ("T2-47", PROGRAMMER, True),
        ("T2-47", Student(2022), True),
    ],
)
def test_some_examinations_are_not_for_every_major(row: str, student: Student, counts: bool) -> None:
    (value,) = counted(item(row, score=500), student=student).values()
    assert (value != "0.0") is counts


@pytest.mark.parametrize(("student", "value"), [(PROGRAMMER, "4.0"), (Student(2022), "0.0")])
def test_the_professional_examination_may_be_read_as_one_of_computing(student: Student, value: str) -> None:
    rules = read_as(computer__row2_majors="computer_only")
    assert counted(item("T2-47"), rules=rules, student=student) == {"T2-47": value}


@boundary(
    "CR-X2S2-11",
    "until, value",
    [("2024-07-09", "0.0"), ("2024-07-10", "20.0"), ("", "0.0")],
)
def test_a_company_is_run_for_six_months_from_its_licence(until: str, value: str) -> None:
    ended_on = date.fromisoformat(until) if until else None
    company = item("T2-30", started_on=date(2024, 1, 10), ended_on=ended_on)
    assert counted(company) == {"T2-30": value}


@boundary("CR-X2S2-8", "repeated, counts", [(True, ["1.0", "0.0"]), (False, ["1.0", "1.0"])])
def test_putonghua_does_not_accumulate(repeated: bool, counts: list[str]) -> None:
    items = [item("T2-48", on, id=on) for on in ("2023-24", "2024-25")]
    assert list(counted(*items, rules=read_as(putonghua__once=repeated)).values()) == counts


@boundary(
    "CR-X2S2-6",
    "index, kind",
    [("EI", "高水平论文"), ("A&HCI", "高水平论文"), ("CNKI", "普通论文"), ("", "普通论文")],
)
def test_indexed_papers_are_of_high_level(index: str, kind: str) -> None:
    assert kind_of_paper(index, RULES) == kind


@boundary(
    "CR-X2S2-7",
    "right, kind",
    [("发明专利", "一类知识产权"), ("软件著作权", "二类知识产权"), ("商标", None)],
)
def test_rights_stand_in_two_lists(right: str, kind: str | None) -> None:
    assert class_of_right(right, RULES) == kind


@pytest.mark.parametrize(
    ("award", "named"), [("特等奖", "一等奖"), ("铜奖", "三等奖"), ("二等奖", "二等奖"), ("优胜奖", "优胜奖")]
)
def test_prizes_are_named_as_the_table_names_them(award: str, named: str) -> None:
    assert prize(award, RULES) == named


@pytest.mark.parametrize(
    ("reading", "level", "named"),
    [("undecided", "国际级", None), ("national", "国际级", "国家级"), ("undecided", "校级", "校级")],
)
def test_an_international_contest_has_no_level_until_it_is_decided(
    reading: str, level: str, named: str | None
) -> None:
    assert contest_level(level, read_as(competition__international_level=reading)) == named


def test_one_thing_with_two_names() -> None:
    assert [name_of(text, RULES) for text in ("劳育", "美育")] == ["劳动教育", "美育"]


@pytest.mark.parametrize(
    ("readings", "rows", "default", "other"),
    [
        ({"project__stage_combination": "sum"}, ("T2-29", "T2-27", "T2-25"), "20.0", "29.0"),
        ({"incubation__combine": "sum"}, ("T2-30", "T2-31"), "20.0", "25.0"),
        ({"vocational__combine": "sum"}, ("T2-39", "T2-36"), "3.0", "4.0"),
        ({"language__combine": "highest"}, ("T2-41", "T2-42"), "6.0", "4.0"),
    ],
)
def test_whether_stages_add_up_is_a_reading(
    readings: dict[str, Any], rows: tuple[str, ...], default: str, other: str
) -> None:
    items = [item(row, project="p") for row in rows]
    assert earned(RULES, *items) == {"S002": default}
    assert earned(read_as(**readings), *items) == {"S002": other}


def test_one_level_of_an_examination_counts_once_and_another_adds_up() -> None:
    items = [item("T2-41", on, id=on) for on in ("2023-24", "2024-25")]
    assert counted(*items) == {"2023-24": "2.0", "2024-25": "0.0"}
    computer = [item("T2-46", id="two", project="level 2"), item("T2-46", id="three", project="level 3")]
    assert counted(*computer) == {"three": "1.0", "two": "0.0"}


@pytest.mark.parametrize(("reading", "total"), [("each_exam", "10.0"), ("one_item", "5.0")])
def test_examinations_abroad_are_one_item_or_three(reading: str, total: str) -> None:
    items = [item("T2-45", id=exam, project=exam) for exam in ("TOEFL", "GRE")]
    again = item("T2-45", "2024-25", id="again", project="GRE")
    assert earned(read_as(language__abroad=reading), *items, again) == {"S002": total}


@pytest.mark.parametrize(("per_year", "total"), [(False, "3.0"), (True, "6.0")])
def test_an_innovation_class_counts_once_or_each_year(per_year: bool, total: str) -> None:
    items = [item("T2-23", on, id=on, project="class") for on in ("2023-24", "2024-25")]
    assert earned(read_as(innovation_class__per_year=per_year), *items) == {"S002": total}


@pytest.mark.parametrize(("reading", "total"), [("each_edition", "7.0"), ("same_contest", "4.0")])
def test_editions_of_a_contest_are_projects_or_one(reading: str, total: str) -> None:
    items = [
        item("T2-09", id="first", project="X 2024", contest="X"),
        item("T2-10", "2024-25", id="second", project="X 2025", contest="X"),
    ]
    assert earned(read_as(project__edition=reading), *items) == {"S002": total}


@pytest.mark.parametrize(
    ("readings", "row", "order", "value"),
    [
        ({}, "T2-32", 3, "20.0"),
        ({"paper__author_rule": "first_author"}, "T2-32", 1, "20.0"),
        ({"paper__author_rule": "first_author"}, "T2-32", 2, "0.0"),
        ({"paper__author_rule": "first_author"}, "T2-34", 2, "20.0"),
        ({"ip__inventor_rule": "first_inventor"}, "T2-34", 2, "0.0"),
    ],
)
def test_whether_later_authors_count_is_a_reading(
    readings: dict[str, Any], row: str, order: int, value: str
) -> None:
    assert counted(item(row, order=order), rules=read_as(**readings)) == {row: value}


@boundary(
    "CR-GAP-5",
    "reading, members, value",
    [("full_value", 5, "7.0"), ("split", 1, "7.0"), ("split", 5, "1.4"), ("split", 3, "2.3")],
)
def test_how_a_team_shares_is_a_reading(reading: str, members: int, value: str) -> None:
    assert counted(item("T2-05", members=members), rules=read_as(team__split=reading)) == {"T2-05": value}


@pytest.mark.parametrize(("reading", "counts"), [("warning", "0.5"), ("yearly_cap", "0.0")])
def test_lectures_are_pointed_out_or_capped(reading: str, counts: str) -> None:
    items = [item("T2-24", id=str(number)) for number in range(5)]
    another_year = item("T2-24", "2024-25", id="other")
    found = counted(*items, another_year, rules=read_as(lecture__cap=reading))
    assert (found["3"], found["4"], found["other"]) == ("0.5", counts, "0.5")


def test_a_cap_leaves_what_is_left() -> None:
    rules = read_as(lecture__cap="yearly_cap", lecture__soft_cap=Decimal("1.2"))
    found = counted(*(item("T2-24", id=str(number)) for number in range(4)), rules=rules)
    assert list(found.values()) == ["0.5", "0.5", "0.2", "0.0"]
