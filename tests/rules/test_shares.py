from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.rules.shares import Share

MEANS = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "less_than": operator.lt,
}
HALF = Fraction(1, 2)


def shares() -> st.SearchStrategy[Share]:
    fractions = st.fractions(min_value=Fraction(1, 50), max_value=Fraction(49, 50), max_denominator=50)
    return st.builds(Share, st.sampled_from(sorted(MEANS)), fractions, st.just("entitled"))


@given(share=shares(), part=st.integers(0, 60), whole=st.integers(1, 60))
def test_a_share_compares_exactly(share: Share, part: int, whole: int) -> None:
    assert share.holds(part, whole) is MEANS[share.comparator](Fraction(part, whole), share.fraction)


@given(share=shares(), whole=st.integers(1, 60))
def test_least_and_most_are_the_edges(share: Share, whole: int) -> None:
    meeting = [part for part in range(whole + 1) if share.holds(part, whole)]
    assert (meeting[0], meeting[-1]) == (share.least(whole), share.most(whole))
    assert meeting == list(range(meeting[0], meeting[-1] + 1))


@pytest.mark.parametrize(
    ("comparator", "fraction", "whole", "part", "holds"),
    [
        ("more_than", HALF, 10, 5, False),
        ("more_than", HALF, 10, 6, True),
        ("at_least", HALF, 10, 5, True),
        ("more_than", HALF, 11, 5, False),
        ("more_than", HALF, 11, 6, True),
        ("more_than", HALF, 1, 1, True),
        ("at_least", Fraction(4, 5), 24, 19, False),
        ("at_least", Fraction(4, 5), 24, 20, True),
        ("at_most", Fraction(1, 5), 20, 4, True),
        ("at_most", Fraction(1, 5), 20, 5, False),
        ("at_most", HALF, 31, 15, True),
        ("at_most", HALF, 31, 16, False),
        ("more_than", HALF, 31, 16, True),
        ("at_most", Fraction(1, 20), 120, 6, True),
        ("at_most", Fraction(1, 20), 119, 6, False),
        ("at_most", Fraction(1, 20), 19, 1, False),
        ("less_than", HALF, 10, 5, False),
        ("less_than", HALF, 10, 4, True),
    ],
)
def test_a_share_on_its_edge(comparator: str, fraction: Fraction, whole: int, part: int, holds: bool) -> None:
    assert Share(comparator, fraction, "entitled").holds(part, whole) is holds


@pytest.mark.parametrize(("pool", "drawn"), [(10, 4), (9, 3), (3, 1), (2, 1), (1, 1)])
def test_a_sample_is_rounded_up(pool: int, drawn: int) -> None:
    assert Share("at_least", Fraction(1, 3), "batch").least(pool) == drawn


@pytest.mark.parametrize("comparator", sorted(MEANS))
def test_a_share_of_nobody_is_never_met(comparator: str) -> None:
    share = Share(comparator, HALF, "entitled")
    assert not share.holds(0, 0)
    with pytest.raises(ValueError, match="no least and no most"):
        share.least(0)


@pytest.mark.parametrize(
    ("comparator", "fraction"),
    [
        ("above", HALF),
        ("at_least", Fraction(3, 2)),
        ("at_most", Fraction(-1, 2)),
        ("more_than", Fraction(1)),
        ("less_than", Fraction(0)),
    ],
)
def test_a_share_that_decides_nothing_is_refused(comparator: str, fraction: Fraction) -> None:
    with pytest.raises(ValueError, match=r"comparator|between 0 and 1|no part can be"):
        Share(comparator, fraction, "entitled")


def test_all_of_them_can_be_asked_for() -> None:
    assert Share("at_least", Fraction(1), "entitled").least(7) == 7


@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (1, -5)])
def test_people_are_not_counted_below_nothing(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="counted from 0"):
        Share("at_least", HALF, "entitled").holds(part, whole)
