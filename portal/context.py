"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from portal import clock


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the institution, today's date, and the practice date when there is one."""
    return {
        "institution": clock.institution(),
        "today": clock.today(),
        "practice_on": clock.practice_date(),
    }
