"""One item of one's own, and what its student may do with it. Anybody else's looks like nothing."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.pages.credits.declare import ActingPage
from portal.pages.parts import Link
from portal.rooms.actor import actor_of
from portal.rooms.credits.acting import Acting
from portal.rooms.credits.declaring import Claiming
from portal.rooms.credits.items import DeclaredItem, Place, StudentCredits
from portal.rooms.credits.one_item import item_page, own_item
from portal.rooms.credits.rounds import rounds_around
from portal.rooms.credits.wording import refusal_of
from portal.uploads import Unreadable, handed_in
from portal.views.cases import LIMITS
from portal.views.credits.declare import answer, choose, received
from workflows.door import Busy, Refused, Stale, perform
from workflows.rules.findings import Finding


@login_required
@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item of one's own."""
    actor = actor_of(request)
    mine, found = _own(request, pk)
    return render(request, "portal/credits/item.html", {"page": item_page(actor, mine, found, clock.now())})


def _own(request: HttpRequest, pk: int) -> tuple[StudentCredits, DeclaredItem]:
    found = own_item(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show one act on an item and perform it: a correction, evidence, an appeal, a withdrawal."""
    mine, found = _own(request, pk)
    if name == "correction":
        return _correction(request, mine, found)
    acting = Acting.of(actor_of(request), mine, found, name, request)
    if acting is None:
        raise Http404
    return _show(request, acting) if request.method == "GET" else _perform(request, acting)


def _correction(request: HttpRequest, mine: StudentCredits, found: DeclaredItem) -> HttpResponse:
    """The form of the item as it was declared, or of another row of the table."""
    rules = mine.rules_of(found)
    if rules is None:
        raise Http404
    if request.method == "GET" and found.place is not Place.CORRECTION:
        messages.error(request, _("这一项现在不用补正。"))
        return redirect("credits_item", found.case)
    row = rules.table.rows.get(request.GET.get("row", "") or found.claim["row"])
    rounds = rounds_around(mine.units, mine.rules or rules)
    if row is None:
        return choose(request, rounds, rules, found, status=404)
    return answer(request, Claiming(actor_of(request), mine, rules, row, rounds, request, found))


def _perform(request: HttpRequest, acting: Acting) -> HttpResponse:
    try:
        with handed_in(request) as files:
            receipt = perform([acting.act(files)], at=clock.now())[0]
    except Refused as refused:
        return _show(request, acting, refused=refused.unmet)
    except Unreadable as error:
        messages.error(request, str(error))
        return _show(request, acting, status=400)
    except (Busy, Stale):
        messages.error(request, _("这会儿办的人太多，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, acting, status=409)
    if acting.name == "evidence":
        received(request, receipt, len(files))
    else:
        said = {"act": acting.title, "time": f"{clock.now():%H:%M}"}
        messages.success(request, _("已收到：%(act)s，%(time)s。") % said)
    return redirect("credits_item", acting.item.case)


def _show(
    request: HttpRequest, acting: Acting, *, refused: tuple[Finding, ...] = (), status: int = 200
) -> HttpResponse:
    page = ActingPage(
        title=acting.title,
        text=acting.text,
        href=request.path,
        form=acting.form,
        submit=acting.submit,
        limits=tuple(map(str, LIMITS)) if _has_files(acting.form) else (),
        back=Link(_("返回"), reverse("credits_item", args=[acting.item.case])),
        crumbs=(
            Link(_("我的学分"), reverse("credits")),
            Link(acting.item.claim["content"], reverse("credits_item", args=[acting.item.case])),
            Link(acting.title, ""),
        ),
        refusal=refusal_of(refused, _("没有提交"), files=bool(request.FILES)) if refused else None,
    )
    shown = 409 if refused else status
    return render(request, "portal/credits/acting.html", {"page": page}, status=shown)


def _has_files(form: forms.Form) -> bool:
    return "act_scan" in form.fields
