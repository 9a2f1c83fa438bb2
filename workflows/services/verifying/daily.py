"""The whole journal is verified once a day, and it is noted what was found."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from workflows.models import JournalCheck
from workflows.selectors.entries import last_check
from workflows.services.verifying import Verification, verify


def verify_and_note(at: datetime) -> Verification:
    """Verify everything, and note when and what came of it, for the pages that say so."""
    found = verify()
    JournalCheck.objects.create(at=at, entries=found.entries, differences=len(found.differences))
    return found


def verify_daily(at: datetime) -> Verification | None:
    """Verify everything unless that was done on this day already; then nothing.

    ``at`` is a moment by the wall clock, because what an operator changes is changed in real time. Two
    sweepers that look at the same moment both verify, which costs time and harms nothing.
    """
    last = last_check()
    if last is not None and timezone.localdate(last.at) >= timezone.localdate(at):
        return None
    return verify_and_note(at)
