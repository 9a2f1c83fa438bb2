"""Pages that say one thing: done, please confirm, refused, gone, failed."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.parts import Act, Done, Fact, Link


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong and what to do next. ``kept`` is what was typed, so that nothing is lost (409)."""

    code: int
    title: str
    sentences: tuple[str, ...]
    acts: tuple[Act, ...] = ()
    kept: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class DonePage:
    """What was done, by whom and when, what it produced, and where to go on."""

    title: str
    done: Done
    facts: tuple[Fact, ...] = ()
    act: Act | None = None
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """A question before an act that cannot be taken back, with what it will do."""

    title: str
    sentences: tuple[str, ...]
    href: str
    submit: str
    back: Link
    form: BaseForm | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class AgainPage:
    """What was typed and could not be taken, to be sent once more: ``fields`` by name, ``texts`` to read."""

    title: str
    sentences: tuple[str, ...]
    href: str
    fields: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    submit: str
    back: Link
