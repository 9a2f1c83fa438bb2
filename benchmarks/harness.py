"""What every measurement shares: a database of its own, interleaved rounds, and tables of figures.

A script calls ``on_each_engine`` with the function that measures. It is run once for each engine in a process
of its own, because Django knows one default database per process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psycopg
from django.core.management import call_command

SERVER = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/test")
OWN = "BENCHMARK_DATABASE"
ENGINES = ("postgresql", "sqlite")
ROUNDS = 3


def on_each_engine(script: str, measure: Callable[[], None], engines: Sequence[str] = ENGINES) -> None:
    """Run ``measure`` once on each engine, on an empty migrated database that is dropped afterwards."""
    if OWN in os.environ:
        call_command("migrate", run_syncdb=True, verbosity=0)
        measure()
        return
    for engine in engines:
        with own_database(engine) as url:
            print(f"\n== {engine} ==", flush=True)
            subprocess.run([sys.executable, script, *sys.argv[1:]], env=environment(url), check=True)  # noqa: S603 (our own script)


def environment(url: str) -> dict[str, str]:
    """The environment in which a process measures on the database at ``url``."""
    return {**os.environ, OWN: url, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}


@contextmanager
def own_database(engine: str, server: str = SERVER) -> Iterator[str]:
    """The address of an empty database that nobody else uses; dropped at the end."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/benchmark.sqlite3"
        return
    name = f"benchmark_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass
class Sample:
    """One subject of a measurement: how long each call took, and the processor time of this process."""

    name: str
    call: Callable[[], object]
    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def run(self, times: int) -> None:
        """One round of ``times`` calls."""
        spent = []
        began, cpu = time.perf_counter(), time.process_time()
        for _ in range(times):
            start = time.perf_counter()
            self.call()
            spent.append(time.perf_counter() - start)
        self.rates.append(times / (time.perf_counter() - began))
        self.cpu += time.process_time() - cpu
        self.seconds += spent

    @property
    def rate(self) -> float:
        """Calls per second, the median of the rounds."""
        return statistics.median(self.rates)

    def milliseconds(self, share: float) -> float:
        """The time within which this share of the calls ended."""
        return percentile(self.seconds, share) * 1000

    @property
    def cpu_each(self) -> float:
        """Milliseconds of processor time of this process for each call."""
        return self.cpu / len(self.seconds) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def interleave(samples: Sequence[Sample], times: int, rounds: int = ROUNDS) -> None:
    """Warm up, then measure in turns, so that a noisy neighbour disturbs all alike."""
    for sample in samples:
        for _ in range(max(10, times // 10)):
            sample.call()
    for _ in range(rounds):
        for sample in samples:
            sample.run(times)


def table(rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns; the first row names them."""
    texts = [[f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in texts) for column in range(len(texts[0]))]
    for row in texts:
        first, rest = (
            row[0].ljust(widths[0]),
            [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)],
        )
        print("  ".join([first, *rest]), flush=True)
