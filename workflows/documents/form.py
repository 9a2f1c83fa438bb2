"""A form: a paper of labelled fields, tables and paragraphs, signed and sealed by hand when it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from workflows.documents.digests import check_code
from workflows.documents.notice import Field
from workflows.documents.prose import Prose


@dataclass(frozen=True, slots=True)
class Lines:
    """Fields beside each other, up to three in a row."""

    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A label with paragraphs beside it; without any, room to write in."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under its heads; every row has as many cells. ``weights`` shares out the width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places where somebody signs with a pen, by what they sign as."""

    labels: tuple[str, ...]


Part: TypeAlias = Lines | Words | Grid | Prose | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """A form as it is printed: every string is plain text. A refusal to print names ``person``.

    ``signed_by`` stands beside the place of the seal; without it there is none. Without ``signed_on`` the day
    is written by hand.
    """

    template: ClassVar[str] = "reports/form.html"
    institution: str
    #: the unit whose paper it is
    issuer: str
    title: str
    number: str
    parts: tuple[Part, ...]
    #: whom it is about, where it is one person
    person: str = ""
    #: the line over the form, at its left
    head: str = ""
    #: small print below it
    notes: tuple[str, ...] = ()
    signed_by: str = ""
    signed_on: date | None = None
    check_url: str = ""
    mark: str = ""
    #: the tag of the language it is written in; empty for Chinese
    language: str = ""
    #: ``wide`` for a list of many columns, across the long side of the sheet
    layout: str = ""

    @property
    def check_code(self) -> str:
        """The short code in the foot; see `workflows.documents.digests`."""
        return check_code(self)
