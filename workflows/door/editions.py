"""Which edition judges an act: found by unit and date, read once per process since editions never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from workflows.door.authority import stop
from workflows.door.world import EditionKey, World
from workflows.models import EditionRecord
from workflows.nodes.matters import unregulated
from workflows.rules.findings import Finding
from workflows.rules.regulations import Edition

NO_EDITION = Edition(id="", title="", procedure="", articles={}, parameters={})


def edition_for(
    world: World, unit: int, family: str, on: date, opened_on: date
) -> tuple[Edition, str, list[Finding]]:
    """The edition of the day, its digest, and a refusal when none is adopted.

    A parameter that follows the day a case was opened (``since: opened``) is taken from the edition of then.
    """
    if family in unregulated():
        return NO_EDITION, "", []
    here = world.edition_of(unit, family, on)
    if here is None:
        where = world.units[unit].name if unit in world.units else str(unit)
        return NO_EDITION, "", [stop("edition.none", unit=where, on=on)]
    then = world.edition_of(unit, family, opened_on)
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
