"""The floor: the rows of one act, written by hand without Django, one plain statement after the other.

The content of the rows is that of an act which the door has written before, so both write the same bytes.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

ENTRY = (
    'unit_id, case_id, matter_id, cause_id, act, "on", effective_on, at, acted_by_id, acted_as, '
    "recorded_by_id, recorded_as, confirmed_by_id, edition, outcome, facts, findings, moves, files, "
    "supersedes_id, request_digest, private_hash, prev, hash"
)
TASK = "process_id, flow_task, flow_task_type, status, token, created, finished, data"
#: what is copied from the door's own act; JSON travels as text
TEXTS = {"facts", "findings", "moves", "files"}
COPIED = ", ".join(f"CAST({name} AS text)" if name in TEXTS else name for name in ENTRY.split(", "))

LATEST_ENTRY = f"SELECT {COPIED} FROM workflows_entry WHERE case_id = ? ORDER BY id DESC LIMIT 1"  # noqa: S608 (constants)
LATEST_TASK = f"SELECT {TASK} FROM viewflow_task WHERE id = ?"  # noqa: S608 (constants)
NEW_TASK = f"INSERT INTO viewflow_task ({TASK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"  # noqa: S608 (constants)
NEW_ENTRY = f"INSERT INTO workflows_entry (seq, request, {ENTRY}) VALUES ({', '.join('?' * 26)}) RETURNING id"  # noqa: S608 (constants)
LOCK = {
    "postgresql": "SELECT id FROM workflows_case WHERE id = ? FOR UPDATE",
    "sqlite": "SELECT id FROM workflows_case WHERE id = ?",
}


class Floor:
    """One case whose acts are written by hand; ``act`` writes the next one."""

    def __init__(self, case: int) -> None:
        self.raw = _connect()
        self.mark = "%s" if connection.vendor == "postgresql" else "?"
        self.case = case
        self.statements = 0
        self.task = self._one("SELECT max(id) FROM viewflow_task")[0]
        self.unit, self.facts, self.steps = self._one(
            "SELECT unit_id, CAST(facts AS text), CAST(steps AS text) FROM workflows_case WHERE id = ?", case
        )
        self.seq = self._one("SELECT seq FROM workflows_chainhead WHERE unit_id = ?", self.unit)[0]
        self.entry = self._one(LATEST_ENTRY, case)
        self.at = self.entry[7]
        self.row = self._one(LATEST_TASK, self.task)[:-1]
        self.private = self._one("SELECT salt, CAST(body AS text) FROM workflows_entryprivate LIMIT 1")

    def act(self) -> None:
        """Lock, write every row of one act, commit."""
        self.seq += 1
        self.statements = 0
        self._begin()
        self._run(LOCK[connection.vendor], self.case)
        self._run(
            "UPDATE workflows_case SET unit_id = ?, status = ?, stage = ?, facts = ?, steps = ?, "
            "revision = revision + 1 WHERE id = ?",
            *(self.unit, "open", "walk", self.facts, self.steps, self.case),
        )
        (task,) = self._one(NEW_TASK, *self.row, "{}")
        self._run(
            "UPDATE viewflow_task SET status = ?, finished = ? WHERE id = ?", "DONE", self.at, self.task
        )
        self._run(
            "INSERT INTO viewflow_task_previous (from_task_id, to_task_id) VALUES (?, ?)", task, self.task
        )
        (entry,) = self._one(NEW_ENTRY, self.seq, f"case:{self.case}:floor{self.seq}", *self.entry)
        self._run(
            "INSERT INTO workflows_entryprivate (entry_id, salt, body) VALUES (?, ?, ?)", entry, *self.private
        )
        self._run(
            "UPDATE workflows_chainhead SET seq = ?, hash = ? WHERE unit_id = ?",
            self.seq,
            self.entry[-1],
            self.unit,
        )
        self._run(
            "UPDATE workflows_deadline SET state = ? WHERE case_id = ? AND node = ? AND state = 'armed'",
            *("cancelled", self.case, "there"),
        )
        self._run(
            "INSERT INTO workflows_deadline (case_id, node, act, due_on, key, state, attempts, last_error) "
            "VALUES (?, ?, ?, ?, ?, ?, 0, '')",
            *(self.case, "there", "remind", "2024-10-02", f"case:{self.case}:{task}:remind", "armed"),
        )
        self._run(
            "INSERT INTO benchmarks_reading (case_id, entry_id, read_on, value) VALUES (?, ?, ?, ?)",
            *(self.case, entry, "2024-09-02", 7),
        )
        self._run("COMMIT")
        self.task = task

    def _begin(self) -> None:
        self._run("BEGIN" if connection.vendor == "postgresql" else "BEGIN IMMEDIATE")

    def _run(self, statement: str, *values: Any) -> Any:
        self.statements += 1
        return self.raw.execute(statement.replace("?", self.mark), values)

    def _one(self, statement: str, *values: Any) -> Any:
        return self._run(statement, *values).fetchone()


def _connect() -> Any:
    database = settings.DATABASES["default"]
    if connection.vendor == "postgresql":
        named = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME", "password": "PASSWORD"}
        return psycopg.connect(
            **{name: database[key] for name, key in named.items() if database.get(key)}, autocommit=True
        )
    raw = sqlite3.connect(database["NAME"], isolation_level=None)
    for pragma in database["OPTIONS"]["init_command"].split(";"):
        raw.execute(pragma)
    return raw
