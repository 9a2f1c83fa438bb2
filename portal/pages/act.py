"""One act on its own page: any Django form, with the findings beside it; and the registration of
applications.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm, BoundField

from portal.pages.parts import Cite, Fact, Findings, Link, Paging, Refusal, State


@dataclass(frozen=True, slots=True)
class ActPage:
    """An act: on whom, by which article, its form, what happens after it. A refusal keeps what was typed."""

    title: str
    submit: str
    href: str
    form: BaseForm
    cite: Cite | None = None
    subject: str = ""
    facts: tuple[Fact, ...] = ()
    hint: str = ""
    back: Link | None = None
    #: what is done instead of this act
    instead: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    findings: Findings | None = None
    refusal: Refusal | None = None
    three_columns: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who may apply: ticked with ``value``; ``refusal`` is the sentence why this one was not
    opened.
    """

    value: str
    name: str
    number: str
    unit: str
    note: str = ""
    state: State | None = None
    ticked: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """Choose whom an act is about (field ``case``, many); the form with what is said of each comes next.

    ``all`` is the same page with everybody ticked for whom nothing stands in the way.
    """

    title: str
    lede: str
    href: str
    people: tuple[PersonRow, ...]
    people_title: str = ""
    query: str = ""
    hint: str = ""
    cite: Cite | None = None
    all: Link | None = None
    crumbs: tuple[Link, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Register applications: the persons (field ``person``, many), and what is typed once for all of them.

    ``all`` is the same page with everybody ticked.
    """

    title: str
    lede: str
    href: str
    submit: str
    form: BaseForm
    people: tuple[PersonRow, ...]
    people_title: str = ""
    find_href: str = ""
    query: str = ""
    hint: str = ""
    cite: Cite | None = None
    crumbs: tuple[Link, ...] = ()
    refusal: Refusal | None = None
    paging: Paging | None = None
    all: Link | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SeveralPerson:
    """One of several whom an act is done for: the tick, and what is said of this person alone."""

    tick: BoundField
    name: str
    number: str
    note: str = ""
    fields: tuple[BoundField, ...] = ()


@dataclass(frozen=True, slots=True)
class SeveralPage:
    """One act for several: what is typed once (``form``), and the people with what is said of each."""

    title: str
    lede: str
    href: str
    submit: str
    form: BaseForm
    people: tuple[SeveralPerson, ...]
    people_title: str = ""
    hint: str = ""
    cite: Cite | None = None
    back: Link | None = None
    crumbs: tuple[Link, ...] = ()
    refusal: Refusal | None = None
