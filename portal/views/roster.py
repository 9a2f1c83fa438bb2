"""The roster: upload, dry run, confirmation, result workbook, templates, first passwords."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import clock
from portal.accounts.listing import slips_page
from portal.accounts.opening import open_for
from portal.demo.sample import sample_of
from portal.imports import kept as keeping
from portal.imports.applying import ImportRefused
from portal.imports.current import Keeper, current
from portal.imports.dry_run import DryRun
from portal.imports.example import example_roster
from portal.imports.remarks import Refused
from portal.imports.report import write_report
from portal.imports.template import write_roster, write_template
from portal.imports.trial import Trial, try_file
from portal.models import RosterImport
from portal.pages.parts import Link, Reason, Refusal
from portal.rooms import roster as room
from portal.rooms.actor import Actor, account_of, actor_of
from portal.rooms.roster_accounts import new_without_account, question
from portal.rooms.roster_result import ShownForm, done_page, refused_rows, trial_page, whole_file
from portal.views.importing import expired, sent, source_of, tell_busy
from portal.workbooks import workbook_response
from workflows.door import Busy, Stale


@login_required
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """Show the upload; read a file without writing anything to the roster."""
    actor, keeper = _keeper(request)
    if request.method == "GET":
        return render(request, "portal/roster.html", {"page": room.roster_page(actor, keeper)})
    form = room.RosterFile(actor.on, request.POST, request.FILES)
    if not form.is_valid():
        page = room.roster_page(actor, keeper, form)
        return render(request, "portal/roster.html", {"page": page}, status=400)
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    name = upload.name or ""
    try:
        trial = _tried(upload, keeper, form, actor)
    except Refused as refused:
        return _not_read(request, actor, keeper, form, whole_file(name, [refused.remark()]))
    if trial.difference.refused:
        return _not_read(request, actor, keeper, form, whole_file(name, trial.difference.remarks))
    row = keeping.keep(trial, sent(request, upload), keeper, on=form.cleaned_data["on"])
    return redirect("roster_result", row.pk)


@login_required
@require_GET
def roster_template(request: HttpRequest) -> HttpResponse:
    """Send a workbook to fill: empty, with invented people, or with the people as they stand."""
    actor, keeper = _keeper(request)
    content = request.GET.get("content", room.TEMPLATE)
    if content == room.OWN:
        held = current(keeper).roster
        return workbook_response(_("现有名册"), lambda target: write_roster(held, target))
    if content == room.EXAMPLE:
        example = sample_of(current(keeper).roster) if clock.may_practise() else example_roster(actor.on)
        return workbook_response(_("示例名册"), lambda target: write_roster(example, target))
    return workbook_response(_("名册模板"), write_template)


@login_required
@require_GET
def roster_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the file would change, or what it did."""
    actor, row, keeper = _own(request, pk)
    try:
        return _result(request, actor, row, keeper)
    except keeping.Expired:
        return expired(request, "roster")


@login_required
@require_POST
def roster_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out exactly what was shown, once."""
    actor, row, keeper = _own(request, pk)
    form = ShownForm(request.POST)
    shown = form.cleaned_data["shown"] if form.is_valid() else ""
    now = clock.now()
    try:
        done = keeping.confirm(row.pk, keeper, shown=shown, at=now, real_at=clock.real_now())
    except keeping.Expired:
        return expired(request, "roster")
    except keeping.Different:
        reason = Reason(_("名册或文件的差异与刚才所示不同，请核对下面的新差异再登记。"))
        return _result(request, actor, row, keeper, Refusal(_("没有写入"), (reason,)), 409)
    except ImportRefused as refused:
        trial = keeping.trial_of(row, keeper, today=actor.on)
        why = refused_rows(refused, trial.difference, trial.current)
        return _result(request, actor, row, keeper, why, 409)
    except (Busy, Stale):
        tell_busy(request)
        return _result(request, actor, row, keeper, None, 409)
    if not done:
        messages.info(request, _("这份名册已经登记过，没有重复登记。"))
    return redirect("roster_result", row.pk)


@login_required
@require_GET
def roster_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the file back with a result and remarks for each row."""
    actor, row, keeper = _own(request, pk)
    try:
        if row.confirmed_at is None:
            trial = keeping.trial_of(row, keeper, today=actor.on)
            run, held = DryRun(trial.workbook, trial.difference), trial.current.roster
        else:
            run, held = DryRun(keeping.workbook_of(row), keeping.outcome_of(row)), current(keeper).roster
    except keeping.Expired:
        return expired(request, "roster")
    return workbook_response(_("名册导入结果"), lambda target: write_report(run, held, target))


@login_required
@require_http_methods(["GET", "POST"])
def roster_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then open accounts for the new people of an import and show their slips, once."""
    _actor, row, keeper = _own(request, pk)
    people = new_without_account(row, keeper)
    if not people:
        messages.info(request, _("这次导入的新增人员都已有账号。"))
        return redirect("roster_result", row.pk)
    back = Link(_("回到导入结果"), reverse("roster_result", args=[row.pk]))
    if request.method == "GET":
        return render(request, "portal/confirm.html", {"page": question(people, request.path, back)})
    slips = open_for(people, by=account_of(request), at=clock.real_now())
    page = slips_page(slips, address=request.build_absolute_uri(reverse("login")), back=back)
    return render(request, "portal/accounts/password_slip.html", {"page": page})


def _keeper(request: HttpRequest, key: str = "") -> tuple[Actor, Keeper]:
    """The keeper that the chosen office (or the one named) makes of who asks; Http404 when it is none."""
    actor = actor_of(request)
    keeper = room.keeper_of(actor, key=key)
    if keeper is None:
        raise Http404
    return actor, keeper


def _own(request: HttpRequest, pk: int) -> tuple[Actor, RosterImport, Keeper]:
    """An import of one's own, in the office it was uploaded in; Http404 for those of others."""
    row = RosterImport.objects.filter(pk=pk, by=account_of(request)).first()
    if row is None:
        raise Http404
    actor, keeper = _keeper(request, key=f"{row.office}.{row.unit_id}")
    return actor, row, keeper


def _tried(upload: UploadedFile[bytes], keeper: Keeper, form: room.RosterFile, actor: Actor) -> Trial:
    return try_file(source_of(upload), keeper, on=form.cleaned_data["on"], today=actor.on)


def _not_read(
    request: HttpRequest, actor: Actor, keeper: Keeper, form: room.RosterFile, refusal: Refusal
) -> HttpResponse:
    page = room.roster_page(actor, keeper, form, refusal)
    return render(request, "portal/roster.html", {"page": page}, status=400)


def _result(
    request: HttpRequest,
    actor: Actor,
    row: RosterImport,
    keeper: Keeper,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if row.confirmed_at is None:
        if clock.real_now() >= row.expires_at:
            raise keeping.Expired
        page = trial_page(row, keeping.trial_of(row, keeper, today=actor.on), refusal)
    else:
        left = len(new_without_account(row, keeper))
        page = done_page(row, keeping.outcome_of(row), keeping.workbook_of(row), current(keeper), left)
    return render(request, "portal/roster_result.html", {"page": page}, status=status)
