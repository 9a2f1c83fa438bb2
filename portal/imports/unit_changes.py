"""Compares the rows about units with the units that are open."""

from __future__ import annotations

from datetime import date

from portal.imports.changes import Answer, Change, ChangeKind
from portal.imports.choices import NOWHERE, UNIT_KINDS, title_of, unit_kind
from portal.imports.directory import Directory
from portal.imports.records import Placed, UnitRecord, UnitRow
from portal.imports.remarks import Unreadable

#: A kind stands behind every kind it can be under, so this order opens parents first.
_ORDER = {choice.code: position for position, choice in enumerate(UNIT_KINDS)}


def from_the_top(rows: tuple[Placed[UnitRow], ...]) -> list[Placed[UnitRow]]:
    """The rows in an order in which every parent comes before its children."""
    return sorted(rows, key=lambda row: _ORDER[row.value.kind])


def compare_unit(row: Placed[UnitRow], directory: Directory, *, on: date) -> Answer:
    """Open or change the unit of a row; ``directory`` learns of it."""
    unit, place = row.value, row.place
    current = directory.by_code(unit.code)
    if current and current.kind != unit.kind:
        kind = title_of(UNIT_KINDS, current.kind)
        return Answer(remarks=(place.remark("unit_kind_differs", "kind", value=unit.code, kind=kind),))
    try:
        parent = _parent(unit, current, directory)
    except Unreadable as wrong:
        return Answer(remarks=(place.remark(wrong.message, "parent", **wrong.params),))
    namesake = directory.named(unit.name, parent)
    if namesake and namesake.code != unit.code:
        return Answer(remarks=(place.remark("unit_name_taken", "name", value=unit.name, code=namesake.code),))
    return (
        _opened(row, parent, directory, on)
        if current is None
        else _changed(row, current, parent, directory, on)
    )


def _parent(unit: UnitRow, current: UnitRecord | None, directory: Directory) -> str | None:
    """The code of the unit above; what is not written stays as it is."""
    kind = unit_kind(unit.kind)
    if not unit.parent or unit.parent == NOWHERE:
        if current is not None and not unit.parent:
            return current.parent
        if kind.needs_parent:
            allowed = tuple(title_of(UNIT_KINDS, parent) for parent in kind.parents)
            raise Unreadable("unit_needs_parent", kind=kind.title, allowed=allowed)
        return None
    if not kind.parents:
        raise Unreadable("unit_has_no_parent", kind=kind.title)
    return directory.find(unit.parent, kind.parents).code


def _opened(row: Placed[UnitRow], parent: str | None, directory: Directory, on: date) -> Answer:
    unit = row.value
    opened_on = unit.opened_on or on
    has_committee = bool(unit.has_committee)
    directory.add(UnitRecord(unit.code, unit.name, unit.kind, parent, has_committee, opened_on))
    after = {"name": unit.name, "kind": unit.kind, "parent": parent, "has_committee": has_committee}
    place = row.place
    return Answer(
        (Change(ChangeKind.UNIT_OPENED, opened_on, place.sheet, place.row, unit=unit.code, after=after),)
    )


def _changed(
    row: Placed[UnitRow], current: UnitRecord, parent: str | None, directory: Directory, on: date
) -> Answer:
    unit, place = row.value, row.place
    has_committee = current.has_committee if unit.has_committee is None else unit.has_committee
    before = {"name": current.name, "parent": current.parent, "has_committee": current.has_committee}
    after = {"name": unit.name, "parent": parent, "has_committee": has_committee}
    different = [key for key in before if before[key] != after[key]]
    if not different:
        return Answer()
    directory.add(UnitRecord(unit.code, unit.name, unit.kind, parent, has_committee, current.opened_on))
    change = Change(
        ChangeKind.UNIT_CHANGED,
        on,
        place.sheet,
        place.row,
        unit=unit.code,
        before={key: before[key] for key in different},
        after={key: after[key] for key in different},
    )
    return Answer((change,))
