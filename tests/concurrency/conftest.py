"""Real processes on databases of their own: PostgreSQL where one answers, and SQLite in a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from benchmarks.harness import ENGINES, environment, own_database
from tools.postgresql_answers import HELP

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("TEST_POSTGRES_URL", "postgres://root@127.0.0.1:5432/test")

#: runs a script of benchmarks/ with options; what it counted
Counts = dict[str, Any]
Run = Callable[..., Counts]


@pytest.fixture(params=ENGINES)
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Return a function that runs a measurement on each engine; in CI a missing server is an error."""
    if request.param == "postgresql" and os.environ.get("CI") != "true" and not answers():
        pytest.skip(f"NO POSTGRESQL, so no races and kills on it\n{HELP.format(url=SERVER)}")
    with own_database(request.param, SERVER) as url:

        def counted(script: str, *options: str) -> Counts:
            command = [sys.executable, f"benchmarks/{script}", *options, "--json"]
            ended = subprocess.run(  # noqa: S603 (our own scripts)
                command, cwd=ROOT, env=environment(url), capture_output=True, check=False
            )
            assert ended.returncode == 0, ended.stderr.decode()
            counts: Counts = json.loads(ended.stdout.splitlines()[-1])
            return counts

        yield counted


def answers() -> bool:
    """Whether a server accepts connections where the tests look for one."""
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True
