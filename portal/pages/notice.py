"""A notice: what the public sees, what the office keeps beside it, and what is left when its window has
passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.pages.case import OpenAct
from portal.pages.journal import JournalRow
from portal.pages.parts import Done, Fact, Findings, Link, State


@dataclass(frozen=True, slots=True)
class NoticePerson:
    """A person on a notice: only the fields that the article lists, in its order; ``wide`` ones take a
    row.
    """

    facts: tuple[Fact, ...]
    wide: tuple[Fact, ...] = ()

    @property
    def rows(self) -> tuple[tuple[Fact, ...], ...]:
        """The facts two by two, the wide ones alone."""
        pairs = tuple(self.facts[start : start + 2] for start in range(0, len(self.facts), 2))
        return pairs + tuple((fact,) for fact in self.wide)


@dataclass(frozen=True, slots=True)
class PublicNoticePage:
    """The notice as hung: title, opening, its times, where to object, the persons, who signed and when."""

    title: str
    opening: tuple[str, ...]
    window: str
    contact: tuple[str, ...]
    people: tuple[NoticePerson, ...]
    signed: str
    signed_on: str
    people_note: str = ""
    number: str = ""
    until: str = ""


class Hung(StrEnum):
    """One day of one channel; the value is the style of its cell."""

    UP = "up"
    UNCOUNTED = "uncounted"
    DOWN = "down"
    COMING = "coming"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ChannelDay:
    """A cell of the window: how the channel was on that day; ``number`` is the counted day, or nothing."""

    hung: Hung
    said: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel over the days of the window."""

    name: str
    days: tuple[ChannelDay, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection without the objector: number, day, how it stands, by when it must be answered."""

    number: str
    received: str
    about: str
    state: State
    due: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class OfficeNoticePage:
    """The notice as its office sees it: verdict of the window, channels by day, objections, ledger, acts."""

    title: str
    verdict: str
    state: State
    facts: tuple[Fact, ...]
    days: tuple[str, ...]
    channels: tuple[Channel, ...]
    acts: tuple[OpenAct, ...]
    objections: tuple[ObjectionRow, ...] = ()
    objections_none: str = ""
    ledger: tuple[Fact, ...] = ()
    ledger_note: str = ""
    people: tuple[Link, ...] = ()
    findings: Findings | None = None
    journal: tuple[JournalRow, ...] = ()
    advice: str = ""
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    done: Done | None = None
