from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.shares import Share
from workflows.rules.tallies import (
    Contradiction,
    ContradictionError,
    Decision,
    Outcome,
    Tally,
    Written,
    decide,
    roll_contradictions,
)

MORE_THAN_HALF = Share("more_than", Fraction(1, 2), "entitled")
HALF = Share("at_least", Fraction(1, 2), "entitled")


def papers(approve: int, oppose: int = 0, abstain: int = 0, void: int = 0) -> Tally:
    """A tally in which every paper came back."""
    total = approve + oppose + abstain + void
    return Tally(total, total, approve, oppose, abstain, void)


def held(
    entitled: int,
    tally: Tally | None,
    *,
    present: int | None = None,
    written: Written | None = None,
    quorum: Share = MORE_THAN_HALF,
    carried: Share = MORE_THAN_HALF,
) -> Decision:
    came = present if present is not None else tally.issued if tally else 0
    return decide(
        entitled=entitled,
        present=came,
        tally=tally,
        written=written or Written(),
        quorum=quorum,
        carried=carried,
    )


@pytest.mark.parametrize(
    ("entitled", "tally", "outcome"),
    [
        (10, papers(5, 5), Outcome.LOST),
        (10, papers(6, 4), Outcome.CARRIED),
        (11, papers(5, 6), Outcome.LOST),
        (11, papers(6, 5), Outcome.CARRIED),
        # A majority of those who came is not one of those entitled.
        (20, papers(10, 1), Outcome.LOST),
        (20, papers(11), Outcome.CARRIED),
        (11, papers(5), Outcome.INQUORATE),
        (10, papers(5), Outcome.INQUORATE),
        (2, papers(1), Outcome.INQUORATE),
        (2, papers(2), Outcome.CARRIED),
        (1, papers(1), Outcome.CARRIED),
    ],
)
def test_a_round_on_the_edge(entitled: int, tally: Tally, outcome: Outcome) -> None:
    assert held(entitled, tally).outcome is outcome


def test_an_edition_may_let_half_be_enough() -> None:
    assert held(10, papers(5), quorum=HALF, carried=HALF).outcome is Outcome.CARRIED


@pytest.mark.parametrize(
    ("tally", "written", "outcome", "approve_total"),
    [
        (papers(4, 2), Written(approve=2), Outcome.CARRIED, 6),
        (papers(3, 3), Written(approve=2), Outcome.LOST, 5),
        (papers(5), Written(approve=3), Outcome.INQUORATE, 8),
    ],
)
def test_written_opinions_add_to_the_votes_and_not_to_the_quorum(
    tally: Tally, written: Written, outcome: Outcome, approve_total: int
) -> None:
    decision = held(11, tally, written=written)
    assert (decision.outcome, decision.approve_total) == (outcome, approve_total)


def test_a_decision_keeps_every_number_it_rests_on() -> None:
    tally, written = Tally(9, 8, 4, 2, 1, 1), Written(approve=2, oppose=1)
    assert held(14, tally, written=written) == Decision(
        outcome=Outcome.LOST,
        entitled=14,
        present=9,
        needed_present=8,
        needed_approve=8,
        approve_total=6,
        oppose_total=3,
        abstain_total=1,
        written=written,
        tally=tally,
    )


def test_more_papers_than_were_issued_void_the_round() -> None:
    assert held(10, Tally(8, 9, 9, 0, 0, 0)).outcome is Outcome.VOIDED


def test_without_a_quorum_nothing_else_is_asked() -> None:
    assert held(20, Tally(8, 9, 9, 0, 0, 0)).outcome is Outcome.INQUORATE
    assert held(20, None, present=10).outcome is Outcome.INQUORATE


def test_a_quorate_meeting_without_a_ballot_put_the_vote_off() -> None:
    assert held(20, None, present=11).outcome is Outcome.DEFERRED


def test_a_vote_put_off_has_only_what_was_written() -> None:
    decision = held(20, None, present=11, written=Written(3, 2, 1))
    assert (decision.approve_total, decision.oppose_total, decision.abstain_total) == (3, 2, 1)


def test_of_nobody_who_came_no_majority_is_asked() -> None:
    decision = held(3, None, carried=Share("more_than", Fraction(1, 2), "attendance"))
    assert (decision.outcome, decision.needed_present, decision.needed_approve) == (Outcome.INQUORATE, 2, 0)


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        ("entitled", Outcome.LOST),
        ("committee_entitled", Outcome.LOST),
        ("attendance", Outcome.CARRIED),
        ("attendance_and_written", Outcome.LOST),
    ],
)
def test_a_majority_is_taken_of_the_base_its_share_names(of: str, outcome: Outcome) -> None:
    carried = Share("more_than", Fraction(1, 2), of)
    written = Written(approve=1, oppose=3)
    assert held(14, papers(5, 3), written=written, carried=carried).outcome is outcome


def test_a_share_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no base 'plan_total'"):
        held(4, papers(4), carried=Share("more_than", Fraction(1, 2), "plan_total"))


def test_a_round_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="no least"):
        held(0, papers(0))


@pytest.mark.parametrize(
    ("tally", "present", "found"),
    [
        (Tally(6, 6, 6, 1, 1, 0), 6, [("tally.counted_not_returned", {"counted": 8, "returned": 6})]),
        (Tally(6, 5, 5, 0, 0, 0), 7, [("tally.issued_not_present", {"issued": 6, "present": 7})]),
        (Tally(6, 6, 7, -1, 0, 0), 6, [("tally.negative", {})]),
        (
            Tally(6, 6, 5, 0, 0, 0),
            7,
            [
                ("tally.issued_not_present", {"issued": 6, "present": 7}),
                ("tally.counted_not_returned", {"counted": 5, "returned": 6}),
            ],
        ),
        (Tally(6, 7, 7, 0, 0, 0), 6, []),
        (Tally(6, 5, 2, 1, 1, 1), 6, []),
    ],
)
def test_what_a_tally_must_add_up_to(
    tally: Tally, present: int, found: list[tuple[str, dict[str, int]]]
) -> None:
    assert tally.contradictions(present) == tuple(Contradiction(*each) for each in found)


@pytest.mark.parametrize(
    ("present", "written", "found"),
    [
        (11, 0, ("roll.present_over_entitled", {"present": 11, "entitled": 10})),
        (8, 3, ("roll.written_over_absent", {"written": 3, "absent": 2})),
        (-1, 0, ("roll.negative", {})),
    ],
)
def test_what_a_roll_must_add_up_to(present: int, written: int, found: tuple[str, dict[str, int]]) -> None:
    contradictions = roll_contradictions(entitled=10, present=present, written=Written(oppose=written))
    assert contradictions == (Contradiction(*found),)


def test_numbers_that_cannot_be_decide_nothing() -> None:
    with pytest.raises(ContradictionError) as refused:
        held(5, Tally(6, 6, 5, 0, 0, 0), present=7)
    assert [each.message for each in refused.value.contradictions] == [
        "roll.present_over_entitled",
        "tally.issued_not_present",
        "tally.counted_not_returned",
    ]


def meetings(most: int) -> Iterator[tuple[int, int, int]]:
    for entitled in range(1, most + 1):
        for present in range(entitled + 1):
            for approve in range(present + 1):
                yield entitled, present, approve


def test_quorum_and_majority_of_every_meeting_up_to_twenty() -> None:
    """Against counting heads: more than half means more for than left over."""
    for entitled, present, approve in meetings(20):
        outcome = held(entitled, papers(approve, present - approve)).outcome
        if not present > entitled - present:
            expected = Outcome.INQUORATE
        else:
            expected = Outcome.CARRIED if approve > entitled - approve else Outcome.LOST
        assert outcome is expected, (entitled, present, approve)


def test_the_least_numbers_named_are_where_the_outcome_turns() -> None:
    for entitled, present, approve in meetings(20):
        decision = held(entitled, papers(approve, present - approve))
        assert (decision.outcome is not Outcome.INQUORATE) == (present >= decision.needed_present)
        if decision.outcome in {Outcome.CARRIED, Outcome.LOST}:
            assert (decision.outcome is Outcome.CARRIED) == (approve >= decision.needed_approve)


@given(
    st.lists(st.sampled_from(["approve", "oppose", "abstain", "void", "kept"]), min_size=1, max_size=30),
    st.lists(st.sampled_from(["approve", "oppose", "abstain"]), max_size=10),
    st.integers(0, 10),
)
def test_no_vote_is_lost_or_made(ballots: list[str], opinions: list[str], silent: int) -> None:
    kinds = ("approve", "oppose", "abstain", "void")
    cast = {kind: ballots.count(kind) for kind in kinds}
    tally = Tally(len(ballots), len(ballots) - ballots.count("kept"), **cast)
    written = Written(*(opinions.count(kind) for kind in kinds[:3]))
    decision = held(len(ballots) + len(opinions) + silent, tally, written=written)
    totals = decision.approve_total + decision.oppose_total + decision.abstain_total
    assert totals + tally.void == tally.returned + written.total
    assert tally.returned + ballots.count("kept") == decision.present
