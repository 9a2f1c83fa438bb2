from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.imports.cells import Cell, CellKind
from portal.imports.columns import OFFICES, PEOPLE, UNITS, Column
from portal.imports.dates import read_date
from portal.imports.identity import holds_identity_number, is_identity_title
from portal.imports.remarks import Unreadable
from portal.imports.text import clean, clean_name, key, quoted
from portal.imports.values import read_number, read_value

ON = date(2024, 11, 20)
SEPTEMBER = date(2024, 9, 1)


def text(value: str) -> Cell:
    return Cell(CellKind.TEXT, value)


def number(value: str, pad: int = 0) -> Cell:
    return Cell(CellKind.NUMBER, value, pad)


def wrong(cell: Cell, column: Column | None = None) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Unreadable) as caught:
        _ = read_date(cell) if column is None else read_value(cell, column, on=ON)
    return caught.value.message, dict(caught.value.params)


class TestDates:
    @pytest.mark.parametrize(
        "written",
        [
            "2024-09-01",
            "2024-9-1",
            "2024/9/1",
            "2024.9.1",
            "2024.09.01",
            "2024年9月1日",
            "2024年09月01日",
            "2024年9月1",
            "20240901",
            "２０２４年９月１日",
            "2024 年 9 月 1 日",
            " 2024-09-01 ",
            "2024-09-01 00:00:00",
            "2024-09-01T00:00:00",
            "2024-09-01 0:00",
        ],
    )
    def test_a_date_is_read_in_the_ways_people_write_it(self, written: str) -> None:
        assert read_date(text(written)) == SEPTEMBER

    @pytest.mark.parametrize("raw", ["20240901", "20240901.0", "2.0240901E7"])
    def test_a_number_of_eight_digits_is_a_date(self, raw: str) -> None:
        assert read_date(number(raw)) == SEPTEMBER

    def test_a_date_cell_is_a_date(self) -> None:
        assert read_date(Cell(CellKind.DATE, "2024-09-01")) == SEPTEMBER

    @pytest.mark.parametrize(
        ("written", "message"),
        [
            ("2023-02-29", "date_impossible"),
            ("2024-02-30", "date_impossible"),
            ("2024-13-01", "date_impossible"),
            ("2024-00-10", "date_impossible"),
            ("20240931", "date_impossible"),
            ("1899-12-31", "date_impossible"),
            ("2101-01-01", "date_impossible"),
            ("24-9-1", "date_two_digit_year"),
            ("24.09.01", "date_two_digit_year"),
            ("05年9月1日", "date_two_digit_year"),
            ("2024.09", "date_incomplete"),
            ("2024年9月", "date_incomplete"),
            ("2024", "date_incomplete"),
            ("9/1/2024", "date_unclear"),
            ("01-02-03-04", "date_unclear"),
            ("去年九月", "date_unclear"),
            ("2024-09-01 08:30", "date_unclear"),
            ("2024-9/1日。", "date_unclear"),
            ("-2024-09-01", "date_unclear"),
        ],
    )
    def test_what_is_no_certain_day_is_refused(self, written: str, message: str) -> None:
        assert wrong(text(written)) == (message, {"value": written})

    def test_leap_days_and_the_ends_of_the_calendar_are_days(self) -> None:
        found = [read_date(text(day)) for day in ("2024-02-29", "1900-01-01", "2100-12-31")]
        assert found == [date(2024, 2, 29), date(1900, 1, 1), date(2100, 12, 31)]

    @pytest.mark.parametrize("raw", ["45536", "45536.5", "2024.9", "202409", "-20240901", "2.02409011E7"])
    def test_a_bare_number_is_no_date(self, raw: str) -> None:
        assert wrong(number(raw)) == ("date_is_number", {"value": raw})

    @pytest.mark.parametrize("cell", [number("NaN"), number("Infinity"), number("1E999999999"), number("x")])
    def test_a_number_that_is_none_is_refused(self, cell: Cell) -> None:
        assert wrong(cell)[0] in {"date_is_number", "date_unclear"}

    def test_a_moment_and_an_answer_are_no_dates(self) -> None:
        assert wrong(Cell(CellKind.DATE, "2024-09-01T08:30:00"))[0] == "date_unclear"
        assert wrong(Cell(CellKind.BOOLEAN, "1"))[0] == "date_unclear"

    def test_the_day_of_the_import_is_the_last_day_that_can_be_past(self) -> None:
        column = PEOPLE.column("activist_on")
        assert read_value(text("2024-11-20"), column, on=ON) == ON
        assert wrong(text("2024-11-21"), column) == (
            "date_in_future",
            {"value": date(2024, 11, 21), "on": ON},
        )
        assert read_value(text("2024-11-21"), OFFICES.column("to_on"), on=ON) == date(2024, 11, 21)


class TestNumbers:
    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            (text("0012345"), "0012345"),
            (text(" ００１２３ "), "00123"),
            (text("2401 0302 26"), "2401030226"),
            (text("BX-2024_01"), "BX-2024_01"),
            (number("2401030226"), "2401030226"),
            (number("2401030226.0"), "2401030226"),
            (number("2.401030226E9"), "2401030226"),
            (number("240103022600012"), "240103022600012"),
            (number("0000012345", pad=5), "12345"),
            (text("9" * 40), "9" * 40),
        ],
    )
    def test_digits_are_kept_as_they_are(self, cell: Cell, value: str) -> None:
        assert read_number(cell) == value

    @pytest.mark.parametrize(
        ("cell", "problem"),
        [
            (number("12345", pad=10), ("number_lost_zeros", {"value": "12345", "shown": "0000012345"})),
            (text("2.40103E+11"), ("number_scientific", {"value": "2.40103E+11"})),
            (number("2.4010302260001234E+17"), ("number_scientific", {"value": "2.4010302260001234E+17"})),
            (number("1000000000000000"), ("number_scientific", {"value": "1000000000000000"})),
            (number("1E+999999999"), ("number_scientific", {"value": "1E+999999999"})),
            (number("12.5"), ("number_characters", {"value": "12.5"})),
            (number("-12"), ("number_characters", {"value": "-12"})),
            (number("NaN"), ("number_characters", {"value": "NaN"})),
            (number("1_0x"), ("number_characters", {"value": "1_0x"})),
            (text("学号"), ("number_characters", {"value": "学号"})),
            (text("=1+1"), ("number_characters", {"value": "=1+1"})),
            (text("-12"), ("number_characters", {"value": "-12"})),
            (text("1;DROP TABLE"), ("number_characters", {"value": "1;DROP TABLE"})),
            (text("9" * 41), ("number_characters", {"value": "9" * 30 + "…"})),
            (Cell(CellKind.DATE, "2024-01-02"), ("cell_became_date", {"value": "2024-01-02"})),
        ],
    )
    def test_lost_digits_and_other_characters_are_refused(
        self, cell: Cell, problem: tuple[str, dict[str, Any]]
    ) -> None:
        assert wrong(cell, PEOPLE.column("number")) == problem


class TestText:
    def test_text_is_composed_single_spaced_and_without_what_cannot_be_seen(self) -> None:
        assert clean(" Nguye\u0302\u0303n\u3000 Va\u0306n\u200b\r\n A\ufeff ") == "Nguyễn Văn A"

    @pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\u202e", "\u2066", "\u200d", "\ud800"])
    def test_control_and_direction_characters_are_refused(self, character: str) -> None:
        assert wrong(text(f"张{character}三"), PEOPLE.column("name")) == ("cell_control_character", {})

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("张　三", "张三"),
            ("张 三 丰", "张三丰"),
            ("阿依努尔•艾合买提", "阿依努尔·艾合买提"),
            ("阿依努尔．艾合买提", "阿依努尔·艾合买提"),
            ("Lê Văn  A", "Lê Văn A"),
            ("𠮷 野", "𠮷野"),
            ("\ue000某", "\ue000某"),
        ],
    )
    def test_names(self, written: str, name: str) -> None:
        assert clean_name(written) == name

    def test_titles_and_choices_are_compared_without_width_case_and_spaces(self) -> None:
        assert key(" ＡB\n学 号\u200b") == "ab学号"

    def test_a_quoted_value_is_short_and_harmless(self) -> None:
        assert quoted("a\x00b\u202e" + "长" * 40) == "a\ufffdb\ufffd" + "长" * 26 + "…"

    def test_length_is_counted_at_the_edge(self) -> None:
        column = PEOPLE.column("major")
        assert read_value(text("长" * 100), column, on=ON) == "长" * 100
        assert wrong(text("长" * 101), column) == ("cell_too_long", {"most": 100})

    def test_whole_numbers_are_words_and_others_are_not(self) -> None:
        column = PEOPLE.column("grade")
        assert read_value(number("2024"), column, on=ON) == "2024"
        assert wrong(number("2024.5"), column) == ("number_characters", {"value": "2024.5"})
        assert wrong(Cell(CellKind.DATE, "2024-02-01"), PEOPLE.column("class")) == (
            "cell_became_date",
            {"value": "2024-02-01"},
        )

    def test_spaces_alone_are_nothing(self) -> None:
        assert read_value(text(" \u3000\n"), PEOPLE.column("born_on"), on=ON) is None


class TestChoices:
    @pytest.mark.parametrize(
        ("column", "written", "code"),
        [
            (PEOPLE.column("sex"), "男", "male"),
            (PEOPLE.column("category"), "本科生", "student"),
            (PEOPLE.column("ethnicity"), "回", "回族"),
            (PEOPLE.column("ethnicity"), "柯尔克孜族", "柯尔克孜族"),
            (PEOPLE.column("party_standing"), "入党积极分子", "activist"),
            (PEOPLE.column("party_standing"), "无", "none"),
            (PEOPLE.column("league_standing"), "共青团员", "member"),
            (PEOPLE.column("political_status"), "中共党员", "full_member"),
            (UNITS.column("kind"), "团支部", "league_branch"),
            (OFFICES.column("office"), "团支书", "league_secretary"),
            (OFFICES.column("office"), "组织员", "organiser"),
        ],
    )
    def test_a_choice_is_stored_as_its_code(self, column: Column, written: str, code: str) -> None:
        assert read_value(text(f" {written}\u3000"), column, on=ON) == code

    @pytest.mark.parametrize(
        "cell", [Cell(CellKind.BOOLEAN, "1"), text("是"), text("√"), number("1"), text("YES")]
    )
    def test_yes_is_said_in_many_ways(self, cell: Cell) -> None:
        assert read_value(cell, UNITS.column("has_committee"), on=ON) == "yes"

    def test_an_unknown_answer_names_those_that_are_allowed(self) -> None:
        assert wrong(text("中"), PEOPLE.column("sex")) == (
            "choice_unknown",
            {"value": "中", "allowed": ("男", "女")},
        )
        assert wrong(text("火星族"), PEOPLE.column("ethnicity")) == (
            "choice_not_in_list",
            {"value": "火星族"},
        )

    def test_there_are_fifty_six_nationalities_and_others(self) -> None:
        assert len({choice.code for choice in PEOPLE.column("ethnicity").choices}) == 57


class TestProgrammes:
    @pytest.mark.parametrize(
        ("field", "cell", "value"),
        [
            ("intake", number("2024"), "2024"),
            ("intake", text("２０２４级"), "2024"),
            ("intake", text("2024届"), None),
            ("intake", text("24"), None),
            ("intake", text("1924"), None),
            ("programme_years", number("4"), "4"),
            ("programme_years", text("五年制"), "5"),
            ("programme_years", text("1"), None),
            ("programme_years", text("9年"), None),
            ("programme_years", number("2.5"), None),
        ],
    )
    def test_the_year_of_entry_and_the_length_are_whole_and_likely(
        self, field: str, cell: Cell, value: str | None
    ) -> None:
        column = PEOPLE.column(field)
        if value is not None:
            assert read_value(cell, column, on=ON) == value
            return
        message, _ = wrong(cell, column)
        assert message in {"intake_unclear", "span_unclear", "number_characters"}


class TestOtherCells:
    @pytest.mark.parametrize(
        "column", [*PEOPLE.columns, *UNITS.columns, *OFFICES.columns], ids=lambda c: c.field
    )
    def test_formulas_and_errors_are_refused_in_every_column(self, column: Column) -> None:
        assert wrong(Cell(CellKind.FORMULA, "2024-09-01"), column) == ("cell_formula", {})
        assert wrong(Cell(CellKind.ERROR, "#REF!"), column) == ("cell_error_value", {"value": "#REF!"})

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("13900001234", "13900001234"),
            ("+86 139-0000-1234", "13900001234"),
            ("0513-85010000", "051385010000"),
            ("１３９００００１２３４", "13900001234"),
        ],
    )
    def test_telephone_numbers(self, written: str, value: str) -> None:
        assert read_value(text(written), PEOPLE.column("mobile"), on=ON) == value
        assert read_value(number("13900001234"), PEOPLE.column("mobile"), on=ON) == "13900001234"

    @pytest.mark.parametrize("written", ["1390000123", "139000012345", "12900001234", "电话", "1234"])
    def test_a_wrong_telephone_number_is_not_repeated(self, written: str) -> None:
        assert wrong(text(written), PEOPLE.column("mobile")) == ("mobile_wrong", {})

    def test_nowhere_is_said_once(self) -> None:
        assert read_value(text(" 无 "), PEOPLE.column("party_branch"), on=ON) == "无"


class TestIdentityNumbers:
    """The numbers are built here with valid check digits and belong to nobody."""

    @pytest.mark.parametrize(
        "cell",
        [
            text("110101190001010014"),
            text("11010119000101009X"),
            text("11010119000101009x"),
            text("身份证：110101190001010014。"),
            text("110101 19000101 0014"),
            text("110101-19000101-0014"),
            text("１１０１０１１９０００１０１００１４"),
            number("110101190001010014"),
            number("1.1010119000101E+17"),
            number("110101190001010000"),
        ],
    )
    def test_a_number_is_found_wherever_it_stands(self, cell: Cell) -> None:
        assert holds_identity_number(cell)

    @pytest.mark.parametrize(
        "cell",
        [
            text("110101190001010011"),  # wrong check digit
            text("11010119000101001"),  # seventeen digits
            text("1101011900010100140"),  # nineteen
            text("2401030226"),
            number("2401030226"),
            number("999999999999999999"),  # no day of birth inside
            number("x"),
            text(""),
        ],
    )
    def test_other_numbers_are_not_taken_for_one(self, cell: Cell) -> None:
        assert not holds_identity_number(cell)

    @pytest.mark.parametrize(
        "title",
        [
            "身份证号",
            "身份证号码（18位）",
            "公民身份号码",
            "证件号码",
            "ID Card No.",
            "Identity number",
            "居民身份证",
        ],
    )
    def test_titles_that_ask_for_it(self, title: str) -> None:
        assert is_identity_title(title)

    @pytest.mark.parametrize("title", ["团员身份", "党员身份", "学号", "编号", "身份类别"])
    def test_titles_that_do_not(self, title: str) -> None:
        assert not is_identity_title(title)
