"""Entries per second of a verification: chains, private parts, and the folds of cases.

The peer only hashes the same links in memory, without a database: what the chain alone would take.
"""

from __future__ import annotations

import resource
import sys
import time
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import world
from benchmarks.harness import on_each_engine, table
from workflows.door import perform
from workflows.models import Entry
from workflows.services.verifying import verify
from workflows.services.verifying.chains import BESIDE, COLUMNS
from workflows.store.chain import COVERED, link

CASES, ACTS, AT_ONCE = 500, 30, 100


def measure() -> None:
    """Print the table of one engine."""
    write()
    before = peak()
    begun = time.perf_counter()
    found = verify()
    took, grown = time.perf_counter() - begun, peak() - before
    assert found.differences == ()
    rows: list[tuple[object, ...]] = [("", "entries", "seconds", "entries/s")]
    rows.append(("verification", found.entries, took, found.entries / took))
    rows.append(hashing())
    table(rows)
    print(f"{found.cases:,} cases; memory grew by {grown / 1024:.1f} MB")


def write() -> None:
    """Cases that go to and fro."""
    office = world.office(world.college())
    cases: list[int] = []
    for _ in range(CASES // AT_ONCE):
        acts = [world.opening(office.subject().pk) for _ in range(AT_ONCE)]
        cases += [receipt.case or 0 for receipt in perform(acts, at=world.AT)]
    names = cycle(("there", "back"))
    for _ in range(ACTS):
        name = next(names)
        for begin in range(0, CASES, AT_ONCE):
            batch = cases[begin : begin + AT_ONCE]
            perform([world.step(office, case, name) for case in batch], at=world.AT)


def hashing() -> tuple[object, ...]:
    """The same links hashed once more, in memory."""
    rows = list(Entry.objects.order_by("seq").values_list(*COLUMNS, *BESIDE))
    entries = [dict(zip((*COVERED, *BESIDE), row, strict=True)) for row in rows]
    begun = time.perf_counter()
    for entry in entries:
        assert link(entry["prev"], entry) == entry["hash"]
    took = time.perf_counter() - begun
    return ("hashing alone", len(entries), took, len(entries) / took)


def peak() -> int:
    """The most memory that this process has held, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    on_each_engine(__file__, measure)
