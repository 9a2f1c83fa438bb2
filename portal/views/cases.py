"""Cases: the list, one case, its journal, and an act on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import FileField, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.pages.act import ActPage
from portal.pages.journal import JournalPage
from portal.pages.parts import Link
from portal.pages.student import HandInPage
from portal.permissions import is_own, keeps_record
from portal.rooms.actor import Actor, actor_of
from portal.rooms.case import case_page
from portal.rooms.case_files import CaseFiles
from portal.rooms.flow import flow_page
from portal.rooms.forms import act_form, may_record, paper_data, performers
from portal.rooms.journal import check_line, journal_rows
from portal.rooms.lists import cases_page
from portal.rooms.own_rooms import has_room, own_address
from portal.rooms.second import second_person
from portal.rooms.together import together
from portal.rooms.typed import tell_unreadable, typed_date, typed_key
from portal.rooms.words import cite, findings_card, refusal
from portal.uploads import Unreadable, handed_in
from workflows.door import Act, Busy, Outlook, Prospect, Refused, Stale, consider, outlook, perform
from workflows.models import Case
from workflows.nodes import SUBJECT, QuarterField
from workflows.nodes.procedure import procedure
from workflows.rules.findings import Finding, refusing
from workflows.selectors.entries import entries_of, last_check, recorded_before

#: what is said of pictures to whoever takes them with a phone
LIMITS = (
    _lazy("照片存成 JPG 或 PNG，扫描件存成 PDF；每个 10 MB 以内，最多 9 个，合起来 30 MB 以内。"),
    _lazy("照片太大：在手机相册里编辑或截图后再选。"),
    _lazy("iPhone 的 HEIC 照片一般会自动转成 JPG；提示不收时，到“设置、相机、格式”选“兼容性最好”后重拍。"),
)
#: what a subject is asked for before anything else
FIRST = (QuarterField, FileField)


@login_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases that the chosen office reaches, of one stage or of all."""
    page = cases_page(
        actor_of(request), clock.now(), request.GET.get("stage", ""), request.GET.get("page", "1")
    )
    return render(request, "portal/cases.html", {"page": page})


@login_required
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case; its subject is shown their own page."""
    actor, row = actor_of(request), _case(request, pk)
    if is_own(actor, row):
        return redirect(own_address(row))
    return render(request, "portal/case.html", {"page": case_page(actor, row, clock.now())})


@login_required
@require_GET
def case_journal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole journal of a case."""
    actor, row = actor_of(request), _case(request, pk)
    if is_own(actor, row):
        raise Http404
    rows = journal_rows(
        procedure(row.procedure),
        list(entries_of(case=pk)),
        actor.on,
        keeper=keeps_record(actor, row),
        files=CaseFiles(actor, row),
    )
    page = JournalPage(
        title=_("%(name)s，全程纪实") % {"name": row.subject.name},
        lede=_("%(n)s 条，新的在前。只增不改；更正另记一条。") % {"n": len(rows)},
        rows=rows,
        checked=check_line(last_check()),
        crumbs=(Link(_("办件"), reverse("cases")), Link(row.subject.name, reverse("case", args=[pk]))),
    )
    return render(request, "portal/journal.html", {"page": page})


@login_required
@require_GET
def case_flow(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the whole way of a case with where it stands."""
    actor, row = actor_of(request), _case(request, pk)
    if is_own(actor, row):
        raise Http404
    return render(request, "portal/flow.html", {"page": flow_page(actor, row, clock.now())})


@login_required
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show one act and perform it. A refusal keeps what was typed and says everything that is missing."""
    actor, row = actor_of(request), _case(request, pk)
    own = is_own(actor, row)
    if own and has_room(row):
        return redirect(own_address(row))
    view = outlook([pk], at=clock.now(), actor=actor.id)[pk]
    prospect = next((p for p in view.prospects if p.act.name == name), None)
    if prospect is None:
        return _not_open(request, actor, row, name)
    allowed = prospect.mine or (not own and may_record(actor, prospect))
    if not allowed or prospect.act.matter is not None:
        raise Http404
    if request.method == "GET":
        return _show(request, actor, view, prospect)
    refused = _perform(request, actor, view, prospect)
    if refused is not None:
        return refused
    return _done(request, actor, row, prospect.act.title)


def _done(request: HttpRequest, actor: Actor, row: Case, title: str) -> HttpResponse:
    if is_own(actor, row):
        messages.success(request, _received(request, title))
        return redirect("me_progress")
    messages.success(request, _("已登记：%(name)s，%(act)s。") % {"name": row.subject.name, "act": title})
    return redirect("case", row.pk)


def _received(request: HttpRequest, title: str) -> str:
    """What was received and when, for whoever handed it in."""
    said = {"act": title, "time": f"{clock.now():%H:%M}", "n": len(request.FILES.getlist("act_scan"))}
    if said["n"]:
        return _("已收到：%(act)s，%(n)s 个文件，%(time)s。下面“我的记录”里可以打开核对。") % said
    return _("已收到：%(act)s，%(time)s。") % said


def _perform(request: HttpRequest, actor: Actor, view: Outlook, prospect: Prospect) -> HttpResponse | None:
    """Perform the act as it was typed; the page that says why not, or None when it was done."""
    try:
        with handed_in(request) as files:
            asked, now = _asked(request, actor, view, prospect, files), clock.now()
            perform(together(view.case.procedure.family, asked, now), at=now)
    except Refused as refused:
        return _show(request, actor, view, prospect, refused.findings)
    except Unreadable as error:
        tell_unreadable(request, error)
        return _show(request, actor, view, prospect, status=400)
    except (Busy, Stale):
        messages.error(request, _("别人正在办这份办件，请稍等几秒再提交；填写的内容还在。"))
        return _show(request, actor, view, prospect, status=409)
    return None


def _case(request: HttpRequest, pk: int) -> Case:
    found = actor_of(request).case(pk)
    if found is None:
        raise Http404
    return found


def _asked(
    request: HttpRequest, actor: Actor, view: Outlook, prospect: Prospect, files: tuple[str, ...]
) -> Act:
    """The act as it was typed; the door reads its paper. Raises Unreadable for a day that is none."""
    form = act_form(actor, view, prospect, request=request)
    people = dict(performers(actor, view, prospect))
    chosen = request.POST.get("act_by", "")
    by = chosen if chosen in people else next(iter(people), None)
    dated = "act_on" in form.fields
    return Act(
        name=prospect.act.name,
        by=int(by) if by else None,
        key=typed_key(request.POST.get("act_key", "")),
        on=typed_date(request.POST.get("act_on", "")) if dated else None,
        data=paper_data(form),
        case=view.case.id,
        recorded_by=actor.id,
        confirmed_by=second_person(request),
        reason=request.POST.get("act_reason", ""),
        files=files,
    )


def _show(
    request: HttpRequest,
    actor: Actor,
    view: Outlook,
    prospect: Prospect,
    findings: tuple[Finding, ...] = (),
    status: int = 200,
) -> HttpResponse:
    unmet = refusing(findings)
    asked = frozenset(finding.message for finding in unmet) | _answered(request)
    form = act_form(actor, view, prospect, request=request, asked=asked)
    if actor.id == view.situation.subject.id:
        return _hand_in(request, prospect, form, findings, status)
    subject, case_id = view.situation.subject, view.case.id
    # A form refused for what was typed has no room beside it for "all met".
    told = prospect.unmet or (prospect.findings and not unmet)
    card = findings_card(_("办理的要求"), prospect.findings, actor.on) if told else None
    page = ActPage(
        title=prospect.act.title,
        submit=prospect.act.title,
        href=request.path,
        form=form,
        cite=cite(prospect.act.cites),
        subject=subject.name,
        back=Link(_("返回"), reverse("case", args=[case_id])),
        crumbs=(Link(_("办件"), reverse("cases")), Link(subject.name, reverse("case", args=[case_id]))),
        findings=card,
        refusal=refusal(findings, cites=prospect.act.cites) if unmet else None,
    )
    return render(request, "portal/act.html", {"page": page}, status=409 if unmet else status)


def _hand_in(
    request: HttpRequest, prospect: Prospect, form: Form, findings: tuple[Finding, ...], status: int
) -> HttpResponse:
    """The same act for the subject, mostly on a phone: one form, one button, the scan first."""
    scan = "act_scan" in form.fields
    form.order_fields([name for name, field in form.fields.items() if isinstance(field, FIRST)])
    page = HandInPage(
        title=prospect.act.title,
        text=_("手写签名的原件拍照或扫描上传，每页一张，原件交支部。") if scan else "",
        limits=tuple(map(str, LIMITS)) if scan else (),
        href=request.path,
        submit=_("上交") if scan else prospect.act.title,
        form=form,
        back=Link(_("返回"), reverse("me_progress")),
        refusal=refusal(findings, cites=prospect.act.cites) if refusing(findings) else None,
    )
    return render(
        request, "portal/hand_in.html", {"page": page}, status=409 if refusing(findings) else status
    )


def _answered(request: HttpRequest) -> frozenset[str]:
    """Fields that were shown before stay shown."""
    shown = {"act_reason": "act.reason_owed", "act_second": "act.late_needs_second"}
    return frozenset(message for field, message in shown.items() if field in request.POST)


def _not_open(request: HttpRequest, actor: Actor, row: Case, name: str) -> HttpResponse:
    """An act that is not open: the door says why, and the case shows what is.

    A form that was sent twice is answered as the first time. A subject is told only of their own acts, and
    not what the steps in between still lack.
    """
    kind, own = procedure(row.procedure).act_types.get(name), is_own(actor, row)
    if kind is None or (own and SUBJECT not in kind.by):
        raise Http404
    again = Act(name=name, by=None, key=typed_key(request.POST.get("act_key", "")), case=row.pk)
    if recorded_before(again.request, actor.id):
        return _done(request, actor, row, kind.title)
    refusals = consider([Act(name=name, by=actor.id, key="", case=row.pk)], at=clock.now())
    unmet = tuple(finding for each in refusals for finding in each.unmet)
    for reason in refusal(unmet[:1] if own else unmet).reasons:
        messages.error(request, reason.sentence)
    return redirect(reverse("case", args=[row.pk]))
