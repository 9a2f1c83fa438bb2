"""Heights within a column: each element as near as can be to where it would like to be, none overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Wish(NamedTuple):
    """Where an element would like its axis, how much that matters, and what it needs above and below."""

    at: float
    weight: float
    above: int
    below: int


class _Block(NamedTuple):
    """Neighbours that stand as close as they may."""

    at: float
    weight: float
    size: int


def settle(wishes: Sequence[Wish], gap: int) -> list[int]:
    """The axes of a column from the top, in the order given, at least ``gap`` apart.

    The weighted squares of the distances from the wishes are as small as possible (pooling neighbours that
    would overlap).
    """
    offsets = [0]
    for upper, lower in pairwise(wishes):
        offsets.append(offsets[-1] + upper.below + gap + lower.above)
    blocks: list[_Block] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        blocks.append(_Block(wish.at - offset, wish.weight, 1))
        while len(blocks) > 1 and blocks[-2].at > blocks[-1].at:
            blocks.append(_pooled(blocks.pop(), blocks.pop()))
    places = [block.at for block in blocks for _ in range(block.size)]
    return [round(place) + offset for place, offset in zip(places, offsets, strict=True)]


def _pooled(one: _Block, other: _Block) -> _Block:
    weight = one.weight + other.weight
    at = (one.at * one.weight + other.at * other.weight) / weight
    return _Block(at, weight, one.size + other.size)
