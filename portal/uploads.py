"""Files that people hand in: looked at before they are kept, and kept under their own hash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import puremagic
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from portal import clock
from portal.pictures import Damaged, without_traces
from workflows.models import StoredFile

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
#: one paper may have several pages, each a photograph of its own
MOST_FILES, MOST_BYTES_TOGETHER = 9, 30 * MEGABYTE
#: what is accepted, by the first bytes and not by the name
KINDS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
#: how the pictures of some phones begin, behind the first four bytes
PHONE_PICTURES = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")


class Unreadable(Exception):
    """Something that was sent cannot be taken as it is; the message is a sentence for whoever sent it."""


class UploadRefused(Unreadable):
    """A file that is not kept."""


@contextmanager
def handed_in(request: HttpRequest, name: str = "act_scan") -> Iterator[tuple[str, ...]]:
    """The digests of the files that were sent, kept when the block ends well.

    The files come before the entry that names them, so that no entry names a file that is not there; an act
    that is refused leaves none behind, nor does a file that is refused leave those before it.
    """
    uploads = request.FILES.getlist(name)
    if len(uploads) > MOST_FILES:
        raise UploadRefused(
            f"一次最多传 {MOST_FILES} 个文件，这里有 {len(uploads)} 个；页数多的请扫描成一个 PDF。"
        )
    if sum(each.size or 0 for each in uploads) > MOST_BYTES_TOGETHER and len(uploads) > 1:
        raise UploadRefused("几个文件合起来超过 30 MB，请缩小照片，或扫描成一个 PDF 再传。")
    kept: dict[str, bool] = {}
    try:
        for upload in uploads:
            digest, new = keep(upload)
            kept[digest] = kept.get(digest, False) or new
        yield tuple(kept)
    except Exception:
        for digest, new in kept.items():
            if new:
                _forget(digest)
        raise


def keep(upload: UploadedFile[bytes]) -> tuple[str, bool]:
    """Keep a file; its SHA-256, and whether it is new. Raises UploadRefused with a sentence.

    Of a picture the place, the device and whatever else it carries are left out first: the SHA-256 is that of
    what is kept.
    """
    if not upload.size:
        raise UploadRefused("文件是空的，请重新选择。")
    if upload.size > MOST_BYTES:
        raise UploadRefused(
            f"文件超过 10 MB：这个有 {upload.size / MEGABYTE:.1f} MB。"
            "照片请在手机相册里编辑或截图后再传，扫描件请降低分辨率或分成几个文件。"
        )
    content, media_type = _looked_at(upload.read())
    digest = sha256(content).hexdigest()
    name = f"{digest[:2]}/{digest}{KINDS[media_type]}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
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


def _looked_at(content: bytes) -> tuple[bytes, str]:
    """What is kept of a file, and what it is. Raises UploadRefused with a sentence."""
    if content[4:12].startswith(PHONE_PICTURES):
        raise UploadRefused(
            "这是 HEIC 照片，学校的电脑大多打不开。iPhone 请到“设置、相机、格式”选“兼容性最好”后重拍，"
            "或把照片截图后再传。"
        )
    media_type = _media_type(content)
    if media_type not in KINDS:
        raise UploadRefused("只收 PDF、JPG 和 PNG 文件，请另存为其中一种再传。")
    try:
        return without_traces(content, media_type), media_type
    except Damaged as error:
        raise UploadRefused("照片文件不完整，打不开。请重新拍摄，或把照片截图后再传。") from error


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
