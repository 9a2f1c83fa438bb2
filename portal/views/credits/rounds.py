"""Rounds: the list, one with its sheet, its acts, the workbook, the list that is hung, the archive."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.rooms.actor import actor_of
from portal.rooms.credits.reach import reads, rounds_of, students_of
from portal.rooms.credits.review_acts import UNFINALISED
from portal.rooms.credits.review_steps import LAST
from portal.rooms.credits.round_lists import (
    publication_page,
    rounds_page,
    summary,
    write_summary,
)
from portal.rooms.credits.round_pages import round_page
from portal.rooms.credits.round_room import ALONE, RoundRoom
from portal.rooms.credits.round_state import Next, RoundState
from portal.rooms.papers.offering import matter_paper
from portal.uploads import Unreadable, handed_in
from portal.views.papers import printed
from portal.workbooks import workbook_response
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.papers.lists import PUBLICATION_NAME
from workflows.door import Busy, Refused, Stale, perform
from workflows.models import Matter
from workflows.nodes import MatterAct


@login_required
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds of the chosen office."""
    actor = actor_of(request)
    if not reads(actor):
        raise Http404
    page = rounds_page(actor, request.GET.get("page", ""))
    return render(request, "portal/credits/rounds.html", {"page": page})


@login_required
@require_GET
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a round stands, and its sheet."""
    room, state = entered(request, pk)
    page = round_page(room, state, request.GET.get("page", ""))
    return render(request, "portal/credits/round.html", {"page": page})


@login_required
@require_GET
def round_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as a workbook, with the figures and the digest of the printed one."""
    room, state = entered(request, pk, whole=True)
    if not state.holds:
        messages.error(request, _("汇总表还没有形成，或者形成以后有变动；请先形成汇总表。"))
        return redirect("credits_round", pk)
    sheet = summary(room, state)
    name = _("%(round)s学分申请汇总表") % {"round": room.name}
    return workbook_response(name, lambda target: write_summary(sheet, target))


@login_required
@require_GET
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a round publishes."""
    page = publication_page(*entered(request, pk), request.GET.get("page", ""))
    return render(request, "portal/credits/publication.html", {"page": page})


@login_required
@require_GET
def publication_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper, as it was after the last final review; it can be confirmed."""
    room, state = entered(request, pk, whole=True)
    back, final = reverse("credits_publication", args=[pk]), state.situation.facts.latest(Next.FINALISE)
    entry = (final.entry or 0) if final else 0
    found = matter_paper(room.matter, PUBLICATION_NAME, entry, at=room.at) if room.matter else None
    if found is None:
        messages.error(request, _("还没有终审确认的项目，暂时没有可以公布的。"))
        return redirect(back)
    return printed(request, found[1], PUBLICATION_NAME, entry, back)


@login_required
@require_http_methods(["GET", "POST"])
def round_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show one act on a round, with what is known filled in, and perform it."""
    room, state = entered(request, pk, whole=True)
    act = room.kind.acts().get(name)
    if act is None or act.opens or not room.may(act):
        raise Http404
    if state.closed:
        messages.error(request, _("这一轮已经结束，不能再办。"))
        return redirect("credits_round", pk)
    if act.name == UNFINALISED:  # its button stands where the reviews were made
        return redirect(f"{reverse('credits_review')}?step={LAST}&round={pk}")
    item = request.GET.get(ALONE, "")
    if act.event and item.isdecimal():
        room.alone = int(item[:18])
        if room.about() is None:
            messages.error(request, _("这一项现在不等终审。"))
            return redirect("credits_round", pk)
    return _performed(request, room, act)


def _performed(request: HttpRequest, room: RoundRoom, act: MatterAct) -> HttpResponse:
    if request.method == "GET":
        return render(request, "portal/act.html", {"page": room.page(act, request)})
    refused: Refused | None = None
    status = 409
    try:
        with handed_in(request) as files:
            perform([room.asked(act, request, files)], at=clock.now())
    except Refused as found:
        refused = found
    except Unreadable as error:
        messages.error(request, str(error))
        status = 400
    except (Busy, Stale):
        messages.error(request, _("别人正在办，请稍等几秒再提交；填写的内容还在。"))
    else:
        messages.success(request, _("已登记：%(act)s。") % {"act": act.title})
        return redirect("credits_round", room.matter.pk if room.matter else 0)
    return render(request, "portal/act.html", {"page": room.page(act, request, refused)}, status=status)


def entered(request: HttpRequest, pk: int, *, whole: bool = False) -> tuple[RoundRoom, RoundState]:
    """The round; ``whole`` where it is answered to those alone who read everybody's items."""
    actor = actor_of(request)
    matter = Matter.objects.select_related("unit").filter(pk=pk, kind=Round.kind()).first()
    if matter is None or not reads(actor) or matter.unit_id not in rounds_of(actor):
        raise Http404
    room = RoundRoom(actor, Round, clock.now(), matter)
    room.students = students_of(actor, matter.unit_id)
    if room.state is None or (whole and room.students is not None):
        raise Http404
    return room, room.state
