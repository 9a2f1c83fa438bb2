"""Playing a case once more by viewflow's own activations, and telling two plays apart.

Ids and the order of rows differ between the two plays, so a task is compared by what it is: its node, its
status, its token with the forks it came through, and the tasks before it.
"""

from __future__ import annotations

from typing import Any

from viewflow.workflow.models import Process, Task
from viewflow.workflow.token import Token

from workflows.nodes import Procedure
from workflows.rules.canonical import digest

OPEN = ("NEW", "STARTED")
START = Token("start")


def begin(procedure: type[Procedure]) -> Process:
    """A process opened at its start node."""
    process = Process.objects.create(flow_class=procedure)
    task = Task.objects.create(process=process, flow_task=procedure.start, token=START)
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
    opened = process.task_set.filter(status__in=OPEN)
    known = [task.pk for task in process.task_set.all()]
    gone = [task for task in opened if task.flow_task not in node.scopes]
    for task in gone:
        task.flow_task.activation_class(task).cancel()
    before = gone[0].flow_task.activation_class(Task.objects.get(pk=gone[0].pk))
    arrived = before.enter(node, START)
    first = process.task_set.exclude(pk__in=known).earliest("pk")
    first.previous.set(gone)
    arrived._activate_next({arrived})


def shape(process: Any) -> list[str]:
    """Every task of a process by what it is and by the tasks it came from, in an order free of ids."""
    tasks = {task.pk: task for task in Task.objects.filter(process=process).prefetch_related("previous")}
    known: dict[int, str] = {}

    def said(pk: int) -> str:
        if pk not in known:
            task = tasks[pk]
            before = sorted(digest(said(each.pk))[:8] for each in task.previous.all())
            what = (task.flow_task.name, task.flow_task_type, task.status, token(str(task.token)))
            known[pk] = " ".join([*what, *before])
        return known[pk]

    def token(text: str) -> str:
        base, *splits = text.split("/")
        forks = (split.partition("_") for split in splits)
        return "/".join([base, *(f"{digest(said(int(fork)))[:8]}_{branch}" for fork, _, branch in forks)])

    status = Process.objects.get(pk=process.pk).status
    return [status, *sorted(said(pk) for pk in tasks)]
