"""Ballots: counted totals of papers, entered by two tellers, decided by exact shares of those entitled.

Nothing here relates a person to a choice. The roll says who was entitled and why others were not, attendance
who was there, written opinions who handed one in; choices exist only as the totals of a count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from workflows.nodes.acts import ActType
from workflows.nodes.graph import Resting
from workflows.nodes.matters import MatterType
from workflows.nodes.papers import Paper
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

RECOUNT = "recount"


class Ballot(Resting):
    """票决 of one case within a meeting. ``decision`` gives the outcome from the totals.

    Edges: carried, lost, inquorate, deferred. A voided round stays here for the next round. With
    ``tellers=2`` the first count only waits; an equal second one decides, an unequal one asks for a recount.
    """

    task_type: ClassVar[str] = "BALLOT"
    outcomes: ClassVar[tuple[str, ...]] = (Outcome.CARRIED, Outcome.LOST)

    def __init__(
        self,
        meeting: type[MatterType],
        *,
        title: str,
        count: ActType,
        decision: Callable[[Situation], Outcome],
        defer: ActType | None = None,
        secret: bool = True,
        tellers: int = 2,
    ) -> None:
        count.name, count.keep, count.matter = "count", "each", meeting
        extra = (defer,) if defer else ()
        for act in extra:
            act.name, act.matter = "defer", meeting
            act.Decides(_deferred)
        super().__init__(count, *extra, title=title)
        self.secret = secret
        self.tellers = tellers
        self.decision = decision
        count.Decides(self._counting)

    def Carried(self, node: Any) -> Self:
        """Where enough approval leads."""
        return self.On(Outcome.CARRIED, node)

    def Lost(self, node: Any) -> Self:
        """Where too little approval leads."""
        return self.On(Outcome.LOST, node)

    def Inquorate(self, node: Any) -> Self:
        """Where too small an attendance leads."""
        return self.On(Outcome.INQUORATE, node)

    def Deferred(self, node: Any) -> Self:
        """Where a postponed decision leads."""
        return self.On(Outcome.DEFERRED, node)

    def _counting(self, situation: Situation) -> str | None:
        outcome = self.decision(situation)
        if outcome is Outcome.INQUORATE or self.tellers == 1:
            return str(outcome)
        first = self._waiting_count(situation)
        if first is None:
            return None
        same = all(first.get(name) == situation.data.get(name) for name in self._counted())
        return str(outcome) if same else RECOUNT

    def _counted(self) -> set[str]:
        """The fields that two tellers must enter alike: all that the count's paper keeps."""
        paper = self.main.paper or Paper
        return set(paper.base_fields) - paper.private

    def _waiting_count(self, situation: Situation) -> dict[str, Any] | None:
        """The count that another teller of this round entered and nobody has answered yet."""
        counts = situation.facts.all(self.main.name)
        last = counts[-1] if counts else None
        if last is None or last.outcome:
            return None
        return dict(last.data)


def _deferred(situation: Situation) -> str:
    return str(Outcome.DEFERRED)
