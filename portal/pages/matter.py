"""A matter as its office sees it: what can be done on it, whom it concerns, what happened."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.case import OpenAct
from portal.pages.journal import JournalRow
from portal.pages.parts import Fact, Link


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A shared record that has no room of its own."""

    title: str
    facts: tuple[Fact, ...]
    acts: tuple[OpenAct, ...]
    results: tuple[Fact, ...] = ()
    people: tuple[Link, ...] = ()
    journal: tuple[JournalRow, ...] = ()
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    closed: str = ""
