"""Where each node is drawn: in the procedure itself, in the scope around it, or in the act that leads there.

BPMN draws no arrow across a border, so every node belongs to exactly one body.
"""

from __future__ import annotations

from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import Procedure
from workflows.nodes.stage import Scope
from workflows.nodes.ways import destination, reachable

#: the body of the procedure itself
ROOT = ""


class Regions:
    """The body in which each node is drawn, and the bodies around each body."""

    def __init__(self, procedure: type[Procedure]) -> None:
        """Nodes that only case acts lead to belong to the first of these, unreachable ones to nothing."""
        owner = dict.fromkeys(reachable(procedure.starts), ROOT)
        for act in procedure.case_acts.values():
            target = destination(procedure, act)
            for node in reachable([target]) if target else ():
                owner.setdefault(node, act.name)
        self.home = {node: node.scopes[0].name if node.scopes else at for node, at in owner.items()}
        self.around = dict.fromkeys(procedure.case_acts, ROOT)
        self.around.update({node.name: at for node, at in self.home.items() if isinstance(node, Scope)})

    def chain(self, body: str) -> list[str]:
        """A body and those around it, the procedure itself last."""
        found = [body]
        while found[-1] != ROOT:
            found.append(self.around[found[-1]])
        return found

    def above(self, node: ProcedureNode) -> list[str]:
        """The bodies a node is drawn in, the innermost first."""
        return self.chain(self.home[node])
