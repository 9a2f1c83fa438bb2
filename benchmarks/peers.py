"""The peer: the same two steps in stock viewflow, with the lock that makes them safe."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS


class StockFlow(flow.Flow):  # type: ignore[misc]  # viewflow is untyped
    """To and fro, as viewflow's own documentation would write it."""

    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)
    begin = flow.StartHandle().Next(this.there)
    there = flow.View(None).Next(this.back)
    back = flow.View(None).Next(this.there)


def begin() -> int:
    """A process at its first step."""
    process: Process = StockFlow.begin.run()
    return int(process.pk)


def complete(process: int, node: str, user: AbstractBaseUser) -> None:
    """Find the open task of a step and complete it, as the person it is assigned to."""
    task = Task.objects.get(process_id=process, flow_task=getattr(StockFlow, node), status=STATUS.NEW)
    with task.activation() as activation:
        activation.assign(user)
        activation.start(None)
        activation.execute()
