"""Matters: opening one, its page, and the acts on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.rooms.actor import actor_of
from portal.rooms.kinds import meetings, notices
from portal.rooms.matter_lists import list_page
from portal.rooms.matter_pages import matter_page
from portal.rooms.matters import MatterRoom
from portal.rooms.meetings import ballot_page, is_count
from portal.rooms.notices import office_page
from portal.uploads import UploadRefused
from portal.views.notices import notice_of
from workflows.door import Busy, Refused, perform
from workflows.models import Matter
from workflows.nodes import MatterAct
from workflows.nodes.matters import matter_type


@login_required
@require_http_methods(["GET", "POST"])
def matter_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Open a matter for the cases that wait for it."""
    found = matter_type(kind)
    if found is None:
        raise Http404
    room = MatterRoom(actor_of(request), found, clock.now())
    act = room.opening()
    if act is None:
        raise Http404
    return _perform(request, room, act)


@login_required
@require_GET
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a matter: a meeting, a notice, with what can be done on it."""
    room = _room(request, pk)
    notice = notice_of(room.matter) if room.matter else None
    if notice is not None:
        return render(request, "portal/notice_office.html", {"page": office_page(room, notice)})
    return render(request, "portal/matter.html", {"page": matter_page(room)})


@login_required
@require_http_methods(["GET", "POST"])
def matter_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show one act on a matter and perform it."""
    room = _room(request, pk)
    act = next((each for each in room.acts() if each.name == name), None)
    if act is None:
        raise Http404
    return _perform(request, room, act)


def _room(request: HttpRequest, pk: int) -> MatterRoom:
    found = Matter.objects.select_related("unit").filter(pk=pk).first()
    room = MatterRoom.of(actor_of(request), found, clock.now()) if found else None
    if room is None:
        raise Http404
    return room


def _perform(request: HttpRequest, room: MatterRoom, act: MatterAct) -> HttpResponse:
    if request.method == "GET":
        return _show(request, room, act)
    try:
        receipt = perform([room.asked(act, request)], at=clock.now())[0]
    except Refused as refused:
        return _show(request, room, act, refused, status=409)
    except (Busy, UploadRefused) as error:
        messages.error(request, str(error) or _("别人正在办，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, room, act, status=409)
    messages.success(request, _("已登记：%(act)s。") % {"act": act.title})
    return redirect("matter", receipt.matter)


def _show(
    request: HttpRequest, room: MatterRoom, act: MatterAct, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    if is_count(room, act):
        page = ballot_page(room, act, request, refused)
        return render(request, "portal/ballot.html", {"page": page}, status=status)
    return render(request, "portal/act.html", {"page": room.page(act, request, refused)}, status=status)


@login_required
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Show the meetings of the chosen office."""
    page = list_page(actor_of(request), clock.now(), meetings(), _("会议"))
    return render(request, "portal/list.html", {"page": page})


@login_required
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show the notices of the chosen office."""
    page = list_page(actor_of(request), clock.now(), notices(), _("公示"))
    return render(request, "portal/list.html", {"page": page})
