"""The recorded courses of events, written as case files that a lawyer can read, come as they say."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

pytestmark = pytest.mark.django_db


def played(*arguments: str) -> str:
    """What playing prints; a file that does not hold ends it with another status than 0."""
    out = StringIO()
    try:
        call_command("play", *arguments, stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(out.getvalue())
    return out.getvalue()


@pytest.mark.once(reason="a file is played on an SQLite database of its own")
@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_case_file_holds(file: Path) -> None:
    assert played(str(file)).rstrip().endswith("个案例全部符合。")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a PostgreSQL server to play on")
def test_a_case_file_holds_on_postgresql() -> None:
    (file,) = [file for file in CASES if file.stem == "s01"]
    assert played("--database", "default", str(file)).endswith("1个案例全部符合。\n")
