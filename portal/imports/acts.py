"""Turns the changes of an import into acts on the records of people and units.

Acts that follow one another on the same thing (a standing gained, then a move) are put into successive waves,
because the door judges a list by the roster as it stood before the list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.imports.changes import Change, ChangeKind
from workflows.door import Act
from workflows.nodes.records import PersonRecord
from workflows.rules.canonical import plain

Slot = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """An act together with the change that asks for it."""

    change: Change
    act: Act


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every act of one import carries: who acts, the import's key, and the words that name it."""

    by: int
    key: str
    reason: str

    def act(self, name: str, change: Change, on: date, data: Mapping[str, Any], **target: Any) -> Act:
        """An act of this import."""
        number = target.pop("part", 0)
        key = f"{self.key}:{change.sheet}:{change.row}:{name}:{change.tree}{number}"
        return Act(name=name, by=self.by, key=key, on=on, data=data, reason=self.reason, **target)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids behind codes and numbers, the names, and the record of everybody who has one."""

    units: Mapping[str, int]
    people: Mapping[str, int]
    names: Mapping[str, str]
    records: Mapping[str, int]


def registrations(
    changes: Sequence[Change], known: Known, homes: Mapping[str, int], stamp: Stamp
) -> list[Drafted]:
    """Open the record of everybody who has none, as early as the first change of theirs."""
    first: dict[str, Change] = {}
    for change in changes:
        number = change.number
        if number is not None and number not in known.records:
            held = first.get(number)
            first[number] = change if held is None or change.from_on < held.from_on else held
    return [
        Drafted(
            change,
            stamp.act(
                "register",
                change,
                change.from_on,
                {"number": number, "name": known.names[number]},
                kind=PersonRecord.kind(),
                unit=homes[number],
                subject=known.people[number],
            ),
        )
        for number, change in first.items()
    ]


def waves(changes: Sequence[Change], known: Known, stamp: Stamp) -> list[list[Drafted]]:
    """Everything that changes for people, in lists that can be performed one after the other."""
    found: dict[int, list[Drafted]] = defaultdict(list)
    taken: Counter[Slot] = Counter()
    for change in _merged(changes):
        for slot, name, on, data in _orders(change, known):
            record = known.records[str(change.number)]
            act = stamp.act(name, change, on, data, matter=record, part=taken[slot])
            found[taken[slot]].append(Drafted(change, act))
            taken[slot] += 1
    return [found[number] for number in sorted(found)]


def _merged(changes: Sequence[Change]) -> Iterator[Change]:
    """Leaving one unit for another on the same day is one act: the record ends one and begins the other."""
    joined = {
        (change.number, change.tree, change.from_on)
        for change in changes
        if change.kind is ChangeKind.JOINED_UNIT
    }
    for change in changes:
        left = change.kind is ChangeKind.LEFT_UNIT
        if not (left and (change.number, change.tree, change.from_on) in joined):
            yield change


def _orders(change: Change, known: Known) -> Iterator[tuple[Slot, str, date, dict[str, Any]]]:
    """The acts of one change: what they are about, their name, their day and their data."""
    number = str(change.number)
    if change.kind in {ChangeKind.NEW_PERSON, ChangeKind.CHANGED_DETAILS}:
        yield (number, ""), "amend", change.from_on, _details(change)
    elif change.tree:
        placed = change.kind is not ChangeKind.LEFT_UNIT
        data = {
            "tree": change.tree,
            "unit": known.units[str(change.unit)] if placed else None,
            "standing": change.after.get("standing", "") if placed else "",
        }
        yield (number, change.tree), "place", change.from_on, data
    elif change.office:
        slot = (number, change.office, str(change.unit))
        data = {"office": change.office, "unit": known.units[str(change.unit)]}
        if change.kind is ChangeKind.OFFICE_LEFT:
            yield slot, "dismiss", change.from_on, data
            return
        yield slot, "appoint", change.from_on, data
        if isinstance(left_on := change.after.get("to_on"), date):
            yield slot, "dismiss", left_on, data


def _details(change: Change) -> dict[str, Any]:
    """A new name and the day of birth are facts of the journal; everything else is its erasable part."""
    after = {name: value for name, value in change.after.items() if value is not None}
    said = {name: after.pop(name) for name in ("name", "born_on") if name in after}
    if change.kind is ChangeKind.NEW_PERSON:
        said.pop("name")
    return {**{name: plain(value) for name, value in said.items()}, "details": plain(after)}
