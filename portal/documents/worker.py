"""One printing process, seen from the site."""

from __future__ import annotations

import io
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, TYPE_CHECKING, cast

from portal.documents import frames

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PROJECT = Path(__file__).resolve().parents[2]

#: Only the fonts that travel with a paper exist for the printing process, whatever the machine has.
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>'


class WorkerLost(Exception):
    """The process was killed or died. `out_of_time`: by the clock or by its limit of CPU time."""

    def __init__(self, reason: str, *, out_of_time: bool) -> None:
        super().__init__(reason)
        self.out_of_time = out_of_time


class Worker:
    """A printing process and the folder that it may write to. One question at a time."""

    def __init__(self, cpu_seconds: int) -> None:
        self.papers = 0
        self._folder = tempfile.mkdtemp(prefix="papers-")
        Path(self._folder, "fonts.conf").write_text(NO_FONTS)
        self._process = Popen(  # noqa: S603 (our own module, no shell, nothing from outside)
            [sys.executable, "-s", "-m", "portal.documents.child", self._folder, str(cpu_seconds)],
            cwd=PROJECT,
            env=_environment(self._folder),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            bufsize=0,
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, request: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Status and content of the answer. Raises WorkerLost; the process is then gone and cleaned up."""
        self.papers += 1
        try:
            status, content = self._exchange(request, time.monotonic() + seconds)
        except TimeoutError as error:
            self.close()
            raise WorkerLost("no answer in time", out_of_time=True) from error
        except (OSError, EOFError, ValueError) as error:
            self.close()
            raise self._loss() from error
        return status, content

    def close(self) -> None:
        """End the process and remove its folder."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _exchange(self, request: bytes, deadline: float) -> list[bytes]:
        to_child, from_child = (pipe.fileno() for pipe in self._pipes())
        os.set_blocking(to_child, False)
        rest = memoryview(request)
        while rest:
            _wait(to_child, select.POLLOUT, deadline)
            rest = rest[os.write(to_child, rest) :]
        return frames.read(io.BufferedReader(_Answers(from_child, deadline)))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        return cast("tuple[IO[bytes], IO[bytes]]", (self._process.stdin, self._process.stdout))

    def _loss(self) -> WorkerLost:
        code = self._process.returncode
        reason = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return WorkerLost(reason, out_of_time=reason == signal.SIGXCPU.name)


class _Answers(io.RawIOBase):
    """A pipe that is read until a moment, then raises TimeoutError."""

    def __init__(self, descriptor: int, deadline: float) -> None:
        self._descriptor = descriptor
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        _wait(self._descriptor, select.POLLIN, self._deadline)
        return os.readv(self._descriptor, [buffer])


def _wait(descriptor: int, event: int, deadline: float) -> None:
    """Until the pipe is ready or its other end closed. Raises TimeoutError at the deadline (monotonic)."""
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError


def _environment(folder: str) -> dict[str, str]:
    """Nothing of the site's environment, which holds its keys, except where libraries lie."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {
        **kept,
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "FONTCONFIG_FILE": str(Path(folder, "fonts.conf")),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        # One arena for malloc: several of them reserve address space that is never used.
        "MALLOC_ARENA_MAX": "1",
    }
