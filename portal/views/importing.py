"""What the rooms that import a workbook answer alike."""

from __future__ import annotations

from hashlib import sha256
from typing import BinaryIO

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal import clock
from portal.imports.limits import LIMITS, MEBIBYTE
from portal.imports.remarks import Refused
from portal.imports.uploads import Upload
from portal.rooms.actor import account_of


def source_of(upload: UploadedFile[bytes]) -> BinaryIO:
    """The uploaded file, to be read. Raises Refused when it is too large to be a workbook of ours."""
    if (upload.size or 0) > LIMITS.file_bytes:
        raise Refused("file_too_large", megabytes=LIMITS.file_bytes // MEBIBYTE)
    source: BinaryIO = upload.file  # type: ignore[assignment]  # Django types it as the wider IO
    return source


def sent(request: HttpRequest, upload: UploadedFile[bytes]) -> Upload:
    """Who sent which file when, for the row that keeps it until it is confirmed."""
    upload.seek(0)
    digest = sha256(upload.read()).hexdigest()
    return Upload(upload.name or "", digest, account_of(request), clock.real_now())


def expired(request: HttpRequest, room: str) -> HttpResponse:
    """Back to the upload of the ``room``: what was read is no longer kept."""
    messages.error(request, _("这份文件上传已超过24小时，内容不再保留，请重新上传。"))
    return redirect(room)


def tell_busy(request: HttpRequest) -> None:
    """Say that somebody else is recording; nothing was written."""
    messages.error(request, _("别人正在登记，请稍等几秒再提交。"))
