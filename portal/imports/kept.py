"""Uploaded rosters between the dry run and the confirmation: kept for a day, confirmed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from portal.imports.applying import apply
from portal.imports.cells import Workbook
from portal.imports.changes import ChangeKind, Difference
from portal.imports.columns import SheetKind
from portal.imports.current import Keeper
from portal.imports.keeping import (
    difference_from_json,
    difference_to_json,
    workbook_from_json,
    workbook_to_json,
)
from portal.imports.reach import rows_of_others
from portal.imports.trial import Trial, try_workbook
from portal.models import Account, RosterImport

#: how long what was read may be confirmed; afterwards only the counts are kept
LASTS = timedelta(hours=24)
LONGEST_NAME = 120


class NotConfirmed(Exception):
    """The import may not be confirmed as it is; nothing was written."""


class Expired(NotConfirmed):
    """The file was read too long ago."""


class Different(NotConfirmed):
    """The roster is no longer what it was when the difference was shown."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, the SHA-256 of its bytes, who sent it and when (real time)."""

    name: str
    sha256: str
    by: Account
    at: datetime


def keep(trial: Trial, upload: Upload, keeper: Keeper, *, on: date) -> RosterImport:
    """Keep what was read, so that it can be confirmed; what is too old goes."""
    purge(upload.at)
    return RosterImport.objects.create(
        sha256=upload.sha256,
        file_name=shown_name(upload.name),
        by=upload.by,
        unit_id=keeper.unit,
        office=keeper.office,
        at=upload.at,
        on=on,
        expires_at=upload.at + LASTS,
        counts=counts(trial.difference),
        content=workbook_to_json(trial.workbook),
    )


def purge(now: datetime) -> None:
    """Forget what was read too long ago: unconfirmed imports altogether, of the others the personal data."""
    old = RosterImport.objects.filter(expires_at__lte=now)
    old.filter(confirmed_at=None).delete()
    old.filter(Q(content__isnull=False) | Q(outcome__isnull=False)).update(content=None, outcome=None)


def trial_of(kept: RosterImport, keeper: Keeper, *, today: date) -> Trial:
    """The kept file compared with the roster as it stands now. Raises Expired when it is kept no longer."""
    return try_workbook(workbook_of(kept), keeper, on=kept.on, today=today)


def workbook_of(kept: RosterImport) -> Workbook:
    """The kept file. Raises Expired when it is kept no longer."""
    if kept.content is None:
        raise Expired
    return workbook_from_json(kept.content)


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
            kept = RosterImport.objects.select_for_update().get(pk=pk)
            if kept.confirmed_at is not None:
                return False
            if real_at >= kept.expires_at:
                raise Expired
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
    kept.confirmed_at, kept.confirmed_on = real_at, timezone.localdate(at)
    kept.save(update_fields=["outcome", "counts", "confirmed_at", "confirmed_on"])


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


def shown_name(name: str) -> str:
    """A file's name as a page may show it: the last part, printable, short."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:LONGEST_NAME]
