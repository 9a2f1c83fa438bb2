"""Which room a matter has: a meeting, a round and a record of a year their own, all else the ordinary one."""

from __future__ import annotations

from datetime import datetime

from portal.permissions import sees_all_of
from portal.rooms.actor import Actor
from portal.rooms.at_work import AtWork
from portal.rooms.credits.round_room import RoundRoom
from portal.rooms.credits.year_room import KINDS, YearRoom
from portal.rooms.kinds import shared
from portal.rooms.matters import MatterRoom
from portal.rooms.meeting.room import MeetingRoom
from procedures.second_classroom_credits.flows.rounds import Round
from workflows.models import Matter
from workflows.nodes import MatterType, MeetingType


def room_of(
    actor: Actor,
    kind: type[MatterType],
    at: datetime,
    matter: Matter | None = None,
    *,
    whole: bool = True,
    at_work: AtWork | None = None,
) -> MatterRoom:
    """The room of one kind of matter, perhaps of one matter of it; several to open share what is at work."""
    room = MeetingRoom if issubclass(kind, MeetingType) else MatterRoom
    if kind is Round:
        room = RoundRoom
    if kind in KINDS:
        room = YearRoom
    return room(actor, kind, at, matter, whole=whole, at_work=at_work)


def enter(actor: Actor, matter: Matter, at: datetime) -> MatterRoom | None:
    """The room of a matter, or None for one that lies outside the reach of the chosen office."""
    kind = shared(matter.kind)
    if kind is None:
        return None
    whole = sees_all_of(actor, matter)
    if not whole and not actor.units:
        return None
    room = room_of(actor, kind, at, matter, whole=whole)
    return room if whole or room.cases else None
