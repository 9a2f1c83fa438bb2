"""Recording in somebody's record, correcting and voiding: the forms, and the acts as they were typed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.rooms.actor import Actor
from portal.rooms.amending import SecondPerson
from portal.rooms.records import kinds_kept, records_of
from portal.rooms.second import second_person
from portal.rooms.typed import DayField, UnreadableDay, typed_date, typed_key
from portal.uploads import Unreadable, kept_file
from workflows.door import Act
from workflows.door.history import fact_of
from workflows.models import Entry, Person, StoredFile
from workflows.nodes import Paper, RecordAct, RecordType
from workflows.nodes.procedure import record_types

SCAN = "act_scan"


def kept_act(actor: Actor, name: str) -> tuple[type[RecordType], RecordAct] | None:
    """The act of this name that the chosen office may record, with its kind of record."""
    office = actor.chosen.office if actor.chosen else ""
    for kind in kinds_kept(actor):
        act = kind.recording().get(name)
        if act is not None and office in {role.name for role in act.by}:
            return kind, act
    return None


def recording_form(actor: Actor, act: RecordAct, request: HttpRequest) -> forms.Form:
    """The act's paper with the day, where the paper has none of its own, and a place for a file."""
    fields: dict[str, forms.Field] = {} if act.dated else {"act_on": _day_field(act.day, actor.on)}
    fields |= (act.paper or Paper).base_fields
    fields[SCAN] = forms.FileField(
        label=gettext_lazy("依据的扫描或照片"),
        required=False,
        help_text=gettext_lazy("PDF、JPG 或 PNG，10 MB 以内；有文号的可以不附。"),
    )
    return _form("RecordForm", act, fields, request)


def correction_form(act: RecordAct, entry: Entry, request: HttpRequest) -> forms.Form:
    """The paper as it stands, its day, and the second person."""
    fact = fact_of(entry, entry.pk)
    known = {**(fact.data if fact else {}), "act_on": entry.on}
    fields: dict[str, forms.Field] = {} if act.dated else {"act_on": _day_field(act.day, None)}
    fields |= {**(act.paper or Paper).base_fields, **SecondPerson.base_fields}
    return _form("RecordCorrection", act, fields, request, known)


def recorded(
    actor: Actor, act: RecordAct, form: forms.Form, request: HttpRequest, files: tuple[str, ...], matter: int
) -> Act:
    """The act as it was typed. Raises Unreadable for a day that is none."""
    return Act(
        name=act.name,
        by=actor.id,
        key=typed_key(request.POST.get("act_key", "")),
        on=_on(act, request),
        data=_typed(form, act),
        matter=matter,
        files=files,
    )


def opening(actor: Actor, kind: type[RecordType], person: Person, request: HttpRequest) -> Act:
    """The act that opens somebody's record, in the journal of the office's unit."""
    return Act(
        name=kind.opening().name,
        by=actor.id,
        key=typed_key(request.POST.get("act_key", "")),
        on=actor.on,
        kind=kind.kind(),
        unit=actor.chosen.unit if actor.chosen else None,
        subject=person.pk,
    )


def correction(actor: Actor, act: RecordAct, entry: Entry, form: forms.Form, request: HttpRequest) -> Act:
    """What the entry should say, as it was typed. Raises Unreadable for a day that is none."""
    names = (act.paper or Paper).base_fields
    changes = {name: form[name].data for name in names if form[name].data != form[name].initial}
    data = {"entry": entry.pk, "on": _on(act, request), "changes": changes}
    return amendment(actor, "correct", entry, request, data)


def amendment(
    actor: Actor, name: str, entry: Entry, request: HttpRequest, data: dict[str, Any] | None = None
) -> Act:
    """Correct or void an entry, with the reason and the second person."""
    return Act(
        name=name,
        by=actor.id,
        key=typed_key(request.POST.get("act_key", "")),
        data=data or {"entry": entry.pk},
        matter=entry.matter_id,
        confirmed_by=second_person(request),
        reason=request.POST.get("act_reason", ""),
    )


def open_record(kind: type[RecordType], person: Person) -> int | None:
    """The id of somebody's open record."""
    return records_of([person.pk], [kind]).values_list("pk", flat=True).first()


def entry_in_reach(person: Person, pk: int) -> Entry | None:
    """An entry of somebody's records that states something."""
    found = Entry.objects.select_related("matter").filter(pk=pk, matter__person=person, case=None).first()
    return found if found is not None and fact_of(found, pk) is not None else None


def evidence_file(person: int, digest: str) -> StoredFile | None:
    """A kept file that an entry of somebody's records names as evidence."""
    kinds = list(record_types())
    entries = Entry.objects.filter(matter__person=person, matter__kind__in=kinds, case=None)
    named = any(digest in files for files in entries.values_list("files", flat=True))
    return kept_file(digest) if named else None


def act_of(kind: type[RecordType], entry: Entry) -> RecordAct | None:
    """The act that an entry, or the one it corrects, tells of."""
    fact = fact_of(entry, entry.pk)
    return kind.recording().get(fact.name) if fact else None


def _on(act: RecordAct, request: HttpRequest) -> date:
    try:
        return typed_date(request.POST.get(act.dated or "act_on", ""))
    except UnreadableDay as error:
        if act.dated:  # a field of the paper, which takes days written otherwise
            raise Unreadable(str(error)) from error
        raise


def _typed(form: forms.Form, act: RecordAct) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in (act.paper or Paper).base_fields:
        field = form.fields[name]
        found[name] = field.widget.value_from_datadict(form.data, form.files, name)
    return found


def _form(
    name: str,
    act: RecordAct,
    fields: dict[str, forms.Field],
    request: HttpRequest,
    known: dict[str, Any] | None = None,
) -> forms.Form:
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    built: type[forms.Form] = type(name, (act.paper or Paper,), {**fields, "act_key": key})
    initial = {**(known or {}), "act_key": uuid4().hex}
    if request.method == "POST":
        form = built(request.POST, request.FILES, initial=initial)
    else:
        form = built(initial=initial)
    form.order_fields([*fields])
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return form


def _day_field(label: str, latest: date | None) -> DayField:
    attrs = {"max": latest.isoformat()} if latest else {}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})
    return DayField(label=label, widget=widget, help_text=_("事情本身的日期，不是登记的日期。"))
