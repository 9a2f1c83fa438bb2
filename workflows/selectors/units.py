"""Units, what lies below them, and what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db import connection
from django.db.models import QuerySet

from workflows.models import Unit
from workflows.selectors.prepared import prepared


@prepared
def _parents() -> QuerySet[Unit, tuple[int, int | None]]:
    """Every unit with the one above it."""
    return Unit.objects.values_list("pk", "parent_id")


def below(units: Iterable[int]) -> frozenset[int]:
    """The units themselves and everything below them, in one query: an institution has hundreds of units."""
    children: defaultdict[int | None, list[int]] = defaultdict(list)
    for unit, parent in _parents.rows():
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
    return climbed(unit, dict(_parents.rows()))


#: what lies above some units, without reading the others: an institution has a thousand classes
UP = """
WITH RECURSIVE up(id, parent_id) AS (
    SELECT id, parent_id FROM workflows_unit WHERE id IN ({places})
    UNION
    SELECT unit.id, unit.parent_id FROM workflows_unit unit JOIN up ON unit.id = up.parent_id
)
SELECT id, parent_id FROM up
"""


def parents_above(units: Collection[int]) -> dict[int, int | None]:
    """The parent of each of these units and of those above them, in one query."""
    if not units:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(UP.format(places=", ".join(["%s"] * len(units))), list(units))
        return dict(cursor.fetchall())


def climbed(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """The unit and those above it, nearest first, each once."""
    found: list[int] = []
    here: int | None = unit
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return found
