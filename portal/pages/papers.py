"""Papers as pages tell of them: what can be printed, and whether a printed one still holds."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.parts import Fact, State


@dataclass(frozen=True, slots=True)
class Print:
    """A paper that can be printed, and the day of what it tells."""

    text: str
    href: str
    when: str


@dataclass(frozen=True, slots=True)
class Prints:
    """The papers of one person, or of a whole matter, that can be printed here."""

    name: str
    papers: tuple[Print, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What a stranger is told of a printed paper: which it is, and how it stands to the record."""

    title: str
    state: State
    sentence: str
    facts: tuple[Fact, ...]
    code: str
    hint: str
    foot: str
