"""Several sweepers at once, some of them killed: every deadline is performed once. Each is a real process."""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import connection

from tests.services import sweeping
from tests.services.test_deadlines import held
from tests.toy.errand import EDITION
from tests.toy.world import Society, adopt, do, person, society

pytestmark = pytest.mark.django_db(transaction=True)

DEADLINES, ERRANDS = 24, 6
SWEPT, ASKED = "2025-05-01", "2024-03-22"
FOREVER = """
import django; django.setup()
from django.core.management import call_command
call_command("sweep_deadlines", "--forever", "--interval", "60")
"""
#: from where processes are forked in which Django has started and nothing else has
STARTED = multiprocessing.get_context("forkserver")
STARTED.set_forkserver_preload([sweeping.__name__])


@pytest.fixture
def world() -> Society:
    """A society in which many inspections are announced on the same day."""
    world = society()
    for number in range(DEADLINES):
        held(world, person(f"s{number}", world.unit))
    return world


@pytest.fixture
def _errands(world: Society) -> None:
    """Errands beside them, of whose progress the sweeper asks week by week."""
    adopt(world, "errand", EDITION)
    for number in range(ERRANDS):
        member = person(f"e{number}", world.unit)
        do("errand", member, "2024-03-01", family="errand", subject=member.pk)


@pytest.fixture
def database(world: Society, tmp_path: Path) -> str:
    """What another process finds the same database under; one in memory is first written to a file."""
    if connection.vendor != "sqlite":
        return str(connection.settings_dict["NAME"])
    copy = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return str(copy)


class Other(NamedTuple):
    """A process of its own, and what is heard from it."""

    process: ForkServerProcess
    heard: Connection

    def ended(self) -> int | None:
        """The exit status, once it has ended."""
        self.process.join(150)
        return self.process.exitcode


def other(does: Callable[..., None], *args: Any) -> Other:
    """A process that has just begun to do something."""
    heard, said = STARTED.Pipe(duplex=False)
    process = STARTED.Process(target=does, args=(*args, said))
    process.start()
    said.close()
    return Other(process, heard)


def sweeper(database: str, hour: int = 10, day: str = SWEPT) -> Other:
    """A sweeper."""
    return other(sweeping.sweeps, database, day, hour)


def answered(what: Callable[[str, Connection], None], database: str) -> Any:
    """What a process of its own found in the database."""
    process = other(what, database)
    assert process.ended() == 0
    return process.heard.recv()


def counted(database: str) -> Any:
    """How many deadlines fired, and how many acts that left, once those are done that met a lock."""
    assert sweeper(database, hour=11).ended() == 0
    return answered(sweeping.counts, database)


def test_four_sweepers_fire_each_deadline_once(database: str) -> None:
    sweepers = [sweeper(database) for _ in range(4)]
    assert [each.ended() for each in sweepers] == [0, 0, 0, 0]
    assert counted(database) == (DEADLINES, DEADLINES)


@pytest.mark.usefixtures("_errands")
def test_what_comes_back_is_announced_once_for_each_day(database: str) -> None:
    """Each announcement arms the next, while the other sweepers look for what is due."""
    for hour, number in enumerate((3, 3, 3, 1, 1, 1), 10):
        sweepers = [sweeper(database, hour, ASKED) for _ in range(number)]
        assert {each.ended() for each in sweepers} == {0}
    assert answered(sweeping.counts_what_was_asked, database) == [3] * ERRANDS


def test_sweepers_killed_in_the_midst_lose_and_double_nothing(database: str) -> None:
    chance, ends = random.Random(7), Counter[int | None]()  # noqa: S311 - moments to kill at, no secret
    for _ in range(4):
        sweepers = [sweeper(database) for _ in range(2)]
        assert [each.heard.recv() for each in sweepers] == ["ready", "ready"]
        time.sleep(chance.uniform(0.0, 0.03))
        for each in sweepers:
            each.process.kill()
            ends[each.ended()] += 1
    assert ends[-9] > 0
    assert counted(database) == (DEADLINES, DEADLINES)


def test_a_sweeper_that_runs_for_ever_ends_when_it_is_told_to(database: str) -> None:
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database}"
    else:
        url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{database}"
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", "-c", FOREVER],
        env={**os.environ, "DATABASE_URL": url},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"到期{DEADLINES}项：已办{DEADLINES}，")
        process.terminate()
        assert process.wait(150) == 0
    assert counted(database) == (DEADLINES, DEADLINES)
