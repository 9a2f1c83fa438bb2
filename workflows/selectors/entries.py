"""Entries of the journal, as pages show them."""

from __future__ import annotations

from django.db.models import QuerySet

from workflows.models import Entry, JournalCheck


def entries_of(*, case: int | None = None, matter: int | None = None) -> QuerySet[Entry]:
    """The entries of a case or of a matter, the newest first, with the people they name."""
    found = (
        Entry.objects.filter(case=case)
        if case is not None
        else Entry.objects.filter(matter=matter, case=None)
    )
    return found.select_related("acted_by", "recorded_by", "confirmed_by", "private").order_by("-pk")


def recorded_before(request: str, by: int | None) -> Entry | None:
    """The entry that the same person recorded under this request, for a form that is sent a second time."""
    return Entry.objects.filter(request=request, recorded_by=by).first() if request else None


def last_check() -> JournalCheck | None:
    """When the whole journal was last verified, and with what result."""
    return JournalCheck.objects.order_by("-pk").first()
