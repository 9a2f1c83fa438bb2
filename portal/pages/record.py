"""The records of people: who has one and what it says, one person's by year, and one's own."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.desk import View
from portal.pages.journal import JournalRow
from portal.pages.parts import Act, Fact, Link, Paging, State


@dataclass(frozen=True, slots=True)
class RecordPerson:
    """Somebody in the list: what the record says in a few words, and what nobody should overlook."""

    name: str
    number: str
    href: str
    unit: str
    said: tuple[str, ...] = ()
    states: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """The people of an office with what their records say."""

    title: str
    lede: str
    href: str
    rows: tuple[RecordPerson, ...]
    query: str = ""
    views: tuple[View, ...] = ()
    tools: tuple[Link, ...] = ()
    paging: Paging | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class RecordYear:
    """What belongs to one year, the newest first."""

    title: str
    rows: tuple[JournalRow, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One person's record. ``acts`` are what the office may record; ``gone`` what was corrected or voided."""

    title: str
    lede: str
    facts: tuple[Fact, ...]
    years: tuple[RecordYear, ...]
    states: tuple[State, ...] = ()
    acts: tuple[Act, ...] = ()
    gone: tuple[JournalRow, ...] = ()
    crumbs: tuple[Link, ...] = ()
    empty: str = ""
    not_shown: str = ""
