"""Compares the rows about people with the people who are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from portal.imports.changes import Answer, Change, ChangeKind
from portal.imports.choices import TREE_KINDS
from portal.imports.columns import PEOPLE, UNIT_FIELDS, Need
from portal.imports.directory import Directory
from portal.imports.membership_changes import Placement, compare_placement
from portal.imports.records import PersonRecord, PersonRow, Place, Placed, UnitRecord
from portal.imports.remarks import Gravity, Remark, Unreadable
from portal.imports.values import Value

#: What a row that brings somebody new must say.
_NEEDED = tuple(column for column in PEOPLE.columns if column.need is Need.NEW)


class People:
    """Everybody who is known, by number and by the number without its leading zeros."""

    def __init__(self, people: tuple[PersonRecord, ...], numbers: frozenset[str]) -> None:
        self._by_number = {person.number: person for person in people}
        known = self._by_number.keys() | numbers
        self._padded = {number.lstrip("0"): number for number in known if number.startswith("0")}

    def get(self, number: str) -> PersonRecord | None:
        """The person with this number."""
        return self._by_number.get(number)

    def with_zeros(self, number: str) -> str | None:
        """A known number that this one becomes when zeros are put before it."""
        return None if number.startswith("0") else self._padded.get(number)


def compare_person(row: Placed[PersonRow], people: People, directory: Directory, *, on: date) -> Answer:
    """The changes of one row, or the remarks that stop it."""
    current = people.get(row.value.number)
    remarks = list(_new(row, people) if current is None else _known(row, current))
    units, unknown = _units(row, directory)
    remarks += unknown
    answers = [
        compare_placement(
            Placement(
                row.value, row.place, tree, units.get(tree), current.in_tree(tree) if current else None, on
            )
        )
        for tree in UNIT_FIELDS
    ]
    remarks += [remark for answer in answers for remark in answer.remarks]
    moves = tuple(change for answer in answers for change in answer.changes)
    remarks += _too_early(row, moves, current, directory)
    if any(remark.gravity is Gravity.ROW for remark in remarks):
        return Answer(remarks=tuple(remarks))
    return Answer(_details(row, current, on) + moves, tuple(remarks))


def _too_early(
    row: Placed[PersonRow], moves: Iterable[Change], current: PersonRecord | None, directory: Directory
) -> Iterator[Remark]:
    """Nobody belongs to a unit before it was set up, nor before they were born."""
    born_on = row.value.details.get("born_on") or (current.details.get("born_on") if current else None)
    for move in moves:
        field = "effective_on" if "effective_on" in row.place.columns else UNIT_FIELDS[move.tree]
        unit = directory.by_code(str(move.unit)) if move.kind is not ChangeKind.LEFT_UNIT else None
        if unit and unit.opened_on and move.from_on < unit.opened_on:
            yield row.place.remark(
                "unit_not_yet", field, value=move.from_on, unit=unit.name, opened_on=unit.opened_on
            )
        if isinstance(born_on, date) and move.from_on < born_on:
            yield row.place.remark("before_birth", field, value=move.from_on, born_on=born_on)


def _new(row: Placed[PersonRow], people: People) -> Iterator[Remark]:
    if padded := people.with_zeros(row.value.number):
        yield row.place.remark("number_lost_zeros", "number", value=row.value.number, shown=padded)
    for column in _NEEDED:
        if column.field not in row.value.details:
            yield row.place.remark("cell_required_new", column.field, title=column.title)


def _known(row: Placed[PersonRow], current: PersonRecord) -> Iterator[Remark]:
    if current.closed_on is not None:
        yield row.place.remark("person_closed", "number", value=current.number, on=current.closed_on)
    elif current.name != row.value.name:
        yield row.place.note("name_changed", "name", value=row.value.name, other=current.name)


def _units(row: Placed[PersonRow], directory: Directory) -> tuple[Mapping[str, UnitRecord], list[Remark]]:
    """Each unit the row names."""
    units: dict[str, UnitRecord] = {}
    remarks: list[Remark] = []
    for tree, written in row.value.units.items():
        if written is None:
            continue
        try:
            units[tree] = directory.find(written, TREE_KINDS[tree])
        except Unreadable as wrong:
            remarks.append(row.place.remark(wrong.message, UNIT_FIELDS[tree], **wrong.params))
    return units, remarks


def _details(row: Placed[PersonRow], current: PersonRecord | None, on: date) -> tuple[Change, ...]:
    after: dict[str, Value | None] = {"name": row.value.name, **row.value.details}
    if current is None:
        return (_change(ChangeKind.NEW_PERSON, row.place, row.value.number, on, {}, after),)
    held: dict[str, Value] = {"name": current.name, **current.details}
    different = [name for name in after if held.get(name) != after[name]]
    if not different:
        return ()
    return (
        _change(
            ChangeKind.CHANGED_DETAILS,
            row.place,
            row.value.number,
            on,
            {name: held.get(name) for name in different},
            {name: after[name] for name in different},
        ),
    )


def _change(
    kind: ChangeKind,
    place: Place,
    number: str,
    on: date,
    before: Mapping[str, Value | None],
    after: Mapping[str, Value | None],
) -> Change:
    return Change(kind, on, place.sheet, place.row, number, before=before, after=after)
