"""One act through the door, beside its own rows written by hand and beside stock viewflow.

The act: ten rules, a journal entry with its private part, a link of the chain, the case's facts, a
projection, a move to the next step, one deadline cancelled and one armed. The floor writes the same rows in
plain statements. The peer completes one step in viewflow under a row lock: without rules, journal, deadlines.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import floors, peers, world
from benchmarks.harness import Sample, interleave, on_each_engine, table
from benchmarks.world import Office
from portal.models import Account
from workflows.door import perform
from workflows.store.session import Session

TIMES = 300


def measure() -> None:
    """Print the table of one engine."""
    college = world.college()
    office = world.office(college)
    floor = Sample("floor: the same rows by hand", by_hand(world.office(college)))
    door = Sample("the door", through_door(office, 10))
    long = Sample("the door, 1,000 entries on the case", through_door(office, 1000))
    peer = Sample("viewflow with a row lock", through_viewflow())
    interleave([floor, door, long, peer], TIMES)
    head = ("", "acts/s", "of floor", "of viewflow", "client CPU ms", "p50 ms", "p99 ms")
    table([head, *(row(each, floor, peer) for each in (floor, door, long, peer))])
    session = Session()
    case = world.opened(office)
    perform([world.step(office, case, "there")], at=world.AT, session=session)
    sent = f"{session.statements} statements in {session.round_trips} round trips"
    print(f"one act through the door: {sent}, BEGIN and COMMIT included")


def row(sample: Sample, floor: Sample, peer: Sample) -> tuple[object, ...]:
    """One line of the table."""
    rates = (sample.rate, sample.rate / floor.rate, sample.rate / peer.rate)
    return (sample.name, *rates, sample.cpu_each, sample.milliseconds(0.5), sample.milliseconds(0.99))


def through_door(office: Office, entries: int) -> Callable[[], object]:
    """Acts that go to and fro on a case which already has so many entries."""
    case, names = world.opened(office), cycle(("there", "back"))

    def act() -> object:
        return perform([world.step(office, case, next(names))], at=world.AT)

    for _ in range(entries - 1):
        act()
    return act


def by_hand(office: Office) -> Callable[[], object]:
    """The same rows on another case."""
    case = world.opened(office)
    perform([world.step(office, case, "there")], at=world.AT)
    return floors.Floor(case).act


def through_viewflow() -> Callable[[], object]:
    """Steps that go to and fro in a process of stock viewflow."""
    process, names = peers.begin(), cycle(("there", "back"))
    user = Account.objects.create(username="peer", opened_at=world.AT)

    def act() -> None:
        peers.complete(process, next(names), user)

    return act


if __name__ == "__main__":
    on_each_engine(__file__, measure)
