"""A matter as its office sees it: what can be done on it, whom it concerns, what happened."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.ballot import Quorum
from portal.pages.case import OpenAct
from portal.pages.journal import JournalRow
from portal.pages.parts import Fact, Link


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A meeting or another shared record. ``quorum`` is shown once attendance is known."""

    title: str
    facts: tuple[Fact, ...]
    acts: tuple[OpenAct, ...]
    results: tuple[Fact, ...] = ()
    people: tuple[Link, ...] = ()
    journal: tuple[JournalRow, ...] = ()
    quorum: Quorum | None = None
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    closed: str = ""
