"""The shell around every room: whose site, which office, which rooms, whose name, which day, which
edition.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """An office that one acts in: the unit, the office with its term, and the key that switching to it
    posts.
    """

    unit: str
    term: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the site with its count of open things; ``count`` is empty when nothing is open."""

    text: str
    href: str
    icon: str
    count: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class RoomGroup:
    """The rooms of one procedure, under its name."""

    title: str
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A practice date one step away: 加 1 个月 and its ISO date."""

    text: str
    on: str


@dataclass(frozen=True, slots=True)
class Banner:
    """The demonstration's own line: what it is, the practice date (ISO), dates one step away, and what a
    desk has room to say.
    """

    text: str
    on: str
    jumps: tuple[Jump, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a page.

    ``solo`` pages (a student's, a sign-in's, a public notice) have a top line and no rail. ``tabs`` are the
    rooms of the phone's bottom bar, at most five; ``office_href`` is where a switch of office is posted
    (field ``office``). ``find_href`` empty means no search. ``foot`` are whole sentences: edition in force,
    last check of the journal.
    """

    institution: str
    seal: str
    unit: str = ""
    person: str = ""
    person_note: str = ""
    me_href: str = ""
    home_href: str = "/"
    office: Office | None = None
    offices: tuple[Office, ...] = ()
    office_href: str = ""
    rooms: tuple[RoomGroup, ...] = ()
    tabs: tuple[Room, ...] = ()
    find_href: str = ""
    query: str = ""
    today: str = ""
    banner: Banner | None = None
    foot: tuple[str, ...] = ()
    solo: bool = False

    @property
    def face(self) -> str:
        """The first character of the person's name."""
        return self.person[:1]
