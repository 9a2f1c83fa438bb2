"""The desk: what waits, in four groups, the earliest date first."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.month import Month
from portal.pages.parts import Act, Cite, Day, Link, Shape


@dataclass(frozen=True, slots=True)
class StageCount:
    """A stage in the strip: how many are in it and one fact about them."""

    label: str
    count: int
    href: str
    fact: str = ""
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One row: who, what and why with the article, by when, the one act."""

    name: str
    note: str
    href: str
    step: str
    why: str
    day: Day
    act: Act | None = None
    cite: Cite | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True)
class JobGroup:
    """Rows under one heading, perhaps the first of ``total`` with the way to the others (``more``).

    ``none`` is the sentence shown when it is empty; without one it is left out.
    """

    key: str
    shape: Shape
    title: str
    jobs: tuple[Job, ...]
    why: str = ""
    none: str = ""
    total: int = 0
    more: Link | None = None

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return self.total or len(self.jobs)

    @property
    def shown(self) -> bool:
        """An empty group without a sentence is no group."""
        return bool(self.jobs or self.none)


@dataclass(frozen=True, slots=True)
class Event:
    """A coming event at the side: 19日 周四, 14:30, what, and the fact that counts."""

    day: str
    note: str
    text: str
    fact: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What another office holds, for how long, and whose it is."""

    text: str
    since: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One of the views over the same list: 全支部, 我经办, 等别人."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk of one office. ``empty`` is the sentence of a desk with nothing in any group."""

    title: str
    lede: str
    groups: tuple[JobGroup, ...]
    stages: tuple[StageCount, ...] = ()
    views: tuple[View, ...] = ()
    tools: tuple[Link, ...] = ()
    month: Month | None = None
    events: tuple[Event, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    waiting_all: Link | None = None
    empty: str = ""

    @property
    def has_jobs(self) -> bool:
        """Whether anything waits."""
        return any(group.jobs for group in self.groups)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A room that is one grouped list: notices, meetings. The same rows as the desk."""

    title: str
    lede: str
    groups: tuple[JobGroup, ...]
    views: tuple[View, ...] = ()
    tools: tuple[Link, ...] = ()
    empty: str = ""

    @property
    def has_jobs(self) -> bool:
        """Whether anything is listed."""
        return any(group.jobs for group in self.groups)
