"""What changes of a past day meet: what was done since, on somebody's cases or by somebody's office.

The door has the last word; here it is said while the file can still be put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Max, QuerySet
from django.utils import timezone

from portal.imports.changes import Change, ChangeKind, Difference
from portal.imports.columns import UNIT_FIELDS
from portal.imports.office_changes import still_held
from portal.imports.records import Place, Reading, Roster
from portal.imports.remarks import Remark
from workflows.models import Entry

#: the places of rows by sheet and number
Places: TypeAlias = "Mapping[tuple[str, int], Place]"


def with_consequences(
    difference: Difference, reading: Reading, current: Roster, *, today: date
) -> Difference:
    """The difference with what was done since said at its rows; an office left too early is left out."""
    if difference.refused or not difference.changes:
        return difference
    rows = (reading.people, reading.units, reading.offices)
    places = {(row.place.sheet, row.place.row): row.place for each in rows for row in each}
    early = [change for change in difference.changes if change.number and change.from_on < today]
    left = [change for change in early if change.kind is ChangeKind.OFFICE_LEFT]
    acted = list(_still_acted(left, places, current))
    kept = _without(difference.changes, acted)
    held = list(still_held(kept, current.terms, places))
    notes = _done_before([change for change in early if change.tree], places)
    return replace(
        difference,
        changes=_without(kept, held),
        remarks=(*difference.remarks, *acted, *held, *notes),
    )


def _without(changes: Iterable[Change], stopping: Iterable[Remark]) -> tuple[Change, ...]:
    """The changes of the rows that no remark stops."""
    stopped = {(remark.sheet, remark.row) for remark in stopping}
    return tuple(change for change in changes if (change.sheet, change.row) not in stopped)


def _still_acted(left: Sequence[Change], places: Places, current: Roster) -> Iterator[Remark]:
    """Somebody who acted by an office later than they are said to have left it, and held it nowhere else."""
    if not left:
        return
    last = _last_days({str(change.number) for change in left})
    for change in left:
        acted_on = last.get((str(change.number), change.office))
        elsewhere = any(
            (term.number, term.office) == (change.number, change.office) and term.unit != change.unit
            for term in current.terms
        )
        if acted_on is not None and acted_on >= change.from_on and not elsewhere:
            yield places[change.sheet, change.row].remark(
                "acted_since", "to_on", value=change.from_on, other=acted_on
            )


def _last_days(numbers: set[str]) -> dict[tuple[str, str], date]:
    """The last day on which each of these people acted or recorded by each office."""
    found: dict[tuple[str, str], date] = {}
    acted = Entry.objects.filter(acted_by__number__in=numbers)
    recorded = Entry.objects.filter(recorded_by__number__in=numbers)
    for number, office, day in _grouped(acted, "acted_by__number", "acted_as", "on"):
        found[number, office] = day
    for number, office, moment in _grouped(recorded, "recorded_by__number", "recorded_as", "at"):
        day = timezone.localdate(moment)
        found[number, office] = max(found.get((number, office), day), day)
    return found


def _grouped(entries: QuerySet[Entry], who: str, office: str, when: str) -> Iterator[tuple[str, str, Any]]:
    last = entries.order_by().values(who, office).annotate(last=Max(when))
    yield from last.values_list(who, office, "last")


def _done_before(moved: Sequence[Change], places: Places) -> Iterator[Remark]:
    """What was done on somebody's cases, for days on which nobody knew where they belonged."""
    if not moved:
        return
    since = min(change.from_on for change in moved)
    entries = Entry.objects.filter(
        case__subject__number__in={change.number for change in moved}, on__gte=since
    )
    days: dict[str, list[date]] = {}
    for number, on in entries.values_list("case__subject__number", "on"):
        days.setdefault(number, []).append(on)
    for change in moved:
        count = sum(on >= change.from_on for on in days.get(str(change.number), ()))
        if count and change.kind is not ChangeKind.LEFT_UNIT:
            yield places[change.sheet, change.row].note(
                "done_before", UNIT_FIELDS[change.tree], value=change.from_on, count=count
            )
