"""The engine's tables. Only the door writes them; selectors read them."""

from __future__ import annotations

from workflows.models.cases import Assignment, Case, CaseStatus, Concern, Matter
from workflows.models.deadlines import Deadline, DeadlineState, Duty
from workflows.models.journal import ChainHead, Entry, EntryPrivate, HandedIn, JournalCheck, StoredFile
from workflows.models.people import Membership, OfficeTerm, Person
from workflows.models.regulations import Adoption, CalendarDay, CalendarYear, EditionRecord
from workflows.models.units import Unit

__all__ = [
    "Adoption",
    "Assignment",
    "CalendarDay",
    "CalendarYear",
    "Case",
    "CaseStatus",
    "ChainHead",
    "Concern",
    "Deadline",
    "DeadlineState",
    "Duty",
    "EditionRecord",
    "Entry",
    "EntryPrivate",
    "HandedIn",
    "JournalCheck",
    "Matter",
    "Membership",
    "OfficeTerm",
    "Person",
    "StoredFile",
    "Unit",
]
