"""manage.py load_editions: the editions that ship with the procedures, into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workflows.services.edition_records import Change, Stored, load_shipped_editions
from workflows.services.editions import EditionRefusedError
from workflows.texts.sentences import sentence


class Command(BaseCommand):
    """Load what is new and say what changed; running it again changes nothing."""

    help = "Load the editions of the installed procedures; a changed file becomes a further record."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each edition and one for each change; refuse all when one file is wrong."""
        try:
            loaded = load_shipped_editions(at=timezone.now())
        except EditionRefusedError as error:
            raise CommandError(str(error)) from None
        for each in loaded:
            self.stdout.write(_line(each))
            for change in each.changes:
                self.stdout.write(f"  {_change(change)}")


def _line(stored: Stored) -> str:
    record = stored.record
    said = "edition.unchanged"
    if stored.created:
        said = "edition.changed" if stored.changes else "edition.loaded"
    return sentence(said, {"slug": record.slug, "title": record.title, "digest": record.digest[:12]})


def _change(change: Change) -> str:
    return sentence("edition.change", {"keys": " > ".join(change.keys), "old": change.old, "new": change.new})
