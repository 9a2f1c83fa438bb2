"""A thousand second-classroom items recognised in one list of acts, by the rules of that procedure.

The floor writes the rows of the same acts by hand, table by table (``executemany``), and reads nothing but
what it locks and new ids. The peer completes its tasks one by one, because viewflow has no other way.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.db import connection

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import credits_world, peers
from benchmarks.harness import on_each_engine, table
from benchmarks.reviews_floor import ReviewsFloor
from portal.models import Account
from workflows.store.session import Session

STUDENTS = 200
ITEMS = STUDENTS * len(credits_world.ITEMS)
PEERS = 200
ROUNDS = 3

#: by name: items per second and milliseconds of this process's processor per item, of each round
Figures = dict[str, list[tuple[float, float]]]


def timed(figures: Figures, name: str, items: int, work: Callable[[], object]) -> None:
    """Do the work once and note how many items a second it did."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    spent = time.perf_counter() - began
    figures.setdefault(name, []).append((items / spent, (time.process_time() - cpu) / items * 1000))


def ready(top: credits_world.Unit) -> credits_world.Class:
    """A class of which every item waits for its first review."""
    found = credits_world.school_class(top, STUDENTS)
    credits_world.hand_in(found)
    return found


def one_round(
    here: credits_world.Class, beside: credits_world.Class, figures: Figures, floor: ReviewsFloor
) -> Session:
    """Recognise every item of one class through the door, and those of another by hand."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    session = Session()

    def through() -> None:
        credits_world.approved(here, here.cases, session=session)

    timed(figures, "the door", ITEMS, through)
    timed(figures, "floor: by hand", ITEMS, lambda: floor.acts(beside.unit.pk))
    return session


def peer_round(figures: Figures, user: Account) -> None:
    """Move on cases of viewflow."""
    processes = [peers.begin() for _ in range(PEERS)]

    def moved() -> None:
        for process in processes:
            peers.complete(process, "there", user)

    timed(figures, "viewflow, one by one", PEERS, moved)


def measure() -> None:
    """Print the table of one engine; a first round fills the tables, so that the planner knows them."""
    top = credits_world.university()
    user = Account.objects.create(username="peer", opened_at=credits_world.DECLARED)
    first = ready(top)
    credits_world.approved(first, first.cases)
    floor, figures = ReviewsFloor(first.cases[0]), Figures()
    session = Session()
    for turn in range(ROUNDS + 1):
        session = one_round(ready(top), ready(top), figures, floor)
        peer_round(figures, user)
        if turn == 0:
            figures.clear()
    rows = [
        (name, statistics.median(rate for rate, _ in rounds), statistics.median(cpu for _, cpu in rounds))
        for name, rounds in figures.items()
    ]
    table([("1,000 items recognised", "items/s", "client CPU ms each"), *rows])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{session.statements} statements in {session.round_trips} round trips for {ITEMS} items "
        f"({session.statements / ITEMS:.3f} each); peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    on_each_engine(__file__, measure)
