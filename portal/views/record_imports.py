"""The import of records: upload, dry run, confirmation with evidence, result workbook, templates."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import clock
from portal.imports.current import Keeper
from portal.imports.record import kept as keeping
from portal.imports.record.kept import FactTrial, outcome_of, trial_of, try_file
from portal.imports.record.report import write_fact_report
from portal.imports.record.template import write_record_template, write_records
from portal.imports.remarks import Refused
from portal.models import RecordImport
from portal.pages.parts import Refusal
from portal.rooms import record_imports as room
from portal.rooms.actor import Actor, account_of, actor_of
from portal.rooms.records import records_of
from portal.rooms.roster_result import whole_file
from portal.uploads import handed_in
from portal.views.importing import expired, recorded, sent, source_of
from portal.workbooks import workbook_response
from workflows.nodes import RecordType
from workflows.selectors.people import people_in


@login_required
@require_http_methods(["GET", "POST"])
def record_import(request: HttpRequest) -> HttpResponse:
    """Show the upload; read a file without writing anything to the records."""
    actor, keeper, kind = _keeper(request)
    if request.method == "GET":
        return render(request, "portal/roster.html", {"page": room.upload_page(actor, keeper, kind)})
    form = room.RecordFile(request.POST, request.FILES)
    if not form.is_valid():
        page = room.upload_page(actor, keeper, kind, form)
        return render(request, "portal/roster.html", {"page": page}, status=400)
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    name = upload.name or ""
    try:
        trial = _tried(upload, keeper, kind)
    except Refused as refused:
        return _not_read(request, actor, form, whole_file(name, [refused.remark()]))
    if trial.difference.refused:
        return _not_read(request, actor, form, whole_file(name, trial.difference.remarks))
    return redirect("record_import_result", keeping.keep(trial, sent(request, upload), keeper, kind).pk)


@login_required
@require_GET
def record_template(request: HttpRequest) -> HttpResponse:
    """Send a workbook to fill: empty, or with what stands of the people within reach."""
    actor, keeper, kind = _keeper(request)
    if request.GET.get("content") == room.OWN:
        found = people_in(keeper.units, actor.on).exclude(pk=keeper.person)
        people = list(found.values_list("pk", flat=True))
        held = records_of(people, [kind]).select_related("person").order_by("person__number")
        return workbook_response(_("现有个人记录"), lambda target: write_records(kind, held, target))
    return workbook_response(_("个人记录模板"), lambda target: write_record_template(kind, target))


@login_required
@require_GET
def record_import_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the file would record, or what it did."""
    row, keeper, kind = _own(request, pk)
    try:
        return _result(request, row, keeper, kind)
    except keeping.Expired:
        return expired(request, "record_import")


@login_required
@require_POST
def record_import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Record exactly what was shown, once, with the file that came as evidence."""
    row, keeper, kind = _own(request, pk)
    try:
        refused = recorded(
            request,
            lambda: _confirmed(request, row, keeper, kind),
            lambda why, status: _result(request, row, keeper, kind, why, status),
        )
    except keeping.Expired:
        return expired(request, "record_import")
    return refused or redirect("record_import_result", row.pk)


@login_required
@require_GET
def record_import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the file back with a result beside every row."""
    row, keeper, kind = _own(request, pk)
    try:
        if row.confirmed_at is None:
            trial = trial_of(row, kind, keeper, at=clock.now())
            workbook, found = trial.workbook, trial.difference
        else:
            workbook, found = keeping.workbook_of(row), outcome_of(row)
    except keeping.Expired:
        return expired(request, "record_import")
    name = _("个人记录导入结果")
    return workbook_response(name, lambda target: write_fact_report(workbook, found, kind, target))


def _confirmed(request: HttpRequest, row: RecordImport, keeper: Keeper, kind: type[RecordType]) -> bool:
    shown = request.POST.get("shown", "")[:64]
    with handed_in(request) as files:
        return keeping.confirm(
            row.pk, kind, keeper, shown=shown, at=clock.now(), real_at=clock.real_now(), files=files
        )


def _keeper(request: HttpRequest, key: str = "") -> tuple[Actor, Keeper, type[RecordType]]:
    """The keeper that the chosen office makes of who asks; Http404 when it keeps no record."""
    actor = actor_of(request)
    found = room.keeper_of(actor, key)
    if found is None:
        raise Http404
    return actor, *found


def _own(request: HttpRequest, pk: int) -> tuple[RecordImport, Keeper, type[RecordType]]:
    """An import of one's own, in the office it was uploaded in; Http404 for those of others."""
    row = RecordImport.objects.filter(pk=pk, by=account_of(request)).first()
    if row is None:
        raise Http404
    _actor, keeper, kind = _keeper(request, f"{row.office}.{row.unit_id}")
    if row.kind != kind.kind():
        raise Http404
    return row, keeper, kind


def _tried(upload: UploadedFile[bytes], keeper: Keeper, kind: type[RecordType]) -> FactTrial:
    return try_file(source_of(upload), kind, keeper, at=clock.now())


def _not_read(request: HttpRequest, actor: Actor, form: room.RecordFile, refusal: Refusal) -> HttpResponse:
    _actor, keeper, kind = _keeper(request)
    page = room.upload_page(actor, keeper, kind, form, refusal)
    return render(request, "portal/roster.html", {"page": page}, status=400)


def _result(
    request: HttpRequest,
    row: RecordImport,
    keeper: Keeper,
    kind: type[RecordType],
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if row.confirmed_at is None:
        if clock.real_now() >= row.expires_at:
            raise keeping.Expired
        page = room.trial_page(row, trial_of(row, kind, keeper, at=clock.now()), kind, refusal)
    else:
        page = room.done_page(row, outcome_of(row), keeping.workbook_of(row), kind)
    return render(request, "portal/roster_result.html", {"page": page}, status=status)
