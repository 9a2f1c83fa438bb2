"""Units and what lies below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

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
