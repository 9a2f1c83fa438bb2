"""Writes the result of a dry run of facts beside the rows it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from portal.imports.cells import Workbook
from portal.imports.record.book import book_of
from portal.imports.record.facts import FactDifference
from portal.imports.record.kept import counts
from portal.imports.record.saying import fact_words, field_changes
from portal.imports.report import Result, Spot, located, write_result
from portal.imports.sentences import SOURCE, sentence
from portal.imports.writing import Written
from workflows.nodes import RecordType

SUMMARY = ("new", "changed", "unchanged", "wrong")


def write_fact_report(
    workbook: Workbook, difference: FactDifference, kind: type[RecordType], target: BinaryIO
) -> None:
    """Write a summary and every sheet that was read, with a result and remarks for each row."""
    result = Result(difference.refused, verdicts(difference), _lines(difference, kind), SOURCE)
    write_result(workbook, book_of(kind), summary(difference), result, target)


def verdicts(difference: FactDifference) -> dict[Spot, str]:
    """What came of each row."""
    found = {
        (change.sheet, change.row): "result_new" if change.new else "result_changed"
        for change in difference.changes
    }
    return found | dict.fromkeys(difference.wrong_rows, "result_wrong")


def _lines(difference: FactDifference, kind: type[RecordType]) -> Mapping[Spot, list[str]]:
    lines: dict[Spot, list[str]] = defaultdict(list)
    for remark in difference.remarks:
        lines[remark.sheet, remark.row].append(located(remark, SOURCE))
    for change in difference.changes:
        said = lines[change.sheet, change.row]
        if change.new:
            said.append(sentence("change_record_new", {"said": fact_words(kind, change)}))
            continue
        for label, before, after in field_changes(kind.recording()[change.act], change):
            said.append(sentence("change_detail", {"title": label, "before": before, "after": after}))
    return lines


def summary(difference: FactDifference) -> Iterator[tuple[str, Written]]:
    """The counts, line by line."""
    found = counts(difference)
    yield sentence("summary_changes", {"count": len(difference.changes)}), None
    for name in SUMMARY:
        yield sentence(f"summary_record_{name}"), found[name]
