"""Writers are killed in the midst of acts: nothing that was acknowledged may be lost, nothing doubled.

Two writers act on two cases of one unit. Each notes the number of an act before it asks for it, and again
once the answer has come. Again and again one of them gets SIGKILL at a random moment and another takes its
place, which first repeats the request that had no answer. At the end each number has exactly one entry, and
verification of chains and cases finds nothing. ``--kills N``; ``--json`` prints counts for a test to compare.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.db import connections

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import world
from benchmarks.harness import on_each_engine
from benchmarks.races import FORKED
from workflows.door import Act, Busy, perform
from workflows.models import Case, Entry
from workflows.services.verifying import verify

KILLS = 200
#: a writer is killed so many seconds at most after its first act
LONGEST = 0.02
#: between two acts, because SQLite lets whoever asks at once go before whoever has waited
PAUSE = 0.001
#: no writer needs longer for its first act, even on a machine that is busy with other things
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Notebook:
    """The acts of one case as its writers noted them: a line ``try N``, then ``done N`` or ``repeated N``."""

    case: int
    clerk: int
    path: Path

    def note(self, word: str, number: int) -> None:
        """Add a line. What was handed to the system outlives the process."""
        with self.path.open("ab", buffering=0) as file:
            file.write(f"{word} {number}\n".encode())

    def lines(self) -> list[tuple[str, int]]:
        """Every line so far."""
        if not self.path.exists():
            return []
        return [(word, int(number)) for word, number in map(str.split, self.path.read_text().splitlines())]

    def answered(self) -> list[int]:
        """The numbers of the acts that were acknowledged."""
        return [number for word, number in self.lines() if word != "try"]

    def act(self, number: int) -> Act:
        """The act of a number: always the same request."""
        name = "there" if number % 2 else "back"
        return Act(name, self.clerk, f"n{number}", world.DAY, world.SLIP, case=self.case)


def write(notebook: Notebook, last: int | None = None) -> None:
    """Act until killed, or up to the act of number ``last``; what had no answer is asked for again."""
    number = max(notebook.answered(), default=0)
    while last is None or number < last:
        number += 1
        notebook.note("try", number)
        notebook.note(answer(notebook.act(number)), number)
        time.sleep(PAUSE)
    connections.close_all()


def answer(act: Act) -> str:
    """What the door says, asking again while somebody else holds the journal."""
    while True:
        try:
            (receipt,) = perform([act], at=world.AT)
        except Busy:
            continue
        return "repeated" if receipt.repeated else "done"


def begun(notebook: Notebook) -> Any:
    """A new writer, once its first act was acknowledged."""
    before, deadline = len(notebook.answered()), time.monotonic() + PATIENCE
    writer = FORKED.Process(target=write, args=(notebook,))
    writer.start()
    while len(notebook.answered()) == before:
        if time.monotonic() > deadline or not writer.is_alive():
            raise RuntimeError(f"a writer did not begin, exit code {writer.exitcode}")
        time.sleep(0.001)
    return writer


def killed(notebooks: list[Notebook], kills: int) -> None:
    """Kill one writer after the other; in the end every request without an answer is asked for again."""
    connections.close_all()  # a connection must not be shared with the copies of this process
    writers = [begun(notebook) for notebook in notebooks]
    for turn in range(kills):
        time.sleep(random.uniform(0, LONGEST))  # noqa: S311 (any moment will do)
        side = turn % len(writers)
        os.kill(writers[side].pid, signal.SIGKILL)
        writers[side].join()
        writers[side] = begun(notebooks[side])
    for writer, notebook in zip(writers, notebooks, strict=True):
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        tried = [number for word, number in notebook.lines() if word == "try"]
        write(notebook, last=max(tried))


def measure() -> None:
    options = arguments()
    office = world.office(world.college())
    with tempfile.TemporaryDirectory() as folder:
        notebooks = [
            Notebook(world.opened(office), office.clerk.pk, Path(folder) / str(side)) for side in (0, 1)
        ]
        began = time.monotonic()
        killed(notebooks, options.kills)
        found = judged(notebooks)
        if options.json:
            print(json.dumps(found))
            return
        print(f"{options.kills} kills in {time.monotonic() - began:.0f} s")
        for name, count in found.items():
            print(f"{name}: {count}")


def judged(notebooks: list[Notebook]) -> dict[str, int]:
    """What the database holds against what the writers were told."""
    lost = doubled = unknown = 0
    for notebook in notebooks:
        entries = Entry.objects.filter(case=notebook.case, request__contains=":n")
        made = Counter(
            str(request).rpartition(":n")[2] for request in entries.values_list("request", flat=True)
        )
        told = Counter(str(number) for number in notebook.answered())
        lost += len(told - made)
        doubled += sum(made.values()) - len(made) + sum(told.values()) - len(told)
        unknown += len(made - told)
    words = Counter(word for notebook in notebooks for word, _ in notebook.lines())
    verified = verify()
    revisions = Case.objects.filter(pk__in=[each.case for each in notebooks]).values_list(
        "revision", flat=True
    )
    return {
        "acts acknowledged": words["done"] + words["repeated"],
        "requests cut off": words["try"] - words["done"] - words["repeated"],
        "of these, done before the kill": words["repeated"],
        "lost": lost,
        "doubled": doubled,
        "done but unknown": unknown,
        "revisions beyond acts": sum(revisions) - len(notebooks) - words["done"] - words["repeated"],
        "differences found by verification": len(verified.differences),
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    on_each_engine(__file__, measure)
