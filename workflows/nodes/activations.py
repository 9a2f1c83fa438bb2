"""How viewflow itself would play our nodes, row by row through its ORM: the slow reference of the walk.

The door plans with ``walk`` and writes through the store. These activations say the same in viewflow's own
terms; a property test plays procedures both ways and compares the rows. They never evaluate rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now
from viewflow.workflow.activation import Activation
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

if TYPE_CHECKING:
    from workflows.rules.situation import Situation

DONE = "done"

_asked: ContextVar[Situation] = ContextVar("asked")


@contextmanager
def situated(situation: Situation) -> Iterator[None]:
    """The situation that choices ask while a reference play runs."""
    reset = _asked.set(situation)
    try:
        yield
    finally:
        _asked.reset(reset)


class ReferenceActivation(Activation):
    """What every node shares: leaving scopes on the way out, opening scopes on the way in."""

    outcome = DONE

    def exception_guard(self) -> Any:
        """Let errors rise: viewflow would write the failing frame's locals into the task."""
        return _raising()

    @Activation.status.super()
    def activate(self) -> None:
        """Nothing happens on arrival."""

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> list[Activation]:
        """The activation at the end of the edge that the outcome names."""
        return _arrive(self, self.flow_task, self.outcome, self.task.token)

    def enter(self, target: Any, token: Token) -> Activation:
        """The task of ``target``, and before it those of the scopes around it that are not yet open."""
        before: Activation = self
        for scope in reversed(target.scopes):
            if not _open(self).filter(flow_task=scope).exists():
                before = scope._create(before, token)
                before.hold()
        return target._create(before, token)

    @Activation.status.transition(source=[STATUS.NEW, STATUS.STARTED], target=STATUS.CANCELED)
    def cancel(self) -> None:
        """Cancel a task that is still open."""
        self.task.finished = now()
        self.task.save()


class PassingActivation(ReferenceActivation):
    """A node that does not wait; an end finishes the process when nothing else is open."""

    @Activation.status.super()
    def create_next(self) -> list[Activation]:
        """Follow the only edge; a leaf follows the edge of its scope; the end of a branch or a case none."""
        node = self.flow_task
        if node.ends_case:
            _finish(self)
            return []
        if node.task_type == "BRANCHEND":
            return []
        if node.task_type == "LEAVE":
            scope = node.scopes[0]
            return _arrive(self, scope, node.outcome, _end_scope(self, scope))
        found: list[Activation] = super().create_next.original()
        return found


class RestingActivation(ReferenceActivation):
    """A node that waits for an act."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    def take(self, outcome: str) -> None:
        """Somebody acts; the outcome names the edge."""
        self.outcome = outcome

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """End the task."""
        super().complete.original()


class ChoiceActivation(ReferenceActivation):
    """An exclusive gateway."""

    @Activation.status.super()
    def activate(self) -> None:
        """Ask the situation."""
        self.outcome = self.flow_task.choose(_asked.get())


class ForkActivation(ReferenceActivation):
    """A parallel gateway that splits."""

    @Activation.status.super()
    def create_next(self) -> list[Activation]:
        """One activation per branch, each with its own token."""
        sources = Token.split_token_source(str(self.task.token), self.task.pk)
        found: list[Activation] = []
        for outcome, branch in zip(self.flow_task.targets, sources, strict=False):
            found.extend(_arrive(self, self.flow_task, outcome, branch))
        return found


class JoinActivation(ReferenceActivation):
    """A parallel gateway that waits for the branches of one fork."""

    type = "join"

    @classmethod
    def create(
        cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None
    ) -> JoinActivation:
        """The open join of this process, or a new one."""
        task = prev_activation.process.task_set.filter(flow_task=flow_task, status=STATUS.STARTED).first()
        if task is None:
            task = flow_task.flow_class.task_class(
                process=prev_activation.process,
                flow_task=flow_task,
                token=token.get_base_split_token(),
                status=STATUS.STARTED,
            )
            task.save()
        task.previous.add(prev_activation.task)
        return cls(task)

    @Activation.status.transition(source=STATUS.STARTED)
    def activate(self) -> None:
        """Nothing happens on arrival."""

    def is_complete(self) -> bool:
        """Whether no branch of the fork is open any more."""
        arrived = self.task.previous.first()
        prefix = f"{str(arrived.token).rpartition('_')[0]}_"
        return not _open(self).filter(token__startswith=prefix).exists()

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[is_complete])
    def complete(self) -> None:
        """End the join."""
        super().complete.original()


class ScopeActivation(ReferenceActivation):
    """A stage or a sub-procedure: it stays open, and its path is worked within."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    def activate(self) -> None:
        """Open the path."""
        self.task.status = STATUS.STARTED
        self.task.save()
        self._activate_next({self.flow_task.path._create(self, self.task.token)})

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    def hold(self) -> None:
        """Stay open around a node that was reached from outside, without opening the path."""
        self.task.status = STATUS.STARTED
        self.task.save()

    def left(self) -> bool:
        """Never by itself: leaving a scope ends it."""
        return False

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[left])
    def complete(self) -> None:
        """Refused: viewflow would otherwise complete the scope as soon as it is open."""


@contextmanager
def _raising() -> Iterator[None]:
    yield


def _open(activation: Any) -> Any:
    return activation.process.task_set.filter(status__in=[STATUS.NEW, STATUS.STARTED])


def _arrive(activation: Any, source: Any, outcome: str, token: Token) -> list[Activation]:
    """Leave the scopes around ``source`` that are not around the target, then enter the target."""
    target = source.targets[outcome]
    for scope in source.scopes:
        if scope not in target.scopes and _open(activation).filter(flow_task=scope).exists():
            token = _end_scope(activation, scope)
    return [activation.enter(target, token)]


def _end_scope(activation: Any, scope: Any) -> Token:
    """End an open scope and cancel what is open in it; the token goes on as it had entered."""
    task = _open(activation).get(flow_task=scope)
    task.status, task.finished = STATUS.DONE, now()
    task.save()
    for inner in _open(activation):
        if scope in inner.flow_task.scopes:
            inner.flow_task.activation_class(inner).cancel()
    return task.token


def _finish(activation: Any) -> None:
    if not _open(activation).exists():
        activation.process.status, activation.process.finished = PROCESS.DONE, now()
        activation.process.save()
