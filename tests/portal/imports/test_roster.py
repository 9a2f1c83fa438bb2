from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook as NewWorkbook

from portal.imports.cells import Workbook
from portal.imports.columns import SCHEMAS
from portal.imports.records import OfficeRow, PersonRow, Reading, UnitRow
from portal.imports.remarks import Gravity, Remark
from portal.imports.roster import read_roster
from portal.imports.workbook import read_workbook
from tests.portal.imports.building import Rows, read, saved

ON = date(2024, 11, 20)
IDENTITY = "110101190001010014"


def reading(sheets: dict[str, Rows]) -> Reading:
    return read_roster(read(sheets), on=ON)


def people(*rows: list[Any], titles: tuple[str, ...] = ("学号", "姓名", "性别")) -> Reading:
    return reading({"人员名册": [list(titles), *rows]})


def row_remark(message: str, row: int, column: str, field: str, **params: Any) -> Remark:
    return Remark(message, Gravity.ROW, params, "人员名册", row, column, field)


class TestSheets:
    def test_the_three_sheets_are_read_whatever_their_order(self) -> None:
        found = reading(
            {
                "任职": [
                    ["学号", "职务", "任职组织", "任职日期", "卸任日期"],
                    ["0031", "组织员", "化院党委", date(2023, 9, 1), "2025-09-01"],
                ],
                "党员名册": [["姓名", "学号"], ["叶知秋", "0031"]],
                "学生名册": [["学号", "姓名"], ["2401030226", "梁思远"]],
                "组织": [
                    ["组织编号", "名称", "类别", "上级", "设支委会", "成立日期"],
                    ["HG-D1", "第一党支部", "党支部", "化院党委", "是", "2018.9.1"],
                    ["HG", "化院党委", "学院党委"],
                ],
            }
        )
        assert [row.value for row in found.people] == [
            PersonRow("0031", "叶知秋"),
            PersonRow("2401030226", "梁思远"),
        ]
        assert [row.value for row in found.units] == [
            UnitRow("HG-D1", "第一党支部", "party_branch", "化院党委", True, date(2018, 9, 1)),
            UnitRow("HG", "化院党委", "college_committee"),
        ]
        assert [row.value for row in found.offices] == [
            OfficeRow("0031", "organiser", "化院党委", date(2023, 9, 1), date(2025, 9, 1))
        ]
        assert (found.remarks, found.rows, found.refused) == ((), 5, False)

    @pytest.mark.parametrize("sheets", [{"Sheet1": []}, {"Sheet1": [["学号", "姓名"], ["1", "张三"]]}])
    def test_without_a_known_sheet_nothing_is_read(self, sheets: dict[str, Rows]) -> None:
        expected = ("人员名册", "组织", "任职")
        assert reading(sheets) == Reading(
            remarks=(
                Remark(
                    "workbook_without_known_sheet", Gravity.FILE, {"expected": expected, "found": ("Sheet1",)}
                ),
            )
        )

    def test_a_workbook_without_sheets_is_refused_too(self) -> None:
        assert read_roster(Workbook(()), on=ON).refused

    def test_other_sheets_are_named_and_the_help_sheet_is_not(self) -> None:
        found = reading({"名册": [["学号", "姓名"]], "填写说明": [["x"]], "统计": [["y"]]})
        assert found.remarks == (Remark("sheet_ignored", Gravity.NOTE, {}, "统计"),)

    def test_an_empty_known_sheet_says_that_it_has_no_titles(self) -> None:
        assert reading({"名册": [], "组织": [["说明"]]}).remarks == (
            Remark("sheet_without_titles", Gravity.SHEET, {}, "名册"),
            Remark("sheet_without_titles", Gravity.SHEET, {}, "组织"),
        )

    def test_a_hidden_sheet_is_read_and_told(self) -> None:
        workbook = NewWorkbook()
        sheet = workbook.create_sheet("名册")
        sheet.sheet_state = "hidden"
        sheet.append(["学号", "姓名"])
        sheet.append(["1", "张三"])
        found = read_roster(read_workbook(saved(workbook)), on=ON)
        assert [row.value for row in found.people] == [PersonRow("1", "张三")]
        assert Remark("sheet_hidden", Gravity.NOTE, {}, "名册") in found.remarks

    @pytest.mark.parametrize(("rows", "read_rows"), [(4_999, 4_999), (5_000, 0)])
    def test_more_units_than_a_university_has_are_not_read(self, rows: int, read_rows: int) -> None:
        units = [[f"U{n}", f"第{n}学院党委", "学院党委"] for n in range(rows)]
        found = reading({"组织": [["组织编号", "组织名称", "组织类别"], *units]})
        assert len(found.units) == read_rows
        too_many = Remark("sheet_too_many_rows", Gravity.SHEET, {"most": 5_000}, "组织")
        assert found.remarks == (() if read_rows else (too_many,))


class TestColumns:
    def test_titles_may_stand_in_any_order_below_a_heading_with_marks_and_spaces(self) -> None:
        found = people(
            [],
            ["姓  名*", "性别（新增必填）", " 学号/工号：", "出生\n日期"],
            ["梁思远", "男", "2401030226", "2006-01-03"],
            titles=("江澜大学 2024 年人员名册",),
        )
        assert [row.value for row in found.people] == [
            PersonRow("2401030226", "梁思远", {"sex": "male", "born_on": date(2006, 1, 3)})
        ]
        assert found.people[0].place.row == 4
        assert found.remarks == ()

    def test_an_unknown_column_is_told_and_left_out_formulas_included(self) -> None:
        found = people(["=ROW()", "2401030226", "梁思远"], titles=("序号", "学号", "姓名"))
        assert [row.value for row in found.people] == [PersonRow("2401030226", "梁思远")]
        assert found.remarks == (
            Remark("column_unknown", Gravity.NOTE, {"title": "序号"}, "人员名册", 1, "A"),
        )

    def test_a_missing_column_stops_its_sheet_and_no_other(self) -> None:
        found = reading(
            {"人员名册": [["学号", "性别"], ["1", "男"]], "名册": [["学号", "姓名"], ["1", "张三"]]}
        )
        assert [row.value for row in found.people] == [PersonRow("1", "张三")]
        assert found.remarks == (
            Remark("sheet_misses_columns", Gravity.SHEET, {"titles": ("姓名",)}, "人员名册", 1),
        )

    def test_two_columns_of_one_meaning_stop_the_sheet(self) -> None:
        found = people(["1", "2", "张三"], titles=("学号", "工号", "姓名"))
        assert found.people == ()
        assert found.remarks == (
            Remark("column_twice", Gravity.SHEET, {"title": "工号"}, "人员名册", 1, "B", "number"),
        )

    def test_every_title_and_alias_of_a_sheet_means_one_column(self) -> None:
        for schema in SCHEMAS:
            titles = [title for column in schema.columns for title in (column.title, *column.aliases)]
            assert len(titles) == len(set(titles))


class TestIdentityNumbers:
    def test_a_column_that_asks_for_them_refuses_the_whole_file(self) -> None:
        found = reading({"人员名册": [["学号", "姓名", "身份证号"], ["1", "张三"]], "组织": [["x"]]})
        assert found.refused
        assert (found.people, found.units) == ((), ())
        assert found.remarks[0] == Remark(
            "column_identity_number", Gravity.FILE, {"title": "身份证号"}, "人员名册", 1, "C"
        )

    def test_a_number_anywhere_refuses_the_whole_file_and_is_not_repeated(self) -> None:
        found = reading(
            {
                "人员名册": [["学号", "姓名", "备注"], ["1", "张三"], [IDENTITY, "李四"]],
                "统计": [[None, f"见{IDENTITY}"]],
            }
        )
        assert found == Reading(
            remarks=(
                Remark("cell_identity_number", Gravity.FILE, {}, "人员名册", 3, "A"),
                Remark("cell_identity_number", Gravity.FILE, {}, "统计", 1, "B"),
            )
        )

    def test_only_the_first_fifty_are_named(self) -> None:
        found = reading({"统计": [[IDENTITY]] * 60, "名册": [["学号", "姓名"]]})
        assert len([remark for remark in found.remarks if remark.message == "cell_identity_number"]) == 50


class TestRows:
    def test_every_wrong_cell_is_told_with_its_place_and_stops_only_its_row(self) -> None:
        found = people(
            ["2401030226", "梁思远", "男"],
            ["学号？", None, "中"],
            ["2401030227", "周予安", "女"],
        )
        assert [row.value.number for row in found.people] == ["2401030226", "2401030227"]
        assert found.remarks == (
            row_remark("number_characters", 3, "A", "number", value="学号？"),
            row_remark("choice_unknown", 3, "C", "sex", value="中", allowed=("男", "女")),
            row_remark("cell_required", 3, "B", "name"),
        )

    def test_empty_rows_and_rows_with_spaces_are_nothing(self) -> None:
        found = people([None, None, " "], ["2401030226", "梁思远", "男"], [" ", "\u3000", None])
        assert (len(found.people), found.rows, found.remarks) == (1, 1, ())

    def test_five_hundred_rows_with_one_wrong_row(self) -> None:
        rows = [[f"24{n:08}", f"人{n}", "男"] for n in range(500)]
        rows[250][2] = "不详"
        found = people(*rows)
        assert (len(found.people), found.rows) == (499, 500)
        assert found.remarks == (
            row_remark("choice_unknown", 252, "C", "sex", value="不详", allowed=("男", "女")),
        )

    def test_a_formula_stops_its_row_in_every_known_column(self) -> None:
        found = people(["=1+1", "=HYPERLINK(1)", '=CMD|"/C calc"!A0'], ["1", "张三", "男"])
        assert [row.value.number for row in found.people] == ["1"]
        assert found.remarks == (
            row_remark("cell_formula", 2, "A", "number"),
            row_remark("cell_formula", 2, "B", "name"),
            row_remark("cell_formula", 2, "C", "sex"),
        )

    def test_texts_that_look_like_formulas_stay_texts_or_are_refused(self) -> None:
        found = people(["1", "+张三", "男"], titles=("学号", "姓名", "性别"))
        assert found.people[0].value.name == "+张三"

    def test_merged_cells_stop_the_rows_they_leave_empty(self) -> None:
        workbook = NewWorkbook()
        sheet = workbook.active
        sheet.title = "人员名册"
        for row in (
            ["名册", None, None],
            ["学号", "姓名", "专业"],
            ["1", "甲", "化工"],
            ["2", "乙", None],
            ["3", "丙", None],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("C3:C4")
        found = read_roster(read_workbook(saved(workbook)), on=ON)
        assert [row.value.number for row in found.people] == ["1", "3"]
        assert found.remarks == (row_remark("cell_merged", 4, "C", "major"),)

    def test_a_sheet_that_is_merged_throughout_is_not_read(self) -> None:
        workbook = NewWorkbook()
        sheet = workbook.active
        sheet.title = "人员名册"
        sheet.append(["学号", "姓名"])
        for number in range(600):
            sheet.append([str(number), "甲"])
        for column in range(3, 103):
            sheet.merge_cells(start_row=1, end_row=601, start_column=column, end_column=column)
        found = read_roster(read_workbook(saved(workbook)), on=ON)
        assert found.people == ()
        assert found.remarks == (Remark("sheet_merged_throughout", Gravity.SHEET, {}, "人员名册"),)

    def test_a_hidden_row_is_read_and_told(self) -> None:
        workbook = NewWorkbook()
        sheet = workbook.active
        sheet.title = "人员名册"
        sheet.append(["学号", "姓名"])
        sheet.append(["1", "甲"])
        sheet.row_dimensions[2].hidden = True
        found = read_roster(read_workbook(saved(workbook)), on=ON)
        assert [row.value for row in found.people] == [PersonRow("1", "甲")]
        assert found.remarks == (Remark("row_hidden", Gravity.NOTE, {}, "人员名册", 2),)

    def test_a_number_that_stands_twice_stops_both_rows_over_all_sheets(self) -> None:
        found = reading(
            {
                "学生名册": [["学号", "姓名"], ["1", "甲"], ["2", "乙"]],
                "党员名册": [["学号", "姓名"], ["3", "丙"], ["１", "甲"]],
            }
        )
        assert [row.value.number for row in found.people] == ["2", "3"]
        other: dict[str, Any] = {"value": "1", "other_sheet": "党员名册", "other_row": 3}
        this: dict[str, Any] = {"value": "1", "other_sheet": "学生名册", "other_row": 2}
        assert found.remarks == (
            Remark("people_twice", Gravity.ROW, other, "学生名册", 2, "A", "number"),
            Remark("people_twice", Gravity.ROW, this, "党员名册", 3, "A", "number"),
        )
        assert found.numbers == {"1", "2", "3"}

    def test_units_and_terms_that_stand_twice(self) -> None:
        term = ["1", "组织员", "HG", "2024-09-01"]
        found = reading(
            {
                "组织": [["编号", "名称", "类别"], ["HG", "化院", "学院党委"], ["HG", "材院", "学院党委"]],
                "任职": [["学号", "职务", "单位", "任职日期"], term, [*term[:3], "2023-09-01"], term],
            }
        )
        assert found.units == ()
        assert [row.value.from_on for row in found.offices] == [date(2023, 9, 1)]
        assert [remark.message for remark in found.remarks] == ["units_twice"] * 2 + ["offices_twice"] * 2


def test_nul_hidden_in_an_escape_stops_its_cell() -> None:
    workbook = NewWorkbook()
    sheet = workbook.active
    sheet.title = "人员名册"
    sheet.append(["学号", "姓名"])
    sheet.append(["1", "张_x0000_三"])
    found = read_roster(read_workbook(BytesIO(saved(workbook))), on=ON)
    assert found.remarks == (row_remark("cell_control_character", 2, "B", "name"),)
