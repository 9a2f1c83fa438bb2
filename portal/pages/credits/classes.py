"""Classes before graduation: an overview, one class with what each student has and lacks, its result."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.pages.desk import View
from portal.pages.parts import Fact, Link, Shape, State


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A college or a class in a list: its students, how many of them reach the minima, what was recorded."""

    name: str
    href: str
    students: str
    states: tuple[State, ...] = ()
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class ClassesPage:
    """The colleges of the university, or the classes of a college and an intake."""

    title: str
    lede: str
    what: str
    rows: tuple[GroupRow, ...]
    views: tuple[View, ...] = ()
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a student has in one module: the figure, and what is missing of the minimum."""

    label: str
    earned: str
    missing: str = ""

    @property
    def met(self) -> bool:
        """Whether the minimum is reached."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A student of the class; ``said`` are the minima that are missing, each with its amount."""

    name: str
    number: str
    href: str
    total: str
    state: State
    cells: tuple[Cell, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassPage:
    """One class: who may graduate by credits and who lacks what."""

    title: str
    facts: tuple[Fact, ...]
    verdict: str
    totals: tuple[State, ...]
    heads: tuple[str, ...]
    rows: tuple[StudentRow, ...]
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    record: Link | None = None
    hint: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Recording the result of a class: both lists as they will stand, and a seal over what is shown."""

    title: str
    lede: str
    href: str
    seen: str
    key: str
    enough: tuple[str, ...]
    short: tuple[str, ...]
    submit: str
    crumbs: tuple[Link, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def states(self) -> tuple[State, State]:
        """What heads the list of those who lack something and that of those who do not."""
        return State(Shape.UNMET, _("未达最低学分")), State(Shape.MET, _("已达最低学分"))
