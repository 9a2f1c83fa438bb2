"""What somebody who keeps the record of some units may record of a file, and what is said of the rest.

Rows about people of other units are taken out before anything is compared, so that no sentence can tell more
of them than that the number is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from portal.imports.changes import Answer, Change, ChangeKind, Difference
from portal.imports.columns import UNIT_FIELDS, SheetKind
from portal.imports.records import Place, Reading
from portal.imports.remarks import Gravity, Remark

#: what stops a row only because its person or unit is somebody else's to keep: nothing of it is wrong
NOT_YOURS = frozenset({"person_elsewhere", "office_outside"})
UNIT_KINDS = frozenset({ChangeKind.UNIT_OPENED, ChangeKind.UNIT_CHANGED})
TERM_KINDS = frozenset({ChangeKind.OFFICE_TAKEN, ChangeKind.OFFICE_LEFT})


@dataclass(frozen=True, slots=True)
class Reach:
    """The codes of the units that an office keeps, and the number of its holder.

    ``opens_units`` is the administrator's; ``everybody`` reaches also those who belong to no unit.
    """

    units: frozenset[str]
    holder: str = ""
    opens_units: bool = False
    everybody: bool = False


def rows_of_others(remarks: Iterable[Remark]) -> dict[str, list[int]]:
    """The rows that are stopped for nothing else than being somebody else's to keep, by sheet."""
    stopped: dict[tuple[str, int], set[str]] = defaultdict(set)
    for remark in remarks:
        if remark.gravity is Gravity.ROW:
            stopped[remark.sheet, remark.row].add(remark.message)
    found: dict[str, list[int]] = defaultdict(list)
    for (sheet, row), messages in sorted(stopped.items()):
        if messages <= NOT_YOURS:
            found[sheet].append(row)
    return found


def without_others(reading: Reading, elsewhere: Set[str]) -> Reading:
    """The reading without the rows about people of other units; each is refused by one sentence."""
    if not elsewhere:
        return reading
    named = [
        *((row.place, row.value.number) for row in reading.people),
        *((row.place, row.value.number) for row in reading.offices),
    ]
    return replace(
        reading,
        people=tuple(row for row in reading.people if row.value.number not in elsewhere),
        offices=tuple(row for row in reading.offices if row.value.number not in elsewhere),
        remarks=(
            *reading.remarks,
            *(
                place.remark("person_elsewhere", "number", value=number)
                for place, number in named
                if number in elsewhere
            ),
        ),
    )


def confined(difference: Difference, reading: Reading, reach: Reach, *, today: date) -> Difference:
    """The difference as far as the reach goes; what it leaves out is said at its row."""
    if difference.refused:
        return difference
    sieve = _Sieve(reach, today, set(reach.units))
    rows = (reading.people, reading.units, reading.offices)
    places = {(row.place.sheet, row.place.row): row.place for each in rows for row in each}
    kept: list[Change] = []
    remarks: list[Remark] = []
    emptied = dict.fromkeys(SheetKind, 0)
    for spot, row in _rows(difference.changes).items():
        answer = sieve.row(row, places[spot])
        kept += answer.changes
        remarks += answer.remarks
        emptied[_sheet_kind(row[0])] += not answer.changes and not answer.stopped
    return replace(
        difference,
        changes=tuple(kept),
        unchanged={kind: difference.unchanged.get(kind, 0) + emptied[kind] for kind in SheetKind},
        remarks=(*difference.remarks, *remarks),
    )


@dataclass(slots=True)
class _Sieve:
    """Row after row, units first, so that a unit opened by the file is within reach further down."""

    reach: Reach
    today: date
    units: set[str]

    def row(self, changes: list[Change], place: Place) -> Answer:
        """What stays of the changes of one row."""
        if changes[0].kind in UNIT_KINDS:
            return self._unit(changes[0], place)
        if changes[0].kind in TERM_KINDS:
            return self._term(changes[0], place)
        return self._person(changes, place)

    def _unit(self, change: Change, place: Place) -> Answer:
        if not self.reach.opens_units:
            return Answer(remarks=(place.remark("unit_by_administrator", "code"),))
        touched = [change.unit] if change.kind is ChangeKind.UNIT_CHANGED else []
        if "parent" in change.after:
            touched.append(str(change.after["parent"]) if change.after["parent"] else None)
        if not all(code in self.units or (code is None and self.reach.everybody) for code in touched):
            return Answer(remarks=(place.remark("unit_outside", "code"),))
        self.units.update({str(change.unit), str(change.after.get("code", change.unit))})
        return Answer((change,))

    def _term(self, change: Change, place: Place) -> Answer:
        wrong = "" if change.unit in self.units else "office_outside"
        if not wrong and change.before.get("to_on"):
            wrong = "term_ended_already"
        if not wrong and change.number == self.reach.holder and change.kind is ChangeKind.OFFICE_TAKEN:
            wrong = "office_own"
        later = [day for day in (change.from_on, change.after.get("to_on")) if _after(day, self.today)]
        if not wrong and _after(change.from_on, self.today) and change.kind is ChangeKind.OFFICE_TAKEN:
            wrong = "office_later"
        if wrong:
            return Answer(remarks=(place.remark(wrong, "office"),))
        if not later:
            return Answer((change,))
        note = (place.note("leaves_later", "to_on"),)
        if change.kind is ChangeKind.OFFICE_LEFT:
            return Answer(remarks=note)
        return Answer((replace(change, after={**change.after, "to_on": None}),), note)

    def _person(self, changes: list[Change], place: Place) -> Answer:
        outside = {change.tree for change in changes if change.tree and change.unit not in self.units}
        staying = [change for change in changes if change.tree not in outside]
        new = changes[0].kind is ChangeKind.NEW_PERSON
        if new and not self.reach.everybody and not any(change.tree for change in staying):
            return Answer(remarks=(place.remark("person_outside", "number"),))
        notes = [place.note("placement_outside", UNIT_FIELDS[tree]) for tree in sorted(outside)]
        return Answer(tuple(staying), tuple(notes))


def _rows(changes: tuple[Change, ...]) -> Mapping[tuple[str, int], list[Change]]:
    """The changes of each row; rows come in the order in which they can be carried out."""
    rows: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in changes:
        rows[change.sheet, change.row].append(change)
    return rows


def _sheet_kind(change: Change) -> SheetKind:
    if change.kind in UNIT_KINDS:
        return SheetKind.UNITS
    return SheetKind.OFFICES if change.kind in TERM_KINDS else SheetKind.PEOPLE


def _after(day: object, today: date) -> bool:
    return isinstance(day, date) and day > today
