"""Writes the result of a list beside the rows it speaks of."""

from __future__ import annotations

from collections import defaultdict
from typing import BinaryIO

from portal.imports.cells import Workbook
from portal.imports.lists.kind import ListKind
from portal.imports.record.facts import FactDifference
from portal.imports.record.report import summary, verdicts
from portal.imports.report import Result, Spot, located, write_result
from portal.imports.sentences import SOURCE, sentence


def write_list_report(
    workbook: Workbook, difference: FactDifference, kind: ListKind, target: BinaryIO
) -> None:
    """Write a summary and the sheet that was read, with a result and remarks for each row."""
    lines: dict[Spot, list[str]] = defaultdict(list)
    for remark in difference.remarks:
        lines[remark.sheet, remark.row].append(located(remark, SOURCE))
    for change in difference.changes:
        said = sentence("change_record_new", {"said": kind.words(change)})
        lines[change.sheet, change.row].append(said)
    result = Result(difference.refused, verdicts(difference), lines, SOURCE)
    write_result(workbook, kind.book, summary(difference), result, target)
