"""One act for several cases at once: choosing them, the form, and the acts it makes."""

from __future__ import annotations

from contextlib import ExitStack

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.rooms.actor import actor_of
from portal.rooms.matters import FIELD
from portal.rooms.several import SCAN, SeveralRoom
from portal.rooms.typed import tell_unreadable
from portal.uploads import Unreadable, handed_in
from workflows.door import Busy, Refused, Stale, perform
from workflows.nodes.procedure import current


@login_required
@require_http_methods(["GET", "POST"])
def several(request: HttpRequest, family: str, name: str) -> HttpResponse:
    """Show an act for several cases and perform it on everybody ticked; one refusal refuses all."""
    procedure = current(family)
    act = procedure.act_types.get(name) if procedure else None
    if procedure is None or act is None or act.matter is not None:
        raise Http404
    room = SeveralRoom(actor_of(request), procedure, act, clock.now(), request)
    if not room.may:
        raise Http404
    if room.choosing:
        return render(request, "portal/choosing.html", {"page": room.choosing_page()})
    if not room.cases:
        messages.error(request, _("请至少勾选一人。"))
        return redirect("several", family, name)
    return _perform(request, room) if request.method == "POST" else _show(request, room)


def _perform(request: HttpRequest, room: SeveralRoom) -> HttpResponse:
    try:
        with ExitStack() as kept:
            common = kept.enter_context(handed_in(request))
            names = {case: FIELD.format(case, SCAN) for case in room.ticked()}
            files = {case: kept.enter_context(handed_in(request, name)) for case, name in names.items()}
            done = perform(room.acts(files, common), at=clock.now())
    except Refused as refused:
        return _show(request, room, refused, status=409)
    except Unreadable as error:
        tell_unreadable(request, error)
        return _show(request, room, status=400)
    except (Busy, Stale):
        messages.error(request, _("别人正在办，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, room, status=409)
    messages.success(request, _("已登记：%(act)s，%(n)s 人。") % {"act": room.act.title, "n": len(done)})
    return redirect("desk")


def _show(
    request: HttpRequest, room: SeveralRoom, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "portal/several.html", {"page": room.page(refused)}, status=status)
