"""One call for the page: read the file, compare it, write nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from portal.imports.cells import Workbook
from portal.imports.changes import Difference
from portal.imports.difference import compare
from portal.imports.limits import LIMITS, Limits
from portal.imports.records import Roster
from portal.imports.remarks import Refused
from portal.imports.roster import read_roster
from portal.imports.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class DryRun:
    """What the file would change; ``workbook`` is empty when the file could not be read at all."""

    workbook: Workbook
    difference: Difference


def dry_run(
    source: bytes | BinaryIO,
    current: Roster,
    *,
    on: date,
    covering: Collection[str] | None = None,
    limits: Limits = LIMITS,
) -> DryRun:
    """Read an uploaded .xlsx and compare it with ``current``; never raises for what the file contains.

    A file that is refused as a whole gives a difference without changes whose remarks say why.
    """
    try:
        workbook = read_workbook(source, limits=limits)
    except Refused as refusal:
        return DryRun(Workbook(()), Difference(remarks=(refusal.remark(),)))
    reading = read_roster(workbook, on=on)
    return DryRun(workbook, compare(reading, current, on=on, covering=covering))
