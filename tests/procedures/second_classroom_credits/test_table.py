"""The scoring table: as many rows and credits as the Rules print, and a sentence for each fault."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from procedures.second_classroom_credits.names import in_language, named, title_in
from procedures.second_classroom_credits.rulesets import TABLES, ruleset_of
from procedures.second_classroom_credits.scoring.amounts import credits_of, tenths, written
from procedures.second_classroom_credits.scoring.table import Row, met
from procedures.second_classroom_credits.scoring.table_reading import any_of, scoring_table, table_from
from tests.procedures.rule_tables import boundary
from tests.procedures.second_classroom_credits.world import (
    counted,
    item,
    printed_table,
    read_as,
    rules_2023,
    with_table,
    xust,
)
from workflows.rules.tables import TableError, TableReference, digest_of
from workflows.texts.catalogues import LANGUAGES
from workflows.texts.sentences import sentence
from workflows.texts.speaking import SOURCE

CHINESE = re.compile("[\u4e00-\u9fff]")
#: every table that an institution may have adopted, by the digest that its edition names
SHIPPED = {
    "xust-second-classroom-2023.csv": "6371d5695205f7f3ae41df8ceb6ea1ca5a06b9a5b0fb9b686c94e14954681345",
    "xust-second-classroom-2023-2.csv": "ca23c47299c3c948c3643aa7011134e49e867cdf3f5efc3847b52f274d85e224",
}
LECTURE = "T2-24,S002,2,24,科研实践,学术论坛、报告、培训等,,参加,,0.5,item,sum,event,lecture,"


def faults(old: str, new: str) -> list[str]:
    """What is said of a table with one passage written another way."""
    assert printed_table().count(old) == 1
    with pytest.raises(TableError) as refused:
        table_from(printed_table().replace(old, new), xust())
    problems = refused.value.problems
    assert all(
        sentence(each.problem, each.params, language) for each in problems for language in ("en", "vi")
    )
    return [f"{each.line}: {sentence(each.problem, each.params)}" for each in problems]


def test_each_module_has_the_rows_and_the_credits_that_were_counted_twice() -> None:
    table = rules_2023().table
    counted = {
        module: (len(rows), written(sum(row.credits for row in rows)))
        for module, rows in table.by_module.items()
    }
    assert counted == {
        "S001": (17, "26.2"),
        "S002": (48, "276.0"),
        "S003": (26, "42.8"),
        "S004": (8, "8.5"),
        "S005": (12, "13.5"),
    }
    assert (len(table), written(sum(row.credits for row in table))) == (111, "367.0")


def test_two_cells_print_two_values_and_become_two_rows_each() -> None:
    printed = {(row.table, row.printed_row) for row in rules_2023().table}
    assert len(printed) == 109


@boundary("CR-4-1", "found, accepted", [("S005", True), ("S006", False)])
def test_a_sixth_module_is_refused(found: str, accepted: bool) -> None:
    assert rules_2023().modules == ("S001", "S002", "S003", "S004", "S005")
    assert xust()["modules.count"].count == len(rules_2023().modules)
    if not accepted:
        said = f"28: 没有“{found}”这个模块，只有：S001、S002、S003、S004、S005。"
        assert said.partition(": ")[2] in faults("T2-24,S002", f"T2-24,{found}")[0]


@boundary("CR-4-2", "rows, said", [(1, ["0: 模块S004只有1行，至少应有2行。"]), (2, [])])
def test_each_module_has_several_items(rows: int, said: list[str]) -> None:
    lines = printed_table().splitlines(keepends=True)
    arts = [line for line in lines if line.startswith("T4")]
    text = "".join(line for line in lines if line not in arts[rows:])
    if not said:
        assert len(table_from(text, xust()).by_module["S004"]) == rows
        return
    with pytest.raises(TableError) as refused:
        table_from(text, xust())
    assert [f"{each.line}: {sentence(each.problem, each.params)}" for each in refused.value.problems] == said


@boundary("CR-X1-8", "module, categories", [("S001", 4), ("S002", 4), ("S003", 3), ("S004", 3), ("S005", 4)])
def test_each_module_has_its_categories(module: str, categories: int) -> None:
    """Table 1 prints one more, 其他, which annex 1 does not list (A-69)."""
    found = {row.category for row in rules_2023().table.by_module[module]} - {"其他"}
    assert len(found) == categories
    every = {(row.module, row.category) for row in rules_2023().table if row.category != "其他"}
    assert len(every) == xust()["categories.count"].count


@boundary("CR-X3-2", "code, module", [("S001", "思想道德教育"), ("S005", "劳动教育"), ("S006", None)])
def test_codes_stand_for_the_five_modules(code: str, module: str | None) -> None:
    known = code in rules_2023().modules
    assert (sentence(f"word.{code}") if known else None) == module


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (LECTURE.replace("0.5", "0.50"), "学分应当大于 0 并写一位小数，例如 2.0，不是“0.50”。"),
        (LECTURE.replace("0.5", "0.0"), "学分应当大于 0 并写一位小数，例如 2.0，不是“0.0”。"),
        (LECTURE.replace("0.5", "-0.5"), "学分应当大于 0 并写一位小数，例如 2.0，不是“-0.5”。"),
        (LECTURE.replace("0.5", "½"), "学分应当大于 0 并写一位小数，例如 2.0，不是“½”。"),
        (LECTURE.replace("0.5", "0.6"), "学分写作0.6，办法印的是“0.5学分/项”。"),
        (LECTURE.replace("T2-24", "T2-23"), "行号“T2-23”写了两次。"),
        (LECTURE.replace(",sum,", ",average,"), "没有“average”这种合并规则，只有：sum、highest_"),
        (LECTURE.replace(",item,", ",week,"), "没有“week”这种单位，只有：item、session、"),
        (LECTURE.replace("参加,,", "参加,law,"), "没有“law”这种专业限制，只有：not_foreign_language、"),
        (LECTURE.replace("科研实践", ""), "“category”这一格不能空。"),
        (LECTURE.replace(",2,24,", ",2,x,"), "“printed_row”应当是整数，不是“x”。"),
        (LECTURE + "pe.none", "版本里没有参数“pe.none”，这一行没有可以对照的门槛。"),
    ],
)  # fmt: skip
def test_each_fault_of_the_table_is_named_with_its_line(new: str, said: str) -> None:
    (fault,) = faults(LECTURE, new)
    assert fault.startswith(f"42: {said}")


def test_all_faults_are_named_at_once() -> None:
    spoilt = LECTURE.replace("0.5", "5").replace(",sum,", ",none,").replace("S002", "S020")
    assert [fault.partition("：")[0] for fault in faults(LECTURE, spoilt)] == [
        "42: 没有“S020”这个模块，只有",
        "42: 没有“none”这种合并规则，只有",
        "42: 学分应当大于 0 并写一位小数，例如 2.0，不是“5”。",
    ]


def test_a_table_is_read_once_and_only_as_its_edition_names_it() -> None:
    assert ruleset_of(xust()) is ruleset_of(xust())
    content = printed_table().encode()
    assert scoring_table(content, xust()) == rules_2023().table
    with pytest.raises(TableError, match=r"table\.other_digest"):
        scoring_table(content.replace(b"0.5", b"0.6"), xust())
    other = replace(xust()["scoring.table"].table, sha256="0" * 64)
    with pytest.raises(TableError, match=r"table\.other_digest"):
        ruleset_of(read_as(scoring__table=other).edition)


THEME = "国家安全观、民族团结等）,,参加,,{},item"
THEME_PRINTED = "theme_activity,,activity_record,,,A-01|A-19,{}学分/项"
CLEAN = "遵守校纪校规,,无任何处分,,{},academic_year"
CLEAN_PRINTED = "A-01|A-05|A-06,{}学分/学年"


def test_two_paragraphs_over_two_values_may_be_read_the_other_way_by_another_table() -> None:
    """The values of theme activities and of a clean record stand in one cell (A-01)."""
    lower, higher = "0.1", "0.2"
    changes = [
        *((each.format(lower), each.format(higher)) for each in (THEME, THEME_PRINTED)),
        *((each.format(higher), each.format(lower)) for each in (CLEAN, CLEAN_PRINTED)),
    ]
    items = (item("T1-15"), item("T1-16"))
    assert counted(*items) == {"T1-15": "0.1", "T1-16": "0.2"}
    assert counted(*items, rules=with_table(*changes)) == {"T1-15": "0.2", "T1-16": "0.1"}


def test_rows_are_frozen() -> None:
    row: Row = rules_2023().table["T2-24"]
    with pytest.raises(AttributeError):
        row.credits = 6  # type: ignore[misc]  # that it cannot be set is what is tested
    assert (row.title, row.readings) == ("学术论坛、报告、培训等 · 参加", ("A-19",))


@pytest.mark.parametrize(
    ("cell", "given", "is_met"),
    [
        ("", set(), True),
        ("teacher|counsellor", {"counsellor"}, True),
        ("teacher|counsellor", {"employer"}, False),
        ("employer+aid_centre", {"employer"}, False),
        ("employer+aid_centre", {"employer", "aid_centre"}, True),
    ],
)
def test_a_cell_asks_for_one_of_several_or_for_all_of_them(cell: str, given: set[str], is_met: bool) -> None:
    assert met(any_of(cell), given) is is_met


@pytest.mark.parametrize(("text", "amount"), [("0.1", 1), ("2.0", 20), ("20.0", 200)])
def test_credits_are_whole_tenths(text: str, amount: int) -> None:
    assert (tenths(text), written(amount), str(credits_of(amount))) == (amount, text, text)


@pytest.mark.parametrize("text", ["", "1", "0.25", "1,0", "１.0", " 1.0", "1e1", "100.0"])
def test_another_spelling_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        tenths(text)


def test_a_table_that_was_shipped_stays_as_it_was() -> None:
    found = {path.name: digest_of(path.read_bytes()) for path in TABLES.glob("xust*.csv")}
    assert found == SHIPPED


@pytest.mark.parametrize(
    ("file", "proofs"),
    [
        ("xust-second-classroom-2023.csv", {"arts_sport"}),
        ("xust-second-classroom-2023-2.csv", {"competition", "arts_sport"}),
    ],
)
def test_whoever_adopted_an_earlier_table_is_judged_by_it(file: str, proofs: set[str]) -> None:
    rules = ruleset_of(read_as(scoring__table=TableReference(file, SHIPPED[file])).edition)
    assert [row.id for row in rules.table] == [row.id for row in rules_2023().table]
    assert set().union(*rules.table["T3-17"].evidence) == proofs


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SOURCE}))
def test_every_row_has_its_name_in_every_language_and_no_two_rows_one_name(language: str) -> None:
    table = rules_2023().table
    names = {row.id: in_language(row, language) for row in table}
    said = [text for row in names.values() for text in (row.category, row.item, row.level, row.condition)]
    said += [named(level, language) for row in table for level in row.levels]
    assert [text for text in said if CHINESE.search(text)] == []
    assert len({row.title for row in names.values()}) == len({row.title for row in table})


def test_a_table_is_read_as_it_stands_in_its_own_language_and_where_nobody_named_a_text() -> None:
    row = rules_2023().table["T1-01"]
    assert (in_language(row, SOURCE), in_language(row, "fr")) == (row, row)
    assert title_in(row.title, SOURCE) == row.title
    other = replace(row, level="特级")
    assert in_language(other, "en").title == "Honorary title · 特级 · honour awarded"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "荣誉称号 · 省部级 · 获得荣誉（2025-26）",
            "Honorary title · provincial or ministerial · honour awarded (2025-26)",
        ),
        ("合格（全体成员）（2025-26）", "Passed (all members) (2025-26)"),
        ("学术论坛、报告、培训等 · 参加", "Academic forum, lecture or training · took part"),
        ("自拟项目 · 校级（试行）", "自拟项目 · 校级（试行）"),
    ],
)
def test_what_a_finding_calls_a_row_is_read_in_a_language_with_its_year(title: str, said: str) -> None:
    assert title_in(title, "en") == said
