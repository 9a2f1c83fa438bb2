"""Registering applications: several people who handed in the same paper, a case for each."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.rooms.actor import actor_of
from portal.rooms.registering import Registering
from portal.rooms.typed import tell_unreadable
from portal.uploads import Unreadable, handed_in
from workflows.door import Act, Busy, Refused, Stale, perform
from workflows.nodes.procedure import current


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, family: str, act: str) -> HttpResponse:
    """Show of whom a case may be opened, and open one for everybody ticked; one refusal opens none."""
    actor, procedure = actor_of(request), current(family)
    start = procedure.opened_by(act) if procedure else None
    if procedure is None or start is None or actor.chosen is None:
        raise Http404
    room = Registering(actor, procedure, start.main, request)
    if not room.may:
        raise Http404
    if request.method == "GET":
        return render(request, "portal/register.html", {"page": room.page()})
    try:
        with handed_in(request) as files:
            receipts = perform(_acts(room, files), at=clock.now())
    except Refused as refused:
        return render(request, "portal/register.html", {"page": room.page(refused)}, status=409)
    except Unreadable as error:
        tell_unreadable(request, error)
        return render(request, "portal/register.html", {"page": room.page()}, status=400)
    except (Busy, Stale):
        messages.error(request, _("别人正在登记，请稍等几秒再提交；勾选和填写的还在。"))
        return render(request, "portal/register.html", {"page": room.page()}, status=409)
    messages.success(request, _("已登记 %(n)s 人。") % {"n": len(receipts)})
    return redirect("case", receipts[0].case) if len(receipts) == 1 else redirect("cases")


def _acts(room: Registering, files: tuple[str, ...]) -> list[Act]:
    acts = room.acts(files)
    if not acts:
        raise Unreadable(_("请至少勾选一人。"))
    return acts
