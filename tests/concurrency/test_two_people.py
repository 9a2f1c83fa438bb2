"""Two processes act on the same thing at the same moment, and exactly one effect is left."""

from __future__ import annotations

import pytest

from tests.concurrency.conftest import Run

TRIALS = 25


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_of_two_acts_at_once_one_takes_effect_and_the_other_learns_of_it(run: Run) -> None:
    counts = run("collisions.py", "--trials", str(TRIALS))
    verified = counts.pop("verified")
    assert counts == {
        "same_step": {"one done, one told": TRIALS, "told who and when": TRIALS, "one entry": TRIALS},
        "same_request": {"one done, one repeated": TRIALS, "same receipt": TRIALS, "one entry": TRIALS},
        "into_a_join": {"both done": TRIALS, "joined once": TRIALS},
        "same_journal": {"both done": TRIALS},
        "same_opening": {"one opened, one refused": TRIALS, "one case": TRIALS},
        "first_of_a_journal": {"one opened, one refused": TRIALS, "one case": TRIALS},
        "same_opening_sent_twice": {"one opened, one repeated": TRIALS, "one case": TRIALS},
    }
    # Opened, and acted on: twice and once; opened, checked and two branches; two cases; one case each.
    assert verified == {"entries": (2 + 2 + 4 + 4 + 1 + 1 + 1) * TRIALS, "differences": 0}
