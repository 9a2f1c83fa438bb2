from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.parsers import expat

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from portal.imports.cells import Cell, CellKind, Merge, Sheet, SheetRow, Workbook, column_of, letter_of
from portal.imports.limits import LIMITS
from portal.imports.remarks import Refused
from portal.imports.workbook import read_workbook
from portal.imports.xlsx.markup import NO_MEMORY, parse
from portal.imports.xlsx.sheet import Texts
from tests.portal.imports.building import (
    MAIN,
    Rows,
    raw,
    read,
    relationships,
    saved,
    sheet_xml,
    with_formats,
    with_texts,
    workbook_xml,
    xlsx,
)


def text(value: str) -> Cell:
    return Cell(CellKind.TEXT, value)


def number(value: str, pad: int = 0) -> Cell:
    return Cell(CellKind.NUMBER, value, pad)


def day(value: str) -> Cell:
    return Cell(CellKind.DATE, value)


def first_row(content: bytes) -> dict[int, Cell]:
    (sheet,) = read_workbook(content).sheets
    return dict(sheet.rows[0].cells)


def refusal(content: bytes, **limits: int) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as caught:
        read_workbook(content, limits=replace(LIMITS, **limits))
    return caught.value.message, dict(caught.value.params)


class TestCells:
    def test_every_kind_of_cell_keeps_what_the_file_stores(self) -> None:
        workbook = NewWorkbook()
        sheet = workbook.active
        sheet.title = "名册"
        sheet.append(["0012", 12, 3.5, True, date(2005, 5, 20), datetime(2005, 5, 20, 8, 30), "#N/A", "=1+1"])  # noqa: DTZ001 (a spreadsheet's moments have no zone)

        assert read_workbook(saved(workbook)) == Workbook(
            (
                Sheet(
                    "名册",
                    (
                        SheetRow(
                            1,
                            {
                                1: text("0012"),
                                2: number("12"),
                                3: number("3.5"),
                                4: Cell(CellKind.BOOLEAN, "1"),
                                5: day("2005-05-20"),
                                6: day("2005-05-20T08:30:00"),
                                7: Cell(CellKind.ERROR, "#N/A"),
                                8: Cell(CellKind.FORMULA, ""),
                            },
                        ),
                    ),
                ),
            )
        )

    def test_a_formula_keeps_the_result_the_file_remembers(self) -> None:
        content = raw('<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>张三</v></c></row>')
        assert first_row(content) == {1: Cell(CellKind.FORMULA, "张三")}

    def test_readings_of_shared_texts_are_left_out(self) -> None:
        entries = "<si><r><t>张</t></r><r><t>三</t></r><rPh sb='0' eb='1'><t>zhang</t></rPh></si>"
        assert first_row(with_texts(entries, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')) == {
            1: text("张三")
        }

    def test_inline_texts_and_escapes_are_read(self) -> None:
        rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲_x000D_乙_x0000_</t></is></c></row>'
        assert first_row(raw(rows)) == {1: text("甲\r乙\x00")}

    def test_rows_and_cells_without_an_address_follow_one_another(self) -> None:
        content = raw("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>4</v></c></row>")
        (sheet,) = read_workbook(content).sheets
        assert sheet.rows == (SheetRow(1, {1: number("1"), 2: number("2")}), SheetRow(2, {2: number("4")}))

    def test_prefixed_names_and_the_strict_format_are_read(self) -> None:
        strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        sheet = (
            f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v>'
            "</x:c></x:row></x:sheetData></x:worksheet>"
        )
        assert first_row(raw(changed={"xl/worksheets/sheet1.xml": sheet})) == {1: number("7")}

    @pytest.mark.parametrize(
        "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/SHEET1.xml"]
    )
    def test_a_sheet_is_found_however_its_part_is_spelled(self, target: str) -> None:
        related = {"xl/_rels/workbook.xml.rels": relationships({"rId1": ("worksheet", target)})}
        assert first_row(raw('<row r="1"><c r="A1"><v>7</v></c></row>', related)) == {1: number("7")}

    def test_a_chart_sheet_has_no_rows(self) -> None:
        related = {
            "xl/_rels/workbook.xml.rels": relationships({"rId1": ("chartsheet", "worksheets/sheet1.xml")})
        }
        assert read_workbook(raw(changed=related)) == Workbook((Sheet("名册", ()),))

    def test_hidden_rows_hidden_sheets_and_merged_ranges_are_told(self) -> None:
        workbook = NewWorkbook()
        workbook.active.title = "甲"
        hidden = workbook.create_sheet("乙")
        hidden.append(["a"])
        hidden.append(["b"])
        hidden.row_dimensions[2].hidden = True
        hidden.sheet_state = "veryHidden"
        hidden.merge_cells("A2:C4")
        assert read_workbook(saved(workbook)).sheets == (
            Sheet("甲", ()),
            Sheet(
                "乙",
                (SheetRow(1, {1: text("a")}), SheetRow(2, {1: text("b")}, hidden=True)),
                hidden=True,
                merges=(Merge(2, 1, 4, 3),),
            ),
        )

    def test_a_file_object_is_read_like_bytes(self) -> None:
        content = xlsx({"名册": [["a"]]})
        assert read_workbook(BytesIO(content)) == read_workbook(content)


class TestFormats:
    @pytest.mark.parametrize(
        ("code", "cell"),
        [
            ("yyyy-mm-dd", day("2024-09-01")),
            ('yyyy"年"m"月"d"日"', day("2024-09-01")),
            ("[$-804]e年m月d日;@", day("2024-09-01")),
            ("0.00", number("45536")),
            ('0"d"', number("45536")),
            ("[Red]0", number("45536")),
            ("General", number("45536")),
            ("h:mm", number("45536")),
            ("0000000000", number("45536", 10)),
        ],
    )
    def test_a_number_is_a_date_only_where_its_format_shows_a_day_or_a_year(
        self, code: str, cell: Cell
    ) -> None:
        assert first_row(with_formats([code], '<row r="1"><c r="A1" s="0"><v>45536</v></c></row>')) == {
            1: cell
        }

    @pytest.mark.parametrize(
        ("serial", "cell"),
        [
            ("60", number("60")),  # the 29 February 1900 that never was
            ("61", day("1900-03-01")),
            ("2958465", day("9999-12-31")),
            ("2958466", number("2958466")),
            ("-1", number("-1")),
            ("1E+400", number("1E+400")),
            ("NaN", number("NaN")),
            ("abc", number("abc")),
        ],
    )
    def test_a_serial_number_outside_the_calendar_stays_a_number(self, serial: str, cell: Cell) -> None:
        rows = f'<row r="1"><c r="A1" s="0"><v>{serial}</v></c></row>'
        assert first_row(with_formats(["yyyy-mm-dd"], rows)) == {1: cell}

    def test_the_calendar_of_1904_is_understood(self) -> None:
        workbook = NewWorkbook()
        workbook.epoch = CALENDAR_MAC_1904
        workbook.active.append([date(2024, 9, 1)])
        assert first_row(saved(workbook)) == {1: day("2024-09-01")}

    def test_built_in_chinese_date_formats_are_dates(self) -> None:
        used = '<cellXfs><xf numFmtId="31"/><xf numFmtId="0"/></cellXfs>'
        styles = f'<styleSheet xmlns="{MAIN}">{used}</styleSheet>'
        related = relationships(
            {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
        )
        content = raw(
            '<row r="1"><c r="A1" s="0"><v>45536</v></c><c r="B1" s="1"><v>45536</v></c></row>',
            {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": related},
        )
        assert first_row(content) == {1: day("2024-09-01"), 2: number("45536")}


class TestLimits:
    """One below, on and one above each cap."""

    @pytest.mark.parametrize(("rows", "refused"), [(2, False), (3, False), (4, True)])
    def test_rows_with_content_are_counted_over_all_sheets(self, rows: int, refused: bool) -> None:
        content = xlsx({"甲": [["a"]], "乙": [["a"]] * (rows - 1)})
        if refused:
            assert refusal(content, rows=3) == ("file_too_many_rows", {"most": 3})
        else:
            read_workbook(content, limits=replace(LIMITS, rows=3))

    def test_formatted_empty_rows_do_not_count_until_there_are_very_many(self) -> None:
        empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 102))
        content = raw(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}')
        (sheet,) = read_workbook(content, limits=replace(LIMITS, rows=1, row_elements=101)).sheets
        assert len(sheet.rows) == 1
        assert refusal(content, row_elements=100) == ("file_too_many_rows", {"most": 20_000})

    @pytest.mark.parametrize(("column", "refused"), [(99, False), (100, False), (101, True)])
    def test_content_beyond_the_last_column(self, column: int, refused: bool) -> None:
        content = raw(f'<row r="1"><c r="{letter_of(column)}1"><v>1</v></c></row>')
        if refused:
            assert refusal(content) == ("file_too_many_columns", {"most": 100})
        else:
            assert first_row(content) == {column: number("1")}

    def test_an_empty_cell_far_to_the_right_is_no_content(self) -> None:
        assert read_workbook(raw('<row r="1"><c r="XFD1" s="0"/></row>')) == Workbook((Sheet("名册", ()),))

    def test_cells_sheets_entries_and_bytes(self) -> None:
        content = xlsx({"甲": [["a", "b"], ["c", "d"]], "乙": []})
        read_workbook(content, limits=replace(LIMITS, cells=4, sheets=2, file_bytes=len(content)))
        assert refusal(content, cells=3) == ("file_too_many_cells", {"most": 3})
        assert refusal(content, sheets=1) == ("file_too_many_sheets", {"most": 1})
        assert refusal(content, entries=5) == ("file_too_many_parts", {"most": 5})
        assert refusal(content, file_bytes=len(content) - 1) == ("file_too_large", {"megabytes": 0})

    def test_a_long_cell_is_cut_one_character_beyond_the_longest_allowed(self) -> None:
        assert first_row(xlsx({"名册": [["长" * 5_000]]})) == {1: text("长" * 1_001)}

    def test_the_child_stops_at_its_memory_and_time(self) -> None:
        content = xlsx({"名册": [["a"] * 20] * 300})
        assert refusal(content, memory_bytes=2**20) == ("file_too_heavy", {})
        assert refusal(content, cpu_seconds=0) == ("file_too_heavy", {})
        assert refusal(content, output_bytes=1_000) == ("file_too_heavy", {})


def test_letters_and_numbers_of_columns() -> None:
    assert [letter_of(n) for n in (1, 26, 27, 52, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert [column_of(letters) for letters in ("A", "Z", "AA", "XFD", "中", "")] == [1, 26, 27, 16_384, 0, 0]


def test_two_sheets_share_nothing_but_the_file() -> None:
    related = relationships(
        {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("worksheet", "worksheets/b.xml")}
    )
    content = raw(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        {
            "xl/workbook.xml": workbook_xml(("甲", "乙")),
            "xl/_rels/workbook.xml.rels": related,
            "xl/worksheets/b.xml": sheet_xml('<row r="1"><c r="B1"><v>2</v></c></row>'),
        },
    )
    assert read_workbook(content).sheets == (
        Sheet("甲", (SheetRow(1, {1: number("1")}),)),
        Sheet("乙", (SheetRow(1, {2: number("2")}),)),
    )


def test_the_short_cut_of_other_tests_reads_what_the_file_would_give() -> None:
    sheets: dict[str, Rows] = {"甲": [["学号", 12, None, date(2024, 9, 1)], [], ["=1+1", "", "x"]], "乙": []}
    assert read(sheets) == read_workbook(xlsx(sheets))


@pytest.mark.parametrize(("code", "raised"), [(NO_MEMORY, MemoryError), (NO_MEMORY + 1, Refused)])
def test_a_parser_out_of_memory_does_not_blame_the_file(code: int, raised: type[Exception]) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"<worksheet>"
        error = expat.ExpatError()
        error.code = code
        raise error

    with pytest.raises(raised):
        parse(chunks(), Texts(LIMITS))
