"""The case: where it stands, what can be done now, what is missing, what happened, what lies ahead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.forms import BaseForm

from portal.pages.journal import JournalRow
from portal.pages.papers import Prints
from portal.pages.parts import Cite, Done, Fact, Findings, Link, Reason, Refusal, Shape


class Passage(StrEnum):
    """Where a stage lies: behind, here, ahead. The past is drawn solid, the future dashed."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StagePoint:
    """A stage on the line with its date in words; ``note`` says before the date what it is the date of."""

    name: str
    when: str
    passage: Passage
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act of the open stage or path, in a fold of its own.

    With ``form`` it is done in place (posted to ``href``); without one ``href`` leads to its own page.
    ``held`` are the reasons why it cannot be done yet: they replace the form. Forms of one page need
    different ``auto_id``s.
    """

    key: str
    title: str
    href: str
    submit: str
    cite: Cite | None = None
    when: str = ""
    shape: Shape | None = None
    form: BaseForm | None = None
    hint: str = ""
    opened: bool = False
    primary: bool = False
    refusal: Refusal | None = None
    held: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class RoadStep:
    """A step ahead: its earliest or planned day in words; ``firm`` when the day is computed, ``key`` for
    milestones.
    """

    name: str
    day: str
    note: str = ""
    key: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Road:
    """What lies ahead, and what its days leave out."""

    steps: tuple[RoadStep, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the dossier: what is there, or what is missing and whose it is to give.

    ``href`` leads to what was recorded, ``act`` to where it is given, ``files`` are what may be opened of it.
    """

    name: str
    state: str
    note: str
    shape: Shape
    href: str = ""
    act: Link | None = None
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PapersAhead:
    """The papers that come in a stage which has not come."""

    stage: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The folder of a case: what is missing, the most urgent first, then what is there, then what comes."""

    note: str
    missing: tuple[Paper, ...] = ()
    there: tuple[Paper, ...] = ()
    ahead: tuple[PapersAhead, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as its office sees it. ``seldom`` are acts that may come at any time and rarely do."""

    name: str
    facts: tuple[Fact, ...]
    stages: tuple[StagePoint, ...]
    acts: tuple[OpenAct, ...]
    seldom: tuple[OpenAct, ...] = ()
    findings: tuple[Findings, ...] = ()
    journal: tuple[JournalRow, ...] = ()
    journal_note: str = ""
    journal_all: Link | None = None
    road: Road | None = None
    folder: Link | None = None
    people: tuple[Fact, ...] = ()
    dossier: Dossier | None = None
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    prints: tuple[Prints, ...] = ()
    acts_note: str = ""
    closed: str = ""
    done: Done | None = None
    foot: tuple[str, ...] = ()
