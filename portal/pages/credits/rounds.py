"""Rounds and their summary sheet: the list, one round with its road and its sheet, the list that is hung."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.case import StagePoint
from portal.pages.desk import JobGroup, View
from portal.pages.journal import JournalRow
from portal.pages.parts import Act, Fact, Link, Paging, Reason, State


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list: its year and college, how many items, where it stands."""

    name: str
    college: str
    href: str
    items: str
    state: State
    said: str


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """The rounds of the office, the latest first."""

    title: str
    lede: str
    rows: tuple[RoundRow, ...]
    due: tuple[JobGroup, ...] = ()
    tools: tuple[Link, ...] = ()
    paging: Paging | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row of the sheet in the ten columns of annex 3, with where its item stands; figures are labelled."""

    cells: tuple[Fact, ...]
    href: str
    state: State
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Why the next act waits: a sentence, its article, the first of the items behind it, how many more."""

    reason: Reason
    items: tuple[Link, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round: one sentence where it stands, its road, the next act, what that waits for, the sheet."""

    title: str
    facts: tuple[Fact, ...]
    sentence: str
    state: State
    road: tuple[StagePoint, ...]
    next: Act | None = None
    waits: str = ""
    held: tuple[Held, ...] = ()
    acts: tuple[Link, ...] = ()
    sheet_title: str = ""
    sheet_state: State | None = None
    sheet_facts: tuple[Fact, ...] = ()
    sheet_tools: tuple[Link, ...] = ()
    columns: tuple[str, ...] = ()
    lines: tuple[SheetLine, ...] = ()
    paging: Paging | None = None
    empty: str = ""
    journal: tuple[JournalRow, ...] = ()
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """What a student was recognised in a round, by module: name and class, and nothing else of the person."""

    name: str
    group: str
    amounts: tuple[Fact, ...]
    total: str


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """The list that the working group hangs."""

    title: str
    lede: str
    heads: tuple[str, ...]
    rows: tuple[PublishedRow, ...]
    views: tuple[View, ...] = ()
    next: Act | None = None
    paging: Paging | None = None
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    empty: str = ""
