"""A student's own credits: what was earned and what is missing, the items, and one item by itself."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.parts import Fact, FindingRow, Link, Reason, Refusal, State
from portal.pages.student import MyRecord, Todo


@dataclass(frozen=True, slots=True)
class Ring:
    """One module: what was earned towards its minimum, as a ring with the figure inside.

    ``arc`` and ``pending`` are parts of the ring in hundredths, the pale one behind the dark one; ``said`` is
    the whole in words for whoever does not see it.
    """

    name: str
    earned: str
    arc: int
    pending: int
    met: bool
    note: str
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """A minimum within a module: its name, what was earned, what is asked for."""

    name: str
    earned: str
    minimum: str
    met: bool
    note: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One of one's own items: what it is, how it stands and by whom next, what it counts for and why."""

    title: str
    text: str
    href: str
    state: State
    next: str
    claimed: str
    counted: str = ""
    why: Reason | None = None
    notes: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditsPage:
    """我的学分. ``total`` and ``minimum`` are figures; ``verdict`` says in one sentence what is missing.

    ``settled`` are the items that count in full, of which there is nothing more to say: a line each.
    """

    title: str
    total: str
    minimum: str
    coming: str
    verdict: str
    enough: bool
    rings: tuple[Ring, ...]
    parts: tuple[Part, ...] = ()
    legend: str = ""
    warnings: tuple[FindingRow, ...] = ()
    round: str = ""
    declare: Link | None = None
    todo: tuple[Todo, ...] = ()
    items: tuple[ItemRow, ...] = ()
    settled: tuple[ItemRow, ...] = ()
    items_title: str = ""
    empty: str = ""
    unknown: str = ""
    papers: tuple[Link, ...] = ()
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that was handed in: shown as a picture where it is one."""

    text: str
    href: str
    picture: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item: what was claimed, its evidence, what happened, what is next, until when, what one may do."""

    title: str
    lede: str
    state: State
    next: str
    claimed: str
    counted: str
    why: Reason | None
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    history: tuple[MyRecord, ...]
    until: str = ""
    said: tuple[Fact, ...] = ()
    act: Link | None = None
    acts: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    refusal: Refusal | None = None
    foot: tuple[str, ...] = ()
