"""Files that people hand in: looked at before they are kept, and kept under their own hash."""

from __future__ import annotations

from hashlib import sha256

import puremagic
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from portal import clock
from workflows.models import StoredFile

MOST_BYTES = 10 * 1024 * 1024
#: what is accepted, by the first bytes and not by the name
KINDS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}


class UploadRefused(Exception):
    """A file that is not kept; the message is a sentence for whoever sent it."""


def keep(upload: UploadedFile[bytes]) -> str:
    """Keep a file and return its SHA-256. Raises UploadRefused with a sentence for its sender."""
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
    StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "name": (upload.name or "")[:200],
            "media_type": media_type,
            "size": len(content),
            "stored_at": clock.real_now(),
        },
    )
    return digest


def _media_type(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content, mime=True))
    except puremagic.PureError:
        return ""
