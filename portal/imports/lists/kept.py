"""Uploaded lists: tried against what stands, kept for a day, confirmed once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO, Final

from django.utils import timezone

from portal.imports.cells import Workbook
from portal.imports.current import Keeper
from portal.imports.lists.contests import CONTESTS
from portal.imports.lists.kind import ListKind
from portal.imports.lists.listing import LISTING
from portal.imports.record.facts import FactChange, FactDifference, Reading
from portal.imports.record.kept import FactTrial, carried_out
from portal.imports.remarks import Gravity
from portal.imports.sheets import read_sheets
from portal.imports.uploads import workbook_of
from portal.imports.workbook import read_workbook
from portal.models import RecordImport

#: every sort of list by the word in its address
LISTS: Final = {each.name: each for each in (LISTING, CONTESTS)}


def try_file(source: bytes | BinaryIO, kind: ListKind, keeper: Keeper, *, at: datetime) -> FactTrial:
    """Read an uploaded file and compare it. Raises ``remarks.Refused`` for what is no honest .xlsx."""
    return try_workbook(read_workbook(source), kind, keeper, at=at)


def try_workbook(workbook: Workbook, kind: ListKind, keeper: Keeper, *, at: datetime) -> FactTrial:
    """Compare what was read with what stands now."""
    rows, remarks = read_sheets(workbook, kind.book, on=timezone.localdate(at))
    if whole := tuple(remark for remark in remarks if remark.gravity is Gravity.FILE):
        return FactTrial(workbook, Reading(remarks=whole), FactDifference(remarks=whole), {})
    stopped = {(remark.sheet, remark.row) for remark in remarks if remark.gravity is Gravity.ROW}
    read = rows[kind.schema.kind]
    found = kind.compare([row for row in read if (row.place.sheet, row.place.row) not in stopped], keeper, at)
    difference = FactDifference(tuple(found.changes), found.unchanged, (*remarks, *found.remarks))
    return FactTrial(workbook, Reading(remarks=remarks, count=len(read)), difference, {})


def trial_of(kept: RecordImport, kind: ListKind, keeper: Keeper, *, at: datetime) -> FactTrial:
    """The kept file compared with what stands now. Raises Expired when it is kept no longer."""
    return try_workbook(workbook_of(kept), kind, keeper, at=at)


def confirm(
    pk: int,
    kind: ListKind,
    keeper: Keeper,
    *,
    shown: str,
    at: datetime,
    real_at: datetime,
    files: tuple[str, ...] = (),
) -> bool:
    """Record exactly what was shown; False when that had been done before.

    Raises Expired, Different, FactsRefused, and what ``perform`` raises; nothing is written then.
    """

    def tried(kept: RecordImport) -> FactTrial:
        return trial_of(kept, kind, keeper, at=at)

    def record(changes: Sequence[FactChange], key: str) -> object:
        return kind.record(changes, keeper, key, at, files)

    return carried_out(pk, tried, record, shown=shown, at=at, real_at=real_at)
