"""Printing processes that crash, hang, grow old or are too few: the next paper is always printed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.documents import render
from portal.documents.refusals import PaperRefused
from portal.documents.worker import PROJECT, Worker
from portal.documents.workers import Pool

OpenPool = Callable[..., Pool]

SHEET = "<p>plain"
#: Each level is laid out several times by the level above it.
FLEX_BOMB = "<div style='display:flex'>" * 30 + "x"
HUGE_TABLE = "<table>" + "<tr><td>x<td>y" * 100_000


def pdf(pool: Pool, html: str = SHEET) -> bytes:
    return render.print_html(html, {}, pool)


def refused(pool: Pool, html: str) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(PaperRefused) as refusal:
        pdf(pool, html)
    return refusal.value.message, refusal.value.params


def pid(pool: Pool) -> int:
    """Return the process that prints next."""
    return pool._idle[-1].pid


def gone(process: int) -> bool:
    return not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize("bomb", [FLEX_BOMB, HUGE_TABLE], ids=["nested flex", "huge table"])
def test_a_bomb_is_cut_while_others_are_printed(open_pool: OpenPool, bomb: str) -> None:
    pool = open_pool(cpu_seconds=1)
    pool._idle.extend((Worker(1), Worker(1)))
    outcome: list[str] = []
    thread = threading.Thread(target=lambda: outcome.append(refused(pool, bomb)[0]))
    thread.start()
    printed = 0
    while thread.is_alive():
        assert pdf(pool).startswith(b"%PDF-")
        printed += thread.is_alive()
        # Others print now and then: without a pause they would take the processor from the bomb.
        thread.join(0.2)

    assert outcome == ["paper.took_too_long"]
    assert printed > 0


def test_deep_nesting_is_refused_and_the_next_paper_printed(open_pool: OpenPool) -> None:
    pool = open_pool()
    assert refused(pool, "<div>" * 3000) == ("paper.failed", {"reason": "RecursionError"})
    assert pdf(pool).startswith(b"%PDF-")


def test_a_crash_of_the_libraries_is_a_refusal(open_pool: OpenPool) -> None:
    pool = open_pool()
    with printing(pool) as (crashing, outcome):
        os.kill(crashing, signal.SIGSEGV)
    assert outcome == [("paper.failed", {"reason": "SIGSEGV"})]
    assert pdf(pool).startswith(b"%PDF-")


@contextmanager
def printing(pool: Pool) -> Iterator[tuple[int, list[object]]]:
    """A process in the midst of a paper, and what becomes of the paper when the block has ended."""
    outcome: list[object] = []

    def print_one() -> None:
        try:
            outcome.append(pdf(pool)[:5])
        except PaperRefused as refusal:
            outcome.append((refusal.message, refusal.params))

    pdf(pool)
    worker = pool._idle[-1]
    printed = worker.papers
    os.kill(worker.pid, signal.SIGSTOP)
    thread = threading.Thread(target=print_one)
    thread.start()
    # Taken is not enough: one found dead before it is asked is replaced, and the paper printed.
    while worker.papers == printed:
        time.sleep(0.001)
    try:
        yield worker.pid, outcome
    finally:
        os.kill(worker.pid, signal.SIGCONT)
        thread.join()


def test_a_process_that_does_not_answer_is_killed(open_pool: OpenPool) -> None:
    pool = open_pool()
    pdf(pool)
    stopped = pid(pool)
    os.kill(stopped, signal.SIGSTOP)
    pool._seconds = 0.5

    assert refused(pool, SHEET)[0] == "paper.took_too_long"
    assert gone(stopped)


def test_a_process_that_died_in_the_meantime_is_replaced(open_pool: OpenPool) -> None:
    pool = open_pool()
    pdf(pool)
    dead = pid(pool)
    os.kill(dead, signal.SIGKILL)
    while pool._idle[-1].alive:
        time.sleep(0.01)

    assert pdf(pool).startswith(b"%PDF-")
    assert pid(pool) != dead


def test_a_process_is_renewed_after_its_papers(open_pool: OpenPool) -> None:
    pool = open_pool(papers_each=2)
    pdf(pool)
    first = pid(pool)
    pdf(pool)
    assert (list(pool._idle), gone(first)) == ([], True)
    pdf(pool)
    assert pid(pool) != first


def test_one_process_is_used_again_while_it_is_enough(open_pool: OpenPool) -> None:
    pool = open_pool()
    seen = set()
    for _ in range(4):
        pdf(pool)
        seen.add(pid(pool))
    assert (len(seen), len(pool._idle)) == (1, 1)


def test_too_many_papers_at_once_are_told_so(open_pool: OpenPool) -> None:
    pool = open_pool(size=1, patience=0.1)
    with printing(pool) as (_process, outcome):
        assert refused(pool, SHEET) == ("paper.busy", {})
    assert outcome == [b"%PDF-"]
    assert pdf(pool).startswith(b"%PDF-")


def test_the_printing_process_knows_no_key_of_the_site(
    open_pool: OpenPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "of the site")
    pool = open_pool()
    pdf(pool)
    names = {
        setting.partition("=")[0]
        for setting in Path(f"/proc/{pid(pool)}/environ").read_text().split("\0")
        if setting
    }
    assert names - {"LD_LIBRARY_PATH"} == {
        *("PATH", "LANG", "HOME", "TMPDIR", "FONTCONFIG_FILE", "MALLOC_ARENA_MAX"),
        *("PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED"),
    }


def test_the_printing_process_has_left_the_network(open_pool: OpenPool) -> None:
    script = "from portal.documents import limits; raise SystemExit(not limits.leave_network())"
    granted = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False)  # noqa: S603 (this script)
    if granted.returncode:
        pytest.skip("THIS KERNEL GRANTS NO NETWORK NAMESPACE: the audit hook and the fetcher remain")
    pool = open_pool()
    pdf(pool)
    networks = {Path(f"/proc/{process}/ns/net").readlink() for process in ("self", pid(pool))}
    assert len(networks) == 2


SITE = """
import os
from portal.documents.workers import pool

def printed():
    pool.render("<hr>", {"fonts.css": b""}, {})
    return pool._idle[0].pid

"""


def site(script: str) -> subprocess.Popen[str]:
    """Start a small site that prints a paper; a process of its own, because it forks or is killed."""
    return subprocess.Popen(  # noqa: S603 (our own interpreter with a script of this test)
        [sys.executable, "-c", SITE + script],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_forked_site_process_starts_its_own() -> None:
    script = (
        "parents = printed()\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    ours = printed(); pool.close(); os._exit(ours == parents)\n"
        "print(os.waitpid(child, 0)[1], printed() == parents)"
    )
    with site(script) as forking:
        assert forking.communicate(timeout=120)[0] == "0 True\n"


def test_a_killed_site_leaves_no_process_and_no_folder() -> None:
    with site("print(printed(), pool._idle[0]._folder, flush=True); input()") as killed:
        assert killed.stdout is not None
        process, folder = killed.stdout.readline().split()
        killed.kill()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (gone(int(process)) and not Path(folder).exists()):
        time.sleep(0.02)
    assert (gone(int(process)), Path(folder).exists()) == (True, False)
