"""The rows of one transaction, gathered while acts are planned and written in one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a projection: inserted, or where ``match`` is given, updated where it matches.

    ``unique`` names the columns of a key: a row that has it already gets the other values. Without any
    ``values`` what matches is deleted.
    """

    table: str
    values: Mapping[str, Any]
    match: Mapping[str, Any] = field(default_factory=dict)
    unique: tuple[str, ...] = ()


@dataclass(slots=True)
class Batch:
    """Rows by table, each a tuple in the order of the columns that ``writing`` names."""

    processes: list[tuple[Any, ...]] = field(default_factory=list)
    ended_processes: list[tuple[Any, ...]] = field(default_factory=list)
    new_cases: list[tuple[Any, ...]] = field(default_factory=list)
    cases: list[tuple[Any, ...]] = field(default_factory=list)
    new_matters: list[tuple[Any, ...]] = field(default_factory=list)
    matters: list[tuple[Any, ...]] = field(default_factory=list)
    concerns: list[tuple[Any, ...]] = field(default_factory=list)
    assignments: list[tuple[Any, ...]] = field(default_factory=list)
    tasks: list[tuple[Any, ...]] = field(default_factory=list)
    ended_tasks: list[tuple[Any, ...]] = field(default_factory=list)
    previous: list[tuple[Any, ...]] = field(default_factory=list)
    entries: list[tuple[Any, ...]] = field(default_factory=list)
    privates: list[tuple[Any, ...]] = field(default_factory=list)
    erased: list[tuple[Any, ...]] = field(default_factory=list)
    handed_in: list[tuple[Any, ...]] = field(default_factory=list)
    heads: list[tuple[Any, ...]] = field(default_factory=list)
    deadlines: list[tuple[Any, ...]] = field(default_factory=list)
    ended_deadlines: list[tuple[Any, ...]] = field(default_factory=list)
    ended_matter_deadlines: list[tuple[Any, ...]] = field(default_factory=list)
    duties: list[tuple[Any, ...]] = field(default_factory=list)
    discharged: list[tuple[Any, ...]] = field(default_factory=list)
    lapsed: list[tuple[Any, ...]] = field(default_factory=list)
    projections: list[Row] = field(default_factory=list)
