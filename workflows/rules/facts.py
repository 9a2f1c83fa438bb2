"""Facts by name: what a case knows of its past acts, folded so that reading does not grow with history.

The folded form is JSON on the locked case row, read on every act, so records are parsed only when asked
for. Each act declares what it keeps: ``latest``, ``each``, or a field of its data whose value keys the
record (a report keyed by its quarter). Several fields joined by ``+`` key it together, ``on`` being the legal
date. Records stand in the order of legal date, then entry.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from workflows.rules.canonical import plain

LATEST: Final = "latest"
EACH: Final = "each"
# Parts of a key, and the one that is no field of the data.
JOINED: Final = "+"
ON: Final = "on"
# A planned fact has no entry yet; on its legal date it stands after all that were recorded.
UNRECORDED: Final = 1 << 62

Record: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One act as rules read it.

    ``on`` is the legal date and ``effective_on`` the day it takes effect (the same unless the regulation
    says otherwise); ``data`` is plain JSON; ``office`` is the office held by the person numbered ``by``.
    ``entry`` is the entry of the act itself: a corrected act keeps its place among the others, and what
    refers to it still does.
    """

    name: str
    on: date
    effective_on: date
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = None
    entry: int | None = None
    office: str | None = None
    by: int | None = None

    def day(self, key: str) -> date | None:
        """A date of the data (kept as ISO text), or None when it is absent or empty."""
        value = self.data.get(key)
        return date.fromisoformat(value) if value else None

    def to_json(self) -> Record:
        """The record without its name, every key present; floats in the data raise ``TypeError``."""
        return {
            "entry": self.entry,
            "on": self.on.isoformat(),
            "effective_on": self.effective_on.isoformat(),
            "data": plain(self.data),
            "outcome": self.outcome,
            "office": self.office,
            "by": self.by,
        }

    @classmethod
    def from_json(cls, name: str, record: Mapping[str, Any]) -> Fact:
        """Read one record of the folded form; only ``on`` must be present."""
        on = date.fromisoformat(record["on"])
        effective_on = record.get("effective_on")
        return cls(
            name=name,
            on=on,
            effective_on=date.fromisoformat(effective_on) if effective_on else on,
            data=record.get("data") or {},
            outcome=record.get("outcome"),
            entry=record.get("entry"),
            office=record.get("office"),
            by=record.get("by"),
        )


class Facts:
    """An immutable reading of the folded form; folding returns another one and shares what is unchanged."""

    __slots__ = ("_latest", "_records")

    def __init__(self, records: Mapping[str, list[Record]] | None = None) -> None:
        """Take the folded form as it is; nobody may change it afterwards."""
        self._records: Mapping[str, list[Record]] = records or {}
        #: what was asked for already: the rules of one act ask for the same facts again and again
        self._latest: dict[str, Fact] = {}

    def __eq__(self, other: object) -> bool:
        """Equal when the folded forms are."""
        return isinstance(other, Facts) and self.to_json() == other.to_json()

    __hash__ = None  # type: ignore[assignment]  # holds lists, as a plain dict does

    def __contains__(self, name: str) -> bool:
        """Whether an act of this name stands."""
        return bool(self._records.get(name))

    def latest(self, name: str) -> Fact | None:
        """The fact of this name with the latest legal date, the later entry on the same date."""
        known = self._latest.get(name)
        if known is None and (records := self._records.get(name)):
            known = self._latest[name] = Fact.from_json(name, records[-1])
        return known

    def all(self, name: str) -> tuple[Fact, ...]:
        """Every fact kept under this name, by legal date, then entry."""
        return tuple(Fact.from_json(name, record) for record in self._records.get(name, ()))

    def without(self, names: Collection[str]) -> Facts:
        """These facts as they would be if no act of these names had happened."""
        return Facts({name: records for name, records in self._records.items() if name not in names})

    def on(self, name: str) -> date | None:
        """The legal date of the latest fact of this name."""
        latest = self.latest(name)
        return latest.on if latest else None

    @property
    def last_on(self) -> date | None:
        """The latest legal date of all facts."""
        return max((fact.on for name in self._records for fact in self.all(name)), default=None)

    @property
    def last_entry(self) -> int:
        """The latest entry of all facts; 0 before any was recorded."""
        return max((fact.entry or 0 for name in self._records for fact in self.all(name)), default=0)

    def rivals(self, fact: Fact, keep: str) -> tuple[Fact, ...]:
        """The facts that stand under the key of another one; at most one where it is kept by a key."""
        record = fact.to_json()
        standing = self._records.get(fact.name, ())
        return tuple(Fact.from_json(fact.name, each) for each in standing if _same_key(keep, record, each))

    def fold(self, fact: Fact, keep: str = LATEST) -> Facts:
        """These facts and one more; ``keep`` is what the act declares.

        Raises ``KeyError`` when the fact lacks the field that keys it.
        """
        standing = self._records.get(fact.name, [])
        record = fact.to_json()
        rival = [other for other in standing if _same_key(keep, record, other)]
        if any(_order(other) > _order(record) for other in rival):
            return self
        kept = [other for other in standing if other not in rival]
        insort(kept, record, key=_order)
        return Facts({**self._records, fact.name: kept})

    def to_json(self) -> dict[str, list[Record]]:
        """The folded form with its names in order; a name without facts is left out."""
        return {name: records for name, records in sorted(self._records.items()) if records}

    @classmethod
    def from_json(cls, records: Mapping[str, list[Record]]) -> Facts:
        """Read the folded form; nothing is parsed until it is asked for."""
        return cls(records)


def refold(facts: Iterable[tuple[Fact, str]]) -> Facts:
    """Fold a whole history of (fact, keep).

    A correction needs it: the act before the superseded one may not have been kept.
    """
    folded = Facts()
    for fact, keep in facts:
        folded = folded.fold(fact, keep)
    return folded


def _order(record: Record) -> tuple[str, int]:
    entry = record.get("entry")
    return record["on"], UNRECORDED if entry is None else entry


def _same_key(keep: str, record: Record, other: Record) -> bool:
    if keep == EACH:
        return False
    names = () if keep == LATEST else keep.split(JOINED)
    return all(_same(name, record, other) for name in names)


def _same(name: str, record: Record, other: Record) -> bool:
    if name == ON:
        return bool(record["on"] == other["on"])
    return bool(record["data"][name] == other["data"].get(name))
