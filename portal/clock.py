"""The only place that reads the wall clock. Everything below takes ``on=`` and ``at=`` from its caller.

A demo institution may live on a practice date, so that months are walked in a minute. The time of day stays
real, so that what was recorded later stays later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from portal.models import Institution

# The institution as read once in this request; empty outside of one.
_read: ContextVar[list[Institution | None] | None] = ContextVar("read_institution", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within this block the institution is read at most once, so a page has one date from top to bottom."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def institution() -> Institution | None:
    """Return the institution, read at most once within ``one_reading``."""
    cache = _read.get()
    if cache is None:
        return Institution.current()
    if not cache:
        cache.append(Institution.current())
    return cache[0]


def real_now() -> datetime:
    """Return the moment by the wall clock: for sessions, passwords and logs, which are never practised."""
    return timezone.localtime()


def now() -> datetime:
    """Return the moment that procedures live in: the practice date with the real time of day, or now."""
    real = real_now()
    day = practice_date()
    if day is None:
        return real
    return datetime.combine(day, real.timetz())


def today() -> date:
    """Return the date that procedures live on, in the institution's time zone."""
    return practice_date() or real_now().date()


def practice_date() -> date | None:
    """Return the practice date, which only a demo institution under demo settings can have."""
    current = institution()
    return current.practice_on if may_practise() and current is not None else None


def may_practise() -> bool:
    """Whether there is a practice clock: demo settings and a demo institution, both."""
    current = institution()
    return bool(settings.DEMO) and current is not None and current.is_demo


def set_practice_date(day: date | None) -> None:
    """Move the demo institution to ``day``, or back to the real date with None.

    Raises ``PermissionError`` where there is no demo institution.
    """
    current = institution()
    if not may_practise() or current is None:
        msg = "Only a demo institution has a practice date."
        raise PermissionError(msg)
    current.practice_on = day
    current.save(update_fields=["practice_on"])
