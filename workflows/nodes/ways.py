"""Which nodes lead where, by edges, by the paths of scopes and by case acts."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.nodes.acts import CaseAct
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import Procedure
from workflows.nodes.stage import Scope


def following(node: ProcedureNode) -> list[ProcedureNode]:
    """The nodes that may come right after a node, the first of its path included."""
    inner = [node.path] if isinstance(node, Scope) else []
    return [*inner, *node.targets.values()]


def reachable(first: Iterable[ProcedureNode]) -> list[ProcedureNode]:
    """Every node that the given ones lead to, themselves included, each once."""
    found: dict[ProcedureNode, None] = {}
    waiting = list(first)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found[node] = None
            waiting.extend(following(node))
    return list(found)


def destination(procedure: type[Procedure], act: CaseAct) -> ProcedureNode | None:
    """The node a case act leads to; None for one that leaves the case where it is."""
    return procedure.named(act.leads_to.name) if act.leads_to is not None else None
