"""The editions that a unit works by: which holds from when, what another would change, and adopting it."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.parts import Cite, Refusal


@dataclass(frozen=True, slots=True)
class Adopted:
    """An edition in force: of which procedure, adopted by whom, from when, why; ``current`` is the one that
    holds today.
    """

    title: str
    mark: str
    unit: str
    day: str
    reason: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Differing:
    """One rule that another edition says otherwise."""

    cite: Cite | None
    about: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition that may be adopted, with what it would change."""

    title: str
    mark: str
    differences: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class RegulationsPage:
    """The room: what holds and held, and for the office that interprets it the form of an adoption."""

    title: str
    lede: str
    adopted: tuple[Adopted, ...]
    offers: tuple[Offer, ...] = ()
    form: BaseForm | None = None
    href: str = ""
    submit: str = ""
    cite: Cite | None = None
    refusal: Refusal | None = None
    empty: str = ""
