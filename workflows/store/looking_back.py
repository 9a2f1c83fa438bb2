"""What was done since a day: asked when a record of a person or a unit reaches back into it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from workflows.store.session import Question, Session

#: by which office somebody acted last on which day, and recorded last at which moment
_ACTED = """
SELECT x.person_id, e.acted_as, MAX(e."on") FROM workflows_entry e
JOIN workflows_matter x ON x.person_id = e.acted_by_id WHERE x.id {} GROUP BY x.person_id, e.acted_as"""
_RECORDED = """
SELECT x.person_id, e.recorded_as, MAX(e.at) FROM workflows_entry e
JOIN workflows_matter x ON x.person_id = e.recorded_by_id WHERE x.id {} GROUP BY x.person_id, e.recorded_as"""
#: what was done on the cases of somebody
_DONE = """
SELECT x.id, e.id, e."on" FROM workflows_entry e JOIN workflows_case c ON c.id = e.case_id
JOIN workflows_matter x ON x.person_id = c.subject_id WHERE e."on" >= {} AND x.id {} ORDER BY e.id"""
#: when something was last judged by an edition in a unit or below it, by case or matter
_JUDGED = """
WITH RECURSIVE below(top, id) AS (
    SELECT x.unit_id, x.unit_id FROM workflows_matter x WHERE x.id {}
    UNION SELECT b.top, u.id FROM workflows_unit u JOIN below b ON u.parent_id = b.id
)
SELECT b.top, c.procedure, m.kind, MAX(e."on") FROM workflows_entry e JOIN below b ON b.id = e.unit_id
LEFT JOIN workflows_case c ON c.id = e.case_id LEFT JOIN workflows_matter m ON m.id = e.matter_id
WHERE e.edition <> '' GROUP BY b.top, c.procedure, m.kind"""


@dataclass(frozen=True, slots=True)
class Past:
    """The matters whose acts reach back: ``terms`` of offices, places from ``since`` on, and adoptions."""

    terms: Collection[int] = ()
    places: Collection[int] = ()
    since: str = ""
    adoptions: Collection[int] = ()


NO_PAST = Past()


def looking_back(session: Session, past: Past) -> dict[str, Question | None]:
    """The questions about the past, by name."""
    return {
        "acted": _asked(session, _ACTED, past.terms),
        "recorded": _asked(session, _RECORDED, past.terms),
        "done": _asked(session, _DONE.replace("{}", "%s", 1), past.places, past.since),
        "judged": _asked(session, _JUDGED, past.adoptions),
    }


def _asked(session: Session, text: str, matters: Collection[int], *before: str) -> Question | None:
    if not matters:
        return None
    condition, value = session.one_of(list(matters))
    return text.replace("{}", condition), (*before, value)
