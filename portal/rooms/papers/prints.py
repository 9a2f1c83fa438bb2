"""The papers that can be printed, as the pages of a case, a meeting and a matter list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from portal.pages.days import day_text
from portal.pages.papers import Print, Prints
from portal.pages.parts import Link
from portal.rooms.matters import MatterRoom
from portal.rooms.meeting.room import MeetingRoom
from portal.rooms.papers.offering import Offered, papers_of_matter, papers_of_turn


def prints_of_case(found: Sequence[Offered]) -> tuple[Prints, ...]:
    """What can be printed of a case."""
    return (Prints("", _prints(found)),) if found else ()


def prints_of_meeting(room: MeetingRoom) -> Iterator[Prints]:
    """What can be printed of a meeting: of the whole of it, then of each person in their order."""
    if room.matter is None:
        return
    whole = papers_of_matter(room.actor, room.matter) if room.whole else ()
    if whole:
        yield Prints(_("整次会议"), _prints(whole))
    for told in room.told.values():
        kind = room.views[told.case].case.procedure
        found = papers_of_turn(room.actor, room.matter, told.case, kind, told.situation)
        if found:
            yield Prints(told.situation.subject.name, _prints(found))


def links_of(room: MatterRoom) -> tuple[Link, ...]:
    """The papers of a matter as tools of its page, for whoever sees the whole of it."""
    found = papers_of_matter(room.actor, room.matter) if room.matter and room.whole else ()
    return tuple(Link(each.title, each.href, "printer") for each in found)


def _prints(found: Iterable[Offered]) -> tuple[Print, ...]:
    return tuple(Print(each.title, each.href, day_text(each.on)) for each in found)
