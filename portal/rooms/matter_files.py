"""The files attached to a meeting or a notice: who may open which, and where each is opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from django.urls import reverse

from portal.pages.parts import Link
from portal.rooms.case_files import ENDINGS, scan_text
from portal.rooms.matters import MatterRoom
from portal.uploads import kept_file
from workflows.models import Entry, StoredFile
from workflows.nodes import Office
from workflows.rules.meetings import COUNT, OUTCOMES, RECOUNT, SEALED
from workflows.selectors.entries import entries_of

#: what came of a count that nobody may read
UNREAD = frozenset({SEALED, RECOUNT})


class MatterFiles:
    """What one person may open of one matter.

    Whoever recorded an entry opens what they attached to it, and so do the offices whose act it is, where
    they see everybody whom the matter concerns. A sealed count is opened by nobody, and nothing of a matter
    by somebody whom it concerns.
    """

    def __init__(self, room: MatterRoom) -> None:
        self.room = room
        self.office = room.actor.chosen.office if room.actor.chosen and room.whole else ""

    def opens(self, entry: Entry) -> bool:
        """Whether the files of an entry may be opened."""
        act = self.room.kind.acts().get(entry.act)
        if act is None or not entry.files or _sealed(entry) or self._own:
            return False
        if self.room.actor.id is not None and self.room.actor.id in {entry.recorded_by_id, entry.acted_by_id}:
            return True
        return self.office in {role.name for role in (*act.by, *act.recorders) if isinstance(role, Office)}

    def links(self, entry: Entry) -> Iterator[Link]:
        """Where the files of an entry are opened."""
        if self.opens(entry):
            for number in range(len(entry.files)):
                href = reverse("matter_file", args=[entry.matter_id, entry.pk, number])
                yield Link(scan_text(number, len(entry.files)), href, "paperclip")

    @cached_property
    def _own(self) -> bool:
        """Whether the matter concerns the person who asks."""
        matter, person = self.room.matter, self.room.actor.id
        return matter is not None and matter.concerns.filter(case__subject=person).exists()


def file_of(room: MatterRoom, pk: int, number: int) -> tuple[StoredFile, str] | None:
    """A file of an entry with the name to hand it out under, for somebody who may open it."""
    entries = entries_of(matter=room.matter.pk) if room.matter else Entry.objects.none()
    entry = entries.filter(pk=pk).first()
    if entry is None or number >= len(entry.files) or not MatterFiles(room).opens(entry):
        return None
    found = kept_file(entry.files[number])
    title = room.kind.acts()[entry.act].title
    return (found, f"{title} {entry.on.isoformat()}.{ENDINGS[found.media_type]}") if found else None


def _sealed(entry: Entry) -> bool:
    """Whether an entry is a count that waits, or waited, for the other teller's."""
    return entry.act == COUNT and bool(UNREAD & {*entry.facts.get(OUTCOMES, {}).values()})
