"""The graph of a procedure: nodes that rest, pass or hold others, and edges named by outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from viewflow.this_object import this
from viewflow.workflow.base import Edge, Node

from workflows.nodes.activations import PassingActivation, RestingActivation
from workflows.nodes.acts import ActType
from workflows.nodes.standings import Gives
from workflows.nodes.timers import Timer
from workflows.texts.speaking import Declared

if TYPE_CHECKING:
    from workflows.nodes.walk import Walk
    from workflows.rules.situation import Situation

#: the edge taken when an act decides nothing in particular
DONE = "done"


class ProcedureNode(Node):
    """A node of a procedure. Its edges are named by outcome; a name leads to exactly one node."""

    task_type: ClassVar[str] = "STEP"
    activation_class: Any = PassingActivation
    bpmn_element = "task"
    shape: ClassVar[dict[str, Any]] = {"width": 150, "height": 100, "svg": ""}
    #: whether reaching this node ends the case
    ends_case: ClassVar[bool] = False
    #: outcomes that must each have an edge
    outcomes: ClassVar[tuple[str, ...]] = (DONE,)
    label = Declared()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.label = title
        self.cites: tuple[str, ...] = ()
        self._edges: dict[str, Any] = {}
        self.targets: dict[str, ProcedureNode] = {}
        #: standings that whoever arrives here has from then on; only stages and ends declare them
        self.gives: tuple[Gives, ...] = ()
        self.scopes: tuple[ProcedureNode, ...] = ()

    def On(self, outcome: str, node: Any) -> Self:
        """Leave by this edge when the outcome is ``outcome``; ``node`` is given as ``this.name``."""
        self._edges = {**self._edges, outcome: node}
        return self

    def Next(self, node: Any) -> Self:
        """The node that follows when there is only one way on."""
        return self.On(DONE, node)

    def Cite(self, *articles: str) -> Self:
        """The articles of the home edition that this node carries out."""
        self.cites = articles
        return self

    @property
    def acts(self) -> dict[str, ActType]:
        """The act types that this node offers while it is open, by full name."""
        return {}

    def following(self) -> set[ProcedureNode]:
        """Every node that can be reached from here, this one among them only if a way leads back."""
        found: set[ProcedureNode] = set()
        waiting = [*self.targets.values()]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                inner = getattr(node, "path", None)
                waiting.extend([*node.targets.values(), *([inner] if inner else [])])
        return found

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Take a token: rest here, or pass it on at once."""
        task = walk.passes(self, token, previous)
        walk.follow(self, self.choose(walk.situation), token, (task,))

    def choose(self, situation: Situation) -> str:
        """The outcome by which a passing node is left."""
        return DONE

    def _resolve(self, instance: Any) -> None:
        self.targets = {name: this.resolve(instance, node) for name, node in self._edges.items()}

    def _outgoing(self) -> Iterator[Edge]:
        for outcome, node in self.targets.items():
            yield Edge(src=self, dst=node, edge_class="next", label="" if outcome == DONE else outcome)


class Resting(ProcedureNode):
    """A node where the case waits for an act; the token stays until an act decides an outcome."""

    activation_class: Any = RestingActivation
    bpmn_element = "userTask"

    def __init__(self, *acts: ActType, title: str = "") -> None:
        super().__init__(title or acts[0].declared)
        self._acts = acts
        self.timers: tuple[Timer, ...] = ()
        self.holds: tuple[Any, ...] = ()

    def Arms(self, *timers: Timer) -> Self:
        """Timers that run while the node is open."""
        self.timers += timers
        return self

    def reminded(self, timer: Timer) -> ActType | None:
        """The act that a timer of this node reminds people of; None when the node has no such act."""
        return (
            next((act for act in self._acts if act.event == timer.about), None) if timer.about else self.main
        )

    @property
    def main(self) -> ActType:
        """The act that ordinarily completes the node; it bears the node's name."""
        return self._acts[0]

    @property
    def acts(self) -> dict[str, ActType]:
        """The node's acts by full name."""
        return {act.name: act for act in self._acts}

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Wait here."""
        walk.rests(self, token, previous)

    def Cite(self, *articles: str) -> Self:
        """The articles of the home edition; an act without its own citation carries the node's."""
        for act in self._acts:
            act.cites = act.cites or articles
        return super().Cite(*articles)

    def Holds(self, *rules: Any) -> Self:
        """Rules that the node's being done meets: said to whoever tries what comes after it before."""
        self.holds += rules
        return self

    def Requires(self, *rules: Any) -> Self:
        """Rules of the main act that say whether it may happen."""
        self.main.Requires(*rules)
        return self

    def Accepts(self, *rules: Any) -> Self:
        """Rules of the main act that say whether its data can be."""
        self.main.Accepts(*rules)
        return self

    def Explains(self, *rules: Any) -> Self:
        """Rules that the main act's outcome rests on."""
        self.main.Explains(*rules)
        return self

    def Projects(self, projection: Any) -> Self:
        """Rows that the main act writes beside the journal."""
        self.main.Projects(projection)
        return self

    def Gives(self, tree: str, standing: str, *, on: str = "") -> Self:
        """The standing that the main act gives the subject, with the outcome ``on`` or with any."""
        self.main.Gives(tree, standing, on=on)
        return self

    def Effective(self, day: Any) -> Self:
        """The day from which the main act has effect."""
        self.main.Effective(day)
        return self

    def _ready(self) -> None:
        for act in self._acts:
            act.event = act.event or act.name
            act.name = self.name if act is self.main else f"{self.name}.{act.event}"
