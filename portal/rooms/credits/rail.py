"""Which rooms of the second classroom stand in the rail, by the office that one acts in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.rooms.actor import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A room: its words, the name of its address, its picture."""

    text: str
    name: str
    icon: str


def rooms_for(actor: Actor) -> Iterator[Entry]:
    """The rooms that this person works in; none for somebody who has nothing to do with credits."""
    if actor.enrolled:
        yield Entry(_("我的学分"), "credits", "certificate")
