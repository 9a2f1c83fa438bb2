"""Turns the changes of an import into acts on the records of people and units.

To record is an act of the day of the import; what holds from an earlier day says so (``from_on``). Acts that
follow one another on the same thing (a standing gained, then a move) are put into successive waves, because
the door judges a list by the roster as it stood before the list.
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

#: what is changed of somebody: the number and the tree, or the office and its unit, or the details
Slot = tuple[str, ...]
DETAILS = ("",)


@dataclass(frozen=True, slots=True)
class Drafted:
    """An act together with the change that asks for it."""

    change: Change
    act: Act


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every act of one import carries: who acts, the import's key, the words that name it, its day."""

    by: int
    key: str
    reason: str
    on: date

    def act(self, name: str, change: Change, data: Mapping[str, Any], **target: Any) -> Act:
        """An act of this import."""
        number = target.pop("part", 0)
        key = f"{self.key}:{change.sheet}:{change.row}:{name}:{change.tree}{number}"
        return Act(name=name, by=self.by, key=key, on=self.on, data=data, reason=self.reason, **target)


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
    """Open the record of everybody who has none."""
    first: dict[str, Change] = {}
    for change in changes:
        if change.number is not None and change.number not in known.records:
            first.setdefault(change.number, change)
    return [
        Drafted(
            change,
            stamp.act(
                "register",
                change,
                {"number": number, "name": known.names[number]},
                kind=PersonRecord.kind(),
                unit=homes[number],
                subject=known.people[number],
            ),
        )
        for number, change in first.items()
    ]


def waves(changes: Sequence[Change], known: Known, stamp: Stamp) -> list[list[Drafted]]:
    """Everything that changes for people, in lists that can be performed one after the other.

    Details come first: where somebody belongs is judged by the day of birth.
    """
    found: dict[int, list[Drafted]] = defaultdict(list)
    taken: Counter[Slot] = Counter()
    for change in _merged(changes):
        for slot, name, data in _orders(change, known):
            record, part = known.records[str(change.number)], taken[slot]
            act = stamp.act(name, change, data, matter=record, part=part)
            found[part + (slot[1:] != DETAILS)].append(Drafted(change, act))
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


def _orders(change: Change, known: Known) -> Iterator[tuple[Slot, str, dict[str, Any]]]:
    """The acts of one change: what they are about, their name and their data."""
    number, said = str(change.number), {"from_on": change.from_on.isoformat()}
    if change.kind in {ChangeKind.NEW_PERSON, ChangeKind.CHANGED_DETAILS}:
        yield (number, *DETAILS), "amend", _details(change)
    elif change.tree:
        placed = change.kind is not ChangeKind.LEFT_UNIT
        data = {
            "tree": change.tree,
            "unit": known.units[str(change.unit)] if placed else None,
            "standing": change.after.get("standing", "") if placed else "",
        }
        yield (number, change.tree), "place", {**data, **said}
    elif change.office:
        slot = (number, change.office, str(change.unit))
        data = {"office": change.office, "unit": known.units[str(change.unit)]}
        if change.kind is ChangeKind.OFFICE_LEFT:
            yield slot, "dismiss", {**data, **said}
            return
        yield slot, "appoint", {**data, **said}
        if isinstance(left_on := change.after.get("to_on"), date):
            yield slot, "dismiss", {**data, "from_on": left_on.isoformat()}


def _details(change: Change) -> dict[str, Any]:
    """A new name and the day of birth are facts of the journal; everything else is its erasable part."""
    after = {name: value for name, value in change.after.items() if value is not None}
    said = {name: after.pop(name) for name in ("name", "born_on") if name in after}
    if change.kind is ChangeKind.NEW_PERSON:
        said.pop("name")
    return {**{name: plain(value) for name, value in said.items()}, "details": plain(after)}
