"""What an office works on: read once for everything that may be begun with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from portal.rooms.actor import Actor
from workflows.door import Outlook, outlook
from workflows.models import Case


class AtWork:
    """The cases of other people that the chosen office works on one by one, and how each stands today.

    They are the same for every kind of matter that may be opened for them. ``among`` are the cases from which
    they are taken, where not all are wanted.
    """

    def __init__(self, actor: Actor, at: datetime, *, among: Collection[int] | None = None) -> None:
        self.actor = actor
        self.at = at
        self.among = among

    @cached_property
    def cases(self) -> list[Case]:
        """The cases, by the numbers of their subjects."""
        found = self.actor.at_work
        return list(found if self.among is None else found.filter(pk__in=self.among))

    @cached_property
    def views(self) -> dict[int, Outlook]:
        """How each of them stands."""
        return outlook([case.pk for case in self.cases], at=self.at, actor=self.actor.id)
