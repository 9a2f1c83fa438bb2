"""Finding a person or a case, and the list of cases of a stage."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.desk import View
from portal.pages.parts import Day, Link, Paging, State


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: who, where it stands, what is next and when."""

    name: str
    number: str
    href: str
    unit: str
    stage: str
    next: str = ""
    day: Day | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and what was found, in one sentence and rows."""

    query: str
    href: str
    sentence: str
    rows: tuple[CaseRow, ...]
    hint: str = ""
    paging: Paging | None = None


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The cases of an office, by stage; ``together`` are the acts that can be done for several of them."""

    title: str
    lede: str
    rows: tuple[CaseRow, ...]
    views: tuple[View, ...] = ()
    tools: tuple[Link, ...] = ()
    together: tuple[Link, ...] = ()
    paging: Paging | None = None
    empty: str = ""
