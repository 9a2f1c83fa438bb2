"""The rows that change when somebody belongs elsewhere, or as something else, than was known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workflows.rules.situation import Standing
from workflows.store.batch import Row

TABLE = "workflows_membership"


def membership_rows(person: int, before: Iterable[Standing], after: Iterable[Standing]) -> Iterator[Row]:
    """What to delete, change and insert so that the standings of one tree become other ones.

    Ends come before beginnings: nobody has two open memberships in a tree, not even between two statements.
    """
    old = {each.from_on: each for each in before}
    new = {each.from_on: each for each in after}
    for day, each in old.items():
        if day not in new:
            yield Row(TABLE, {}, _key(person, each))
    changed = [each for day, each in new.items() if day in old and old[day] != each]
    for each in sorted(changed, key=lambda each: each.to_on is None):
        yield Row(TABLE, _values(each), _key(person, each))
    for day, each in new.items():
        if day not in old:
            yield Row(TABLE, {**_key(person, each), **_values(each)})


def _key(person: int, standing: Standing) -> dict[str, Any]:
    return {"person_id": person, "tree": standing.tree, "from_on": standing.from_on}


def _values(standing: Standing) -> dict[str, Any]:
    return {
        "unit_id": standing.unit_id,
        "standing": standing.standing,
        "to_on": standing.to_on,
        "case_id": standing.case,
        "otherwise": standing.otherwise,
    }
