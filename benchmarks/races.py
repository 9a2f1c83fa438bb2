"""Two processes that act at the same moment, again and again, and what each of them was answered."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

from django.db import connections

from workflows.door import Act, Busy, Refused, perform

#: processes that begin as copies of this one, so that none waits for imports
FORKED = multiprocessing.get_context("fork")
#: nobody waits for the other for longer; a worker that died must not hold up the rest
PATIENCE = 120.0

#: the acts of one contest, one for each process
Contest = Sequence[Act]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one process was told: ``done``, ``repeated``, ``busy`` or the rules that refused; and how fast."""

    what: str
    seconds: float
    entry: int | None = None
    said: dict[str, Any] | None = None


def race(contests: Sequence[Contest], *, at: datetime) -> list[tuple[Answer, ...]]:
    """Let a process for each act fight every contest; the answers stand in the order of the acts."""
    sides = list(zip(*contests, strict=True))
    connections.close_all()  # a connection must not be shared with the copies of this process
    barrier = FORKED.Barrier(len(sides))
    pipes = [FORKED.Pipe(duplex=False) for _ in sides]
    workers = [
        FORKED.Process(target=_contend, args=(acts, at, barrier, pipe[1]))
        for acts, pipe in zip(sides, pipes, strict=True)
    ]
    for worker in workers:
        worker.start()
    answers = [_received(pipe[0], worker) for pipe, worker in zip(pipes, workers, strict=True)]
    for worker in workers:
        worker.join()
    return list(zip(*answers, strict=True))


def _received(pipe: Connection, worker: Any) -> list[Answer]:
    while not pipe.poll(0.1):
        if not worker.is_alive() and not pipe.poll():
            raise RuntimeError(f"a contestant ended with {worker.exitcode}")
    answers: list[Answer] = pipe.recv()
    return answers


def _contend(acts: Sequence[Act], at: datetime, barrier: Barrier, pipe: Connection) -> None:
    connections["default"].ensure_connection()
    answers = []
    for act in acts:
        barrier.wait(PATIENCE)
        answers.append(attempt(act, at))
    pipe.send(answers)
    connections.close_all()


def attempt(act: Act, at: datetime) -> Answer:
    """Perform one act and say how it went."""
    began = time.perf_counter()
    try:
        (receipt,) = perform([act], at=at)
    except Refused as error:
        rules = ",".join(finding.rule for finding in error.unmet)
        return Answer(rules, time.perf_counter() - began, said=dict(error.unmet[0].params))
    except Busy:
        return Answer("busy", time.perf_counter() - began)
    what = "repeated" if receipt.repeated else "done"
    return Answer(what, time.perf_counter() - began, receipt.entry)
