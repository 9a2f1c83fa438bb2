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
from portal.rooms.credits.round_room import RoundRoom
from portal.rooms.credits.year_room import ELSEWHERE
from portal.rooms.entering import enter, room_of
from portal.rooms.gathering import choosing, choosing_page, chosen
from portal.rooms.kinds import handled_by, meetings, notices, shared
from portal.rooms.matter_lists import list_page
from portal.rooms.matter_pages import matter_page
from portal.rooms.matters import MatterRoom
from portal.rooms.meeting.answers import answer
from portal.rooms.meeting.page import meeting_page
from portal.rooms.meeting.room import MeetingRoom
from portal.rooms.notices import office_page
from portal.rooms.typed import tell_unreadable, typed_key
from portal.uploads import Unreadable, handed_in
from portal.views.notices import notice_of
from workflows.door import Act, Busy, Refused, Stale, perform
from workflows.models import Matter
from workflows.nodes import MatterAct
from workflows.selectors.entries import recorded_before


@login_required
@require_http_methods(["GET", "POST"])
def matter_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Open a matter for the cases that wait for it."""
    found = shared(kind)
    if found is None:
        raise Http404
    room = room_of(actor_of(request), found, clock.now())
    act = room.opening()
    if act is None:
        raise Http404
    return _perform(request, room, act)


@login_required
@require_GET
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a matter: a meeting, a notice, with what can be done on it."""
    room = _room(request, pk)
    if isinstance(room, RoundRoom):
        return redirect("credits_round", pk)
    notice = notice_of(room.matter) if room.matter else None
    if notice is not None:
        return render(request, "portal/notice_office.html", {"page": office_page(room, notice)})
    if isinstance(room, MeetingRoom):
        return render(request, "portal/meeting.html", {"page": meeting_page(room)})
    return render(request, "portal/matter.html", {"page": matter_page(room)})


@login_required
@require_http_methods(["GET", "POST"])
def matter_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show one act on a matter and perform it."""
    room = _room(request, pk)
    act = room.kind.acts().get(name)
    if act is None or act.opens or not room.may(act):
        raise Http404
    if isinstance(room, RoundRoom):
        return redirect("credits_round_act", pk, name)
    if name in ELSEWHERE.get(room.kind, {}):
        return redirect(ELSEWHERE[room.kind][name])
    if room.matter is not None and room.matter.closed_on is not None:
        return _closed(request, room, act, pk)
    if act.gathers:
        if choosing(request):
            page = choosing_page(room, act, request)
            return render(request, "portal/choosing.html", {"page": page})
        room.gather(chosen(request))
    return _perform(request, room, act)


def _closed(request: HttpRequest, room: MatterRoom, act: MatterAct, pk: int) -> HttpResponse:
    """A matter that has ended: the act that ended it may have been sent twice."""
    again = Act(name=act.name, by=None, key=typed_key(request.POST.get("act_key", "")), matter=pk)
    if recorded_before(again.request, room.actor.id):
        messages.success(request, _("已登记：%(act)s。") % {"act": act.title})
    else:
        messages.error(request, _("这个事项已经结束，不能再办。"))
    return redirect("matter", pk)


def _room(request: HttpRequest, pk: int) -> MatterRoom:
    found = Matter.objects.select_related("unit").filter(pk=pk).first()
    room = enter(actor_of(request), found, clock.now()) if found else None
    if room is None:
        raise Http404
    return room


def _perform(request: HttpRequest, room: MatterRoom, act: MatterAct) -> HttpResponse:
    if request.method == "GET":
        return _show(request, room, act)
    try:
        with handed_in(request) as files:
            receipt = perform([room.asked(act, request, files)], at=clock.now())[0]
    except Refused as refused:
        return _show(request, room, act, refused, status=409)
    except Unreadable as error:
        tell_unreadable(request, error)
        return _show(request, room, act, status=400)
    except (Busy, Stale):
        messages.error(request, _("别人正在办，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, room, act, status=409)
    if isinstance(room, MeetingRoom):
        answer(request, room, act, receipt)
    else:
        messages.success(request, _("已登记：%(act)s。") % {"act": act.title})
    return redirect("matter", receipt.matter)


def _show(
    request: HttpRequest, room: MatterRoom, act: MatterAct, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    if isinstance(room, MeetingRoom) and room.matter is not None:
        page = meeting_page(room, act, request, refused)
        return render(request, "portal/meeting.html", {"page": page}, status=status)
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


@login_required
@require_GET
def matter_list(request: HttpRequest) -> HttpResponse:
    """Show the plans, records and other matters of the chosen office."""
    actor = actor_of(request)
    kinds = handled_by(actor.chosen.office if actor.chosen else "")
    page = list_page(actor, clock.now(), kinds, _("事项"), ahead=True)
    return render(request, "portal/list.html", {"page": page})
