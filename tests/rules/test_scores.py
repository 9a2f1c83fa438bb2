from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.rules.scores import (
    Counts,
    Score,
    all_of_them,
    grouped,
    only_the_first,
    only_the_highest,
    the_heaviest,
    up_to,
)


def values(counts: Counts) -> dict[str, int]:
    return {name: counted.value for name, counted in counts.items()}


def because(counts: Counts) -> dict[str, str | None]:
    return {name: counted.because for name, counted in counts.items()}


def test_scores_of_different_things_add_up() -> None:
    assert values(all_of_them([Score("a", 5), Score("b", 5)])) == {"a": 5, "b": 5}


def test_of_those_won_together_the_highest_counts_and_takes_the_rest() -> None:
    counts = only_the_highest([Score("low", 40, (1,)), Score("high", 60, (1,))])
    assert values(counts) == {"high": 60, "low": 0}
    assert because(counts) == {"high": None, "low": "high"}


@pytest.mark.parametrize(("later", "counted"), [(59, 0), (60, 0), (61, 1)])
def test_a_later_score_counts_by_what_it_adds(later: int, counted: int) -> None:
    counts = only_the_highest([Score("later", later, (2,)), Score("first", 60, (1,))])
    assert values(counts) == {"first": 60, "later": counted}
    assert because(counts)["later"] == "first"


def test_of_equal_ones_the_first_counts() -> None:
    assert values(only_the_highest([Score("b", 10), Score("a", 10)])) == {"a": 10, "b": 0}


@pytest.mark.parametrize(("most", "kept"), [(0, []), (1, ["a"]), (2, ["a", "b"]), (3, ["a", "b", "c"])])
def test_only_the_first_ones_count(most: int, kept: list[str]) -> None:
    counts = only_the_first([Score("c", 2, (3,)), Score("a", 2, (1,)), Score("b", 2, (2,))], most)
    assert [name for name, counted in counts.items() if counted.value] == kept
    assert {counted.because for name, counted in counts.items() if name not in kept} <= {
        kept[-1] if kept else None
    }


@pytest.mark.parametrize(("cap", "last"), [(4, 0), (5, 0), (6, 1), (10, 5), (11, 5)])
def test_scores_add_up_to_a_cap(cap: int, last: int) -> None:
    counts = up_to(cap, [Score("b", 5, (2,)), Score("a", 5, (1,))])
    assert values(counts) == {"a": min(5, cap), "b": last}


def test_groups_add_up() -> None:
    scores = [Score("x1", 10), Score("x2", 30), Score("y1", 20)]
    assert values(grouped(scores, lambda score: score.id[0], only_the_highest)) == {
        "x2": 30,
        "x1": 0,
        "y1": 20,
    }


@pytest.mark.parametrize(
    ("totals", "heaviest"),
    [
        ({"a": 2, "b": 1, "c": 0}, "a"),  # the highest, whatever it weighs
        ({"a": 1, "b": 1, "c": 0}, "b"),  # of equal ones the heavier
        ({"c": 1, "a": 1}, "c"),
        ({"d": 1, "a": 1}, "a"),  # of equally heavy ones the first by name
    ],
)
def test_one_kind_takes_all(totals: dict[str, int], heaviest: str) -> None:
    assert the_heaviest(totals, {"a": 0, "b": 5, "c": 9, "d": 0}.__getitem__) == heaviest


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3)), min_size=1, max_size=4))
def test_what_counts_never_depends_on_the_order_in_which_scores_come(drawn: list[tuple[int, int]]) -> None:
    scores = [Score(str(place), value, (won,)) for place, (value, won) in enumerate(drawn)]
    for combine in (all_of_them, only_the_highest, only_the_first, lambda each: up_to(10, each)):
        expected = combine(scores)
        assert all(combine(order) == expected for order in permutations(scores))
    assert sum(values(only_the_highest(scores)).values()) == max(score.value for score in scores)
