"""Uploaded rosters between the dry run and the confirmation: kept for a day, confirmed once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.imports.applying import apply
from portal.imports.changes import ChangeKind, Difference
from portal.imports.columns import SheetKind
from portal.imports.current import Keeper
from portal.imports.keeping import difference_from_json, difference_to_json
from portal.imports.reach import rows_of_others
from portal.imports.trial import Trial, try_workbook
from portal.imports.uploads import Different, Expired, Upload, claimed, described, mark, purge, workbook_of
from portal.models import RosterImport

__all__ = [
    "Different",
    "Expired",
    "Upload",
    "confirm",
    "counts",
    "keep",
    "outcome_of",
    "trial_of",
    "workbook_of",
]


def keep(trial: Trial, upload: Upload, keeper: Keeper, *, on: date) -> RosterImport:
    """Keep what was read, so that it can be confirmed; what is too old goes."""
    purge(RosterImport, upload.at)
    about = described(upload, keeper, trial.workbook)
    return RosterImport.objects.create(by=upload.by, on=on, counts=counts(trial.difference), **about)


def trial_of(kept: RosterImport, keeper: Keeper, *, today: date) -> Trial:
    """The kept file compared with the roster as it stands now. Raises Expired when it is kept no longer."""
    return try_workbook(workbook_of(kept), keeper, on=kept.on, today=today)


def outcome_of(kept: RosterImport) -> Difference:
    """The difference that was carried out. Raises Expired when it is kept no longer."""
    if kept.outcome is None:
        raise Expired
    return difference_from_json(kept.outcome)


def confirm(pk: int, keeper: Keeper, *, shown: str, at: datetime, real_at: datetime) -> bool:
    """Carry out exactly the changes whose digest was shown; False when that had been done before.

    ``at`` is the moment that procedures live in, ``real_at`` the wall clock by which the file grows old.
    Raises Expired, Different, ImportRefused, and what ``perform`` raises; nothing is written then.
    """
    try:
        with transaction.atomic():
            kept = claimed(RosterImport, pk, real_at)
            if kept is None:
                return False
            trial = trial_of(kept, keeper, today=timezone.localdate(at))
            if trial.digest != shown or trial.difference.refused:
                raise Different
            _carry_out(kept, trial, keeper, at=at, real_at=real_at)
    except IntegrityError as error:
        # Somebody gave the same number or code to somebody else in the same moment.
        raise Different from error
    return True


def _carry_out(kept: RosterImport, trial: Trial, keeper: Keeper, *, at: datetime, real_at: datetime) -> None:
    reason = f"名册导入第{kept.pk}号"
    apply(trial.difference.changes, keeper, key=f"roster-{kept.pk}", reason=reason, at=at)
    kept.outcome = difference_to_json(trial.difference)
    kept.counts = counts(trial.difference)
    mark(kept, at=at, real_at=real_at)


def counts(difference: Difference) -> dict[str, int]:
    """The verdicts in numbers: people new and changed, terms, units; rows wrong, others', unchanged."""
    people = [change for change in difference.changes if change.number and not change.office]
    new = {change.number for change in people if change.kind is ChangeKind.NEW_PERSON}
    outside = sum(len(rows) for rows in rows_of_others(difference.remarks).values())
    return {
        "new": len(new),
        "changed": len({change.number for change in people} - new),
        "terms": sum(bool(change.office) for change in difference.changes),
        "units": sum(change.number is None for change in difference.changes),
        "wrong": len(difference.wrong_rows) - outside,
        "outside": outside,
        "unchanged": sum(difference.unchanged.get(kind, 0) for kind in SheetKind),
        "missing": len(difference.missing),
    }
