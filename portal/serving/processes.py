"""Two processes side by side: when one ends, somebody presses Ctrl-C or closes the terminal, both end."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

POLL_SECONDS = 0.2
PATIENCE_SECONDS = 10


class Stopped(Exception):
    """Somebody asked the processes to stop."""


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Run ``commands`` until one ends or a signal comes; stop the others; return the first exit status."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise Stopped

    # A terminal that is closed hangs up: left alone, the two would go on and hold the port.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    # A session of its own each: Ctrl-C reaches only this process, which then stops them in order.
    running = [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603 (our own commands)
    try:
        return _first_exit(running)
    except Stopped:
        return 0
    finally:
        _stop(running)


def _first_exit(running: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in running:
            status = process.poll()
            if status is not None:
                return status
        time.sleep(POLL_SECONDS)


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
