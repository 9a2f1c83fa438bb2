"""What lies around cases and matters: the matter a case was opened in, the cases a matter concerns.

Asked after the rest, and only for procedures and acts that say so: others pay nothing for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflows.store.reading import MATTER
from workflows.store.session import Question, Row, Session

_INSIDE = """
SELECT k.case_id, k.matter_id FROM workflows_concern k JOIN workflows_matter x ON x.id = k.matter_id
WHERE k.case_id {} AND x.kind {} ORDER BY k.id"""
_SURVEYED = """
SELECT k.matter_id, p.details, c.procedure, c.opened_on,
  c.id, c.subject_id, p.number, p.name, c.status, c."end", c.facts, c.steps
FROM workflows_concern k JOIN workflows_case c ON c.id = k.case_id
JOIN workflows_person p ON p.id = c.subject_id WHERE k.matter_id {} ORDER BY c.id"""
_SEEN = """
SELECT h.sha256, h.case_id, h.person_id, c."end" FROM workflows_handedin h
JOIN workflows_case c ON c.id = h.case_id WHERE h.sha256 {} ORDER BY h.id"""
_AROUND = f"SELECT {MATTER} FROM workflows_matter WHERE id {{}} ORDER BY id"

_CONSULTED = f"SELECT {MATTER} FROM workflows_matter WHERE kind {{}} AND unit_id {{}} ORDER BY id"
_BELOW = """
WITH RECURSIVE down(id) AS (
    SELECT id FROM workflows_unit WHERE id = %s
    UNION SELECT u.id FROM workflows_unit u JOIN down ON u.parent_id = down.id
)
SELECT w.id, w.number, w.name, w.details, m.standing, m.unit_id, u.kind, m.from_on, m.to_on
FROM down JOIN workflows_membership m ON m.unit_id = down.id JOIN workflows_unit u ON u.id = down.id
JOIN workflows_person w ON w.id = m.person_id WHERE m.tree = %s ORDER BY m.id"""
_CASES_OF = """
SELECT COALESCE((
  SELECT x.opened_on FROM workflows_concern k JOIN workflows_matter x ON x.id = k.matter_id
  WHERE k.case_id = c.id AND x.kind = %s ORDER BY k.id LIMIT 1
), c.opened_on), c.id, c.subject_id, p.number, p.name, c.status, c."end", c.facts, c.steps
FROM workflows_case c JOIN workflows_person p ON p.id = c.subject_id
WHERE c.subject_id {} AND c.procedure {} ORDER BY c.id"""
_RECORDS_OF = (
    "SELECT person_id, facts FROM workflows_matter WHERE person_id {} AND kind = %s AND closed_on IS NULL"
)
#: what waits for its day, and what waits for a person
_ARMED = """
SELECT matter_id, act, due_on FROM workflows_deadline
WHERE matter_id {} AND state IN ('armed', 'dead') ORDER BY id"""


def surroundings(
    session: Session, cases: Collection[int], kinds: Collection[str], matters: Collection[int]
) -> Mapping[str, list[Row]]:
    """Which matter of these kinds each case was opened in, and the cases that these matters concern."""
    asked: dict[str, Question] = {}
    if cases:
        (among, ids), (like, names) = session.one_of(list(cases)), session.one_of(list(kinds))
        asked["inside"] = (_INSIDE.format(among, like), (ids, names))
    if matters:
        among, ids = session.one_of(list(matters))
        asked["surveyed"] = (_SURVEYED.format(among), (ids,))
    return dict(zip(asked, session.ask(list(asked.values())), strict=True)) if asked else {}


def read_matters(session: Session, matters: Collection[int]) -> list[Row]:
    """Matters as they stand, without a lock: what is read of them may be of a moment ago."""
    among, ids = session.one_of(list(matters))
    return session.ask([(_AROUND.format(among), (ids,))])[0] if matters else []


def read_consulted(session: Session, kinds: Collection[str], units: Collection[int]) -> list[Row]:
    """Every matter of these kinds in these units, as it stands."""
    (like, names), (among, ids) = session.one_of(list(kinds)), session.one_of(list(units))
    return session.ask([(_CONSULTED.format(like, among), (names, ids))])[0] if kinds and units else []


def read_below(session: Session, unit: int, tree: str) -> list[Row]:
    """Everybody who belonged, in a tree, to a unit or one below it, on whatever day."""
    return session.ask([(_BELOW, (unit, tree))])[0]


def read_dossiers(
    session: Session, people: Collection[int], procedures: Collection[str], within: str, record: str
) -> tuple[list[Row], list[Row]]:
    """The cases of these procedures that these people have, and what the record of this kind says of them.

    Each case with the day by which it goes: that of the matter of a kind in which it was opened, or its own.
    """
    (among, ids), (like, refs) = session.one_of(list(people)), session.one_of(list(procedures))
    cases, records = session.ask(
        [(_CASES_OF.format(among, like), (within, ids, refs)), (_RECORDS_OF.format(among), (ids, record))]
    )
    return cases, records


def read_armed(session: Session, matters: Collection[int]) -> list[Row]:
    """The deadlines of these matters that have not fired: each with its act and its day."""
    among, ids = session.one_of(list(matters))
    return session.ask([(_ARMED.format(among), (ids,))])[0] if matters else []


def read_seen(session: Session, files: Collection[str]) -> list[Row]:
    """Which of these files came with which case before."""
    among, digests = session.one_of(list(files))
    return session.ask([(_SEEN.format(among), (digests,))])[0] if files else []
