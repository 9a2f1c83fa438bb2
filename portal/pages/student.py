"""A student's own page: where I am, what is next, what I do first. Nothing about others, no votes, no
opinions.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.case import Road, StagePoint
from portal.pages.parts import Done, FindingRow, Link, Refusal, State


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step: the day that counts and its label (最早 or 最晚), who does it, what I do first."""

    name: str
    label: str
    day: str
    who: str
    distance: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to hand in. With ``act`` it has the one big button; ``icon`` names a symbol."""

    title: str
    text: str
    icon: str
    state: State | None = None
    act: Link | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class MyRecord:
    """A line of one's own history; what was handed in with the moment it was received and its files."""

    day: str
    text: str
    received: str = ""
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StudentPage:
    """My progress. ``not_shown`` says what this page leaves out."""

    stage: str
    since: str
    trail: tuple[StagePoint, ...]
    next: NextStep | None = None
    todo: tuple[Todo, ...] = ()
    todo_none: str = ""
    why_title: str = ""
    why: tuple[FindingRow, ...] = ()
    why_rest: str = ""
    why_all: Link | None = None
    road: Road | None = None
    history: tuple[MyRecord, ...] = ()
    history_all: Link | None = None
    record: Link | None = None
    not_shown: str = ""
    done: Done | None = None
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandInPage:
    """Handing in one paper from the phone: what it is, one form, one button, what files are taken."""

    title: str
    text: str
    href: str
    submit: str
    form: BaseForm
    back: Link
    refusal: Refusal | None = None
    limits: tuple[str, ...] = ()
