"""An item as facts that a journal keeps, and back; what is as usual is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Item


def facts_of(item: Item) -> dict[str, Any]:
    """The item as plain JSON: days and years as text, defaults left out."""
    values = ((field.name, getattr(item, field.name), field.default) for field in fields(item))
    return {name: _plain(value) for name, value, usual in values if usual is MISSING or value != usual}


def item_of(facts: Mapping[str, Any]) -> Item:
    """What ``facts_of`` wrote; ``TypeError`` for a name that no item has, ``ValueError`` for its value."""
    return Item(**{name: _read(name, value) for name, value in facts.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, AcademicYear):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name == "year":
        return AcademicYear.named(value)
    return date.fromisoformat(value) if name.endswith("_on") and value else value
