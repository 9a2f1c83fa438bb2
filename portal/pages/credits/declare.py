"""Declaring an item: the search for its row, the form that the row needs, and what it would count for."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.parts import FindingRow, Link, Reason, Refusal


@dataclass(frozen=True, slots=True)
class RowChoice:
    """A row of the scoring table: what it is, its level and condition, and what it gives."""

    title: str
    text: str
    credits: str
    href: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one category, or a category that leads to its rows."""

    title: str
    rows: tuple[RowChoice, ...] = ()
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class RowModule:
    """A module with its groups."""

    title: str
    groups: tuple[RowGroup, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Choosing the row: a search box, and what was ``found`` by module; where nothing was, the categories.

    ``asked`` is sent along with the words, ``closed`` says why nothing is declared now.
    """

    title: str
    lede: str
    href: str
    query: str
    sentence: str
    modules: tuple[RowModule, ...]
    found: bool = False
    asked: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    closed: str = ""
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """看看能算多少: the verdict in one sentence, why it is less, what would still be missing."""

    verdict: str
    counts: bool
    reasons: tuple[Reason, ...] = ()
    missing: str = ""
    warnings: tuple[FindingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclarePage:
    """The form of one row, with the photographs in it. ``later`` lets evidence be handed in another day."""

    title: str
    text: str
    credits: str
    href: str
    form: BaseForm
    files: BaseForm | None
    submit: str
    limits: tuple[str, ...] = ()
    asks: str = ""
    preview: Preview | None = None
    later: str = ""
    other: Link | None = None
    back: Link | None = None
    crumbs: tuple[Link, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class ActingPage:
    """An act on an item: what to know before it, its form, one button."""

    title: str
    text: str
    href: str
    form: BaseForm
    submit: str
    back: Link
    limits: tuple[str, ...] = ()
    crumbs: tuple[Link, ...] = ()
    refusal: Refusal | None = None
