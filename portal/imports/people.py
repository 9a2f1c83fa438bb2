"""Makes a person out of a row, and says where its cells contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import cast

from portal.imports.choices import NOWHERE, PARTY_STANDINGS, title_of
from portal.imports.columns import DETAIL_FIELDS, PEOPLE, STAGE_FIELDS, UNIT_FIELDS
from portal.imports.records import PersonRow
from portal.imports.remarks import Remark
from portal.imports.rows import RawRow
from portal.imports.values import Value

#: Dates that cannot come before one another; equal is possible on paper.
ORDERED = (
    ("born_on", "league_joined_on"),
    ("born_on", "enrolled_on"),
    ("born_on", "applied_on"),
    ("applied_on", *STAGE_FIELDS.values()),
)

#: What 政治面貌 says about each tree; a League member or nobody may have come any way short of probation.
_STATUS_STANDINGS: Mapping[str, Mapping[str, str]] = {
    "masses": {"league": "non_member"},
    "league_member": {"league": "member"},
    "probationary": {"party": "probationary"},
    "full_member": {"party": "full_member"},
}
_BEFORE_PROBATION = frozenset({"none", "activist", "candidate"})


def person_row(raw: RawRow) -> PersonRow:
    """The person of a row whose cells could all be read."""
    stated = _stated(raw.values)
    implied = _STATUS_STANDINGS.get(str(raw.values.get("political_status", "")), {})
    return PersonRow(
        number=cast("str", raw.values["number"]),
        name=cast("str", raw.values["name"]),
        details={field: raw.values[field] for field in DETAIL_FIELDS if field in raw.values},
        units={tree: _unit(raw.values[field]) for tree, field in UNIT_FIELDS.items() if field in raw.values},
        standings={**implied, **stated},
        derived=frozenset(implied.keys() - stated.keys()),
        effective_on=cast("date | None", raw.values.get("effective_on")),
    )


def contradictions(raw: RawRow) -> Iterator[Remark]:
    """Remarks on cells that are possible alone and not together."""
    yield from _dates_out_of_order(raw)
    yield from _stages_ahead(raw)
    yield from _status_contradicted(raw)


def _stated(values: Mapping[str, Value]) -> dict[str, str]:
    fields = {"league": "league_standing", "party": "party_standing"}
    return {tree: str(values[field]) for tree, field in fields.items() if field in values}


def _unit(value: Value) -> str | None:
    return None if value == NOWHERE else str(value)


def _dates_out_of_order(raw: RawRow) -> Iterator[Remark]:
    for fields in ORDERED:
        known = [(field, cast("date", raw.values[field])) for field in fields if field in raw.values]
        for (first, earlier), (second, later) in pairwise(known):
            if later < earlier:
                yield raw.place.remark(
                    "dates_out_of_order",
                    second,
                    title=PEOPLE.column(second).title,
                    value=later,
                    other_title=PEOPLE.column(first).title,
                    other=earlier,
                )


def _stages_ahead(raw: RawRow) -> Iterator[Remark]:
    """A date of a stage that the stated standing has not reached."""
    standing = person_standing(raw)
    if standing is None:
        return
    stages = list(STAGE_FIELDS)
    reached = stages.index(standing) + 1 if standing in STAGE_FIELDS else 0
    for stage in stages[reached:]:
        if STAGE_FIELDS[stage] in raw.values:
            yield raw.place.remark(
                "stage_not_reached",
                STAGE_FIELDS[stage],
                title=PEOPLE.column(STAGE_FIELDS[stage]).title,
                standing=title_of(PARTY_STANDINGS, standing),
            )


def person_standing(raw: RawRow) -> str | None:
    """The standing in the Party that the row tells, directly or by 政治面貌."""
    implied = _STATUS_STANDINGS.get(str(raw.values.get("political_status", "")), {})
    return {**implied, **_stated(raw.values)}.get("party")


def _status_contradicted(raw: RawRow) -> Iterator[Remark]:
    status = raw.values.get("political_status")
    if status is None:
        return
    stated = _stated(raw.values)
    allowed = {tree: {standing} for tree, standing in _STATUS_STANDINGS[str(status)].items()}
    if status in {"masses", "league_member"}:
        allowed["party"] = set(_BEFORE_PROBATION)
    for tree, standings in allowed.items():
        if tree in stated and stated[tree] not in standings:
            field = f"{tree}_standing"
            column = PEOPLE.column(field)
            yield raw.place.remark(
                "political_status_contradicts",
                field,
                title=column.title,
                value=title_of(column.choices, stated[tree]),
                status=title_of(PEOPLE.column("political_status").choices, str(status)),
            )
