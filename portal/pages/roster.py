"""An import, of the roster or of records: the file, the dry run with an error at each wrong cell, the
difference, the confirmation.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.parts import Done, Fact, Link, Reason, Refusal, State


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template: its name, whether it must be filled, what goes in."""

    name: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class ColumnSheet:
    """A sheet of the template and its columns."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import of before, in one line."""

    day: str
    text: str
    by: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RosterPage:
    """The upload: one file under its ``heading``, the template to fill, what each column means."""

    title: str
    lede: str
    href: str
    form: BaseForm
    template: Link
    sheets: tuple[ColumnSheet, ...]
    past: tuple[PastImport, ...] = ()
    refusal: Refusal | None = None
    tools: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A wrong cell: its column as the file has it (E 出生日期), what stands there, the sentence about it.

    Without a ``label`` the sentence is about the whole row.
    """

    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that was left out: whom or what it is about, its wrong cells, and where it stands."""

    name: str
    code: str
    cells: tuple[WrongCell, ...]
    place: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class WrongRows:
    """The rows of one sheet that hold errors; ``who`` heads the column that names each."""

    sheet: str
    who: str
    rows: tuple[WrongRow, ...]
    text: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what stands now, what the file says. ``act`` names the dated act that follows, or
    nothing; ``note`` is a sentence in place of a change.
    """

    label: str
    old: str
    new: str
    act: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person of the file who is new or differs."""

    name: str
    number: str
    changes: tuple[FieldChange, ...]
    state: State
    row: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort: new, changed. ``listed`` people are only named, such as who is not in the file;
    ``who`` heads the column of names.
    """

    title: str
    why: str
    people: tuple[PersonChange, ...]
    more: str = ""
    listed: bool = False
    who: str = ""


@dataclass(frozen=True, slots=True)
class RosterResultPage:
    """The dry run: nothing is written yet. ``form`` (a hidden word for what is shown) confirms it; without
    one there is nothing to confirm. ``done`` says that it was carried out, ``refusal`` why it was not.
    """

    title: str
    verdict: str
    totals: tuple[State, ...]
    facts: tuple[Fact, ...]
    wrong: tuple[WrongRows, ...]
    groups: tuple[ChangeGroup, ...]
    href: str
    submit: str
    back: Link
    form: BaseForm | None = None
    remarks: tuple[Reason, ...] = ()
    download: Link | None = None
    hint: str = ""
    done: Done | None = None
    refusal: Refusal | None = None
