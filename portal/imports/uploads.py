"""Uploaded files between the dry run and the confirmation, whatever they are about: kept for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Q
from django.utils import timezone

from portal.imports.cells import Workbook
from portal.imports.current import Keeper
from portal.imports.keeping import workbook_from_json, workbook_to_json
from portal.models import Account, KeptImport

Kept = TypeVar("Kept", bound=KeptImport)
#: how long what was read may be confirmed; afterwards only the counts are kept
LASTS = timedelta(hours=24)
LONGEST_NAME = 120


class NotConfirmed(Exception):
    """The import may not be confirmed as it is; nothing was written."""


class Expired(NotConfirmed):
    """The file was read too long ago."""


class Different(NotConfirmed):
    """What the file is compared with is no longer what it was when the difference was shown."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, the SHA-256 of its bytes, who sent it and when (real time)."""

    name: str
    sha256: str
    by: Account
    at: datetime


def described(upload: Upload, keeper: Keeper, workbook: Workbook) -> dict[str, Any]:
    """What the row of any import says of the upload."""
    return {
        "sha256": upload.sha256,
        "file_name": shown_name(upload.name),
        "unit_id": keeper.unit,
        "office": keeper.office,
        "at": upload.at,
        "expires_at": upload.at + LASTS,
        "content": workbook_to_json(workbook),
    }


def purge(imports: type[KeptImport], now: datetime) -> None:
    """Forget what was read too long ago: unconfirmed imports altogether, of the others the personal data."""
    old = imports._default_manager.filter(expires_at__lte=now)
    old.filter(confirmed_at=None).delete()
    old.filter(Q(content__isnull=False) | Q(outcome__isnull=False)).update(content=None, outcome=None)


def workbook_of(kept: KeptImport) -> Workbook:
    """The kept file. Raises Expired when it is kept no longer."""
    if kept.content is None:
        raise Expired
    return workbook_from_json(kept.content)


def claimed(imports: type[Kept], pk: int, real_at: datetime) -> Kept | None:
    """Lock an import to confirm it; None when that was done before. Raises Expired when it is too old."""
    kept = imports._default_manager.select_for_update().get(pk=pk)
    if kept.confirmed_at is not None:
        return None
    if real_at >= kept.expires_at:
        raise Expired
    return kept


def mark(kept: KeptImport, *, at: datetime, real_at: datetime) -> None:
    """Mark an import as carried out; ``at`` is the moment that procedures live in."""
    kept.confirmed_at, kept.confirmed_on = real_at, timezone.localdate(at)
    kept.save(update_fields=["outcome", "counts", "confirmed_at", "confirmed_on"])


def shown_name(name: str) -> str:
    """A file's name as a page may show it: the last part, printable, short."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:LONGEST_NAME]
