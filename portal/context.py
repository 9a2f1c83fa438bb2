"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal import clock
from portal.models import Institution
from portal.shell import shell_for

# Before an institution was created, pages still have a name to show.
NONE_YET = Institution(name="流程门户", short_name="程")


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the institution and the shell. Both are read when asked for; a view may give its own."""
    return {
        "institution": SimpleLazyObject(lambda: clock.institution() or NONE_YET),
        "shell": SimpleLazyObject(lambda: shell_for(request)),
    }
