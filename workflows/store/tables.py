"""The tables that acts write: their columns, PostgreSQL types, and the statements for one row or for many.

One row travels in a plain statement. Many rows travel on PostgreSQL in one statement over arrays
(``unnest``), because there a statement per row costs more than the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workflows.store.orders import Order

#: from so many rows on, arrays are worth their longer statement
MANY = 8


@dataclass(frozen=True, eq=False)
class Insert:
    """Rows to insert, a value for each column; ``quiet`` leaves rows that are there already.

    ``unique`` names the columns of a key: a row that has it already gets the other values.
    """

    table: str
    columns: Mapping[str, str]
    quiet: bool = False
    unique: tuple[str, ...] = ()

    def orders(self, rows: Sequence[tuple[Any, ...]], *, arrays: bool) -> Order:
        """The order that inserts these rows."""
        expected = None if self.quiet else len(rows)
        if arrays and len(rows) >= MANY:
            return Order(self._many, [_columns(rows)], expected, plan_each_time=True)
        return Order(self._one, rows, expected)

    @cached_property
    def _one(self) -> str:
        return self._into(f"VALUES ({', '.join(['%s'] * len(self.columns))})")

    @cached_property
    def _many(self) -> str:
        picked = ", ".join(f"v{i}{_recast(kind)}" for i, kind in enumerate(self.columns.values()))
        return self._into(f"SELECT {picked} FROM {_unnest(self.columns)}")

    def _into(self, source: str) -> str:
        names = ", ".join(_quoted(name) for name in self.columns)
        return f"INSERT INTO {self.table} ({names}) {source}{self._known}"

    @cached_property
    def _known(self) -> str:
        """What becomes of rows that are there already."""
        if self.unique:
            others = (_quoted(name) for name in self.columns if name not in self.unique)
            changes = ", ".join(f"{name} = excluded.{name}" for name in others)
            return f" ON CONFLICT ({', '.join(self.unique)}) DO UPDATE SET {changes}"
        return " ON CONFLICT DO NOTHING" if self.quiet else ""


@dataclass(frozen=True, eq=False)
class Update:
    """Rows to change: the values of ``columns`` followed by those of ``keys`` that find the row.

    An ``exact`` update must change one row for each; ``only`` is a condition on top of the keys.
    """

    table: str
    columns: Mapping[str, str]
    keys: Mapping[str, str]
    only: str = ""
    exact: bool = True

    def orders(self, rows: Sequence[tuple[Any, ...]], *, arrays: bool) -> Order:
        """The order that changes these rows."""
        expected = len(rows) if self.exact else None
        if arrays and len(rows) >= MANY:
            return Order(self._many, [_columns(rows)], expected, plan_each_time=True)
        return Order(self._one, rows, expected)

    @cached_property
    def _one(self) -> str:
        changes = ", ".join(f"{_quoted(name)} = %s" for name in self.columns)
        found = " AND ".join([*(f"{_quoted(name)} = %s" for name in self.keys), *filter(None, [self.only])])
        return f"UPDATE {self.table} SET {changes} WHERE {found}"

    @cached_property
    def _many(self) -> str:
        kinds = {**{f"set {name}": kind for name, kind in self.columns.items()}, **self.keys}
        width = len(self.columns)
        changes = ", ".join(
            f"{_quoted(name)} = v{i}{_recast(kind)}" for i, (name, kind) in enumerate(self.columns.items())
        )
        matches = [f"{self.table}.{_quoted(name)} = v{width + i}" for i, name in enumerate(self.keys)]
        found = " AND ".join([*matches, *filter(None, [self.only])])
        return f"UPDATE {self.table} SET {changes} FROM {_unnest(kinds)} WHERE {found}"


def _unnest(columns: Mapping[str, str]) -> str:
    """Arrays travel in binary, where a text needs no escapes."""
    arrays = ", ".join(f"%b::{_carried(kind)}[]" for kind in columns.values())
    return f"unnest({arrays}) AS v({', '.join(f'v{i}' for i in range(len(columns)))})"


def _columns(rows: Sequence[tuple[Any, ...]]) -> tuple[list[Any], ...]:
    return tuple(list(column) for column in zip(*rows, strict=True))


def _carried(kind: str) -> str:
    """JSON travels as text in arrays, and becomes JSON where it lands."""
    return "text" if kind == "jsonb" else kind


def _recast(kind: str) -> str:
    return "::jsonb" if kind == "jsonb" else ""


def _quoted(name: str) -> str:
    return f'"{name}"' if name in {"on", "end"} else name


_STAGE = {"status": "text", "stage": "text", "stage_since": "date"}
_FOLDED = {"facts": "jsonb", "steps": "jsonb", "revision": "int", "single": "text"}
_ENDED = {"ended_on": "date", "end": "text"}

PROCESSES = Insert(
    "viewflow_process",
    {
        "id": "bigint",
        "flow_class": "text",
        "status": "text",
        "created": "timestamptz",
        "finished": "timestamptz",
        "data": "jsonb",
    },
)
ENDED_PROCESSES = Update("viewflow_process", {"status": "text", "finished": "timestamptz"}, {"id": "bigint"})
NEW_CASES = Insert(
    "workflows_case",
    {
        "id": "bigint",
        "process_id": "bigint",
        "procedure": "text",
        "subject_id": "bigint",
        "unit_id": "bigint",
        **_STAGE,
        "opened_on": "date",
        **_ENDED,
        **_FOLDED,
    },
)
CASES = Update(
    "workflows_case",
    {"unit_id": "bigint", **_STAGE, "opened_on": "date", **_ENDED, **_FOLDED},
    {"id": "bigint", "revision": "int"},
)
NEW_MATTERS = Insert(
    "workflows_matter",
    {
        "id": "bigint",
        "kind": "text",
        "unit_id": "bigint",
        "person_id": "bigint",
        "opened_on": "date",
        "closed_on": "date",
        "facts": "jsonb",
        "revision": "int",
        "single": "text",
    },
)
MATTERS = Update(
    "workflows_matter",
    {"opened_on": "date", "closed_on": "date", "facts": "jsonb", "revision": "int", "single": "text"},
    {"id": "bigint", "revision": "int"},
)
CONCERNS = Insert("workflows_concern", {"matter_id": "bigint", "case_id": "bigint"}, quiet=True)
ASSIGNMENTS = Insert(
    "workflows_assignment",
    {"case_id": "bigint", "matter_id": "bigint", "person_id": "bigint", "act": "text"},
    quiet=True,
)
TASKS = Insert(
    "viewflow_task",
    {
        "id": "bigint",
        "process_id": "bigint",
        "flow_task": "text",
        "flow_task_type": "text",
        "status": "text",
        "token": "text",
        "created": "timestamptz",
        "finished": "timestamptz",
        "data": "jsonb",
    },
)
ENDED_TASKS = Update("viewflow_task", {"status": "text", "finished": "timestamptz"}, {"id": "bigint"})
PREVIOUS = Insert("viewflow_task_previous", {"from_task_id": "bigint", "to_task_id": "bigint"})
ENTRIES = Insert(
    "workflows_entry",
    {
        "id": "bigint",
        "unit_id": "bigint",
        "seq": "bigint",
        "case_id": "bigint",
        "matter_id": "bigint",
        "cause_id": "bigint",
        "act": "text",
        "on": "date",
        "effective_on": "date",
        "at": "timestamptz",
        "acted_by_id": "bigint",
        "acted_as": "text",
        "recorded_by_id": "bigint",
        "recorded_as": "text",
        "confirmed_by_id": "bigint",
        "edition": "text",
        "outcome": "text",
        "facts": "jsonb",
        "findings": "jsonb",
        "moves": "jsonb",
        "files": "jsonb",
        "supersedes_id": "bigint",
        "request": "text",
        "request_digest": "text",
        "private_hash": "text",
        "prev": "text",
        "hash": "text",
    },
)
PRIVATES = Insert("workflows_entryprivate", {"entry_id": "bigint", "salt": "text", "body": "jsonb"})
ERASED = Update("workflows_entryprivate", {"body": "jsonb", "erased_by_id": "bigint"}, {"entry_id": "bigint"})
HANDED_IN = Insert(
    "workflows_handedin",
    {"sha256": "text", "entry_id": "bigint", "case_id": "bigint", "person_id": "bigint"},
)
HEADS = Update("workflows_chainhead", {"seq": "bigint", "hash": "text"}, {"unit_id": "bigint"})
DEADLINES = Insert(
    "workflows_deadline",
    {
        "case_id": "bigint",
        "matter_id": "bigint",
        "node": "text",
        "act": "text",
        "due_on": "date",
        "key": "text",
        "state": "text",
        "attempts": "int",
        "last_error": "text",
    },
)
ENDED_DEADLINES = Update(
    "workflows_deadline",
    {"state": "text"},
    {"case_id": "bigint", "node": "text", "act": "text"},
    only="workflows_deadline.state = 'armed'",
    exact=False,
)
ENDED_MATTER_DEADLINES = Update(
    "workflows_deadline",
    {"state": "text"},
    {"matter_id": "bigint", "act": "text"},
    only="workflows_deadline.state = 'armed'",
    exact=False,
)
DUTIES = Insert(
    "workflows_duty",
    {"case_id": "bigint", "name": "text", "period": "text", "due_on": "date", "lapsed": "boolean"},
    unique=("case_id", "name", "period"),
)
DISCHARGED = Update(
    "workflows_duty",
    {"discharged_on": "date"},
    {"case_id": "bigint", "name": "text", "period": "text"},
    exact=False,
)
LAPSED = Update(
    "workflows_duty",
    {"lapsed": "boolean"},
    {"case_id": "bigint", "name": "text"},
    only="discharged_on IS NULL",
    exact=False,
)
