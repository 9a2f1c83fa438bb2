"""Which rooms of the second classroom stand in the rail, by the office that one acts in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.rooms.actor import Actor
from portal.rooms.credits.reach import reads
from portal.rooms.credits.review_queue import open_count
from portal.rooms.credits.review_steps import steps_of
from portal.rooms.credits.tasks import has_tasks


@dataclass(frozen=True, slots=True)
class Entry:
    """A room: its words, the name of its address, its picture, and how much waits there."""

    text: str
    name: str
    icon: str
    count: int = 0


def rooms_for(actor: Actor) -> Iterator[Entry]:
    """The rooms that this person works in; none for somebody who has nothing to do with credits."""
    if actor.enrolled:
        yield Entry(_("我的学分"), "credits", "certificate")
    steps = steps_of(actor)
    if steps:
        yield Entry(_("学分审核"), "credits_review", "progress-check", open_count(actor, steps))
    if has_tasks(actor):
        yield Entry(_("考核与申诉"), "credits_tasks", "clipboard-list")
    yield from _of_staff(actor)


def _of_staff(actor: Actor) -> Iterator[Entry]:
    """Rounds and classes for whoever reads what students have."""
    if reads(actor):
        yield Entry(_("申报轮次"), "credits_rounds", "file-spreadsheet")
        yield Entry(_("毕业审核"), "credits_classes", "certificate")
