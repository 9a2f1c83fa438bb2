"""会议: a kind of matter with a locked roll, an attendance and the ballots of several people, in turn.

A procedure declares the acts of a meeting with the types of ``meeting_acts``, under the names of
``workflows.rules.meetings``; which of them it has is its own choice. Its numbers come from the edition.
"""

from __future__ import annotations

from typing import ClassVar

from workflows.nodes.matters import MatterType, matter_type
from workflows.rules.regulations import Edition
from workflows.rules.shares import Share
from workflows.rules.situation import Situation


class MeetingType(MatterType):
    """A kind of meeting. ``electorate`` and ``quorum`` say who must be accounted for and how many must come.

    With ``in_turn`` the cases are those of the agenda, and the next one's turn comes when the one before it
    is decided, deferred or set aside. ``late_opinions`` lets a written opinion come in until the person's
    ballot opens; otherwise only until attendance is taken.
    """

    remembers = True
    in_turn: ClassVar[bool] = True
    late_opinions: ClassVar[bool] = True

    @classmethod
    def majority(cls, edition: Edition) -> Share | None:
        """The share by which a ballot is carried, as pages say it; None where ballots of a kind differ."""
        return None

    @classmethod
    def barred(cls, s: Situation) -> frozenset[str]:
        """Who of those on the roll has no vote on this case: its subject, unless a kind says otherwise."""
        return frozenset({s.subject.number})


def meeting_type(kind: str) -> type[MeetingType]:
    """The kind of meeting that a situation names. Raises LookupError for a matter that is none."""
    found = matter_type(kind)
    if found is None or not issubclass(found, MeetingType):
        raise LookupError(kind)
    return found
