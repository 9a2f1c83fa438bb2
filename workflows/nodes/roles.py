"""Who may act: by an office held for a term, as the subject, as somebody named earlier, or the clock."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.texts.speaking import said


class Titled:
    """What is declared with a title in Chinese and called by it in the reader's language."""

    __slots__ = ()
    declared: str

    @property
    def title(self) -> str:
        """What people call it."""
        return said(self.declared)


@dataclass(frozen=True, slots=True)
class Office(Titled):
    """职务: ``name`` is stored in terms and entries, ``title`` is shown to people."""

    name: str
    declared: str


@dataclass(frozen=True, slots=True)
class Subject(Titled):
    """The person whom the case is about."""

    name: str = "subject"
    declared: str = "本人"


@dataclass(frozen=True, slots=True)
class Designated(Titled):
    """Whoever the latest fact ``act`` names by number in ``field`` (a value or a list of values)."""

    act: str
    field: str
    declared: str

    @property
    def name(self) -> str:
        """The word that entries keep for having acted in this role."""
        return f"designated:{self.act}"


@dataclass(frozen=True, slots=True)
class System(Titled):
    """The sweeper, when a deadline falls due; never a person."""

    name: str = "system"
    declared: str = "系统"


Role = Office | Subject | Designated | System

SUBJECT = Subject()
SYSTEM = System()
