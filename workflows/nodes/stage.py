"""Scopes: nodes that hold others. A stage has acts, a path and duties; a sub-procedure has only a path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from viewflow.this_object import this
from viewflow.workflow.base import Edge

from workflows.nodes.activations import ScopeActivation
from workflows.nodes.acts import ActType, StageAct
from workflows.nodes.duty import Duty
from workflows.nodes.graph import DONE, ProcedureNode
from workflows.nodes.standings import Gives
from workflows.nodes.timers import Timer

if TYPE_CHECKING:
    from workflows.nodes.walk import Walk


class Scope(ProcedureNode):
    """A node that stays open while the nodes of its path are worked."""

    activation_class: Any = ScopeActivation
    bpmn_element = "subProcess"

    def __init__(self, *, path: Any, title: str = "") -> None:
        super().__init__(title)
        self._path = path
        self.path: ProcedureNode

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Stay open, and open the path within."""
        task = walk.rests(self, token, previous, status="STARTED")
        self.path.enter(walk, token, (task,))

    def inner(self) -> list[ProcedureNode]:
        """The nodes of the path, found by following edges up to the nodes that lie outside."""
        found: list[ProcedureNode] = []
        waiting = [self.path]
        while waiting:
            node = waiting.pop()
            if node not in found and not self.outside(node):
                found.append(node)
                waiting.extend(node.targets.values())
                waiting.extend([node.path] if isinstance(node, Scope) else [])
        return found

    def outside(self, node: ProcedureNode) -> bool:
        """Whether an edge to ``node`` leaves this scope."""
        raise TypeError(f"{type(self).__name__} does not say what lies outside it")

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self.path = this.resolve(instance, self._path)

    def _outgoing(self) -> Iterator[Edge]:
        yield Edge(src=self, dst=self.path, edge_class="path", label="")
        yield from super()._outgoing()


class Stage(Scope):
    """阶段: acts in any order, an ordinary path, and exits to another stage or to an end.

    The path leaves the stage by an edge to another stage or to an end; whatever is still open is cancelled.
    """

    task_type: ClassVar[str] = "STAGE"
    outcomes: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *,
        path: Any,
        title: str = "",
        acts: tuple[StageAct, ...] = (),
        duties: tuple[Duty, ...] = (),
        timers: tuple[Timer, ...] = (),
    ) -> None:
        super().__init__(path=path, title=title)
        self._acts = acts
        self.duties = duties
        self.timers = timers

    @property
    def acts(self) -> dict[str, ActType]:
        """The acts that may happen while the stage is open."""
        return {act.name: act for act in self._acts}

    def Gives(self, tree: str, standing: str) -> Self:
        """The standing of the subject from the stage's opening on."""
        self.gives += (Gives(tree, standing),)
        return self

    def outside(self, node: ProcedureNode) -> bool:
        """Another stage and every end lie outside."""
        return isinstance(node, Stage) or node.ends_case


class SubProcedure(Scope):
    """A path of its own within a stage, left by an edge to ``this`` node's outcome through ``Leave``."""

    task_type: ClassVar[str] = "SUBPROCEDURE"

    def outside(self, node: ProcedureNode) -> bool:
        """The path ends at its leaves; stages and ends lie outside."""
        return isinstance(node, Stage) or node.ends_case


class Leave(ProcedureNode):
    """The end of a sub-procedure: its outcome is the edge by which the sub-procedure is left."""

    task_type: ClassVar[str] = "LEAVE"
    bpmn_element = "endEvent"
    outcomes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, outcome: str = DONE, title: str = "") -> None:
        super().__init__(title)
        self.outcome = outcome

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """End the sub-procedure around this leaf and follow its edge."""
        task = walk.passes(self, token, previous)
        scope = self.scopes[0]
        walk.follow(scope, self.outcome, walk.leave(scope), (task,))
