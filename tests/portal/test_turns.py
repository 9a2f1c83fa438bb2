"""What the odd values are tried on: no place is left out by any kind, and no value by all places."""

from __future__ import annotations

import pytest

from tests.portal.turns import Turns

pytestmark = pytest.mark.django_db

PLACES, KIND = ("desk", "case", "roster", "search"), ("a", "b", "c")


def test_each_place_meets_one_value_and_each_value_some_place() -> None:
    tried = list(Turns(every=False)(PLACES, KIND))
    assert [place for place, _ in tried] == list(PLACES)
    assert {value for _, value in tried} == set(KIND)


@pytest.mark.parametrize("place", PLACES)
def test_of_three_kinds_each_place_meets_one_where_they_share(place: str) -> None:
    shared = [list(Turns(every=False)(PLACES, KIND, share=3, turn=turn)) for turn in range(3)]
    assert [met for tried in shared for met, _ in tried].count(place) == 1


def test_everything_is_tried_everywhere_when_it_is_asked_for() -> None:
    everything = [(place, value) for place in PLACES for value in KIND]
    assert list(Turns(every=True)(PLACES, KIND)) == everything
    assert list(Turns(every=True)(PLACES, KIND, share=3, turn=1)) == everything
