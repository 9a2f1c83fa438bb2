"""Units, what lies below them, and what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from workflows.models import Unit


def below(units: Iterable[int]) -> frozenset[int]:
    """The units themselves and everything below them, in one query: an institution has hundreds of units."""
    children: defaultdict[int | None, list[int]] = defaultdict(list)
    for unit, parent in Unit.objects.values_list("pk", "parent_id"):
        children[parent].append(unit)
    found: set[int] = set()
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(children[unit])
    return frozenset(found)


def above(unit: int) -> list[int]:
    """The unit and those above it, nearest first, in one query."""
    return climbed(unit, dict(Unit.objects.values_list("pk", "parent_id")))


def climbed(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """The unit and those above it, nearest first, each once."""
    found: list[int] = []
    here: int | None = unit
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return found
