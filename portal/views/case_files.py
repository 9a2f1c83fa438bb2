"""The files handed in on a case or a matter, handed out again to whoever may open them."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal import clock
from portal.rooms.actor import account_of, actor_of
from portal.rooms.case_files import file_of
from portal.rooms.entering import enter
from portal.rooms.matter_files import file_of as file_of_matter
from portal.uploads import content_of
from workflows.models import Matter, StoredFile

logger = logging.getLogger(__name__)


@login_required
@require_GET
def case_file(request: HttpRequest, pk: int, entry: int, number: int) -> HttpResponse | FileResponse:
    """Stream one file of one entry of a case; whatever may not be opened looks like nothing."""
    actor = actor_of(request)
    case = actor.case(pk)
    found = file_of(actor, case, entry, number) if case is not None else None
    if found is None:
        raise Http404
    return _handed_out(request, found, entry, number, ("case", pk))


@login_required
@require_GET
def matter_file(request: HttpRequest, pk: int, entry: int, number: int) -> HttpResponse | FileResponse:
    """Stream one file of one entry of a meeting, a notice or another matter."""
    matter = Matter.objects.select_related("unit").filter(pk=pk).first()
    room = enter(actor_of(request), matter, clock.now()) if matter else None
    found = file_of_matter(room, entry, number) if room else None
    if found is None:
        raise Http404
    return _handed_out(request, found, entry, number, ("matter", pk))


def _handed_out(
    request: HttpRequest, found: tuple[StoredFile, str], entry: int, number: int, page: tuple[str, int]
) -> HttpResponse | FileResponse:
    """The file, or the page it belongs to with a sentence when the storage has lost it.

    A picture is shown, a PDF is downloaded. Every opening is logged by numbers: who it was about stands in
    the journal and not in the log.
    """
    (file, name), actor = found, actor_of(request)
    office = actor.chosen.office if actor.chosen else ""
    try:
        content = content_of(file)
    except FileNotFoundError:
        logger.error("File %s of entry %s is missing from the storage", number, entry)  # noqa: TRY400 (no frames)
        messages.error(request, _("存储里找不到这份文件，请把办件编号告诉管理员；纪实没有受影响。"))
        return redirect(*page)
    account = account_of(request).pk
    logger.info("File %s of entry %s opened by account %s as %s", number, entry, account, office or "person")
    picture = file.media_type.startswith("image/")
    return FileResponse(content, as_attachment=not picture, filename=name, content_type=file.media_type)
