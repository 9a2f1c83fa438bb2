"""Playing a case once more by viewflow's own activations, and telling two plays apart.

Ids and the order of rows differ between the two plays, so a task is compared by what it is: its node, its
status, its token with the forks it came through, and the tasks before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from viewflow.workflow.context import context
from viewflow.workflow.models import Process, Task

from workflows.nodes import Procedure
from workflows.nodes.activations import situated
from workflows.rules.situation import Situation

OPEN = ("NEW", "STARTED")


@contextmanager
def playing(situation: Situation) -> Iterator[None]:
    """What choices ask, and errors that rise instead of being written into the task."""
    with situated(situation), context(propagate_exception=True):
        yield


def begin(procedure: type[Procedure]) -> Process:
    """A process opened at its start node."""
    process = Process.objects.create(flow_class=procedure)
    task = Task.objects.create(process=process, flow_task=procedure.start, token="start")
    activation = procedure.start.activation_class(task)
    activation._activate_next({activation})
    return process


def complete(process: Process, node: str, outcome: str) -> None:
    """An act at an open node decides ``outcome``."""
    flow_task = process.flow_class.named(node)
    task = process.task_set.get(flow_task=flow_task, status__in=OPEN)
    activation = flow_task.activation_class(task)
    activation.take(outcome)
    activation.complete()
    activation.activate_next()


def divert(process: Process, target: str) -> None:
    """A case act sends the case to ``target``: whatever does not hold the target is cancelled."""
    node = process.flow_class.named(target)
    opened = process.task_set.filter(status__in=OPEN).order_by("pk")
    last = opened.last()
    for task in opened:
        if task.flow_task not in node.scopes:
            task.flow_task.activation_class(task).cancel()
    before = last.flow_task.activation_class(Task.objects.get(pk=last.pk))
    arrived = before.enter(node, "start")
    arrived._activate_next({arrived})


def shape(process: Any) -> list[str]:
    """Every task of a process by what it is, in an order that does not depend on ids."""
    tasks = list(Task.objects.filter(process=process).prefetch_related("previous"))
    by_id = {task.pk: task for task in tasks}
    known: dict[int, str] = {}

    def said(pk: int) -> str:
        if pk not in known:
            task = by_id[pk]
            before = sorted(said(each.pk) for each in task.previous.all())
            known[pk] = f"{task.flow_task.name}:{task.status}:{token(str(task.token))}<{before}>"
        return known[pk]

    def token(text: str) -> str:
        base, *splits = text.split("/")
        forks = (split.partition("_") for split in splits)
        return "/".join([base, *(f"({said(int(fork))})_{branch}" for fork, _, branch in forks)])

    status = Process.objects.get(pk=process.pk).status
    return [status, *sorted(said(task.pk) for task in tasks)]
