"""Columns from left to right: each element stands right of what leads to it, save where a loop closes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from statistics import fmean

Way = tuple[str, str]

#: how often the order within the columns is improved
SWEEPS = 4


def components(names: Sequence[str], ways: Iterable[Way]) -> list[list[str]]:
    """Groups of elements that are connected, in the order of their first elements."""
    group = {name: {name} for name in names}
    for source, target in ways:
        if group[source] is not group[target]:
            merged = group[source] | group[target]
            group.update(dict.fromkeys(merged, merged))
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(id(group[name]), []).append(name)
    return list(found.values())


def columns(names: Sequence[str], ways: Sequence[Way]) -> list[list[str]]:
    """The elements by column, each column in its order from the top."""
    rank, order = _ranks(names, ways)
    found: list[list[str]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for name in order:
        found[rank[name]].append(name)
    near = [way for way in ways if rank[way[1]] == rank[way[0]] + 1]
    for _ in range(SWEEPS):
        for left, right in pairwise(found):
            _follow(right, left, near)
    return found


def _ranks(names: Sequence[str], ways: Sequence[Way]) -> tuple[dict[str, int], list[str]]:
    """The column of each element, by its longest way from a beginning, and the order of the first visit."""
    after = {name: [target for source, target in ways if source == name] for name in names}
    targets = {target for _, target in ways}
    done, back = _depth_first([name for name in names if name not in targets] or list(names[:1]), after)
    rest, more = _depth_first([name for name in names if name not in done], after, done)
    order, back = [*done, *rest][::-1], back | more
    rank = dict.fromkeys(names, 0)
    for name in order:
        for target in after[name]:
            if (name, target) not in back:
                rank[target] = max(rank[target], rank[name] + 1)
    return rank, order


def _depth_first(
    first: Iterable[str], after: dict[str, list[str]], known: Collection[str] = ()
) -> tuple[list[str], set[Way]]:
    """The elements in the order in which they were left for good, and the ways that close a loop."""
    left: list[str] = []
    back: set[Way] = set()
    on_way: list[str] = []
    seen = set(known)

    def visit(name: str) -> None:
        seen.add(name)
        on_way.append(name)
        for target in reversed(after[name]):
            if target in on_way:
                back.add((name, target))
            elif target not in seen:
                visit(target)
        left.append(on_way.pop())

    for name in reversed(list(first)):
        if name not in seen:
            visit(name)
    return left, back


def _follow(column: list[str], before: list[str], near: Sequence[Way]) -> None:
    """Order a column by where its elements' ways come from; without one they keep their place."""
    place = {name: number for number, name in enumerate(before)}
    own = {name: number for number, name in enumerate(column)}

    def middle(name: str) -> float:
        sources = [place[source] for source, target in near if target == name]
        return fmean(sources) if sources else own[name]

    column.sort(key=lambda name: (middle(name), own[name]))
