"""Rows of matters, and days as either database hands them over."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflows.door.world import MatterState
from workflows.nodes.matters import matter_type
from workflows.rules.facts import Facts
from workflows.store.orders import Row
from workflows.store.reading import loads


def matter_state(row: Row) -> MatterState | None:
    """A matter as its row says, or None when nothing installed has its kind."""
    kind = matter_type(row[1])
    if kind is None:
        return None
    facts = Facts.from_json(loads(row[6]))
    return MatterState(row[0], kind, row[2], row[3], day(row[4]), maybe_day(row[5]), facts, row[7])


def day(value: Any) -> date:
    """A day, which SQLite keeps as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def maybe_day(value: Any) -> date | None:
    """A day, or none."""
    return day(value) if value else None
