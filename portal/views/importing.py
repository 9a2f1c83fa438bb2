"""What the rooms that import a workbook answer alike."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import BinaryIO

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal import clock
from portal.imports.limits import LIMITS, MEBIBYTE
from portal.imports.record.applying import FactsRefused
from portal.imports.remarks import Refused
from portal.imports.uploads import Different, Upload
from portal.pages.parts import Reason, Refusal
from portal.rooms.actor import account_of
from portal.rooms.record_imports import refused_rows
from portal.uploads import Unreadable
from workflows.door import Busy, Stale


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


def recorded(
    request: HttpRequest, confirm: Callable[[], bool], result: Callable[[Refusal | None, int], HttpResponse]
) -> HttpResponse | None:
    """Record facts exactly as they were shown; the page that says why not, or None when they are recorded.

    ``confirm`` answers whether anything was written now, ``result`` shows the file with what stands against
    it. Raises Expired when the file is kept no longer.
    """
    try:
        written = confirm()
    except Different:
        reason = Reason(_("记录或文件的差异与刚才所示不同，请核对下面的新差异再登记。"))
        return result(Refusal(_("没有写入"), (reason,)), 409)
    except FactsRefused as refused:
        return result(refused_rows(refused.rows), 409)
    except Unreadable as error:
        return result(Refusal(_("没有写入"), (Reason(str(error)),)), 400)
    except (Busy, Stale):
        tell_busy(request)
        return result(None, 409)
    if not written:
        messages.info(request, _("这份文件已经登记过，没有重复登记。"))
    return None
