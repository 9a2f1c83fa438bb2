from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from portal.imports.dry_run import dry_run
from portal.imports.records import Roster
from portal.imports.report import write_report
from tests.portal.imports.building import Rows, xlsx
from tests.portal.imports.comparing import LIANG, NOW, ON

IDENTITY = "110101190001010014"


def report(
    sheets: dict[str, Rows], current: Roster = NOW, language: str = "zh-hans"
) -> dict[str, list[tuple[Any, ...]]]:
    content = xlsx(sheets)
    target = BytesIO()
    write_report(dry_run(content, current, on=ON), current, target, language=language)
    workbook = load_workbook(target)
    assert {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
    }
    return {sheet.title: list(sheet.values) for sheet in workbook}


SHEETS: dict[str, Rows] = {
    "人员名册": [
        ["化工学院名册"],
        ["学号", "姓名", "专业", "党支部", "生效日期", "序号"],
        ["2301", "梁思远", "应用化学", "化工第二党支部", "2024-09-01", "=ROW()"],
        ["0031", "周岚"],
        ["2401", "沈嘉禾"],
        ["2402", "甲", "=A1", "没有的支部"],
    ],
    "组织": [["组织编号", "组织名称", "组织类别", "上级组织"], ["HG-D3", "化工第三党支部", "党支部", "HG"]],
    "别的": [["x"]],
}


def test_every_row_keeps_its_place_and_gets_a_result_and_remarks() -> None:
    assert report(SHEETS)["人员名册"] == [
        ("化工学院名册", None, None, None, None, None, None, None),
        ("学号", "姓名", "专业", "党支部", "生效日期", "序号", "导入结果", "说明"),
        (
            "2301",
            "梁思远",
            "应用化学",
            "化工第二党支部",
            "2024-09-01",
            None,
            "有变更",
            "填写专业：应用化学。\n离开化工第一党支部，自2024年9月1日。\n加入化工第二党支部（积极分子），自2024年9月1日。",
        ),
        ("0031", "周岚", None, None, None, None, "无变化", None),
        (
            "2401",
            "沈嘉禾",
            None,
            None,
            None,
            None,
            "有误，未采用",
            "新增人员必须填写“性别”。\n新增人员必须填写“出生日期”。\n新增人员必须填写“类别”。",
        ),
        (
            "2402",
            "甲",
            None,
            "没有的支部",
            None,
            None,
            "有误，未采用",
            "C: 这一格是公式，公式不计算。请粘贴为数值。",
        ),
    ]


def test_new_units_are_marked_new() -> None:
    assert report(SHEETS)["组织"][1][-2:] == (
        "新增",
        "开设组织：化工第三党支部（HG-D3），党支部，上级：化院党委，自2024年11月20日。",
    )


def test_the_summary_counts_and_names_who_is_missing() -> None:
    sheets = report({**SHEETS, "人员名册": [*SHEETS["人员名册"][:2], ["0031", "周岚"]]})
    assert list(sheets) == ["汇总", "人员名册", "组织"]
    assert sheets["汇总"] == [
        ("变更1项：", None),
        ("开设组织", 1),
        ("没有变化的行", 1),
        ("有误、未采用的行", 0),
        ("关于工作表：", None),
        ("人员名册 F2", "“序号”一列不在模板之内，没有读取。"),
        ("别的", "这张工作表的名称不在模板之内，没有读取。"),
        ("名册里有、文件里没有的人员（不会删除）：", None),
        (LIANG.number, LIANG.name),
    ]


def test_identity_numbers_are_not_written_back() -> None:
    sheets = report(
        {"人员名册": [["学号", "姓名", "身份证号", "备注"], ["1", "甲", "1101", f"号{IDENTITY}"]]}
    )
    assert sheets["汇总"] == [
        ("整个文件没有采用，原因如下：", None),
        ("人员名册 D2", "这个单元格里有身份证号码。本系统不收身份证号码，请删去后再上传。"),
        ("人员名册 C1", "“身份证号”一列是身份证件号码。本系统不收身份证件号码，请删去这一列后再上传。"),
    ]
    assert sheets["人员名册"][1] == (
        "1",
        "甲",
        "（已去除）",
        "（已去除）",
        None,
        "D: 这个单元格里有身份证号码。本系统不收身份证号码，请删去后再上传。",
    )


def test_a_file_that_cannot_be_read_gives_a_summary_only() -> None:
    target = BytesIO()
    write_report(dry_run(b"", NOW, on=ON), NOW, target)
    assert {sheet.title: list(sheet.values) for sheet in load_workbook(target)} == {
        "汇总": [("整个文件没有采用，原因如下：", None), (None, "文件是空的，请重新选择名册文件。")]
    }


def test_a_corrected_result_can_be_imported_again() -> None:
    content = xlsx(SHEETS)
    target = BytesIO()
    write_report(dry_run(content, NOW, on=ON), NOW, target)
    again = dry_run(target.getvalue(), NOW, on=ON).difference
    first = dry_run(content, NOW, on=ON).difference
    assert [c for c in again.changes if c.number == "2301"] == [
        c for c in first.changes if c.number == "2301"
    ]


def test_the_report_is_written_in_english_too() -> None:
    rows = report(SHEETS, language="en")["人员名册"]
    assert rows[1][-2:] == ("Result", "Remarks")
    assert rows[2][-2:] == (
        "changed",
        "专业 filled: 应用化学.\nLeaves 化工第一党支部 from 1 September 2024.\n"
        "Joins 化工第二党支部 (积极分子) from 1 September 2024.",
    )


def test_every_kind_of_change_is_said() -> None:
    said = report(
        {
            "人员名册": [
                ["学号", "姓名", "性别", "发展阶段", "确定发展对象日期", "出生日期", "类别"],
                ["2301", "梁思远", "女", "发展对象", "2024-10-01"],
                ["2401", "沈嘉禾", "女", None, None, date(2006, 1, 3), "学生"],
            ],
            "组织": [
                ["组织编号", "组织名称", "组织类别", "上级组织", "设支委会"],
                ["HG-D2", "化工二支部", "党支部", "CL", "是"],
            ],
            "任职": [
                ["学号", "职务", "任职组织", "任职日期", "卸任日期"],
                ["0031", "组织员", "HG", "2024-09-01"],
                ["2401", "团支书", "HG-T1", "2024-09-01", "2025-09-01"],
            ],
        }
    )
    assert [row[-1] for sheet in ("人员名册", "组织", "任职") for row in said[sheet][1:]] == [
        "性别：男 → 女。\n填写确定发展对象日期：2024年10月1日。\n"
        "化工第一党支部：积极分子 → 发展对象，自2024年10月1日。",
        "新增人员：沈嘉禾（2401）。",
        "组织HG-D2的组织名称：化工第二党支部 → 化工二支部，自2024年11月20日。\n"
        "组织HG-D2的上级组织：化院党委 → 材院党委，自2024年11月20日。\n"
        "组织HG-D2的设支委会：否 → 是，自2024年11月20日。",
        "任化院党委组织员，自2024年9月1日。",
        "任一班团支部团支书，自2024年9月1日，至2025年9月1日卸任。",
    ]
