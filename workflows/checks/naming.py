"""What rows keep for ever: names with versions and within their columns; and what viewflow must not add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Field, Model

from workflows.checks.problems import Problem
from workflows.models import Case, Deadline, Duty, Entry, Matter
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import Procedure, case_lock
from workflows.nodes.stage import Leave, Stage

VERSIONED = re.compile(r"_[1-9]\d*$")
#: what a procedure must say of itself
SAID = ("family", "title", "home", "keepers")


def foreign(kind: type[Procedure]) -> Iterator[Problem]:
    """Nodes that are not ours, and boundary events on those that are."""
    for name, node in kind._nodes_by_name.items():
        if not isinstance(node, ProcedureNode) or getattr(node, "_boundary_specs", None):
            yield Problem("E031", f"{kind.__name__}.{name}")


def check(kind: type[Procedure]) -> Iterator[Problem]:
    """The lock, the version, what must be said, and the lengths of all that rows keep."""
    name = kind.__name__
    if kind.lock_impl is not case_lock:
        yield Problem("E030", name)
    if not VERSIONED.search(name):
        yield Problem("E032", name)
    for attribute in SAID:
        if not getattr(kind, attribute):
            yield Problem("E033", name, attribute)
    yield from _titles(kind)
    for where, text, room in _kept(kind):
        if len(text) > room:
            yield Problem("E034", where, (text, str(room)))


def _titles(kind: type[Procedure]) -> Iterator[Problem]:
    for node in kind.all_nodes():
        if not (node.label or isinstance(node, Leave)):
            yield Problem("E035", f"{kind.__name__}.{node.name}")
    for act in kind.act_types.values():
        if not act.title:
            yield Problem("E035", f"{kind.__name__}.{act.name}")


def _kept(kind: type[Procedure]) -> Iterator[tuple[str, str, int]]:
    """Where it stands, the text, and how many characters there are for it."""
    name = kind.__name__
    yield name, kind.ref, _room(Case, "procedure")
    for matter in kind.matter_types.values():
        yield f"{name}.{matter.__name__}", matter.kind(), _room(Matter, "kind")
    for act in kind.act_types.values():
        yield f"{name}.{act.name}", act.name, min(_room(Entry, "act"), _room(Deadline, "act"))
        for role in (*act.by, *act.recorders):
            yield f"{name}.{act.name}", role.name, _room(Entry, "acted_as")
    for node in kind.all_nodes():
        yield f"{name}.{node.name}", node.name, min(_room(Case, "stage"), _room(Deadline, "node"))
        for outcome in node.targets:
            yield f"{name}.{node.name}", outcome, _room(Entry, "outcome")
        for duty in node.duties if isinstance(node, Stage) else ():
            yield f"{name}.{node.name}", duty.name, _room(Duty, "name")


def _room(model: type[Model], column: str) -> int:
    return cast("int", cast("Field[Any, Any]", model._meta.get_field(column)).max_length)
