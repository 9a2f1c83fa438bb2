"""The desk, the subject's own page, the search, and the switch between offices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import clock
from portal.pages.days import today_text
from portal.pages.desk import DeskPage
from portal.rooms.actor import SESSION_KEY, Actor, actor_of
from portal.rooms.alarm import sound_alarm
from portal.rooms.credits.rail import rooms_for
from portal.rooms.desk import desk_page
from portal.rooms.lists import search_page
from portal.rooms.roster import keeps
from portal.rooms.student import own_record, own_way, student_page
from portal.rooms.typed import typed_address
from workflows.selectors.matters import matters_assigned_to


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk of an office; whoever holds none sees their own way, or their credits."""
    actor = actor_of(request)
    if actor.chosen is None and not _named(actor):
        if actor.enrolled and own_way(actor) is None:
            return redirect("credits")
        return me_progress(request)
    if keeps(actor):
        sound_alarm(request)
    elif actor.foreign.every_listed and (rooms := [*rooms_for(actor)]):
        return redirect(rooms[0].name)
    shown, only = request.GET.get("view", ""), request.GET.get("group", "")
    return render(request, "portal/desk.html", {"page": desk_page(actor, clock.now(), shown, only)})


def _named(actor: Actor) -> bool:
    """Whether acts on cases of others, or a meeting, have named somebody who is not on a way of their own."""
    if actor.id is None:
        return False
    if actor.named:
        return True
    return own_way(actor) is None and matters_assigned_to(actor.id).exists()


@login_required
@require_GET
def me_progress(request: HttpRequest) -> HttpResponse:
    """Show somebody their own progress, or that there is none yet and how it begins."""
    actor = actor_of(request)
    page = student_page(actor, clock.now(), whole=request.GET.get("history") == "all")
    if page is None:
        lede = today_text(actor.on)
        empty = _("您还没有办件。入党申请书交给所在支部，支部登记后，这里显示进度。")
        tools = (own_record(),) if actor.person else ()
        shown = DeskPage(_("我的进度"), lede, (), tools=tools, empty=empty)
        return render(request, "portal/desk.html", {"page": shown})
    return render(request, "portal/student.html", {"page": page})


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find cases by name, number or initials, among those the person may see."""
    page = search_page(actor_of(request), clock.now(), request.GET.get("q", ""))
    return render(request, "portal/search.html", {"page": page})


@login_required
@require_GET
def more(request: HttpRequest) -> HttpResponse:
    """Show on a phone what the rail shows at a desk: the offices, every room, one's own account."""
    return render(request, "portal/more.html")


@login_required
@require_POST
def office_switch(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own offices; an office that one does not hold changes nothing."""
    wanted = request.POST.get("office", "")
    if any(term.key == wanted for term in actor_of(request).terms):
        request.session[SESSION_KEY] = wanted
    return redirect(typed_address(request.POST.get("next", ""), request.get_host()))
