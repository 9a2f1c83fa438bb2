"""The sweeper: performs what has fallen due, each deadline once and in a transaction of its own.

Any number of sweepers may run. A deadline whose case somebody is working on, or that fails, never holds the
others: it is left for a later moment. The moment comes from the caller, so a practice clock can be swept.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from workflows.door import Act, Busy, Refused, Stale, perform
from workflows.models import Deadline, DeadlineState
from workflows.store.due import GONE, HELD, Due, claim, due, leave, mark
from workflows.store.session import Session

logger = logging.getLogger(__name__)

BATCH = 100
#: an act that holds its case waits only for the end of its unit's chain, which others hold for milliseconds
LOCK_TIMEOUT = "20ms"
#: how long a deadline rests while somebody else is at work, and while its case is suspended
AFTER_BUSY = timedelta(seconds=5)
WHILE_SUSPENDED = timedelta(hours=1)
#: how long it rests after each failure; after one more it is dead and a person must look
AFTER_FAILURE = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
#: what went wrong when it was no refusal
FAILED, STALE = "deadline.failed", "deadline.stale"


class Fate(StrEnum):
    """What became of one deadline in one sweep."""

    #: its act was performed
    FIRED = "fired"
    #: another sweeper was first, or the step it belonged to was left
    GONE = "gone"
    #: somebody is at work on its case; it comes again soon
    HELD = "held"
    #: its case is suspended; it comes again
    SUSPENDED = "suspended"
    #: its act was refused or went wrong; it comes again after a while
    FAILED = "failed"
    #: it failed too often
    DEAD = "dead"


def sweep(*, at: datetime, limit: int = 1000, stopped: Callable[[], bool] = lambda: False) -> Counter[Fate]:
    """Perform up to ``limit`` deadlines that are due at the moment ``at``; how many met which fate.

    ``stopped`` is asked before each. Raises what the database raises when it cannot be reached at all.
    """
    session, today = Session(lock_timeout=LOCK_TIMEOUT), timezone.localdate(at)
    fates: Counter[Fate] = Counter()
    after = (date.min, 0)
    while (room := min(BATCH, limit - fates.total())) > 0:
        batch = due(session, at=at, today=today, after=after, limit=room)
        for deadline in batch:
            if stopped():
                return fates
            try:
                fates[fire(session, deadline, at)] += 1
            except Busy:  # SQLite's only writer is somebody else, for longer than we wait
                return fates
        if len(batch) < room:
            return fates
        after = (batch[-1].due_on, batch[-1].id)
    return fates


def fire(session: Session, deadline: Due, at: datetime) -> Fate:
    """Perform the act of one deadline, and mark the deadline in the same transaction."""
    with session.transaction():
        found = claim(session, deadline)
        if found == GONE:
            return Fate.GONE
        if found == HELD:
            return _rest(session, deadline, Fate.HELD, at + AFTER_BUSY)
        if found == "suspended":
            return _rest(session, deadline, Fate.SUSPENDED, at + WHILE_SUSPENDED)
        if found == "ended":
            leave(session, deadline, DeadlineState.CANCELLED)
            return Fate.GONE
        return _perform(session, deadline, at)


def revive(deadlines: Collection[int]) -> int:
    """Arm dead deadlines again, after somebody saw to what was wrong; how many there were."""
    dead = Deadline.objects.filter(pk__in=deadlines, state=DeadlineState.DEAD)
    return dead.update(state=DeadlineState.ARMED, attempts=0, not_before=None)


def _perform(session: Session, deadline: Due, at: datetime) -> Fate:
    act = Act(
        name=deadline.act,
        by=None,
        key=deadline.key,
        on=deadline.due_on,
        case=deadline.case,
        matter=deadline.matter,
    )
    mark(session, deadline)
    try:
        perform([act], at=at, session=session)
    except Busy:
        return _rest(session, deadline, Fate.HELD, at + AFTER_BUSY)
    except Refused as refused:
        return _failed(session, deadline, at, refused.unmet[0].message)
    except Stale:
        return _failed(session, deadline, at, STALE)
    except Exception:  # one broken deadline must not hold the others; it is counted, logged and shown
        logger.exception("deadline %s failed", deadline.id)
        return _failed(session, deadline, at, FAILED)
    return Fate.FIRED


def _rest(session: Session, deadline: Due, fate: Fate, until: datetime) -> Fate:
    leave(session, deadline, DeadlineState.ARMED, not_before=until)
    return fate


def _failed(session: Session, deadline: Due, at: datetime, error: str) -> Fate:
    if deadline.attempts >= len(AFTER_FAILURE):
        leave(session, deadline, DeadlineState.DEAD, failed=True, error=error)
        return Fate.DEAD
    until = at + AFTER_FAILURE[deadline.attempts]
    leave(session, deadline, DeadlineState.ARMED, failed=True, not_before=until, error=error)
    return Fate.FAILED
