"""Classes before graduation, and the students in them: pages, workbook, printed list, the recorded result."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.rooms.actor import Actor, actor_of
from portal.rooms.credits import auditing
from portal.rooms.credits.class_lists import class_paper, write_class
from portal.rooms.credits.classes import class_crumbs, class_page, classes_page, people_of
from portal.rooms.credits.reach import reads, student_in_reach, unit_in_reach
from portal.rooms.credits.standing import Member, members_of
from portal.rooms.credits.statement import statement_page
from portal.rooms.typed import typed_key
from portal.rooms.words import said
from portal.views.papers import printed, sent
from portal.workbooks import workbook_response
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.papers.lists import CLASS_NAME
from workflows.door import Busy, Refused, Stale, perform
from workflows.models import Unit


@login_required
@require_GET
def classes(request: HttpRequest) -> HttpResponse:
    """Show the colleges, or the classes of one, with how many students may graduate by credits."""
    actor = actor_of(request)
    if not reads(actor):
        raise Http404
    page = classes_page(actor, request.GET.get("college", ""), request.GET.get("intake", ""))
    return render(request, "portal/credits/classes.html", {"page": page})


@login_required
@require_GET
def one_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one class: what each student has and lacks."""
    actor, unit = _reached(request, pk)
    return render(request, "portal/credits/class.html", {"page": class_page(actor, unit)})


@login_required
@require_GET
def class_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    actor, unit = _reached(request, pk)
    members = _members(actor, unit)
    name = _("%(name)s毕业学分审核") % {"name": unit.name}
    return workbook_response(name, lambda target: write_class(unit, members, target))


@login_required
@require_GET
def class_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The class on paper: the result that was recorded, which can be confirmed, or how it stands today."""
    actor, unit = _reached(request, pk)
    back, recorded = reverse("credits_class", args=[unit.pk]), auditing.audited_paper(pk, at=clock.now())
    if recorded is not None:
        entry, paper = recorded
        return printed(request, paper, CLASS_NAME, entry, back)
    return sent(request, class_paper(unit, _members(actor, unit), on=actor.on), f"class-{unit.pk}", back)


@login_required
@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who of a class may graduate by credits: both lists as they are shown, or not at all."""
    actor, unit = _reached(request, pk)
    if not auditing.may_audit(actor):
        raise Http404
    members = _members(actor, unit)
    refused = _recorded(request, actor, unit, members) if request.method == "POST" else ()
    if refused is None:
        messages.success(request, _("已登记 %(name)s 的审核结果。") % {"name": unit.name})
        return redirect("credits_class", unit.pk)
    key = typed_key(request.POST.get("act_key", "")) or uuid4().hex
    page = auditing.audit_page(unit, members, key, tuple(class_crumbs(unit)), refused)
    status = 409 if refused else 200
    return render(request, "portal/credits/audit.html", {"page": page}, status=status)


def _recorded(
    request: HttpRequest, actor: Actor, unit: Unit, members: list[Member]
) -> tuple[str, ...] | None:
    """Why nothing was recorded, or None once it is."""
    record = auditing.graduation()
    if record is None:
        return (_("今年的毕业学分审核还没有开展，请先回“毕业审核”开展。"),)
    if request.POST.get("seen", "") != auditing.seal(members):
        return (_("学分刚刚有变化，名单已经更新，请核对以后再登记。"),)
    key = typed_key(request.POST.get("act_key", ""))
    try:
        perform([auditing.audit_act(actor, record, unit, members, key)], at=clock.now())
    except Refused as refusal:
        return tuple(said(finding) for finding in refusal.unmet)
    except (Busy, Stale):
        return (_("别人正在办，请稍等几秒再提交。"),)
    return None


@login_required
@require_GET
def student(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a student has, item by item, each with its reason."""
    actor = actor_of(request)
    found = student_in_reach(actor, pk)
    if found is None:
        raise Http404
    return render(request, "portal/credits/statement.html", {"page": statement_page(actor, found)})


def _reached(request: HttpRequest, pk: int) -> tuple[Actor, Unit]:
    actor = actor_of(request)
    unit = unit_in_reach(actor, pk, roles.CLASS)
    if unit is None:
        raise Http404
    return actor, unit


def _members(actor: Actor, unit: Unit) -> list[Member]:
    return members_of(people_of(actor, unit), actor.on)
