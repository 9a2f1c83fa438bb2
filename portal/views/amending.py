"""Granting an exception, correcting an entry, voiding one: nothing is deleted, a second person confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.pages.act import ActPage
from portal.pages.days import day_text
from portal.pages.parts import Fact, Findings, Link
from portal.permissions import is_own, keeps_record
from portal.rooms.actor import actor_of
from portal.rooms.amending import (
    correction_form,
    may_override,
    overridable,
    override_form,
    void_form,
)
from portal.rooms.corrections import affected, stated
from portal.rooms.second import second_person
from portal.rooms.typed import tell_unreadable, typed_date, typed_key
from portal.rooms.words import outcome_text, refusal, row
from portal.uploads import Unreadable
from workflows.door import Act, Busy, Refused, Stale, outlook, perform
from workflows.models import Case, Entry
from workflows.nodes import Paper
from workflows.nodes.procedure import procedure
from workflows.rules.findings import Finding


@login_required
@require_http_methods(["GET", "POST"])
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a rule pass that stands in the way of a case, with a written ground."""
    actor, case = actor_of(request), _case(request, pk)
    view = outlook([pk], at=clock.now(), actor=actor.id)[pk]
    form = override_form(view, request.POST if request.method == "POST" else None)
    if form is None or not may_override(actor, view):
        raise Http404
    page = ActPage(
        title=_("准予例外"),
        submit=_("准予例外"),
        href=request.path,
        form=form,
        subject=case.subject.name,
        back=Link(_("返回"), reverse("case", args=[pk])),
        crumbs=(Link(case.subject.name, reverse("case", args=[pk])),),
        findings=_standing(overridable(view), actor.on),
        hint=_("例外连同理由、准予人和时任支部书记一并记入纪实。"),
    )
    if request.method == "GET" or not form.is_valid():
        return render(request, "portal/act.html", {"page": page})
    data = {"rule": form.cleaned_data["rule"], "ground": form.cleaned_data["ground"]}
    act = Act(name="override", by=actor.id, key=_key(request), data=data, case=pk)
    return _perform(request, act, page)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Say what an entry should have said."""
    actor, case = actor_of(request), _case(request, pk)
    kind, found = procedure(case.procedure), _entry(pk, entry)
    act = kind.act_types.get(stated(found)[0])
    if not keeps_record(actor, case) or act is None:
        raise Http404
    form = correction_form(actor, kind, found, request.POST if request.method == "POST" else None)
    page = _amending(request, case, form, _("更正：%(act)s") % {"act": act.title}, _("更正"), found)
    if act.redecides:
        page = replace(page, hint=_("结果按更正后的数字重新认定。") + page.hint)
    if request.method == "GET":
        return render(request, "portal/act.html", {"page": page})
    paper = act.paper or Paper
    changes = {name: form[name].data for name in paper.base_fields if form[name].data != form[name].initial}
    try:
        on = typed_date(request.POST.get("act_on", ""))
    except Unreadable as error:
        tell_unreadable(request, error)
        return render(request, "portal/act.html", {"page": page}, status=400)
    data = {"entry": entry, "on": on, "changes": changes}
    return _perform(request, _amendment(request, "correct", pk, data), page)


@login_required
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take back an entry that was made by mistake; taking back the opening ends the case."""
    actor, case = actor_of(request), _case(request, pk)
    kind, found = procedure(case.procedure), _entry(pk, entry)
    act = kind.act_types.get(stated(found)[0])
    if not keeps_record(actor, case) or act is None:
        raise Http404
    form = void_form(kind.keepers, request.POST if request.method == "POST" else None)
    page = _amending(request, case, form, _("作废：%(act)s") % {"act": act.title}, _("作废"), found)
    if request.method == "GET":
        return render(request, "portal/act.html", {"page": page})
    return _perform(request, _amendment(request, "void", pk, {"entry": entry}), page)


def _amending(
    request: HttpRequest, case: Case, form: forms.Form, title: str, submit: str, entry: Entry
) -> ActPage:
    return ActPage(
        title=title,
        submit=submit,
        href=request.path,
        form=form,
        subject=case.subject.name,
        facts=(
            Fact(_("原日期"), day_text(entry.on)),
            Fact(_("登记"), day_text(timezone.localdate(entry.at))),
        ),
        back=Link(_("返回"), reverse("case", args=[case.pk])),
        crumbs=(Link(case.subject.name, reverse("case", args=[case.pk])),),
        hint=_("原来的条目保留并划去；受影响的后续条目一并列出。"),
    )


def _amendment(request: HttpRequest, name: str, case: int, data: dict[str, Any]) -> Act:
    return Act(
        name=name,
        by=actor_of(request).id,
        key=_key(request),
        data=data,
        case=case,
        confirmed_by=second_person(request),
        reason=request.POST.get("act_reason", ""),
    )


def _perform(request: HttpRequest, act: Act, page: ActPage) -> HttpResponse:
    try:
        (receipt,) = perform([act], at=clock.now())
    except Refused as refused:
        shown = replace(page, refusal=refusal(refused.unmet))
        return render(request, "portal/act.html", {"page": shown}, status=409)
    except (Busy, Stale):
        messages.error(request, _("别人正在办这份办件，请稍等几秒再提交；填写的内容还在。"))
        return render(request, "portal/act.html", {"page": page}, status=409)
    messages.success(request, _("已登记：%(act)s。") % {"act": page.title} + _turned(act, receipt.entry))
    for said in _touched(act, receipt.entry):
        messages.warning(request, said)
    return redirect("case", act.case)


def _turned(act: Act, entry: int) -> str:
    """That a correction decided otherwise than what it corrects."""
    now = Entry.objects.select_related("supersedes").get(pk=entry) if act.name == "correct" else None
    if now is None or now.supersedes is None or now.outcome == now.supersedes.outcome:
        return ""
    said = {"before": outcome_text(now.supersedes.outcome), "after": outcome_text(now.outcome)}
    return _("结果由“%(before)s”改为“%(after)s”。") % said


def _touched(act: Act, entry: int) -> list[str]:
    """What was done since and would not hold by a correction."""
    if act.name != "correct" or act.case is None:
        return []
    now = Entry.objects.select_related("case").get(pk=entry)
    numbers = [each["entry"] for each in now.facts["dependants"]]
    known = Entry.objects.in_bulk(numbers)
    kind = procedure(now.case.procedure) if now.case else None
    return list(affected(kind, [now], known, clock.today())) if kind else []


def _case(request: HttpRequest, pk: int) -> Case:
    actor = actor_of(request)
    found = actor.reaches(pk)
    if found is None or is_own(actor, found):
        raise Http404
    return found


def _entry(case: int, pk: int) -> Entry:
    found = Entry.objects.select_related("private").filter(pk=pk, case=case).first()
    if found is None:
        raise Http404
    return found


def _key(request: HttpRequest) -> str:
    return typed_key(request.POST.get("act_key", ""))


def _standing(findings: list[Finding], today: date) -> Findings:
    rows = tuple(row(finding, today) for finding in findings)
    return Findings(_("现在拦住这份办件的"), _("下列规则可以书面准予例外。"), (), rows)
