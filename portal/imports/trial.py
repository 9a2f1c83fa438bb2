"""One call for the page: a file read and compared as its keeper may record it. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from portal.imports.cells import Workbook
from portal.imports.changes import Difference
from portal.imports.consequences import with_consequences
from portal.imports.current import Current, Keeper, current
from portal.imports.difference import compare
from portal.imports.keeping import changes_digest
from portal.imports.reach import confined, without_others
from portal.imports.records import Reading
from portal.imports.roster import read_roster
from portal.imports.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class Trial:
    """What a file says and what it would change, for one keeper on one day."""

    workbook: Workbook
    reading: Reading
    difference: Difference
    current: Current

    @property
    def digest(self) -> str:
        """The word by which the changes that were shown are known again."""
        return changes_digest(self.difference.changes)


def try_file(source: bytes | BinaryIO, keeper: Keeper, *, on: date, today: date) -> Trial:
    """Read an uploaded file and compare it. Raises ``remarks.Refused`` for what is no honest .xlsx."""
    return try_workbook(read_workbook(source), keeper, on=on, today=today)


def try_workbook(workbook: Workbook, keeper: Keeper, *, on: date, today: date) -> Trial:
    """Compare what was read with the roster as it stands now.

    ``on`` is the day from which changes without a date of their own hold; no past date may follow ``today``.
    """
    reading = read_roster(workbook, on=today)
    now = current(keeper)
    if not reading.refused:
        numbers = (*reading.numbers, *(row.value.number for row in reading.offices))
        reading = without_others(reading, now.elsewhere(numbers))
    found = compare(reading, now.roster, on=on, covering=now.reach.units)
    found = confined(found, reading, now.reach, today=today)
    return Trial(workbook, reading, with_consequences(found, reading, now.roster, today=today), now)
