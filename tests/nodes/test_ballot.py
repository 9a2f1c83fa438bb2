"""A ballot by itself: one teller or two, and the events it knows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.nodes.building import CLERK, carried
from tests.toy.flows import Meeting
from workflows.nodes import ActType, Ballot, Counted
from workflows.rules.facts import Facts
from workflows.rules.regulations import Edition
from workflows.rules.situation import PersonView, Situation

NUMBERS = {"issued": 3, "returned": 3, "approve": 2, "oppose": 1, "abstain": 0, "void": 0}


def counted(tellers: int) -> tuple[str | None, set[str], bool]:
    """What comes of a first count, the fields that are kept of it, and whether it is sealed."""
    ballot = Ballot(
        Meeting, title="票决", count=ActType(Counted, title="计", by=CLERK), decision=carried, tellers=tellers
    )
    edition = Edition("e", "e", "toy", articles={}, parameters={})
    situation = Situation(
        date(2024, 5, 1), edition, Facts(), subject=PersonView(1, "1", "林一"), data=NUMBERS
    )
    assert ballot.main.decides is not None
    assert ballot.main.keeps is not None
    outcome = ballot.main.decides(situation)
    kept = ballot.main.keeps(situation, outcome or "", NUMBERS)
    return outcome, set(kept.facts), kept.sealed


def test_one_teller_decides_alone_and_two_do_not() -> None:
    assert counted(1) == ("carried", {*NUMBERS, "meeting"}, False)
    assert counted(2) == (None, {"meeting", "seal"}, True)


def test_an_event_that_no_meeting_brings_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="knows no event sing"):
        Ballot(
            Meeting,
            title="票决",
            count=ActType(Counted, title="计", by=CLERK),
            decision=carried,
            sing=ActType(title="唱票", by=CLERK),
        )
