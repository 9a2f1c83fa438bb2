"""Several sweepers at once, some of them killed: every deadline is performed once. Each is a real process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.services.test_deadlines import held
from tests.toy.errand import EDITION
from tests.toy.world import Society, adopt, do, person, society

pytestmark = pytest.mark.django_db(transaction=True)

DEADLINES, ERRANDS = 24, 6
SWEEP = """
import sys, django; django.setup()
from tests.toy.world import moment
from workflows.services.deadlines import sweep
print("ready", flush=True)
sweep(at=moment("2025-05-01", hour=int(sys.argv[1])))
"""
FOREVER = """
import django; django.setup()
from django.core.management import call_command
call_command("sweep_deadlines", "--forever", "--interval", "60")
"""
ASK = SWEEP.replace("2025-05-01", "2024-03-22")
ASKED = """
import django; django.setup()
from workflows.models import Entry
from workflows.services.verifying import verify
assert verify().differences == ()
days = {}
for case, on in Entry.objects.filter(act="ask").values_list("case", "on"):
    days.setdefault(case, []).append(on)
print(*(len(each) for each in days.values() if len(each) == len(set(each))))
"""
COUNT = """
import django; django.setup()
from workflows.models import Deadline, Entry
from workflows.services.verifying import verify
found = verify()
assert found.differences == (), found.differences
fired = Deadline.objects.filter(state="fired").count()
print(fired, Entry.objects.filter(act="remind").count())
"""


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
def environment(world: Society, tmp_path: Path) -> dict[str, str]:
    """What another process needs to work on the same database; one in memory is first written to a file."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        copy = tmp_path / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        url = f"sqlite:///{copy}"
    else:
        url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    return {**os.environ, "DATABASE_URL": url}


def start(script: str, environment: dict[str, str], hour: int = 10) -> subprocess.Popen[str]:
    """A process of its own."""
    command = [sys.executable, "-W", "error", "-c", script, str(hour)]
    return subprocess.Popen(  # noqa: S603 - our own script
        command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str]) -> int:
    """The exit status of a process, once it has ended."""
    process.communicate(timeout=150)
    return process.returncode


def counted(environment: dict[str, str]) -> list[str]:
    """How many deadlines fired, and how many acts that left, once those are done that met a lock."""
    assert ended(start(SWEEP, environment, hour=11)) == 0
    process = start(COUNT, environment)
    said, _ = process.communicate(timeout=150)
    assert process.returncode == 0
    return said.split()


def test_four_sweepers_fire_each_deadline_once(environment: dict[str, str]) -> None:
    sweepers = [start(SWEEP, environment) for _ in range(4)]
    assert [ended(sweeper) for sweeper in sweepers] == [0, 0, 0, 0]
    assert counted(environment) == [str(DEADLINES), str(DEADLINES)]


@pytest.mark.usefixtures("_errands")
def test_what_comes_back_is_announced_once_for_each_day(environment: dict[str, str]) -> None:
    """Each announcement arms the next, while the other sweepers look for what is due."""
    for hour, number in enumerate((3, 3, 3, 1, 1, 1), 10):
        sweepers = [start(ASK, environment, hour) for _ in range(number)]
        assert {ended(sweeper) for sweeper in sweepers} == {0}
    process = start(ASKED, environment)
    said, _ = process.communicate(timeout=150)
    assert said.split() == ["3"] * ERRANDS


def test_sweepers_killed_in_the_midst_lose_and_double_nothing(environment: dict[str, str]) -> None:
    chance, ends = random.Random(7), Counter[int]()  # noqa: S311 - moments to kill at, no secret
    for _ in range(4):
        sweepers = [start(SWEEP, environment) for _ in range(2)]
        for sweeper in sweepers:
            assert sweeper.stdout is not None
            assert sweeper.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.03))
        for sweeper in sweepers:
            sweeper.kill()
            ends[ended(sweeper)] += 1
    assert ends[-9] > 0
    assert counted(environment) == [str(DEADLINES), str(DEADLINES)]


def test_a_sweeper_that_runs_for_ever_ends_when_it_is_told_to(environment: dict[str, str]) -> None:
    sweeper = start(FOREVER, environment)
    assert sweeper.stdout is not None
    assert sweeper.stdout.readline().startswith(f"到期{DEADLINES}项：已办{DEADLINES}，")
    sweeper.terminate()
    assert ended(sweeper) == 0
    assert counted(environment) == [str(DEADLINES), str(DEADLINES)]
