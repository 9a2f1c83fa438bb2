"""What one examination found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    #: Nothing to do.
    FINE = "fine"
    #: The site works; the report says what does not.
    LIMITED = "limited"
    #: The site cannot start.
    FATAL = "fatal"


@dataclass(frozen=True, slots=True)
class Report:
    """One line of the doctor: what was examined, what was found, and what to type when it is not fine."""

    subject: str
    found: str
    level: Level = Level.FINE
    remedy: str = ""
