"""Compares the rows about units with the units that are open."""

from __future__ import annotations

from datetime import date

from portal.imports.changes import Answer, Change, ChangeKind
from portal.imports.choices import NOWHERE, UNIT_KINDS, UNNUMBERED, title_of, unit_kind
from portal.imports.directory import Directory
from portal.imports.records import Placed, UnitRecord, UnitRow
from portal.imports.remarks import Remark, Unreadable

#: A kind stands behind every kind it can be under, so this order opens parents first.
_ORDER = {choice.code: position for position, choice in enumerate(UNIT_KINDS)}


def from_the_top(rows: tuple[Placed[UnitRow], ...]) -> list[Placed[UnitRow]]:
    """The rows in an order in which every parent comes before its children."""
    return sorted(rows, key=lambda row: _ORDER[row.value.kind])


def compare_unit(row: Placed[UnitRow], directory: Directory, *, on: date) -> Answer:
    """Open or change the unit of a row; ``directory`` learns of it."""
    unit, place = row.value, row.place
    current = directory.by_code(unit.code) or _top(unit, directory)
    if another := _another(row, current):
        return Answer(remarks=(another,))
    try:
        parent = _parent(unit, current, directory)
    except Unreadable as wrong:
        return Answer(remarks=(place.remark(wrong.message, "parent", **wrong.params),))
    namesake = directory.named(unit.name, parent)
    if namesake and namesake != current:
        return Answer(remarks=(place.remark("unit_name_taken", "name", value=unit.name, code=namesake.code),))
    return (
        _opened(row, parent, directory, on)
        if current is None
        else _changed(row, current, parent, directory, on)
    )


def _top(unit: UnitRow, directory: Directory) -> UnitRecord | None:
    """The top unit, of which there is one, whatever code the row gives it."""
    return None if unit_kind(unit.kind).parents else directory.top(unit.kind)


def _another(row: Placed[UnitRow], current: UnitRecord | None) -> Remark | None:
    """Why the row cannot be about this unit."""
    unit, place = row.value, row.place
    if current is None:
        return None
    kind = title_of(UNIT_KINDS, current.kind)
    if current.kind != unit.kind:
        return place.remark("unit_kind_differs", "kind", value=unit.code, kind=kind)
    if current.code not in {unit.code, UNNUMBERED}:
        return place.remark("unit_second_top", "code", kind=kind, name=current.name, code=current.code)
    if current.parent and _later(unit, current):
        known = current.opened_on or date.min
        return place.remark("unit_opened_later", "opened_on", value=unit.opened_on or known, other=known)
    return None


def _later(unit: UnitRow, current: UnitRecord) -> bool:
    return bool(unit.opened_on and current.opened_on and unit.opened_on > current.opened_on)


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
    now = UnitRecord(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent=parent,
        has_committee=current.has_committee if unit.has_committee is None else unit.has_committee,
        opened_on=current.opened_on if _later(unit, current) else unit.opened_on or current.opened_on,
    )
    before, after = _told(current), _told(now)
    different = [key for key in before if before[key] != after[key]]
    if not different:
        return Answer()
    directory.renumber(current.code, now)
    change = Change(
        ChangeKind.UNIT_CHANGED,
        on,
        place.sheet,
        place.row,
        unit=current.code,
        before={key: before[key] for key in different},
        after={key: after[key] for key in different},
    )
    return Answer((change,))


def _told(unit: UnitRecord) -> dict[str, str | bool | date | None]:
    """What a row may change of a unit."""
    return {
        "code": unit.code,
        "name": unit.name,
        "parent": unit.parent,
        "has_committee": unit.has_committee,
        "opened_on": unit.opened_on,
    }
