"""Tracks of channels and lanes of gutters: which arrows share one, and in which order they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: what shares a track: the arrows out of one gateway, or into one element
Key = tuple[str, ...]
#: the stretch of one gutter that some arrows share
Place = tuple[int, Key]
#: how near two stretches of one lane may come
APART = 12


class Crossing(NamedTuple):
    """One arrow in one channel: the track it shares, and at which heights it leaves and reaches shapes."""

    key: Key
    leaves: int | None
    arrives: int | None


def order(crossings: Sequence[Crossing]) -> list[Key]:
    """The tracks of a channel from the left.

    What leaves a shape turns before whatever arrives at another shape at the same height, so that the two do
    not lie upon each other; where that cannot be, the order of drawing decides.
    """
    waiting = list(dict.fromkeys(crossing.key for crossing in crossings))
    found: list[Key] = []

    def free(key: Key) -> bool:
        arrives = {crossing.arrives for crossing in crossings if crossing.key == key} - {None}
        return not any(
            other.leaves in arrives for other in crossings if other.key in waiting and other.key != key
        )

    while waiting:
        found.append(next((key for key in waiting if free(key)), waiting[0]))
        waiting.remove(found[-1])
    return found


def lanes(spans: Mapping[Place, tuple[int, int]]) -> dict[Place, int]:
    """A lane for each stretch, given from where to where it runs; the short ones nearest to the shapes."""
    found: dict[Place, int] = {}
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, span in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[0])):
        lane = 0
        while any(_meet(span, other) for other in taken.get((place[0], lane), ())):
            lane += 1
        taken.setdefault((place[0], lane), []).append(span)
        found[place] = lane
    return found


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] - APART < other[1] and other[0] - APART < one[1]
