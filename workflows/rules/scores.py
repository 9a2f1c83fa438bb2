"""Scores: what each of several scores counts for when not all of them may add up.

Values are whole numbers of the smallest part that is awarded (tenths of a point, cents). Every function
answers by the id of the score, so that each can be told what it counts for and because of which other one;
what all count for together never depends on the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Score:
    """One score: its id, its value, and when it was won, as anything that can be ordered."""

    id: str
    value: int
    won: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What a score counts for; ``because`` is the score that takes the rest from it."""

    value: int
    because: str | None = None


Counts: TypeAlias = "dict[str, Counted]"
Combination: TypeAlias = Callable[[Iterable[Score]], Counts]


def all_of_them(scores: Iterable[Score]) -> Counts:
    """Scores that add up: each counts in full."""
    return {score.id: Counted(score.value) for score in scores}


def only_the_highest(scores: Iterable[Score]) -> Counts:
    """Of several scores only the highest counts, in the order they were won.

    A later, higher one counts by what it adds to the highest before it, because that one was already
    awarded; of those won at the same time the highest counts in full.

    >>> won = [Score("school", 40, (1,)), Score("state", 60, (1,)), Score("nation", 80, (2,))]
    >>> {name: counted.value for name, counted in only_the_highest(won).items()}
    {'state': 60, 'school': 0, 'nation': 20}
    """
    counts: Counts = {}
    best: Score | None = None
    for score in sorted(scores, key=lambda each: (each.won, -each.value, each.id)):
        before = best.value if best else 0
        counts[score.id] = Counted(max(0, score.value - before), best.id if best else None)
        if best is None or score.value > best.value:
            best = score
    return counts


def only_the_first(scores: Iterable[Score], most: int = 1) -> Counts:
    """The first ``most`` scores count in full in the order they were won, the others for nothing."""
    ordered = sorted(scores, key=lambda each: (each.won, each.id))
    kept = ordered[:most]
    because = kept[-1].id if kept else None
    return {
        score.id: Counted(score.value) if place < most else Counted(0, because)
        for place, score in enumerate(ordered)
    }


def up_to(cap: int, scores: Iterable[Score]) -> Counts:
    """Scores add up to a cap in the order they were won; the one that reaches it counts by what was left."""
    counts: Counts = {}
    left = cap
    for score in sorted(scores, key=lambda each: (each.won, each.id)):
        counts[score.id] = Counted(min(score.value, left))
        left -= counts[score.id].value
    return counts


def grouped(scores: Sequence[Score], group: Callable[[Score], Any], combine: Combination) -> Counts:
    """The same combination within each group; groups add up."""
    groups: dict[Any, list[Score]] = {}
    for score in scores:
        groups.setdefault(group(score), []).append(score)
    return {name: counted for each in groups.values() for name, counted in combine(each).items()}


def the_heaviest(totals: dict[str, int], weight: Callable[[str], int]) -> str:
    """The kind with the highest total; of equal ones the one that weighs most, then the first by name.

    >>> the_heaviest({"a": 10, "b": 10, "c": 5}, {"a": 0, "b": 7, "c": 9}.__getitem__)
    'b'
    """
    return min(totals, key=lambda kind: (-totals[kind], -weight(kind), kind))
