"""Writes the result of a dry run beside the rows it speaks of, so that they can be corrected and sent again.

Every row keeps its place and its number; two columns are added. A cell with an identity number is emptied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import Workbook as NewWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from portal.imports.cells import Sheet, Workbook
from portal.imports.changes import Change, ChangeKind, Difference
from portal.imports.columns import ROSTER, Book
from portal.imports.dry_run import DryRun
from portal.imports.headers import find_header
from portal.imports.identity import holds_identity_number, is_identity_title
from portal.imports.records import Roster
from portal.imports.remarks import Gravity, Remark
from portal.imports.sentences import SOURCE, remark_sentence, sentence
from portal.imports.wording import Speaker
from portal.imports.writing import Written, put, wrap

Spot = tuple[str, int]


def write_report(run: DryRun, current: Roster, target: BinaryIO, *, language: str = SOURCE) -> None:
    """Write a summary and every sheet that was read, with a result and remarks for each row."""
    headings = headings_of(run.workbook, ROSTER)
    result = Result(
        refused=run.difference.refused,
        verdicts=_verdicts(run.difference),
        lines=_lines(run.difference, Speaker.about(current, run.difference), language),
        language=language,
    )
    write_result(run.workbook, ROSTER, _summary_lines(run.difference, headings, language), result, target)


def write_result(
    workbook: Workbook, book: Book, summary: Iterable[tuple[str, Written]], result: Result, target: BinaryIO
) -> None:
    """Write a summary, and every sheet of the book as it was read with what is said of each row."""
    report = NewWorkbook()
    _summary(report.active, summary)
    for sheet in workbook.sheets:
        schema = book.schema_for(sheet.title)
        if schema is not None:
            _copy(report.create_sheet(sheet.title), sheet, find_header(sheet, schema).row, result)
    report.save(target)


def headings_of(workbook: Workbook, book: Book) -> set[Spot]:
    """Where the titles of each known sheet stand, row 0 where it has none."""
    return {
        (sheet.title, find_header(sheet, schema).row)
        for sheet in workbook.sheets
        if (schema := book.schema_for(sheet.title))
    }


@dataclass(frozen=True, slots=True)
class Result:
    """What is said about each row."""

    refused: bool
    verdicts: Mapping[Spot, str]
    lines: Mapping[Spot, list[str]]
    language: str

    def say(self, message: str) -> str:
        """A sentence in the language of the result."""
        return sentence(message, language=self.language)

    def of_row(self, sheet: str, row: int, header: int) -> tuple[str | None, str | None]:
        """The verdict and the remarks of a row; above the titles there is neither."""
        if row == header:
            return self.say("result_column"), self.say("remarks_column")
        spot = (sheet, row)
        is_data = row > header > 0 and not self.refused
        verdict = self.say(self.verdicts.get(spot, "result_unchanged")) if is_data else None
        return verdict, "\n".join(self.lines.get(spot, ())) or None


def _verdicts(difference: Difference) -> dict[Spot, str]:
    """The result of each row that is wrong or changes something."""
    fresh = {ChangeKind.NEW_PERSON, ChangeKind.UNIT_OPENED, ChangeKind.OFFICE_TAKEN}
    verdicts: dict[Spot, str] = {}
    for change in difference.changes:
        spot = (change.sheet, change.row)
        if verdicts.get(spot) != "result_new":
            verdicts[spot] = "result_new" if change.kind in fresh else "result_changed"
    verdicts |= dict.fromkeys(difference.wrong_rows, "result_wrong")
    return verdicts


def _lines(difference: Difference, speaker: Speaker, language: str) -> Mapping[Spot, list[str]]:
    """The sentences about each row: what is wrong first, then what changes."""
    lines: dict[Spot, list[str]] = defaultdict(list)
    for remark in difference.remarks:
        lines[remark.sheet, remark.row].append(located(remark, language))
    for change in difference.changes:
        lines[change.sheet, change.row] += _said(change, speaker, language)
    return lines


def _said(change: Change, speaker: Speaker, language: str) -> list[str]:
    return [sentence(message, params, language) for message, params in speaker.sayings(change)]


def located(remark: Remark, language: str) -> str:
    """A remark with its column before it: ``C: …``."""
    said = remark_sentence(remark, language)
    return f"{remark.column}: {said}" if remark.column else said


def _copy(target: Worksheet, sheet: Sheet, header: int, result: Result) -> None:
    last = max((column for row in sheet.rows for column in row.cells), default=0)
    forbidden = {
        column
        for row in sheet.rows
        if row.number == header
        for column, cell in row.cells.items()
        if is_identity_title(cell.text)
    }
    for row in sheet.rows:
        for column, cell in row.cells.items():
            hidden = holds_identity_number(cell) or (column in forbidden and row.number > header)
            put(target, row.number, column, result.say("identity_removed") if hidden else cell.text)
        verdict, remarks = result.of_row(sheet.title, row.number, header)
        put(target, row.number, last + 1, verdict)
        wrap(put(target, row.number, last + 2, remarks))


def _summary(sheet: Worksheet, lines: Iterable[tuple[str, Written]]) -> None:
    sheet.title = sentence("summary_title", language=SOURCE)
    sheet.column_dimensions["A"].width = 40
    sheet.column_dimensions["B"].width = 60
    for row, (label, value) in enumerate(lines, start=1):
        put(sheet, row, 1, label)
        wrap(put(sheet, row, 2, value))


def _summary_lines(
    difference: Difference, headings: Set[Spot], language: str
) -> Iterable[tuple[str, Written]]:
    general = [remark for remark in difference.remarks if remark.gravity is Gravity.FILE]
    if general:
        yield sentence("summary_refused", language=language), None
        yield from (_place_line(remark, language) for remark in general)
        return
    count = len(difference.changes)
    yield sentence("summary_changes", {"count": count}, language), None
    for kind in ChangeKind:
        if found := difference.of_kind(kind):
            yield sentence(f"summary_{kind}", language=language), len(found)
    yield sentence("summary_unchanged", language=language), sum(difference.unchanged.values())
    yield sentence("summary_wrong_rows", language=language), len(difference.wrong_rows)
    sheets = [r for r in difference.remarks if not r.row or (r.sheet, r.row) in headings]
    if sheets:
        yield sentence("summary_remarks", language=language), None
        yield from (_place_line(remark, language) for remark in sheets)
    if difference.missing:
        yield sentence("summary_missing", language=language), None
        yield from ((person.number, person.name) for person in difference.missing)


def _place_line(remark: Remark, language: str) -> tuple[str, str]:
    place = f"{remark.sheet} {remark.column}{remark.row or ''}".strip()
    return place, remark_sentence(remark, language)
