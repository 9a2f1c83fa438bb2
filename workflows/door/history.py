"""Folding a case's or a matter's entries back into its facts and open steps, as the door had folded them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from workflows.models import Entry
from workflows.rules.facts import EACH, LATEST, Fact, Facts, refold

CORRECT = "correct"
VOID = "void"
OVERRIDE = "override"
ERASE = "erase"

Keep = Callable[[str], str]
NO_EFFECTS: Final[Mapping[int, date]] = MappingProxyType({})


class Given(NamedTuple):
    """A standing that a case has given its subject in a tree, from a day on, by an entry."""

    tree: str
    standing: str
    day: str
    entry: int


@dataclass(slots=True)
class Folded:
    """What entries say of a case: its facts, its open steps with the day each opened, and its end.

    ``row`` holds what was said of the case itself: its procedure, subject, unit and first day.
    """

    facts: Facts
    steps: dict[str, str] = field(default_factory=dict)
    end: str = ""
    ended_on: date | None = None
    status: str = "open"
    row: dict[str, Any] = field(default_factory=dict)

    def follow(self, moves: Mapping[str, Any], on: date) -> None:
        """Follow the moves of one entry of this legal date."""
        self._step(moves, on)
        self.row.update(moves.get("row", {}))
        if status := moves.get("status", ""):
            self.status, self.end, self.ended_on = status, "", None
        if end := moves.get("end", ""):
            day = moves.get("ended_on")
            self.status, self.end, self.ended_on = "ended", end, date.fromisoformat(day) if day else on

    def _step(self, moves: Mapping[str, Any], on: date) -> None:
        """A loop ends and opens a node in one act, and a join may open and end in one: they are counted."""
        opened = Counter(moves.get("opened", ()))
        ended = Counter((*moves.get("done", ()), *moves.get("cancelled", ())))
        for name in {*opened, *ended}:
            if (name in self.steps) + opened[name] - ended[name] <= 0:
                self.steps.pop(name, None)
            elif opened[name]:
                self.steps[name] = on.isoformat()
        self.steps.update(moves.get("since", {}))


def superseded(entries: Iterable[Entry]) -> frozenset[int]:
    """The entries that a correction replaced or that were voided."""
    return frozenset(entry.supersedes_id for entry in entries if entry.supersedes_id is not None)


def roots(entries: Iterable[Entry]) -> dict[int, int]:
    """The entry of the act itself, by the id of each entry that states what that act said."""
    found: dict[int, int] = {}
    for entry in entries:
        before = entry.supersedes_id
        found[entry.pk] = entry.pk if before is None else found.get(before, before)
    return found


def fact_of(entry: Entry, root: int) -> Fact | None:
    """The fact that an entry states of the act whose entry is ``root``; voiding and erasing state none."""
    if entry.act in {VOID, ERASE}:
        return None
    own: dict[str, Any] = entry.facts
    name, data, office, by = entry.act, own, entry.acted_as or None, entry.acted_by_id
    if entry.act == CORRECT:
        name, data, office, by = own["act"], own["facts"], own["office"], own["by"]
    return Fact(
        name=name,
        on=entry.on,
        effective_on=entry.effective_on,
        data=data,
        outcome=entry.outcome or None,
        entry=root,
        office=office,
        by=by,
    )


def keeping(act_types: Mapping[str, Any]) -> Keep:
    """How long the facts of an act are kept, by the act's name."""

    def keep(name: str) -> str:
        if name == OVERRIDE:
            return EACH
        return act_types[name].keep if name in act_types else LATEST

    return keep


def given_by(entries: Iterable[Entry]) -> list[Given]:
    """The standings that a case gives after these entries, in the order in which they were given."""
    found: list[Given] = []
    for entry in entries:
        if (given := entry.moves.get("given")) is not None:
            found = [Given(*each) for each in given]
        for tree, standing, day in entry.moves.get("gives", ()):
            found.append(Given(tree, standing, day, entry.pk))
    return found


def facts_of(
    entries: Sequence[Entry],
    keep: Keep,
    *,
    without: int | None = None,
    effects: Mapping[int, date] = NO_EFFECTS,
) -> Facts:
    """The facts that stand after these entries, as they would be once the entry ``without`` is superseded.

    ``effects`` are the days from which acts have effect after the correction that is being made, by their
    entries; what earlier corrections said of that is read from them.
    """
    gone = superseded(entries) | ({without} if without is not None else frozenset())
    first, found = roots(entries), dict[int, Fact]()
    for entry in entries:
        fact = None if entry.pk in gone else fact_of(entry, first[entry.pk])
        if fact is not None:
            found[first[entry.pk]] = fact
            _take_effect(found, effects_of(entry))
    _take_effect(found, effects)
    return refold((fact, keep(fact.name)) for fact in found.values())


def effects_of(entry: Entry) -> dict[int, date]:
    """The day from which later acts have effect since a correction, by the entry of each act."""
    said = entry.facts.get("effects", {}) if entry.act == CORRECT else {}
    return {int(root): date.fromisoformat(day) for root, day in said.items()}


def _take_effect(found: dict[int, Fact], effects: Mapping[int, date]) -> None:
    for root, day in effects.items():
        if root in found:
            found[root] = replace(found[root], effective_on=day)


def fold(entries: Sequence[Entry], keep: Keep) -> Folded:
    """Everything the entries of one case say, in the order of their chain."""
    folded = Folded(facts_of(entries, keep))
    for entry in entries:
        folded.follow(entry.moves, entry.on)
    return folded
