"""Uploaded files of facts: tried against the records as they stand, kept for a day, confirmed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.utils import timezone

from portal.imports.cells import Workbook
from portal.imports.current import Keeper
from portal.imports.keeping import remark_from_json, remark_to_json
from portal.imports.record.applying import held_records, record_facts
from portal.imports.record.comparing import compare_facts
from portal.imports.record.facts import FactChange, FactDifference, Held, Reading
from portal.imports.record.reading import read_facts
from portal.imports.uploads import Different, Expired, Upload, claimed, described, mark, purge, workbook_of
from portal.imports.workbook import read_workbook
from portal.models import RecordImport
from workflows.models import Person
from workflows.nodes import RecordType
from workflows.rules.canonical import digest

__all__ = ["Different", "Expired", "Upload", "workbook_of"]


@dataclass(frozen=True, slots=True)
class FactTrial:
    """What a file says and what it would record, for one keeper at one moment."""

    workbook: Workbook
    reading: Reading
    difference: FactDifference
    held: Mapping[str, Held]

    @property
    def digest(self) -> str:
        """The word by which the changes that were shown are known again."""
        return digest([_change(change) for change in self.difference.changes])


def try_file(source: bytes | BinaryIO, kind: type[RecordType], keeper: Keeper, *, at: datetime) -> FactTrial:
    """Read an uploaded file and compare it. Raises ``remarks.Refused`` for what is no honest .xlsx."""
    return try_workbook(read_workbook(source), kind, keeper, at=at)


def try_workbook(workbook: Workbook, kind: type[RecordType], keeper: Keeper, *, at: datetime) -> FactTrial:
    """Compare what was read with the records as they stand now; no past date may follow the day."""
    reading = read_facts(workbook, kind, on=timezone.localdate(at))
    numbers = {row.number for row in reading.rows}
    held = held_records(keeper, kind, numbers, at) if numbers else {}
    own = Person.objects.values_list("number", flat=True).get(pk=keeper.person)
    return FactTrial(
        workbook, reading, compare_facts(reading, kind, held, own=own, office=keeper.office), held
    )


def keep(trial: FactTrial, upload: Upload, keeper: Keeper, kind: type[RecordType]) -> RecordImport:
    """Keep what was read, so that it can be confirmed; what is too old goes."""
    return keep_as(kind.kind(), trial, upload, keeper)


def keep_as(kind: str, trial: FactTrial, upload: Upload, keeper: Keeper) -> RecordImport:
    """Keep what was read of a kind of file, whatever it is about."""
    purge(RecordImport, upload.at)
    about = described(upload, keeper, trial.workbook)
    return RecordImport.objects.create(by=upload.by, kind=kind, counts=counts(trial.difference), **about)


def trial_of(kept: RecordImport, kind: type[RecordType], keeper: Keeper, *, at: datetime) -> FactTrial:
    """The kept file compared with the records as they stand now. Raises Expired when it is kept no longer."""
    return try_workbook(workbook_of(kept), kind, keeper, at=at)


def outcome_of(kept: RecordImport) -> FactDifference:
    """The difference that was carried out. Raises Expired when it is kept no longer."""
    if kept.outcome is None:
        raise Expired
    return FactDifference(
        changes=tuple(_read_change(change) for change in kept.outcome["changes"]),
        unchanged=kept.outcome["unchanged"],
        remarks=tuple(remark_from_json(remark) for remark in kept.outcome["remarks"]),
    )


def confirm(
    pk: int,
    kind: type[RecordType],
    keeper: Keeper,
    *,
    shown: str,
    at: datetime,
    real_at: datetime,
    files: tuple[str, ...] = (),
) -> bool:
    """Record exactly what was shown, with ``files`` as evidence; False when that had been done before.

    Raises Expired, Different, FactsRefused, and what ``perform`` raises; nothing is written then.
    """

    def tried(kept: RecordImport) -> FactTrial:
        return trial_of(kept, kind, keeper, at=at)

    def record(changes: Sequence[FactChange], key: str) -> object:
        return record_facts(changes, kind, keeper, key=key, at=at, files=files)

    return carried_out(pk, tried, record, shown=shown, at=at, real_at=real_at)


def carried_out(
    pk: int,
    tried: Callable[[RecordImport], FactTrial],
    record: Callable[[Sequence[FactChange], str], object],
    *,
    shown: str,
    at: datetime,
    real_at: datetime,
) -> bool:
    """Let ``record`` write what was shown of a kept file under a key of its own, once; see ``confirm``."""
    with transaction.atomic():
        kept = claimed(RecordImport, pk, real_at)
        if kept is None:
            return False
        trial = tried(kept)
        if trial.digest != shown or trial.difference.refused:
            raise Different
        changes = trial.difference.changes
        record(changes, f"record-{kept.pk}")
        kept.outcome = {
            "changes": [_change(change) for change in changes],
            "unchanged": trial.difference.unchanged,
            "remarks": [remark_to_json(remark) for remark in trial.difference.remarks],
        }
        kept.counts = counts(trial.difference)
        mark(kept, at=at, real_at=real_at)
    return True


def counts(difference: FactDifference) -> dict[str, int]:
    """The verdicts in numbers: facts that are new, that replace one, rows wrong and unchanged, people."""
    new = sum(change.new for change in difference.changes)
    return {
        "new": new,
        "changed": len(difference.changes) - new,
        "people": len({change.number for change in difference.changes}),
        "wrong": len(difference.wrong_rows),
        "unchanged": difference.unchanged,
    }


def _change(change: FactChange) -> dict[str, Any]:
    return {
        "number": change.number,
        "act": change.act,
        "on": change.on.isoformat(),
        "data": dict(change.data),
        "at": [change.sheet, change.row],
        "before": dict(change.before) if change.before is not None else None,
        "before_on": change.before_on.isoformat() if change.before_on else None,
    }


def _read_change(content: dict[str, Any]) -> FactChange:
    sheet, row = content["at"]
    before_on = cast("str | None", content["before_on"])
    return FactChange(
        number=content["number"],
        act=content["act"],
        on=date.fromisoformat(content["on"]),
        data=content["data"],
        sheet=sheet,
        row=row,
        before=content["before"],
        before_on=date.fromisoformat(before_on) if before_on else None,
    )
