"""The one list of plain SQL that acts write: the same for one case and for a thousand, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from workflows.store import tables
from workflows.store.batch import Batch, Row
from workflows.store.orders import Order
from workflows.store.session import Session
from workflows.store.tables import Insert, Update

#: the lists of a batch in the order in which their rows are written
_LISTS: tuple[tuple[str, Insert | Update], ...] = (
    ("processes", tables.PROCESSES),
    ("new_cases", tables.NEW_CASES),
    ("new_matters", tables.NEW_MATTERS),
    ("concerns", tables.CONCERNS),
    ("assignments", tables.ASSIGNMENTS),
    ("cases", tables.CASES),
    ("matters", tables.MATTERS),
    ("tasks", tables.TASKS),
    ("ended_tasks", tables.ENDED_TASKS),
    ("previous", tables.PREVIOUS),
    ("ended_processes", tables.ENDED_PROCESSES),
    ("entries", tables.ENTRIES),
    ("privates", tables.PRIVATES),
    ("erased", tables.ERASED),
    ("handed_in", tables.HANDED_IN),
    ("heads", tables.HEADS),
    ("ended_deadlines", tables.ENDED_DEADLINES),
    ("ended_matter_deadlines", tables.ENDED_MATTER_DEADLINES),
    ("deadlines", tables.DEADLINES),
    ("lapsed", tables.LAPSED),
    ("duties", tables.DUTIES),
    ("discharged", tables.DISCHARGED),
)


def write(session: Session, batch: Batch) -> None:
    """Write every row of the batch. Raises Stale when a row was not as it had been read."""
    session.tell([*_orders(session, batch), *_projections(batch.projections)])


def _orders(session: Session, batch: Batch) -> Iterator[Order]:
    for name, kind in _LISTS:
        rows: list[tuple[Any, ...]] = getattr(batch, name)
        if rows:
            yield kind.orders(rows, arrays=session.pipelined)


def _projections(rows: list[Row]) -> Iterator[Order]:
    """Rows of the same shape that follow each other are one order."""
    for statement, same in groupby(rows, _statement):
        values = [(*row.values.values(), *row.match.values()) for row in same]
        yield Order(statement, values, len(values))


def _statement(row: Row) -> str:
    if not row.match:
        columns, holes = ", ".join(row.values), ", ".join(["%s"] * len(row.values))
        return f"INSERT INTO {row.table} ({columns}) VALUES ({holes}){_or_update(row)}"
    changes = ", ".join(f"{name} = %s" for name in row.values)
    matches = " AND ".join(f"{name} = %s" for name in row.match)
    if not row.values:
        return f"DELETE FROM {row.table} WHERE {matches}"
    return f"UPDATE {row.table} SET {changes} WHERE {matches}"


def _or_update(row: Row) -> str:
    if not row.unique:
        return ""
    others = ", ".join(f"{name} = excluded.{name}" for name in row.values if name not in row.unique)
    return f" ON CONFLICT ({', '.join(row.unique)}) DO UPDATE SET {others}"
