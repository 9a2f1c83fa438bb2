"""The clock that procedures live by, for commands: services take the moment from their caller."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def clock() -> Callable[[], datetime]:
    """The clock that the setting ``WORKFLOWS_CLOCK`` names; else the wall clock."""
    found: Callable[[], datetime] = import_string(
        getattr(settings, "WORKFLOWS_CLOCK", "django.utils.timezone.now")
    )
    return found
