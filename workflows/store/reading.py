"""What an act reads: the cases and matters under lock first, then everything else in the same round trip.

Each statement after the locking ones sees what was committed before the locks were had, because on
PostgreSQL (read committed) every statement has its own view, and on SQLite the writer is alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflows.store.session import LOCK_TIMEOUT, Order, Question, Row, Session, marks

CASE = (
    "id, process_id, procedure, subject_id, unit_id, status, stage, stage_since, opened_on, ended_on, facts, "
    'steps, revision, "end"'
)
MATTER = "id, kind, unit_id, person_id, opened_on, closed_on, facts, revision"

_PEOPLE = """people(id) AS (
    SELECT subject_id FROM workflows_case WHERE id IN ({cases})
    UNION SELECT person_id FROM workflows_matter WHERE id IN ({matters}) AND person_id IS NOT NULL
    UNION SELECT id FROM workflows_person WHERE id IN ({people}) OR number IN ({numbers}){electorate}
)"""

_ELECTORATE = """
    UNION SELECT person_id FROM workflows_membership
        WHERE (unit_id IN ({units})
            OR unit_id IN (SELECT unit_id FROM workflows_matter WHERE id IN ({matters})))
        AND tree IN ({trees}) AND standing IN ({standings})"""

_UP = """up(id) AS (
    SELECT m.unit_id FROM workflows_membership m JOIN people p ON p.id = m.person_id
    UNION SELECT unit_id FROM workflows_case WHERE id IN ({cases})
    UNION SELECT unit_id FROM workflows_matter WHERE id IN ({matters})
    UNION SELECT id FROM workflows_unit WHERE id IN ({homes})
    UNION SELECT u.parent_id FROM workflows_unit u JOIN up ON up.id = u.id
        WHERE u.parent_id IS NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of acts needs to know of: ids, people by number, idempotency keys, and how many new ids."""

    cases: Collection[int] = ()
    matters: Collection[int] = ()
    people: Collection[int] = ()
    numbers: Collection[str] = ()
    homes: Collection[int] = ()
    requests: Collection[str] = ()
    electorate: tuple[Collection[int], Collection[str], Collection[str]] | None = None
    new: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows as they came."""

    cases: list[Row]
    matters: list[Row]
    requests: list[Row]
    people: list[Row]
    memberships: list[Row]
    terms: list[Row]
    units: list[Row]
    adoptions: list[Row]
    heads: list[Row]
    ids: dict[str, list[int]]


def read(session: Session, wanted: Wanted, *, lock: bool) -> Found:
    """Lock (when asked to) and read everything that ``wanted`` names, in one round trip on PostgreSQL."""
    tables = [table for table, count in wanted.new.items() if count]
    questions = [*_locking(session, wanted, lock=lock), *_rest(session, wanted, lock=lock)]
    questions += [_new_ids(session, table, wanted.new[table]) for table in tables]
    answers = session.ask(questions)
    if session.pipelined and lock:
        answers = answers[1:]
    ids = {table: _ids(session, table, rows) for table, rows in zip(tables, answers[9:], strict=True)}
    cases, matters, requests, people, memberships, terms, units, adoptions, heads = answers[:9]
    return Found(cases, matters, requests, people, memberships, terms, units, adoptions, heads, ids)


def read_heads(session: Session, units: Sequence[int]) -> list[Row]:
    """Lock the chain heads of units that had not been known, creating those that do not exist yet."""
    order = Order(
        "INSERT INTO workflows_chainhead (unit_id, seq, hash) VALUES (%s, 0, '') ON CONFLICT DO NOTHING",
        [(unit,) for unit in sorted(units)],
    )
    session.tell([order])
    return session.ask([_heads(session, f"unit_id IN ({marks(units)})", list(units), lock=True)])[0]


def more_ids(session: Session, table: str, count: int) -> list[int]:
    """Further ids of a table."""
    return _ids(session, table, session.ask([_new_ids(session, table, count)])[0])


def last_task(session: Session, process: int, ref: str) -> tuple[int, str]:
    """The latest task of a node in a process, with its token."""
    statement = (
        "SELECT id, token FROM viewflow_task WHERE process_id = %s AND flow_task = %s "
        "ORDER BY id DESC LIMIT 1"
    )
    ((task, token),) = session.ask([(statement, (process, ref))])[0]
    return task, token


def loads(value: Any) -> Any:
    """A JSON column, which either database hands over as text."""
    return json.loads(value) if isinstance(value, (str, bytes)) else value


def _locking(session: Session, wanted: Wanted, *, lock: bool) -> list[Question]:
    suffix = " FOR UPDATE" if lock and session.pipelined else ""
    cases = f"SELECT {CASE} FROM workflows_case WHERE id IN ({marks(wanted.cases)}) ORDER BY id{suffix}"
    matters = (
        f"SELECT {MATTER} FROM workflows_matter WHERE id IN ({marks(wanted.matters)}) ORDER BY id{suffix}"
    )
    timeout: list[Question] = [(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'", ())] if suffix else []
    return [*timeout, (cases, sorted(wanted.cases)), (matters, sorted(wanted.matters))]


def _rest(session: Session, wanted: Wanted, *, lock: bool) -> list[Question]:
    people, values = _people(wanted)
    up = _UP.format(cases=marks(wanted.cases), matters=marks(wanted.matters), homes=marks(wanted.homes))
    up_values = [*values, *wanted.cases, *wanted.matters, *wanted.homes]
    units = f"WITH RECURSIVE {people}, {up} SELECT u.id, u.kind, u.name, u.details, u.parent_id"
    adoptions = (
        f"WITH RECURSIVE {people}, {up} SELECT a.unit_id, a.procedure, a.edition_id, e.digest, a.from_on"
    )
    homes = f"unit_id IN (SELECT unit_id FROM workflows_case WHERE id IN ({marks(wanted.cases)}))"
    homes += f" OR unit_id IN (SELECT unit_id FROM workflows_matter WHERE id IN ({marks(wanted.matters)}))"
    return [
        (
            "SELECT request, request_digest, id, case_id, matter_id, outcome, acted_by_id, at "
            f"FROM workflows_entry WHERE request IN ({marks(wanted.requests)})",
            list(wanted.requests),
        ),
        (
            f"WITH {people} SELECT w.id, w.number, w.name, w.born_on, w.details, w.closed_on "
            "FROM workflows_person w JOIN people ON people.id = w.id",
            values,
        ),
        (
            f"WITH {people} SELECT m.person_id, m.tree, m.standing, m.from_on, m.to_on, u.id, u.kind "
            "FROM workflows_membership m JOIN people ON people.id = m.person_id "
            "JOIN workflows_unit u ON u.id = m.unit_id",
            values,
        ),
        (
            f"WITH {people} SELECT t.person_id, t.office, t.from_on, t.to_on, u.id, u.kind "
            "FROM workflows_officeterm t JOIN people ON people.id = t.person_id "
            "JOIN workflows_unit u ON u.id = t.unit_id",
            values,
        ),
        (f"{units} FROM workflows_unit u JOIN up ON up.id = u.id", up_values),
        (
            f"{adoptions} FROM workflows_adoption a JOIN up ON up.id = a.unit_id "
            "JOIN workflows_editionrecord e ON e.id = a.edition_id",
            up_values,
        ),
        _heads(session, homes, [*wanted.cases, *wanted.matters], lock=lock),
    ]


def _people(wanted: Wanted) -> tuple[str, list[Any]]:
    electorate, extra = "", []
    if wanted.electorate:
        units, trees, standings = wanted.electorate
        electorate = _ELECTORATE.format(
            units=marks(units), matters=marks(wanted.matters), trees=marks(trees), standings=marks(standings)
        )
        extra = [*units, *wanted.matters, *trees, *standings]
    text = _PEOPLE.format(
        cases=marks(wanted.cases),
        matters=marks(wanted.matters),
        people=marks(wanted.people),
        numbers=marks(wanted.numbers),
        electorate=electorate,
    )
    return text, [*wanted.cases, *wanted.matters, *wanted.people, *wanted.numbers, *extra]


def _heads(session: Session, condition: str, values: list[Any], *, lock: bool) -> Question:
    suffix = " FOR UPDATE" if lock and session.pipelined else ""
    return (
        f"SELECT unit_id, seq, hash FROM workflows_chainhead WHERE {condition} ORDER BY unit_id{suffix}",
        values,
    )


def _new_ids(session: Session, table: str, count: int) -> Question:
    """Ids that nobody else will get: from the sequence, or after the last one while the writer is alone."""
    if session.pipelined:
        return f"SELECT nextval('{table}_id_seq') FROM generate_series(1, %s)", (count,)
    return (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
        "SELECT n.i + MAX(%s, COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)) FROM n",
        (count, session.taken.get(table, 0), table),
    )


def _ids(session: Session, table: str, rows: list[Row]) -> list[int]:
    """Ids to take from the end; the last is kept in mind, because SQLite counts only rows inserted."""
    found = sorted((row[0] for row in rows), reverse=True)
    session.taken[table] = found[0]
    return found
