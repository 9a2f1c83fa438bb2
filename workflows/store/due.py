"""Deadlines that are due: finding them, claiming one together with its case, and putting it back.

Only armed deadlines stand in the index that is searched, so those of the past cost nothing. A claim waits for
nobody: what somebody else holds is left for later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflows.store.session import Order, Question, Session


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline whose day has come: the act ``act`` is to be performed on its case or matter."""

    id: int
    due_on: date
    case: int | None
    matter: int | None
    act: str
    key: str
    attempts: int


#: the state is written out, because an index over one state serves only a query that names it
_DUE = """
SELECT id, due_on, case_id, matter_id, act, key, attempts FROM workflows_deadline
WHERE state = 'armed' AND due_on <= %s AND (due_on, id) > (%s, %s)
    AND (not_before IS NULL OR not_before <= %s)
ORDER BY due_on, id LIMIT %s"""
_CLAIM = "SELECT id FROM workflows_deadline WHERE id = %s AND state = 'armed'{skip}"
_OWNER = {
    "case": "SELECT status FROM workflows_case WHERE id = %s{skip}",
    "matter": "SELECT 'open' FROM workflows_matter WHERE id = %s{skip}",
}
_FIRED = "UPDATE workflows_deadline SET state = 'fired' WHERE id = %s"
_LEFT = """
UPDATE workflows_deadline SET state = %s, attempts = attempts + %s, not_before = %s,
    last_error = COALESCE(%s, last_error)
WHERE id = %s"""

#: what the claim found instead of the status of a case
GONE, HELD = "gone", "held"


def due(session: Session, *, at: datetime, today: date, after: tuple[date, int], limit: int) -> list[Due]:
    """The next deadlines that are due on a day, in the order of their days, after one of them."""
    rows = session.ask([(_DUE, (today, *after, session.moment(at), limit))])[0]
    return [Due(row[0], _day(row[1]), *row[2:]) for row in rows]


def claim(session: Session, deadline: Due) -> str:
    """Lock a deadline and its case without waiting: the status of the case, or why they were not to be had.

    ``gone`` means that somebody else fires, fired or cancelled the deadline; ``held`` that somebody else is
    at work on its case. A matter has no status of its own and counts as open.
    """
    skip = " FOR UPDATE SKIP LOCKED" if session.pipelined else ""
    kind, owner = ("case", deadline.case) if deadline.case is not None else ("matter", deadline.matter)
    lock: Question = (_OWNER[kind].format(skip=skip), (owner,))
    claimed, found = session.ask([(_CLAIM.format(skip=skip), (deadline.id,)), lock])
    if not claimed:
        return GONE
    return str(found[0][0]) if found else HELD


def mark(session: Session, deadline: Due) -> None:
    """Mark a claimed deadline as fired, before its act: leaving its step then finds nothing to cancel.

    Only a deadline whose case is ours is marked. PostgreSQL checks the reference to the case again when a row
    changes twice in one transaction, and would wait for whoever holds that case.
    """
    session.tell([Order(_FIRED, [(deadline.id,)], 1)])


def leave(
    session: Session,
    deadline: Due,
    state: str,
    *,
    failed: bool = False,
    not_before: datetime | None = None,
    error: str | None = None,
) -> None:
    """Write what became of a claimed deadline that did not fire; without an error an earlier one stays."""
    moment = session.moment(not_before) if not_before else None
    session.tell([Order(_LEFT, [(state, int(failed), moment, error, deadline.id)], 1)])


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
