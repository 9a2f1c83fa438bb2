"""The review room: what waits, one item in the middle, and the decisions on it or on many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import clock
from portal.pages.credits.review import Left, ReviewPage
from portal.rooms.actor import actor_of
from portal.rooms.credits.review import ReviewRoom, keys_of, number_in
from portal.rooms.credits.review_acts import Asked, Result, decide, decide_all, taken_back, undo_of
from portal.rooms.credits.review_forms import keep_paper, paper_form, paper_of, said_of
from portal.rooms.credits.review_item import case_of, cases_of, item_page
from portal.rooms.credits.review_steps import DOUBT, LAST, chosen_step
from portal.rooms.typed import typed_key
from workflows.door import Act, Busy, Refused, Stale, perform
from workflows.rules.findings import Finding

#: how many items a list may name: as many as stand in a group or are ticked on a page
MOST = 2000


@login_required
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Show the room of the chosen office; whoever reviews nothing has none."""
    return _show(request, _room(request, request.GET))


@login_required
@require_POST
def decide_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one decision and go on to the next item; a refusal keeps what was typed."""
    room = _room(request, request.POST)
    outcome = request.POST.get("outcome", "")
    room.place = replace(room.place, item=pk)
    if case_of(room, pk) is None or (not _offered(room, outcome) and outcome != DOUBT):
        raise Http404
    following = room.line.after(pk)
    try:
        _perform(request, room, pk, outcome)
    except Refused as refused:
        return _show(request, room, pk=pk, findings=refused.findings, status=409)
    except (Busy, Stale):
        messages.error(request, _("别人正在办这一件，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, room, pk=pk, status=409)
    if request.POST.get("with_group") and outcome == room.step.accepting:
        others = [each for each in room.line.group(pk) if each != pk]
        following = next((each for each in room.line.order if each not in {pk, *others}), None)
        with_it = _decide_all(request, room, others)
        return _answer(request, room, replace(with_it, done=(pk, *with_it.done)), following)
    return redirect(room.place.href(following))


@login_required
@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Let all that was ticked, or a whole group, go on as it stands; what is refused stays, with why."""
    room = _room(request, request.POST)
    lead = number_in(request.POST.get("group", ""))
    cases = cases_of(room, list(room.line.group(lead)) if lead else _numbers(request, "item"))
    if not cases:
        messages.error(request, _("没有选中任何一件；先在左边勾选，再按按钮。"))
        return redirect(room.place.href())
    matter = room.place.matter.pk if room.place.matter else 0
    if room.step.name == LAST and not paper_of(request, matter).get("total"):
        messages.error(request, _("先在第一件上填好纸质汇总表的学分合计，再一起确认。"))
        return redirect(room.place.href())
    return _answer(request, room, _decide_all(request, room, cases), None)


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what one reviewed last: one item, or the list that was done together."""
    room = _room(request, request.POST)
    entries = _numbers(request, "entry")
    try:
        key = typed_key(request.POST.get("act_key", ""))
        result = taken_back(room.actor, room.step, entries, key=key, at=clock.now())
    except (Busy, Stale):
        messages.error(request, _("别人正在办其中一件，请稍等几秒再撤销。"))
        return redirect(room.place.href())
    said = {"n": len(result.done), "step": room.step.title}
    if result.done:
        messages.success(request, _("已撤销 %(n)s 件%(step)s，回到待审。") % said)
    if result.left:
        return _show(request, room, left=room.left(result.left), status=409)
    return redirect(room.place.href(result.done[0] if result.done else None))


def _room(request: HttpRequest, typed: Mapping[str, str]) -> ReviewRoom:
    actor = actor_of(request)
    step = chosen_step(actor, typed.get("step", ""))
    if step is None:
        raise Http404
    return ReviewRoom(actor, step, typed, clock.now())


def _numbers(request: HttpRequest, name: str) -> list[int]:
    found = (number_in(each) for each in request.POST.getlist(name)[:MOST])
    return [each for each in found if each]


def _offered(room: ReviewRoom, outcome: str) -> bool:
    return any(each.outcome == outcome for each in room.step.decisions(""))


def _asked(request: HttpRequest, room: ReviewRoom) -> Asked:
    matter = room.place.matter.pk if room.place.matter else 0
    if room.step.name == LAST and "digest" in request.POST:
        keep_paper(request, matter)
    return Asked(room.actor, room.step, matter, paper_of(request, matter))


def _perform(request: HttpRequest, room: ReviewRoom, pk: int, outcome: str) -> None:
    key = typed_key(request.POST.get("act_key", ""))
    if outcome == DOUBT:
        what = {"what": request.POST.get("doubt", "")}
        perform([Act(DOUBT, room.actor.id, key, None, what, case=pk)], at=room.at)
        messages.success(request, _("已报告材料存疑，这一件先停下，等学工部核实。"))
        return
    decide(_asked(request, room), pk, said_of(request, room.step, outcome), key=key, at=room.at)


def _decide_all(request: HttpRequest, room: ReviewRoom, cases: list[int]) -> Result:
    key = typed_key(request.POST.get("act_key", ""))
    return decide_all(_asked(request, room), cases, key=f"{key}-all" if key else "", at=room.at)


def _answer(request: HttpRequest, room: ReviewRoom, result: Result, item: int | None) -> HttpResponse:
    """What became of a list: back to the room, or the room with what stayed and why."""
    said = {"step": room.step.words[room.step.accepting], "n": len(result.done)}
    if result.done:
        messages.success(request, _("已%(step)s %(n)s 件。") % said)
    if not result.left:
        return redirect(room.place.href(item))
    after = _room(request, request.POST)
    return _show(request, after, left=after.left(result.left), status=409)


def _show(
    request: HttpRequest,
    room: ReviewRoom,
    *,
    pk: int | None = None,
    findings: tuple[Finding, ...] = (),
    left: tuple[Left, ...] = (),
    status: int = 200,
) -> HttpResponse:
    case = case_of(room, pk or room.current)
    matter = room.place.matter
    page = ReviewPage(
        title=room.title(),
        href=reverse("credits_review"),
        steps=room.steps(),
        rounds=room.round_choices(),
        progress=room.progress(),
        queue=room.queue(),
        item=item_page(request, room, case, findings) if case is not None else None,
        undo=undo_of(room.actor, room.step, room.rules, room.at),
        undo_href=reverse("credits_review_undo"),
        bulk_href=reverse("credits_review_bulk"),
        keys=keys_of(room.step),
        keep=tuple(room.place.fields().items()),
        act_key=uuid4().hex,
        left=left,
        left_title=_("%(n)s 件没有办，仍在待办里") % {"n": len(left)} if left else "",
        paper=paper_form(request, matter) if matter and room.step.name == LAST else None,
    )
    return render(request, "portal/credits/review.html", {"page": page}, status=status)
