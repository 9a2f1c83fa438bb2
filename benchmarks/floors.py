"""The floor: the rows of one act, written by hand without Django, one plain statement after the other.

The content of the rows is that of an act which the door has written before, so both write the same bytes.
"""

from __future__ import annotations

import sqlite3
from itertools import count
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
OPEN_TASKS = (
    "SELECT c.id, t.id, c.process_id FROM workflows_case c JOIN viewflow_task t "
    "ON t.process_id = c.process_id AND t.flow_task_type = 'STEP' AND t.status = 'NEW' WHERE c.unit_id = ?"
)
LOCK_CASES = {"postgresql": " FOR UPDATE OF c", "sqlite": ""}
LOCK = {
    "postgresql": "SELECT id FROM workflows_case WHERE id = ? FOR UPDATE",
    "sqlite": "SELECT id FROM workflows_case WHERE id = ?",
}

CASE = (
    "UPDATE workflows_case SET status = ?, stage = ?, facts = ?, steps = ?, revision = revision + 1 "
    "WHERE id = ?"
)
NEW_TASK = f"INSERT INTO viewflow_task ({TASK}) VALUES ({', '.join('?' * 8)}) RETURNING id"  # noqa: S608 (constants)
TASK_ROW = f"INSERT INTO viewflow_task (id, {TASK}) VALUES ({', '.join('?' * 9)})"  # noqa: S608 (constants)
TASK_DONE = "UPDATE viewflow_task SET status = ?, finished = ? WHERE id = ?"
ORIGIN = "INSERT INTO viewflow_task_previous (from_task_id, to_task_id) VALUES (?, ?)"
NEW_ENTRY = f"INSERT INTO workflows_entry (seq, request, {ENTRY}) VALUES ({', '.join('?' * 26)}) RETURNING id"  # noqa: S608 (constants)
ENTRY_ROW = f"INSERT INTO workflows_entry (id, seq, request, {ENTRY}) VALUES ({', '.join('?' * 27)})"  # noqa: S608 (constants)
PRIVATE = "INSERT INTO workflows_entryprivate (entry_id, salt, body) VALUES (?, ?, ?)"
HEAD = "UPDATE workflows_chainhead SET seq = ?, hash = ? WHERE unit_id = ?"
DISARMED = "UPDATE workflows_deadline SET state = ? WHERE case_id = ? AND node = ? AND state = 'armed'"
ARMED = (
    "INSERT INTO workflows_deadline (case_id, node, act, due_on, key, state, attempts, last_error) "
    "VALUES (?, ?, ?, ?, ?, ?, 0, '')"
)
PROJECTED = "INSERT INTO benchmarks_reading (case_id, entry_id, read_on, value) VALUES (?, ?, ?, ?)"


class Plain:
    """A connection without Django, and plain statements on it."""

    def __init__(self) -> None:
        self.raw = _connect()
        self.mark = "%s" if connection.vendor == "postgresql" else "?"

    def ids(self, table: str, wanted: int) -> list[int]:
        """New ids of a table."""
        if connection.vendor == "sqlite":
            last = self.one("SELECT seq FROM sqlite_sequence WHERE name = ?", table)[0]
            return list(range(last + 1, last + wanted + 1))
        drawn = self.run("SELECT nextval(?) FROM generate_series(1, ?)", f"{table}_id_seq", wanted)
        return [row[0] for row in drawn.fetchall()]

    def many(self, statement: str, values: list[tuple[Any, ...]]) -> None:
        """The same statement for many rows."""
        self.raw.cursor().executemany(statement.replace("?", self.mark), values)

    def begin(self) -> None:
        """Begin a transaction that will write."""
        self.run("BEGIN" if connection.vendor == "postgresql" else "BEGIN IMMEDIATE")

    def run(self, statement: str, *values: Any) -> Any:
        """One statement."""
        return self.raw.execute(statement.replace("?", self.mark), values)

    def one(self, statement: str, *values: Any) -> Any:
        """The one row of a statement."""
        return self.run(statement, *values).fetchone()


class Floor(Plain):
    """One case whose acts are written by hand; ``act`` writes the next one."""

    def __init__(self, case: int) -> None:
        super().__init__()
        self.case = case
        self.task = self.one("SELECT max(id) FROM viewflow_task")[0]
        self.unit, self.facts, self.steps = self.one(
            "SELECT unit_id, CAST(facts AS text), CAST(steps AS text) FROM workflows_case WHERE id = ?", case
        )
        self.seq = self.one("SELECT seq FROM workflows_chainhead WHERE unit_id = ?", self.unit)[0]
        self.entry = self.one(LATEST_ENTRY, case)
        self.at = self.entry[7]
        self.row = self.one(LATEST_TASK, self.task)[:-1]
        self.private = self.one("SELECT salt, CAST(body AS text) FROM workflows_entryprivate LIMIT 1")

    def act(self) -> None:
        """Lock, write every row of one act, commit."""
        self.seq += 1
        self.begin()
        self.run(LOCK[connection.vendor], self.case)
        self.run(CASE, "open", "walk", self.facts, self.steps, self.case)
        (task,) = self.one(NEW_TASK, *self.row, "{}")
        self.run(TASK_DONE, "DONE", self.at, self.task)
        self.run(ORIGIN, task, self.task)
        (entry,) = self.one(NEW_ENTRY, self.seq, f"case:{self.case}:floor{self.seq}", *self.entry)
        self.run(PRIVATE, entry, *self.private)
        self.run(HEAD, self.seq, self.entry[-1], self.unit)
        self.run(DISARMED, "cancelled", self.case, "there")
        key = f"case:{self.case}:{task}:remind"
        self.run(ARMED, self.case, "there", "remind", "2024-10-02", key, "armed")
        self.run(PROJECTED, self.case, entry, "2024-09-02", 7)
        self.run("COMMIT")
        self.task = task

    def acts(self, unit: int) -> None:
        """The same for every case of another unit that rests at its first step, table by table."""
        self.begin()
        found = self.run(OPEN_TASKS + LOCK_CASES[connection.vendor], unit).fetchall()
        tasks, entries = (self.ids(table, len(found)) for table in ("viewflow_task", "workflows_entry"))
        rows = list(zip(found, tasks, entries, strict=True))
        seq = count(self.one("SELECT seq FROM workflows_chainhead WHERE unit_id = ?", unit)[0] + 1)
        due = ("there", "remind", "2024-10-02")
        for statement, values in (
            (CASE, [("open", "walk", self.facts, self.steps, case) for (case, _, _), _, _ in rows]),
            (TASK_ROW, [(new, process, *self.row[1:], "{}") for (_, _, process), new, _ in rows]),
            (TASK_DONE, [("DONE", self.at, old) for (_, old, _), _, _ in rows]),
            (ORIGIN, [(new, old) for (_, old, _), new, _ in rows]),
            (
                ENTRY_ROW,
                [
                    (entry, next(seq), f"case:{case}:bulk", unit, case, *self.entry[2:])
                    for (case, _, _), _, entry in rows
                ],
            ),
            (PRIVATE, [(entry, *self.private) for _, _, entry in rows]),
            (HEAD, [(next(seq), self.entry[-1], unit)]),
            (DISARMED, [("cancelled", case, "there") for (case, _, _), _, _ in rows]),
            (ARMED, [(case, *due, f"case:{case}:{new}:remind", "armed") for (case, _, _), new, _ in rows]),
            (PROJECTED, [(case, entry, "2024-09-02", 7) for (case, _, _), _, entry in rows]),
        ):
            self.many(statement, values)
        self.run("COMMIT")


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
