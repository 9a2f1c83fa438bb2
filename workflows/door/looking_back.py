"""What a record that reaches back into the past has to know of it: what was done since, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from workflows.door.requests import Act
from workflows.door.world import World
from workflows.nodes.procedure import procedure
from workflows.store.looking_back import Past
from workflows.store.orders import Row

#: entries that a record names as judged before it was known
MOST_NAMED = 100


def reaching_back(acts: Sequence[Act]) -> Past:
    """The acts on records that hold from a day before their own."""
    early = [act for act in acts if act.matter is not None and _is_early(act)]
    places = [act for act in early if "tree" in act.data]
    return Past(
        terms={act.matter or 0 for act in early if "office" in act.data},
        places={act.matter or 0 for act in places},
        since=min((str(act.data["from_on"]) for act in places), default=""),
        adoptions={act.matter or 0 for act in early if "edition" in act.data},
    )


def look_back(world: World, past: Mapping[str, list[Row]]) -> None:
    """Let the world know what was found of the past."""
    last: dict[int, dict[str, date]] = {}
    for person, office, moment in (*past["acted"], *past["recorded"]):
        held, day = last.setdefault(person, {}), _day(moment)
        held[office] = max(held.get(office, day), day)
    for person, offices in last.items():
        if person in world.people:
            world.meet(replace(world.people[person], acted_on=offices))
    for matter, entry, on in past["done"]:
        world.done.setdefault(matter, []).append((entry, _day(on)))
    for unit, ref, kind, on in past["judged"]:
        key = (unit, _family(ref, kind))
        world.judged[key] = max(world.judged.get(key, _day(on)), _day(on))


def done_since(world: World, matter: int, day: date) -> list[int]:
    """The entries of the person's cases that were judged, for days from this one on, without knowing it."""
    return [entry for entry, on in world.done.get(matter, ()) if on >= day][:MOST_NAMED]


def _is_early(act: Act) -> bool:
    said = str(act.data.get("from_on") or "")
    return bool(said) and (act.on is None or said < act.on.isoformat())


def _family(ref: str | None, kind: str | None) -> str:
    """The procedure of a case or a matter; of a version no longer installed, its application's name."""
    try:
        return procedure(ref).family if ref else (kind or "").partition(".")[0]
    except (ImportError, LookupError, ValueError):
        return (ref or "").partition("/")[0]


def _day(value: Any) -> date:
    """A day, or that of a moment, as either database hands them over."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > len("2024-01-01") else date.fromisoformat(value)
    if not isinstance(value, datetime):
        return value  # type: ignore[no-any-return]  # a date by construction
    return timezone.localdate(value if value.tzinfo else value.replace(tzinfo=UTC))
