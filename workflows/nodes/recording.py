"""The record of a person: facts with evidence that several cases, and several procedures, read of somebody.

A procedure says which kind its rules read (``Procedure.record``); they find it in ``Situation.record``.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from workflows.nodes.matters import MatterAct, MatterType
from workflows.nodes.papers import Paper
from workflows.nodes.roles import Office, Role
from workflows.rules.facts import Fact, Facts
from workflows.texts.speaking import Declared


class RecordAct(MatterAct):
    """A fact about a person, recorded with its evidence: a file, or the words in the field ``evidence``.

    ``day`` is what the legal date is called; where the paper itself has it, ``dated`` names that field.
    """

    day = Declared()

    def __init__(
        self,
        paper: type[Paper],
        *,
        title: str,
        by: Role | tuple[Role, ...],
        evidence: str,
        day: str = "日期",
        dated: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(paper, title=title, by=by, **kwargs)
        self.evidence = evidence
        self.day = day
        self.dated = dated


class RecordType(MatterType):
    """A kind of record. ``keepers`` are the offices that may correct and void what stands in it.

    What it tells of may lie before it was opened, and before the office of whoever records it: the authority
    is that of the day of recording, for the person's units of that day. No edition judges it, and nobody has
    a hand in their own.
    """

    single: ClassVar[bool] = True
    regulated: ClassVar[bool] = False
    retrospective: ClassVar[bool] = True
    impartial: ClassVar[bool] = True
    keepers: ClassVar[tuple[Office, ...]] = ()
    #: offices that may read it, beside those that record in it
    readers: ClassVar[tuple[Office, ...]] = ()

    @classmethod
    def opening(cls) -> MatterAct:
        """The act that opens a record. Raises StopIteration for a kind without one."""
        return next(act for act in cls.acts().values() if act.opens)

    @classmethod
    def recording(cls) -> dict[str, RecordAct]:
        """The acts that record a fact, by name."""
        return {name: act for name, act in cls.acts().items() if isinstance(act, RecordAct)}

    @classmethod
    def period(cls, fact: Fact) -> str:
        """The year that a fact belongs to, as people read it; later ones sort behind earlier ones."""
        return _("%(year)s年") % {"year": fact.on.year}

    @classmethod
    def says(cls, fact: Fact) -> str:
        """What a fact says, in words; empty where its paper is to be read out field by field."""
        return ""

    @classmethod
    def brief(cls, record: Facts) -> tuple[str, ...]:
        """The whole record in a few words, for a list of people."""
        counts = ((act.title, len(record.all(name))) for name, act in cls.recording().items())
        return tuple(f"{title} {count}" for title, count in counts if count)

    @classmethod
    def warns(cls, record: Facts) -> tuple[str, ...]:
        """What nobody should overlook in a record."""
        return ()
