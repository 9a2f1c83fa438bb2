"""Files that people hand in: looked at before they are kept, and kept under their own hash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import puremagic
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from portal import clock
from workflows.models import StoredFile

MOST_BYTES = 10 * 1024 * 1024
#: what is accepted, by the first bytes and not by the name
KINDS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}


class Unreadable(Exception):
    """Something that was sent cannot be taken as it is; the message is a sentence for whoever sent it."""


class UploadRefused(Unreadable):
    """A file that is not kept."""


@contextmanager
def handed_in(request: HttpRequest, name: str = "act_scan") -> Iterator[tuple[str, ...]]:
    """The digests of the file that was sent, kept when the block ends well.

    The file comes before the entry that names it, so that no entry names a file that is not there; an act
    that is refused leaves none behind.
    """
    upload = request.FILES.get(name)
    if not isinstance(upload, UploadedFile):
        yield ()
        return
    digest, new = keep(upload)
    try:
        yield (digest,)
    except Exception:
        if new:
            _forget(digest)
        raise


def keep(upload: UploadedFile[bytes]) -> tuple[str, bool]:
    """Keep a file; its SHA-256, and whether it is new. Raises UploadRefused with a sentence."""
    if not upload.size:
        raise UploadRefused("文件是空的，请重新选择。")
    if upload.size > MOST_BYTES:
        raise UploadRefused("文件超过 10 MB，请缩小后再传。")
    content = upload.read()
    media_type = _media_type(content)
    if media_type not in KINDS:
        raise UploadRefused("只收 PDF、JPG 和 PNG 文件，请另存为其中一种再传。")
    digest = sha256(content).hexdigest()
    name = f"{digest[:2]}/{digest}{KINDS[media_type]}"
    if not default_storage.exists(name):
        upload.seek(0)
        default_storage.save(name, upload)
    _row, new = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "name": (upload.name or "")[:200],
            "media_type": media_type,
            "size": len(content),
            "stored_at": clock.real_now(),
        },
    )
    return digest, new


def content_of(row: StoredFile) -> File[bytes]:
    """The bytes of a kept file. Raises FileNotFoundError when the storage has lost them."""
    return default_storage.open(f"{row.sha256[:2]}/{row.sha256}{KINDS[row.media_type]}")


def _forget(digest: str) -> None:
    row = StoredFile.objects.get(sha256=digest)
    row.delete()
    default_storage.delete(f"{digest[:2]}/{digest}{KINDS[row.media_type]}")


def _media_type(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content, mime=True))
    except puremagic.PureError:
        return ""
