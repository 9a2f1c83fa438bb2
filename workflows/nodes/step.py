"""Steps: a person does one thing, and the case goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from workflows.nodes.acts import ActType, Occurs
from workflows.nodes.graph import DONE, Resting
from workflows.nodes.papers import Paper
from workflows.nodes.roles import SYSTEM, Role
from workflows.nodes.timers import Days, Timer
from workflows.rules.situation import Situation


def _done(situation: Situation) -> str:
    return DONE


class Step(Resting):
    """环节: one paper filled by one role. ``Decides`` may name other edges than the plain next one."""

    task_type: ClassVar[str] = "STEP"

    def __init__(
        self,
        paper: type[Paper] | None = None,
        *,
        title: str,
        by: Role | tuple[Role, ...],
        at: str = "",
        occurs: Occurs = Occurs.ON_PAPER,
        keep: str = "latest",
        recorders: tuple[Role, ...] = (),
        scan: bool = False,
    ) -> None:
        act = ActType(
            paper, title=title, by=by, at=at, occurs=occurs, keep=keep, recorders=recorders, scan=scan
        )
        super().__init__(act.Decides(_done), title=title)

    def Decides(self, decision: Any) -> Self:
        """What follows from the paper: the name of the edge to take."""
        self.main.Decides(decision)
        return self


class Wait(Resting):
    """等待: the case goes on by itself on the day that ``due`` gives; a deadline row performs it."""

    task_type: ClassVar[str] = "WAIT"
    bpmn_element = "intermediateCatchEvent"

    def __init__(self, due: Callable[[Situation], Days], *, title: str) -> None:
        act = ActType(title=title, by=SYSTEM)
        super().__init__(act.Decides(_done), title=title)
        self.timers = (Timer(act, due),)


class Review(Resting):
    """审核: a higher body approves, returns to a named step, or refuses."""

    task_type: ClassVar[str] = "REVIEW"
    outcomes: ClassVar[tuple[str, ...]] = ("approved",)

    def __init__(
        self,
        paper: type[Paper],
        *,
        title: str,
        by: Role | tuple[Role, ...],
        at: str = "",
        occurs: Occurs = Occurs.ON_PAPER,
        recorders: tuple[Role, ...] = (),
    ) -> None:
        act = ActType(paper, title=title, by=by, at=at, occurs=occurs, recorders=recorders)
        super().__init__(act.Decides(lambda situation: str(situation.data["outcome"])), title=title)

    def Approved(self, node: Any) -> Self:
        """Where an approval leads."""
        return self.On("approved", node)

    def Returned(self, node: Any) -> Self:
        """The earlier step that a return for correction reopens."""
        return self.On("returned", node)

    def Refused(self, node: Any) -> Self:
        """Where a refusal leads."""
        return self.On("refused", node)


class Assembly(Resting):
    """座谈会: open, signed answers counted against shares; falling short is an outcome, not a refusal.

    ``decision`` turns the recorded answers into ``supported`` or ``unsupported`` by the edition's shares.
    """

    task_type: ClassVar[str] = "ASSEMBLY"
    outcomes: ClassVar[tuple[str, ...]] = ("supported", "unsupported")

    def __init__(
        self,
        paper: type[Paper],
        *,
        title: str,
        by: Role | tuple[Role, ...],
        decision: Callable[[Situation], str],
        at: str = "",
        recorders: tuple[Role, ...] = (),
    ) -> None:
        act = ActType(paper, title=title, by=by, at=at, keep="each", recorders=recorders)
        super().__init__(act.Decides(decision), title=title)

    def Supported(self, node: Any) -> Self:
        """Where enough support leads."""
        return self.On("supported", node)

    def Unsupported(self, node: Any) -> Self:
        """Where too little support leads."""
        return self.On("unsupported", node)
