"""The editions that a unit works by, and adopting another."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.pages.days import day_text
from portal.pages.parts import Refusal
from portal.rooms.actor import Actor, actor_of
from portal.rooms.regulations import AdoptForm, asked, editions, may_adopt, record_of, regulations_page
from portal.rooms.typed import typed_key
from portal.rooms.words import refusal
from workflows.door import Act, Busy, Refused, Stale, perform


@login_required
@require_http_methods(["GET", "POST"])
def regulations(request: HttpRequest) -> HttpResponse:
    """Show which edition holds, and let the office that interprets it adopt another."""
    actor = actor_of(request)
    if not may_adopt(actor):
        raise Http404
    if request.method == "GET":
        return _show(request, actor)
    form, record = AdoptForm(editions(actor), actor.on, request.POST), record_of(actor)
    if record is None or not form.is_valid():
        return _show(request, actor, form, status=400)
    key = typed_key(request.POST.get("act_key", ""))
    act = Act(name="adopt", by=actor.id, key=key, data=dict(asked(form)), matter=record.pk)
    try:
        perform([act], at=clock.now())
    except Refused as refused:
        return _show(request, actor, form, refusal(refused.unmet), status=409)
    except (Busy, Stale):
        messages.error(request, _("别人正在办，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, actor, form, status=409)
    messages.success(
        request, _("已采用，自%(day)s起办理的按此版本。") % {"day": day_text(form.cleaned_data["from_on"])}
    )
    return redirect("regulations")


def _show(
    request: HttpRequest,
    actor: Actor,
    form: AdoptForm | None = None,
    refused: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    page = regulations_page(actor, form, refused)
    return render(request, "portal/regulations.html", {"page": page}, status=status)
