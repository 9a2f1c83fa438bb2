"""The journal: what happened on which day, by whom it was done, when and by whom it was recorded."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.parts import Cite, Link, Paging


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected value: the old one is struck, never removed. ``by`` names who proposed and who
    confirmed.
    """

    label: str
    old: str
    new: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One entry. ``voided`` is the sentence of the entry that made it void; its own sentence is then
    struck. ``affected`` are sentences on later entries that would not hold by the correction; ``key`` names
    the row for links.
    """

    day: str
    iso: str
    sentence: str
    by: str
    recorded: str
    cite: Cite | None = None
    corrections: tuple[Correction, ...] = ()
    affected: tuple[str, ...] = ()
    voided: str = ""
    files: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The whole journal of a case or of a matter, newest first."""

    title: str
    lede: str
    rows: tuple[JournalRow, ...]
    crumbs: tuple[Link, ...] = ()
    checked: str = ""
    paging: Paging | None = None
