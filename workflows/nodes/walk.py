"""The walk of tokens through a procedure, planned in memory: which task rows an act opens, ends or cancels.

Nothing is read or written here. The store writes what the walk has gathered, for one case or a thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NotRequired, TypedDict

from workflows.rules.situation import Situation

if TYPE_CHECKING:
    from workflows.nodes.graph import ProcedureNode
    from workflows.nodes.procedure import Procedure

#: the token that every case begins with
START = "start"


class OpenStep(TypedDict):
    """An open node as the case row keeps it.

    ``armed`` are the days of its deadlines by the act that each performs, ``owed`` a digest of the periods of
    each duty; both are absent where there is none.
    """

    task: int
    token: str
    since: str
    armed: NotRequired[dict[str, str]]
    owed: NotRequired[dict[str, str]]


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task row to insert; ``previous`` are the tasks its token came from."""

    id: int
    node: str
    type: str
    status: str
    token: str
    previous: tuple[int, ...]


@dataclass(slots=True)
class Moves:
    """What one act did to the tokens: rows for the store, and node names for the journal."""

    inserted: list[NewTask] = field(default_factory=list)
    ended: dict[int, str] = field(default_factory=dict)
    joined: list[tuple[int, int]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    end: str = ""
    #: the day of an end that a case had reached before, and goes back to
    ended_on: str = ""
    status: str = ""
    #: open nodes whose first day is another than that of the act
    since: dict[str, str] = field(default_factory=dict)
    #: what the act says of the row of the case or matter itself, such as its subject and first day
    row: dict[str, object] = field(default_factory=dict)
    #: the standings that the act gives the subject, each with its tree and the first day of it
    gives: list[list[str]] = field(default_factory=list)
    #: all that the case gives after an entry was corrected or voided, each also with the entry that gave it
    given: list[list[object]] | None = None

    def day_of_end(self, on: date) -> date:
        """The day of the end: that of the act, unless the case goes back to an earlier end."""
        return date.fromisoformat(self.ended_on) if self.ended_on else on

    def to_json(self) -> dict[str, object]:
        """What the journal keeps, so that the case can be folded from it; nothing moved keeps nothing."""
        said = {
            "done": self.done,
            "passed": self.passed,
            "opened": self.opened,
            "cancelled": self.cancelled,
            "end": self.end,
            "ended_on": self.ended_on,
            "status": self.status,
            "since": self.since,
            "row": self.row,
            "gives": self.gives,
        }
        kept: dict[str, object] = {name: value for name, value in said.items() if value}
        return kept if self.given is None else {**kept, "given": self.given}


class Walk:
    """One act's walk over the open steps of one case; ``steps`` is changed in place."""

    def __init__(
        self,
        procedure: type[Procedure],
        steps: dict[str, OpenStep],
        situation: Situation,
        new_id: Callable[[], int],
    ) -> None:
        self.procedure = procedure
        self.steps = steps
        self.situation = situation
        self.moves = Moves()
        self._new_id = new_id

    def begin(self, node: ProcedureNode) -> None:
        """Open a case at its start node and go on from there."""
        task = self.passes(node, START, ())
        self.follow(node, node.choose(self.situation), START, (task,))

    def complete(self, node: ProcedureNode, outcome: str) -> None:
        """End an open node and follow the edge of ``outcome``."""
        step = self._end(node.name, "DONE")
        self.moves.done.append(node.name)
        self.follow(node, outcome, step["token"], (step["task"],))

    def follow(self, source: ProcedureNode, outcome: str, token: str, previous: tuple[int, ...]) -> None:
        """Take the edge named ``outcome``; the scopes that it leaves are ended and emptied."""
        self.arrive(source, source.targets[outcome], token, previous)

    def arrive(
        self, source: ProcedureNode, target: ProcedureNode, token: str, previous: tuple[int, ...]
    ) -> None:
        """Enter ``target`` from ``source``: leave the scopes around one, open those around the other.

        A token that leaves a scope goes on as the one that had entered it, whatever forks were open within.
        """
        for scope in source.scopes:
            if scope not in target.scopes and scope.name in self.steps:
                token = self.leave(scope)
        for scope in reversed(target.scopes):
            if scope.name not in self.steps:
                previous = (self.rests(scope, token, previous, status="STARTED"),)
        target.enter(self, token, previous)

    def leave(self, scope: ProcedureNode) -> str:
        """End an open scope and cancel whatever is still open in it; the token that had entered it."""
        step = self._end(scope.name, "DONE")
        self.moves.done.append(scope.name)
        for name in [name for name in self.steps if scope in self.procedure.named(name).scopes]:
            self.cancel(name)
        return step["token"]

    def cancel(self, name: str) -> None:
        """Cancel one open node."""
        self._end(name, "CANCELED")
        self.moves.cancelled.append(name)

    def divert(self, target: ProcedureNode) -> None:
        """A case act sends a case to ``target``: what is open outside its scopes is cancelled."""
        kept = {scope.name for scope in target.scopes}
        gone = {name: step["task"] for name, step in self.steps.items() if name not in kept}
        for name in gone:
            self.cancel(name)
        self.arrive(target, target, START, tuple(gone.values()))

    def rests(self, node: ProcedureNode, token: str, previous: tuple[int, ...], status: str = "NEW") -> int:
        """Open a task at ``node`` that waits for an act."""
        task = self._insert(node, token, previous, status)
        since = self.situation.on.isoformat()
        self.steps[node.name] = OpenStep(task=task, token=token, since=since)
        self.moves.opened.append(node.name)
        return task

    def passes(self, node: ProcedureNode, token: str, previous: tuple[int, ...]) -> int:
        """Open and end a task at a node that does not wait."""
        self.moves.passed.append(node.name)
        return self._insert(node, token, previous, "DONE")

    def finish(self, node: ProcedureNode) -> None:
        """An end was reached; the case ends when nothing else is open."""
        if not self.steps:
            self.moves.end = node.name

    def _insert(self, node: ProcedureNode, token: str, previous: tuple[int, ...], status: str) -> int:
        task = self._new_id()
        self.moves.inserted.append(NewTask(task, node.name, node.task_type, status, token, previous))
        return task

    def _end(self, name: str, status: str) -> OpenStep:
        step = self.steps.pop(name)
        self.moves.ended[step["task"]] = status
        return step
