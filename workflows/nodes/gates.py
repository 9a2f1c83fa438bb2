"""Gateways: a choice by the facts, a fork into parallel branches and the join that waits for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from viewflow.this_object import this
from viewflow.workflow.token import Token

from workflows.nodes.activations import ChoiceActivation, ForkActivation, JoinActivation
from workflows.nodes.graph import DONE, ProcedureNode
from workflows.nodes.roles import Office
from workflows.nodes.standings import Gives

if TYPE_CHECKING:
    from workflows.nodes.walk import Walk
    from workflows.rules.situation import Situation


class Choice(ProcedureNode):
    """An exclusive gateway: ``question`` answers from the situation with the name of an edge."""

    task_type: ClassVar[str] = "CHOICE"
    activation_class: Any = ChoiceActivation
    bpmn_element = "exclusiveGateway"
    outcomes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, question: Callable[[Situation], str], *, title: str = "") -> None:
        super().__init__(title)
        self.question = question

    def choose(self, situation: Situation) -> str:
        """The edge that the facts of the case lead to."""
        return self.question(situation)


class Fork(ProcedureNode):
    """A parallel gateway: every branch gets a token of its own."""

    task_type: ClassVar[str] = "FORK"
    activation_class: Any = ForkActivation
    bpmn_element = "parallelGateway"
    outcomes: ClassVar[tuple[str, ...]] = ()

    def Branch(self, node: Any) -> Self:
        """One more branch."""
        return self.On(str(len(self._edges) + 1), node)

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Open every branch."""
        task = walk.passes(self, token, previous)
        sources = Token.split_token_source(token, task)
        for outcome, branch in zip(self.targets, sources, strict=False):
            walk.follow(self, outcome, branch.token, (task,))


class Join(ProcedureNode):
    """The parallel gateway that ends a fork: it goes on when no branch of that fork is open any more."""

    task_type: ClassVar[str] = "JOIN"
    activation_class: Any = JoinActivation
    bpmn_element = "parallelGateway"

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Count this branch as arrived; the last one takes the token on."""
        base = token.rpartition("/")[0] or token
        prefix = f"{token.rpartition('_')[0]}_"
        if self.name in walk.steps:
            walk.moves.joined.extend((walk.steps[self.name]["task"], task) for task in previous)
        else:
            walk.rests(self, base, previous, status="STARTED")
        if not any(step["token"].startswith(prefix) for step in walk.steps.values()):
            walk.complete(self, DONE)


class BranchEnd(ProcedureNode):
    """Where one branch of a fork has done its part; the others go on, and one of them leads on.

    It takes the token and opens nothing. What it gave stands until the scope around the fork is left.
    """

    task_type: ClassVar[str] = "BRANCHEND"
    bpmn_element = "endEvent"
    outcomes: ClassVar[tuple[str, ...]] = ()

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Take the token."""
        walk.passes(self, token, previous)


class Start(ProcedureNode):
    """Where a case is opened: its act creates the case.

    ``home`` on the procedure says whose journal the case belongs to.
    """

    task_type: ClassVar[str] = "START"
    bpmn_element = "startEvent"

    def __init__(self, act: Any) -> None:
        super().__init__(act.declared)
        self.main = act
        self.tree = ""
        self.standings: frozenset[str] = frozenset()

    def Admits(self, tree: str, *standings: str) -> Self:
        """Whose way may begin here: who has one of these standings in a tree, or belongs nowhere in it."""
        self.tree, self.standings = tree, frozenset(standings)
        return self

    def Cite(self, *articles: str) -> Self:
        """The articles of the opening act."""
        self.main.cites = articles
        return super().Cite(*articles)

    def Requires(self, *rules: Any) -> Self:
        """Rules that say whether a case may be opened."""
        self.main.Requires(*rules)
        return self

    def Accepts(self, *rules: Any) -> Self:
        """Rules that say whether the opening data can be."""
        self.main.Accepts(*rules)
        return self

    def _ready(self) -> None:
        self.main.name = self.name


class End(ProcedureNode):
    """An end of the case."""

    task_type: ClassVar[str] = "END"
    bpmn_element = "endEvent"
    ends_case: ClassVar[bool] = True
    outcomes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, title: str = "") -> None:
        super().__init__(title)
        #: the offices that read a case once it has ended here; none named: whoever could before
        self.keepers: tuple[Office, ...] = ()

    def Gives(self, tree: str, standing: str) -> Self:
        """The standing of the subject once the case has ended here."""
        self.gives += (Gives(tree, standing),)
        return self

    def Kept(self, *offices: Office) -> Self:
        """Only these offices read a case that has ended here, and whom an act ``Lends`` it to."""
        self.keepers = offices
        return self

    def enter(self, walk: Walk, token: str, previous: tuple[int, ...]) -> None:
        """Arrive; the case ends when nothing else is open."""
        walk.passes(self, token, previous)
        walk.finish(self)


__all__ = ["BranchEnd", "Choice", "End", "Fork", "Join", "Start", "this"]
