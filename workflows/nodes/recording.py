"""The record of a person: facts with evidence that several cases, and several procedures, read of somebody.

A procedure says which kind its rules read (``Procedure.record``); they find it in ``Situation.record``.
"""

from __future__ import annotations

from typing import Any, ClassVar

from workflows.nodes.matters import MatterAct, MatterType
from workflows.nodes.papers import Paper
from workflows.nodes.roles import Office, Role


class RecordAct(MatterAct):
    """A fact about a person, recorded with its evidence: a file, or the words in the field ``evidence``."""

    def __init__(
        self,
        paper: type[Paper],
        *,
        title: str,
        by: Role | tuple[Role, ...],
        evidence: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(paper, title=title, by=by, **kwargs)
        self.evidence = evidence


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
