"""Files that people hand in: looked at before they are kept, and kept under their own hash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import puremagic
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import clock
from portal.pdfs import LIMITS, TooHeavy, pages_of
from portal.pictures import Damaged, size_of, without_traces
from workflows.models import StoredFile

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
#: one paper may have several pages, each a photograph of its own
MOST_FILES, MOST_BYTES_TOGETHER = 9, 30 * MEGABYTE
#: of one PDF
MOST_PAGES = 100
BROKEN = gettext_lazy("照片文件不完整，打不开。请重新拍摄，或把照片截图后再传。")
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


@dataclass(frozen=True)
class Upload:
    """What is kept of a file that was handed in."""

    name: str
    media_type: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """Its SHA-256."""
        return sha256(self.content).hexdigest()

    @property
    def path(self) -> str:
        """Where it lies in the storage."""
        return _path(self.digest, self.media_type)

    def save(self) -> bool:
        """Have the bytes in the storage; whether they were not there before."""
        if default_storage.exists(self.path):
            return False
        default_storage.save(self.path, ContentFile(self.content))
        return True

    def enter(self) -> None:
        """Have the row of the file, and the bytes that it speaks of."""
        _entered(self.digest, self.name, self.media_type, len(self.content))
        self.save()

    def forget(self) -> None:
        """Take the bytes away again, unless another act named the file in the meantime."""
        row = StoredFile.objects.filter(sha256=self.digest)
        if not row.exists():
            default_storage.delete(self.path)
            if row.exists():
                self.save()


@contextmanager
def handed_in(request: HttpRequest, name: str = "act_scan") -> Iterator[tuple[str, ...]]:
    """The digests of the files that were sent, entered among the kept ones when the block ends well.

    The bytes come before the entry that names them, so that no entry names a file that is not there, and the
    row comes after it: rows of files are never deleted, and an act that is refused leaves none behind, nor
    does a file that is refused leave those before it.
    """
    sent = request.FILES.getlist(name)
    if len(sent) > MOST_FILES:
        raise UploadRefused(
            _("一次最多传 %(most)s 个文件，这里有 %(count)s 个；页数多的请扫描成一个 PDF。")
            % {"most": MOST_FILES, "count": len(sent)}
        )
    if sum(each.size or 0 for each in sent) > MOST_BYTES_TOGETHER and len(sent) > 1:
        raise UploadRefused(_("几个文件合起来超过 30 MB，请缩小照片，或扫描成一个 PDF 再传。"))
    uploads = {each.digest: each for each in (_of_several(each, len(sent)) for each in sent)}
    new = [each for each in uploads.values() if each.save()]
    try:
        yield tuple(uploads)
    except Exception:
        for each in new:
            each.forget()
        raise
    for each in uploads.values():
        each.enter()


def _of_several(upload: UploadedFile[bytes], count: int) -> Upload:
    """One of the files that were sent together; where there are several, it is said which one is refused."""
    try:
        return looked_at(upload)
    except UploadRefused as error:
        if count == 1:
            raise
        said = {"name": (upload.name or "")[:80], "why": error}
        raise UploadRefused(_("“%(name)s”：%(why)s其他文件也要重新选择。") % said) from error


def looked_at(upload: UploadedFile[bytes]) -> Upload:
    """What would be kept of a file. Raises UploadRefused with a sentence.

    Of a picture the place, the device and whatever else it carries are left out first: the SHA-256 is that of
    what is kept.
    """
    if not upload.size:
        raise UploadRefused(_("文件是空的，请重新选择。"))
    if upload.size > MOST_BYTES:
        raise UploadRefused(
            _(
                "文件超过 10 MB：这个有 %(size)s MB。"
                "照片请在手机相册里编辑或截图后再传，扫描件请降低分辨率或分成几个文件。"
            )
            % {"size": f"{upload.size / MEGABYTE:.1f}"}
        )
    content, media_type = _looked_at(upload.read())
    return Upload((upload.name or "")[:200], media_type, content)


def _looked_at(content: bytes) -> tuple[bytes, str]:
    """What is kept of a file, and what it is. Raises UploadRefused with a sentence."""
    if content[4:12].startswith(PHONE_PICTURES):
        raise UploadRefused(
            _(
                "这是 HEIC 照片，学校的电脑大多打不开。iPhone 请到“设置、相机、格式”选“兼容性最好”后重拍，"
                "或把照片截图后再传。"
            )
        )
    media_type = _media_type(content)
    if media_type not in KINDS:
        raise UploadRefused(_("只收 PDF、JPG 和 PNG 文件，请另存为其中一种再传。"))
    _not_too_much(content, media_type)
    try:
        return without_traces(content, media_type), media_type
    except Damaged as error:
        raise UploadRefused(BROKEN) from error


def _not_too_much(content: bytes, media_type: str) -> None:
    """Refuse what is small as a file and endless once it is opened. Raises UploadRefused."""
    if media_type == "application/pdf":
        _not_too_many_pages(content)
        return
    try:
        width, height = size_of(content, media_type)
    except Damaged as error:
        raise UploadRefused(BROKEN) from error
    if width * height > LIMITS.pixels:
        said = {"width": width, "height": height}
        raise UploadRefused(
            _("照片有 %(width)s×%(height)s 像素，太大；请在手机相册里编辑或截图后再传。") % said
        )


def _not_too_many_pages(content: bytes) -> None:
    try:
        pages = pages_of(content)
    except TooHeavy as error:
        raise UploadRefused(_("这份 PDF 展开以后太大，打不开；请降低分辨率重新扫描，或改传照片。")) from error
    if pages > MOST_PAGES:
        said = {"count": pages, "most": MOST_PAGES}
        raise UploadRefused(_("PDF 有 %(count)s 页，最多收 %(most)s 页；请只留下要用的几页再传。") % said)


def kept_file(digest: str) -> StoredFile | None:
    """A kept file; one whose row a fallen site did not come to write is entered now."""
    row = StoredFile.objects.filter(sha256=digest).first()
    if row is not None:
        return row
    for media_type in KINDS:
        path = _path(digest, media_type)
        if default_storage.exists(path):
            return _entered(digest, digest[:12], media_type, default_storage.size(path))
    return None


def content_of(row: StoredFile) -> File[bytes]:
    """The bytes of a kept file. Raises FileNotFoundError when the storage has lost them."""
    return default_storage.open(_path(row.sha256, row.media_type))


def _entered(digest: str, name: str, media_type: str, size: int) -> StoredFile:
    said = {"name": name, "media_type": media_type, "size": size, "stored_at": clock.real_now()}
    return StoredFile.objects.get_or_create(sha256=digest, defaults=said)[0]


def _path(digest: str, media_type: str) -> str:
    return f"{digest[:2]}/{digest}{KINDS[media_type]}"


def _media_type(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content, mime=True))
    except puremagic.PureError:
        return ""
