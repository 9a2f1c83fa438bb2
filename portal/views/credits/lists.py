"""Lists of the second classroom from a file: upload, dry run, confirmation, result, template."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import clock
from portal.imports.current import Keeper
from portal.imports.lists import kept as keeping
from portal.imports.lists.kind import INTRODUCTION, ListKind
from portal.imports.lists.report import write_list_report
from portal.imports.record.kept import keep_as, outcome_of
from portal.imports.remarks import Refused
from portal.imports.template import write_book
from portal.imports.uploads import Expired, workbook_of
from portal.models import RecordImport
from portal.pages.parts import Refusal
from portal.rooms.actor import account_of, actor_of
from portal.rooms.credits import lists as room
from portal.rooms.roster_result import whole_file
from portal.uploads import Unreadable, handed_in
from portal.views.importing import expired, recorded, sent, source_of
from portal.workbooks import workbook_response


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, name: str) -> HttpResponse:
    """Show the upload; read a file without writing anything."""
    keeper, kind = _keeper(request, name)
    if request.method == "GET":
        return render(request, "portal/roster.html", {"page": room.upload_page(keeper, kind)})
    form = room.ListFile(request.POST, request.FILES)
    if not form.is_valid():
        page = room.upload_page(keeper, kind, form)
        return render(request, "portal/roster.html", {"page": page}, status=400)
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        trial = keeping.try_file(source_of(file), kind, keeper, at=clock.now())
        remarks = trial.difference.remarks if trial.difference.refused else ()
    except Refused as refused:
        remarks = (refused.remark(),)
    if remarks:
        page = room.upload_page(keeper, kind, form, whole_file(file.name or "", list(remarks)))
        return render(request, "portal/roster.html", {"page": page}, status=400)
    return redirect("credits_list_result", keep_as(kind.kind, trial, sent(request, file), keeper).pk)


@login_required
@require_GET
def template(request: HttpRequest, name: str) -> HttpResponse:
    """Send an empty workbook to fill."""
    _kept_by, kind = _keeper(request, name)
    title = _("%(record)s模板") % {"record": room.title_of(kind)}
    return workbook_response(title, lambda target: write_book(kind.book, {}, INTRODUCTION, target))


@login_required
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the file would record, or what it did."""
    row, keeper, kind = _own(request, pk)
    try:
        return _result(request, row, keeper, kind)
    except Expired:
        return _expired(request, kind)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Record exactly what was shown, once, with the file that came as evidence."""
    row, keeper, kind = _own(request, pk)
    try:
        refused = recorded(
            request,
            lambda: _confirmed(request, row, keeper, kind),
            lambda why, status: _result(request, row, keeper, kind, why, status),
        )
    except Expired:
        return _expired(request, kind)
    return refused or redirect("credits_list_result", row.pk)


@login_required
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the file back with a result beside every row."""
    row, keeper, kind = _own(request, pk)
    try:
        if row.confirmed_at is None:
            trial = keeping.trial_of(row, kind, keeper, at=clock.now())
            workbook, found = trial.workbook, trial.difference
        else:
            workbook, found = workbook_of(row), outcome_of(row)
    except Expired:
        return _expired(request, kind)
    title = _("%(record)s导入结果") % {"record": room.title_of(kind)}
    return workbook_response(title, lambda target: write_list_report(workbook, found, kind, target))


def _confirmed(request: HttpRequest, row: RecordImport, keeper: Keeper, kind: ListKind) -> bool:
    shown = request.POST.get("shown", "")[:64]
    with handed_in(request) as files:
        if kind.evidence and not files and row.confirmed_at is None:
            raise Unreadable(_("请附上支部记录：名单上每一项都以它为证明材料。"))
        return keeping.confirm(
            row.pk, kind, keeper, shown=shown, at=clock.now(), real_at=clock.real_now(), files=files
        )


def _keeper(request: HttpRequest, name: str, key: str = "") -> tuple[Keeper, ListKind]:
    found = room.keeper_of(actor_of(request), name, key)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: int) -> tuple[RecordImport, Keeper, ListKind]:
    """An import of one's own, in the office it was uploaded in; Http404 for those of others."""
    row = RecordImport.objects.filter(pk=pk, by=account_of(request)).first()
    name = next((each.name for each in keeping.LISTS.values() if row and row.kind == each.kind), "")
    if row is None:
        raise Http404
    return row, *_keeper(request, name, f"{row.office}.{row.unit_id}")


def _result(
    request: HttpRequest,
    row: RecordImport,
    keeper: Keeper,
    kind: ListKind,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if row.confirmed_at is None:
        if clock.real_now() >= row.expires_at:
            raise Expired
        trial = keeping.trial_of(row, kind, keeper, at=clock.now())
        page = room.trial_page(row, trial, kind, refusal)
    else:
        page = room.done_page(row, outcome_of(row), workbook_of(row), kind)
    return render(request, "portal/roster_result.html", {"page": page}, status=status)


def _expired(request: HttpRequest, kind: ListKind) -> HttpResponse:
    expired(request, "credits_rounds")
    return redirect("credits_list", kind.name)
