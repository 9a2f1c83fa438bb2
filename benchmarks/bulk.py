"""A thousand cases in one list of acts: opened, and moved on by one step.

The floor writes the rows of the moves by hand, table by table (``executemany``), and reads nothing but new
ids. The peer opens and completes one by one, because viewflow has no other way.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.db import connection

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import floors, peers, world
from benchmarks.harness import on_each_engine, table
from portal.models import Account
from workflows.door import Receipt, perform
from workflows.store.session import Session

CASES = 1000
PEERS = 200
ROUNDS = 3

#: by name: cases per second and milliseconds of this process's processor per case, of each round
Figures = dict[str, list[tuple[float, float]]]


def timed(figures: Figures, name: str, cases: int, work: Callable[[], None]) -> None:
    """Do the work once and note how many cases a second it did."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    spent = time.perf_counter() - began
    figures.setdefault(name, []).append((cases / spent, (time.process_time() - cpu) / cases * 1000))


def one_round(office: world.Office, beside: world.Office, figures: Figures, sample: floors.Floor) -> Session:
    """Open and move on a thousand cases of one office, and move on as many of another by hand."""
    people, receipts = office.subjects(CASES), list[Receipt]()
    perform([world.opening(person) for person in beside.subjects(CASES)], at=world.AT)
    session = Session()

    def opened() -> None:
        receipts.extend(perform([world.opening(person) for person in people], at=world.AT))

    def moved() -> None:
        acts = [world.step(office, receipt.case or 0, "there") for receipt in receipts]
        perform(acts, at=world.AT, session=session)

    timed(figures, "opened through the door", CASES, opened)
    timed(figures, "moved on through the door", CASES, moved)
    timed(figures, "floor: moved on by hand", CASES, lambda: sample.acts(beside.unit.pk))
    return session


def peer_round(figures: Figures, user: Account) -> None:
    """Open and move on cases of viewflow."""
    processes: list[int] = []
    timed(figures, "opened in viewflow", PEERS, lambda: processes.extend(peers.begin() for _ in range(PEERS)))

    def moved() -> None:
        for process in processes:
            peers.complete(process, "there", user)

    timed(figures, "moved on in viewflow", PEERS, moved)


def measure() -> None:
    """Print the table of one engine; a first round fills the tables, so that the planner knows them."""
    college = world.college()
    user = Account.objects.create(username="peer", opened_at=world.AT)
    first = world.office(college)
    case = world.opened(first)
    perform([world.step(first, case, "there")], at=world.AT)
    sample, figures = floors.Floor(case), Figures()
    for turn in range(ROUNDS + 1):
        session = one_round(world.office(college), world.office(college), figures, sample)
        peer_round(figures, user)
        if turn == 0:
            figures.clear()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    rows = [
        (name, statistics.median(rate for rate, _ in rounds), statistics.median(cpu for _, cpu in rounds))
        for name, rounds in figures.items()
    ]
    table([("1,000 cases", "cases/s", "client CPU ms each"), *rows])
    print(f"moving on 1,000: {session.statements} statements in {session.round_trips} round trips")


if __name__ == "__main__":
    on_each_engine(__file__, measure)
