"""A writer is killed in the midst of an act, again and again."""

from __future__ import annotations

import pytest

from tests.concurrency.conftest import Run

KILLS = 12
#: what no kill may bring about
HARM = ("lost", "doubled", "done but unknown", "revisions beyond acts", "differences found by verification")


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_nothing_acknowledged_is_lost_or_doubled_when_writers_are_killed(run: Run) -> None:
    counts = run("kills.py", "--kills", str(KILLS))
    assert {name: counts[name] for name in HARM} == dict.fromkeys(HARM, 0)
    # Each writer acknowledged at least its first act.
    assert counts["acts acknowledged"] >= KILLS
