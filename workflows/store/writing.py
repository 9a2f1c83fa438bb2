"""The one list of plain SQL that acts write: the same for one case and for a thousand, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflows.store.batch import Batch, Row
from workflows.store.session import Order, Session

PROCESS = "id, flow_class, status, created, finished, data"
CASE = (
    "id, process_id, procedure, subject_id, unit_id, status, stage, stage_since, opened_on, ended_on, "
    '"end", facts, steps, revision, single'
)
MATTER = "id, kind, unit_id, person_id, opened_on, closed_on, facts, revision, single"
TASK = "id, process_id, flow_task, flow_task_type, status, token, created, finished, data"
ENTRY = (
    'id, unit_id, seq, case_id, matter_id, cause_id, act, "on", effective_on, at, acted_by_id, acted_as, '
    "recorded_by_id, recorded_as, confirmed_by_id, edition, outcome, facts, findings, moves, files, "
    "supersedes_id, request, request_digest, private_hash, prev, hash"
)
DEADLINE = "case_id, matter_id, node, act, due_on, key, state, attempts, last_error"
DUTY = "case_id, name, period, due_on, lapsed"

#: (name of the batch's list, statement, whether each row must change exactly one)
_ORDERS: tuple[tuple[str, str, bool], ...] = (
    ("processes", f"INSERT INTO viewflow_process ({PROCESS}) VALUES", True),
    ("new_cases", f"INSERT INTO workflows_case ({CASE}) VALUES", True),
    ("new_matters", f"INSERT INTO workflows_matter ({MATTER}) VALUES", True),
    (
        "concerns",
        "INSERT INTO workflows_concern (matter_id, case_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        False,
    ),
    (
        "cases",
        "UPDATE workflows_case SET unit_id = %s, status = %s, stage = %s, stage_since = %s, ended_on = %s, "
        '"end" = %s, facts = %s, steps = %s, revision = %s, single = %s WHERE id = %s AND revision = %s',
        True,
    ),
    (
        "matters",
        "UPDATE workflows_matter SET closed_on = %s, facts = %s, revision = %s, single = %s "
        "WHERE id = %s AND revision = %s",
        True,
    ),
    ("tasks", f"INSERT INTO viewflow_task ({TASK}) VALUES", True),
    ("ended_tasks", "UPDATE viewflow_task SET status = %s, finished = %s WHERE id = %s", True),
    ("previous", "INSERT INTO viewflow_task_previous (from_task_id, to_task_id) VALUES", True),
    ("ended_processes", "UPDATE viewflow_process SET status = %s, finished = %s WHERE id = %s", True),
    ("entries", f"INSERT INTO workflows_entry ({ENTRY}) VALUES", True),
    ("privates", "INSERT INTO workflows_entryprivate (entry_id, salt, body) VALUES", True),
    (
        "erased",
        "UPDATE workflows_entryprivate SET body = NULL, erased_by_id = %s WHERE entry_id = %s",
        True,
    ),
    ("heads", "UPDATE workflows_chainhead SET seq = %s, hash = %s WHERE unit_id = %s", True),
    (
        "ended_deadlines",
        "UPDATE workflows_deadline SET state = %s WHERE case_id = %s AND node = %s AND state = 'armed'",
        False,
    ),
    ("deadlines", f"INSERT INTO workflows_deadline ({DEADLINE}) VALUES", True),
    (
        "lapsed",
        "UPDATE workflows_duty SET lapsed = %s WHERE case_id = %s AND name = %s "
        "AND discharged_on IS NULL AND due_on >= %s",
        False,
    ),
    (
        "duties",
        f"INSERT INTO workflows_duty ({DUTY}) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        False,
    ),
    (
        "discharged",
        "UPDATE workflows_duty SET discharged_on = %s WHERE case_id = %s AND name = %s AND period = %s",
        False,
    ),
)

CHUNK = 200


def write(session: Session, batch: Batch) -> None:
    """Write every row of the batch. Raises Stale when a row was not as it had been read."""
    session.tell([*_orders(batch), *_projections(batch.projections)])


def _orders(batch: Batch) -> Iterator[Order]:
    for name, statement, exact in _ORDERS:
        rows: list[tuple[Any, ...]] = getattr(batch, name)
        if rows:
            yield (_complete(statement, len(rows[0])), rows, exact)


def _complete(statement: str, width: int) -> str:
    return f"{statement} ({', '.join(['%s'] * width)})" if statement.endswith("VALUES") else statement


def _projections(rows: list[Row]) -> Iterator[Order]:
    for row in rows:
        values = [*row.values.values(), *row.match.values()]
        if not row.match:
            columns, holes = ", ".join(row.values), ", ".join(["%s"] * len(row.values))
            yield (f"INSERT INTO {row.table} ({columns}) VALUES ({holes})", [values], True)
            continue
        changes = ", ".join(f"{name} = %s" for name in row.values)
        matches = " AND ".join(f"{name} = %s" for name in row.match)
        yield (f"UPDATE {row.table} SET {changes} WHERE {matches}", [values], True)
