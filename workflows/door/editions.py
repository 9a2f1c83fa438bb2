"""Which edition judges an act: found by unit and date, read once per process since editions never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from workflows.door.authority import stop
from workflows.door.world import AdoptionView, EditionKey, World
from workflows.models import EditionRecord
from workflows.nodes.matters import unregulated
from workflows.rules.findings import Finding
from workflows.rules.regulations import Edition

Adopted = TypeVar("Adopted")
NOTHING: Mapping[str, Any] = {}
NO_EDITION = Edition(id="", title="", procedure="", articles={}, parameters={})


def adopted(
    world: World, unit: int, family: str, on: date, details: Mapping[str, Any] = NOTHING
) -> AdoptionView | None:
    """Which unit above a unit adopted the edition that holds there on a day for such a subject, and when."""
    held = world.adoptions_of(unit, family, on)
    return chosen(held, details, lambda each: each.edition)


def chosen(
    held: Sequence[Adopted], details: Mapping[str, Any], key: Callable[[Adopted], EditionKey]
) -> Adopted | None:
    """The first of several adoptions whose edition is for such a subject; where none is, the first of all."""
    if len(held) < 2:
        return held[0] if held else None
    return next((each for each in held if edition_of(key(each)).is_for(details)), held[0])


def edition_for(
    world: World,
    unit: int,
    family: str,
    on: date,
    opened_on: date,
    details: Mapping[str, Any] = NOTHING,
) -> tuple[Edition, str, list[Finding]]:
    """The edition of the day for a subject of these details, its digest, and a refusal when none is adopted.

    A parameter that follows the day a case was opened (``since: opened``) is taken from the edition of then;
    of a case that was opened within a matter this is the day on which the matter was.
    """
    if family in unregulated():
        return NO_EDITION, "", []
    held = adopted(world, unit, family, on, details)
    if held is None:
        where = world.units[unit].name if unit in world.units else str(unit)
        return NO_EDITION, "", [stop("edition.none", unit=where, on=on)]
    here, before = held.edition, adopted(world, unit, family, opened_on, details)
    then = before.edition if before else None
    edition = edition_of(here) if then is None or then == here else _mixed(here, then)
    return edition, edition_of(here).digest, []


@lru_cache(maxsize=256)
def edition_of(key: EditionKey) -> Edition:
    """The edition of one record, laid over the editions it tightens."""
    record = EditionRecord.objects.select_related("parent").get(pk=key[0])
    edition = Edition.from_mapping(record.content)
    return (
        edition_of((record.parent.pk, record.parent.digest)).tightened_by(edition)
        if record.parent
        else edition
    )


@lru_cache(maxsize=256)
def _mixed(here: EditionKey, then: EditionKey) -> Edition:
    now, before = edition_of(here), edition_of(then)
    held = {name: value for name, value in before.parameters.items() if value.since == "opened"}
    return replace(now, parameters={**now.parameters, **held})
