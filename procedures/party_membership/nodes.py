"""Kinds of steps of this procedure: what is decided by the numbers of a meeting that records them itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from workflows.nodes import Paper, Review, Step
from workflows.nodes.roles import Role
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome


class Decision(Step):
    """研究决定: one paper states who came and how they decided.

    Edges: ``carried`` and ``lost``; a meeting without a quorum decides nothing, and the step stays open.
    """

    outcomes: ClassVar[tuple[str, ...]] = (Outcome.CARRIED, Outcome.LOST)

    def __init__(
        self, paper: type[Paper], *, decision: Callable[[Situation], str], by: tuple[Role, ...], **kwargs: Any
    ) -> None:
        super().__init__(paper, by=by, keep="each", **kwargs)
        self.Decides(decision)


class Deliberation(Review):
    """审议: a higher body meets on papers, and its numbers and answers approve or return them.

    A meeting without a quorum decides nothing, and the step stays open.
    """

    outcomes: ClassVar[tuple[str, ...]] = ("approved", "returned")

    def __init__(
        self,
        paper: type[Paper],
        *,
        decision: Callable[[Situation], str],
        by: tuple[Role, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(paper, by=by, **kwargs)
        self.main.Decides(decision)
