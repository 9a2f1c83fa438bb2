"""The printing processes of one web process: one or two, kept warm, renewed, killed when they hang."""

from __future__ import annotations

import atexit
import json
import logging
import os
import threading
from collections import deque
from collections.abc import Mapping

from portal.documents import frames
from portal.documents.refusals import PaperRefused
from portal.documents.worker import Worker, WorkerLost

log = logging.getLogger(__name__)

#: How many papers of one web process are laid out at once; the next ones wait.
SIZE = 2
#: CPU seconds for one paper. An ordinary notice takes a tenth of one.
CPU_SECONDS = 10
#: Wall-clock seconds for one paper, more than its CPU seconds because the machine may be busy.
SECONDS = 20.0
#: Seconds that a paper waits for a free process before it is refused.
PATIENCE = 20.0
#: Each paper leaves some memory behind (docs/decisions/0030-papers.md): then the process is renewed.
PAPERS_EACH = 200


class Pool:
    """Printing processes, started when needed. Safe to use from several threads."""

    def __init__(
        self,
        *,
        size: int = SIZE,
        seconds: float = SECONDS,
        cpu_seconds: int = CPU_SECONDS,
        patience: float = PATIENCE,
        papers_each: int = PAPERS_EACH,
    ) -> None:
        self._size = size
        self._seconds = seconds
        self._cpu_seconds = cpu_seconds
        self._patience = patience
        self._papers_each = papers_each
        self.forget()

    def render(self, html: str, assets: Mapping[str, bytes], strokes: Mapping[str, float]) -> bytes:
        """The PDF of the HTML with its assets.

        Raises PaperRefused: busy when no process became free in time, took_too_long when one was killed,
        failed when it gave up or crashed. Whatever happens, the next paper finds a working process.
        """
        described = json.dumps({"names": list(assets), "strokes": dict(strokes)}).encode()
        request = frames.pack([html.encode(), described, *assets.values()])
        if not self._free.acquire(timeout=self._patience):
            raise PaperRefused("paper.busy")
        try:
            return self._exchange(request)
        finally:
            self._free.release()

    def close(self) -> None:
        """End all idle processes."""
        while self._idle:
            self._idle.pop().close()

    def forget(self) -> None:
        """Start with nothing, as a forked process must: the processes belong to its parent."""
        self._free = threading.BoundedSemaphore(self._size)
        self._idle: deque[Worker] = deque()

    def _exchange(self, request: bytes) -> bytes:
        worker = self._take()
        try:
            status, content = worker.ask(request, self._seconds)
        except WorkerLost as loss:
            log.warning("a printing process was lost: %s", loss)
            raise _refusal(loss) from loss
        if status != b"done":
            # What failed may have left it short of memory or half loaded: the next paper gets a new one.
            worker.close()
            raise PaperRefused("paper.failed", {"reason": content.decode("ascii", "replace")})
        self._give_back(worker)
        return content

    def _take(self) -> Worker:
        """The process used last, the warmest; a new one when there is none or it has died meanwhile."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            worker.close()
        return Worker(self._cpu_seconds)

    def _give_back(self, worker: Worker) -> None:
        if worker.alive and worker.papers < self._papers_each:
            self._idle.append(worker)
        else:
            worker.close()


def _refusal(loss: WorkerLost) -> PaperRefused:
    if loss.out_of_time:
        return PaperRefused("paper.took_too_long")
    return PaperRefused("paper.failed", {"reason": str(loss)})


#: The pool of this web process.
pool = Pool()
atexit.register(pool.close)
os.register_at_fork(after_in_child=pool.forget)
