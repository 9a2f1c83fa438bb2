"""Reads a workbook as facts about people: every sheet of the record's book, every wrong cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms

from portal.imports.cells import Workbook
from portal.imports.choices import YES_NO
from portal.imports.record.book import DAY, NAME, NUMBER, book_of
from portal.imports.record.facts import FactRow, Reading
from portal.imports.remarks import Gravity
from portal.imports.rows import RawRow
from portal.imports.sheets import read_sheets
from portal.imports.values import Value
from workflows.nodes import RecordAct, RecordType


def read_facts(workbook: Workbook, kind: type[RecordType], *, on: date) -> Reading:
    """Everything the workbook says of records of a kind; no past date may follow ``on``."""
    rows, remarks = read_sheets(workbook, book_of(kind), on=on)
    if whole_file := tuple(remark for remark in remarks if remark.gravity is Gravity.FILE):
        # The others may repeat a wrong value, and that value may be somebody's identity number.
        return Reading(remarks=whole_file)
    stopped = {(remark.sheet, remark.row) for remark in remarks if remark.gravity is Gravity.ROW}
    return Reading(tuple(_facts(rows, kind, stopped)), remarks, sum(map(len, rows.values())))


def _facts(
    rows: Mapping[str, list[RawRow]], kind: type[RecordType], stopped: set[tuple[str, int]]
) -> Iterator[FactRow]:
    for name, act in kind.recording().items():
        for row in rows[name]:
            if (row.place.sheet, row.place.row) not in stopped:
                yield _fact(act, row)


def _fact(act: RecordAct, row: RawRow) -> FactRow:
    fields = act.paper.base_fields if act.paper else {}
    data = {name: _said(fields[name], value) for name, value in row.values.items() if name in fields}
    return FactRow(
        number=str(row.values[NUMBER.field]),
        name=str(row.values.get(NAME.field, "")),
        act=act.name,
        on=cast("date | None", row.values.get(act.dated or DAY)),
        data=data,
        place=row.place,
    )


def _said(field: forms.Field, value: Value) -> Any:
    """The value as the paper's field takes it: yes and no as truth."""
    return value == YES_NO[0].code if isinstance(field, forms.BooleanField) else value
