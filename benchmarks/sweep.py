"""10,000 deadlines that move their cases, due among 1,000,000 armed and 1,000,000 past ones.

Each is claimed, its act judged and performed, its entry chained, its case moved on and its mark set, in a
transaction of its own. The floor only claims and marks. The peer completes one step of stock viewflow under a
row lock, without rules, journal or deadlines. Then: what an idle look costs, and what ten locked cases add.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg
from django.contrib.auth import get_user_model
from django.db import connection

import benchmarks.ready  # noqa: F401 (Django is set up before what follows is imported)
from benchmarks import peers
from benchmarks.harness import Sample, on_each_engine, table
from benchmarks.world import AT
from tests.toy.world import Society, adopt, moment, person, society
from workflows.door import Act, perform
from workflows.models import Deadline
from workflows.services.deadlines import Fate, sweep
from workflows.store.due import Due, claim, due, mark
from workflows.store.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

DUE, ARMED, PAST = 10_000, 1_000_000, 1_000_000
LEASED, RESTED = moment("2024-03-01"), moment("2024-04-01")
LOCKED, AMONG = 10, 500
LOOKS, ROUNDS = 500, 3

_MANY = {
    "postgresql": "SELECT g, {values} FROM generate_series(1, %s) g",
    "sqlite": "WITH RECURSIVE n(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM n WHERE g < %s) "
    "SELECT g, {values} FROM n",
}


def measure() -> None:
    """Print the tables of one engine."""
    members = residents(DUE)
    first = leased(members)
    crowd(first, "armed", date(2030, 1, 1), ARMED)
    crowd(first, "fired", date(2020, 1, 1), PAST)
    settle()
    print(f"due {DUE:,} among {ARMED:,} armed and {PAST:,} past")
    idle()
    if connection.vendor == "postgresql":
        beside_locked_cases()
    waiting = due(Session(), at=RESTED, today=RESTED.date(), after=(date.min, 0), limit=DUE)
    apart = waiting[-ROUNDS * AMONG :]
    floor, peer = Sample("floor: claim and mark", marking(apart)), Sample("viewflow, row lock", stepping())
    ours = Sample("the sweeper, each by itself", lambda: sweep(at=RESTED, limit=1))
    for sample in (floor, ours, peer) * ROUNDS:
        sample.run(AMONG)
    rows = [("", "deadlines/s", "of floor", "of viewflow", "client CPU ms"), bulk(floor, peer)]
    rows += [row(each.name, each.rate, each.cpu_each, floor, peer) for each in (floor, ours, peer)]
    table(rows)


def row(name: str, rate: float, cpu: float, floor: Sample, peer: Sample) -> tuple[object, ...]:
    """One line of the table."""
    return (name, rate, rate / floor.rate, rate / peer.rate, cpu)


def settle() -> None:
    """Let the database come to rest after so many rows."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")


def residents(count: int) -> list[int]:
    """A society with so many members."""
    world = society()
    adopt(world, "lease")
    return [member(world, number) for number in range(count)]


def member(world: Society, number: int) -> int:
    """One more member."""
    return person(f"b{number}", world.unit).pk


def leased(members: list[int]) -> int:
    """Open a case for each; the first case."""
    opened: list[int] = []
    for begin in range(0, len(members), 200):
        acts = [
            Act("lease", one, f"l{one}", LEASED.date(), family="lease", subject=one)
            for one in members[begin : begin + 200]
        ]
        opened += [receipt.case or 0 for receipt in perform(acts, at=LEASED)]
    return opened[0]


def crowd(case: int, state: str, due_on: date, count: int) -> None:
    """Deadlines that nobody asks for."""
    columns = "key, case_id, node, act, due_on, state, attempts, last_error"
    values = f"{case}, 'rest', 'rest', '{due_on}', '{state}', 0, ''"
    rows = _MANY[connection.vendor].format(values=values).replace("SELECT g,", f"SELECT '{state}' || g,")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO workflows_deadline ({columns}) {rows}", [count])


def idle() -> None:
    """A look on a day on which nothing is due."""
    look = Sample("idle look", lambda: sweep(at=RESTED - timedelta(days=5)))
    look.run(LOOKS)
    table([("", "p50 ms", "p99 ms"), (look.name, look.milliseconds(0.5), look.milliseconds(0.99))])


def marking(apart: list[Due]) -> Callable[[], object]:
    """Claim and mark one after the other."""
    session, waiting = Session(), iter(apart)

    def one() -> None:
        deadline = next(waiting)
        with session.transaction():
            claim(session, deadline)
            mark(session, deadline)

    return one


def stepping() -> Callable[[], object]:
    """Steps of stock viewflow."""
    process, names = peers.begin(), cycle(("there", "back"))
    user = get_user_model().objects.create(username="peer", opened_at=AT)
    return lambda: peers.complete(process, next(names), user)


def beside_locked_cases() -> None:
    """What ten locked cases add to a sweep of 500, the least of several rounds each."""
    free, held = [], []
    for _ in range(ROUNDS):
        free.append(timed(AMONG - LOCKED))
        with locked(LOCKED):
            held.append(timed(AMONG))
        Deadline.objects.filter(state="armed").exclude(not_before=None).update(not_before=None)
    added = min(held) - min(free)
    print(f"{LOCKED} locked cases add {added:.1f} ms to {AMONG - LOCKED} deadlines in {min(free):.0f} ms")


def timed(limit: int) -> float:
    """Milliseconds of a sweep of so many."""
    begun = time.perf_counter()
    sweep(at=RESTED, limit=limit)
    return (time.perf_counter() - begun) * 1000


@contextmanager
def locked(count: int) -> Iterator[None]:
    """The cases of the next deadlines are in somebody else's hands."""
    armed = Deadline.objects.filter(state="armed", due_on=RESTED.date()).order_by("pk")
    cases = list(armed.values_list("case_id", flat=True)[:count])
    own = connection.settings_dict
    where = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "dbname": own["NAME"]}
    with psycopg.connect(**where) as other:
        other.execute("SELECT 1 FROM workflows_case WHERE id = ANY(%s) FOR UPDATE", (cases,))
        yield


def bulk(floor: Sample, peer: Sample) -> tuple[object, ...]:
    """The line of all that are left, swept at once."""
    count = Deadline.objects.filter(state="armed", due_on=RESTED.date()).count()
    begun, cpu = time.perf_counter(), time.process_time()
    fates = sweep(at=RESTED, limit=DUE)
    took, spent = time.perf_counter() - begun, time.process_time() - cpu
    assert fates == {Fate.FIRED: count}, fates
    return row(f"the sweeper, {count:,} at once", count / took, spent / count * 1000, floor, peer)


if __name__ == "__main__":
    on_each_engine(__file__, measure)
