"""The row that an item is of is found by what people type, and asks only for what it needs."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.translation import override

from portal.rooms.credits.choosing import choose_page, found_rows
from portal.rooms.credits.claiming import claim_form, fields_of
from procedures.second_classroom_credits.forms import Declaration
from procedures.second_classroom_credits.scoring.amounts import written
from tests.procedures.second_classroom_credits.world import rules_2023, year


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("四级", ["T2-41", "T2-43"]),
        ("CET4", ["T2-41"]),
        ("托福", ["T2-45"]),
        ("T2-24", ["T2-24"]),
        ("省部级 金奖", ["T2-05", "T2-16", "T3-08"]),
        ("省赛二等奖", ["T2-06", "T2-17", "T3-09"]),
        ("劳育 日常", ["T5-01"]),
        ("ptgh", []),
        ("pth", ["T2-48"]),
        ("三下乡", ["T5-07"]),
        ("合唱比赛", ["T4-01", "T4-02", "T4-03"]),
        ("全国大学生机械创新设计大赛三等奖", ["T2-03", "T2-15"]),
        ("量子", []),
        ("  ", []),
    ],
)
def test_a_row_is_found_by_its_words_by_common_names_and_by_initials(query: str, rows: list[str]) -> None:
    assert [row.id for row in found_rows(query, rules_2023())] == rows


@pytest.mark.parametrize(
    ("language", "query", "rows"),
    [
        ("en", "contest national first", ["T2-01", "T2-13"]),
        ("vi", "ngoại ngữ bậc 8", ["T2-44"]),
        ("en", "托福", ["T2-45"]),
        ("en", "pth", ["T2-48"]),
    ],
)
def test_who_reads_another_language_finds_rows_in_it_and_as_the_table_calls_them(
    language: str, query: str, rows: list[str]
) -> None:
    with override(language):
        assert [row.id for row in found_rows(query, rules_2023())] == rows


@pytest.mark.parametrize(
    ("language", "title", "text", "category"),
    [
        ("zh-hans", "一类学科竞赛", "国家级 · 一等奖", "创新创业（科技）竞赛"),
        *[
            (
                "en",
                "Academic contest, class I",
                "national · first prize",
                "Innovation, entrepreneurship and science contests",
            ),
            (
                "vi",
                "Cuộc thi học thuật loại I",
                "cấp quốc gia · giải nhất",
                "Cuộc thi đổi mới, khởi nghiệp và khoa học",
            ),
        ],
    ],
)
def test_rows_are_read_in_the_readers_language(language: str, title: str, text: str, category: str) -> None:
    with override(language):
        page = choose_page(rules_2023(), "T2-01", lambda row: row.id, href="/", asked={}, closed="")
        [group] = page.modules[0].groups
        assert (group.title, [(each.title, each.text) for each in group.rows]) == (category, [(title, text)])
        links = [
            g.more
            for m in choose_page(rules_2023(), "", str, href="/", asked={}, closed="").modules
            for g in m.groups
        ]
        assert [each.text for each in links if each].count(category) == 1
        [found] = [each for each in links if each and each.text == category]
        assert found_rows(parse_qs(urlsplit(found.href).query)["q"][0], rules_2023())


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("T2-24", "held_on"),
        ("T1-10", "times held_on duty"),
        ("T1-14", "level"),
        ("T2-17", "contest project certificate held_on"),
        ("T2-41", "certificate score held_on"),
        ("T2-30", "project started_on ended_on held_on"),
        ("T3-03", "level project certificate held_on off_campus consent_on consent_by"),
        ("T3-18", "project certificate held_on"),
        ("T4-04", "certificate separate_duty"),
        ("T5-01", "minutes"),
        ("T5-08", "project held_on off_campus insured"),
    ],
)
def test_a_row_asks_only_for_what_it_needs(row: str, asked: str) -> None:
    rules = rules_2023()
    found = list(fields_of(rules.table[row], rules))
    assert found == ["year", "semester", "content", *asked.split(), "claimed", "truthful"]


def test_each_row_of_the_table_has_a_form_whose_credit_is_that_of_the_table() -> None:
    rules = rules_2023()
    for row in rules.table:
        form = claim_form(row, rules, year("2024-25"), date(2025, 4, 1), intake=2022)
        assert (
            form.fields.keys() - {"act_key"} == set(fields_of(row, rules)) <= Declaration.base_fields.keys()
        )
        assert form["claimed"].initial == ("" if row.id == "T1-10" else written(row.credits))
