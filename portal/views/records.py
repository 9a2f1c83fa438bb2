"""The records of people: the list, one person's, one's own; recording, correcting and voiding."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import clock
from portal.pages.act import ActPage
from portal.pages.parts import Fact, Link
from portal.rooms import record_acts as acts
from portal.rooms.actor import Actor, actor_of
from portal.rooms.amending import name_keepers, void_form
from portal.rooms.record_page import own_page, record_page
from portal.rooms.records import amends, kinds_read, may_read, person_in_reach, records_page, unit_names
from portal.rooms.typed import tell_unreadable
from portal.rooms.words import refusal
from portal.uploads import Unreadable, content_of, handed_in
from workflows.door import Act, Busy, Refused, Stale, perform
from workflows.models import Entry, Person
from workflows.nodes import RecordAct, RecordType

#: more fields than these stand in three columns
MANY_FIELDS = 12
logger = logging.getLogger(__name__)
#: makes the acts of a form that was sent, with the files that came with it
Asked = Callable[[tuple[str, ...]], None]


@login_required
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """Show the people of the chosen office with what their records say."""
    actor = actor_of(request)
    if not may_read(actor):
        raise Http404
    asked = (request.GET.get(name, "") for name in ("q", "shown", "page"))
    return render(request, "portal/records.html", {"page": records_page(actor, *asked)})


@login_required
@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's record by year; whose own it is sees their own page of it."""
    actor = actor_of(request)
    if pk == actor.id:
        return redirect("my_record")
    return render(request, "portal/record.html", {"page": record_page(actor, _person(actor, pk))})


@login_required
@require_GET
def my_record(request: HttpRequest) -> HttpResponse:
    """Show somebody their own record."""
    actor = actor_of(request)
    if actor.person is None:
        raise Http404
    return render(request, "portal/record.html", {"page": own_page(actor, actor.person)})


@login_required
@require_GET
def record_file(request: HttpRequest, pk: int, digest: str) -> HttpResponse | FileResponse:
    """Hand out a file that is evidence in somebody's record, to whoever may read that record."""
    actor = actor_of(request)
    if pk != actor.id:
        _person(actor, pk)
    found = acts.evidence_file(pk, digest)
    if found is None:
        raise Http404
    try:
        content = content_of(found)
    except FileNotFoundError:
        logger.error("A file of the record of person %s is missing from the storage", pk)  # noqa: TRY400 (no frames)
        messages.error(request, _("存储里找不到这份文件，请把姓名和事由告诉管理员；记录没有受影响。"))
        return redirect("record", pk)
    return FileResponse(content, as_attachment=True, filename=found.name or digest)


@login_required
@require_http_methods(["GET", "POST"])
def record_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Record a fact about somebody, opening their record where there is none yet."""
    actor = actor_of(request)
    person, found = _person(actor, pk), acts.kept_act(actor, name)
    if found is None:
        raise Http404
    kind, act = found
    form = acts.recording_form(actor, act, request)
    hint = _("登记后仍可更正或作废，原来的条目保留。")
    page = _page(request, person, form, act.title, act.title, hint)

    def record_it(files: tuple[str, ...]) -> None:
        _record(request, actor, person, (kind, act), form, files)

    return _answered(request, page, person, record_it)


@login_required
@require_http_methods(["GET", "POST"])
def record_correct(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Say what an entry should have said; a second keeper confirms it."""
    actor, person, kind, found = _amended(request, pk, entry)
    act = acts.act_of(kind, found)
    if act is None:
        raise Http404
    form = name_keepers(acts.correction_form(act, found, request), kind.keepers)
    title = _("更正：%(act)s") % {"act": act.title}
    page = _page(request, person, form, title, _("更正"), _("原来的条目保留并划去。"), found)

    def correct_it(files: tuple[str, ...]) -> None:
        perform([acts.correction(actor, act, found, form, request)], at=clock.now())

    return _answered(request, page, person, correct_it)


@login_required
@require_http_methods(["GET", "POST"])
def record_void(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take back an entry that was made by mistake; a second keeper confirms it."""
    actor, person, kind, found = _amended(request, pk, entry)
    act = acts.act_of(kind, found)
    if act is None:
        raise Http404
    form = void_form(kind.keepers, request.POST if request.method == "POST" else None)
    title = _("作废：%(act)s") % {"act": act.title}
    page = _page(request, person, form, title, _("作废"), _("原来的条目保留并划去。"), found)

    def void_it(files: tuple[str, ...]) -> None:
        perform([acts.amendment(actor, "void", found, request)], at=clock.now())

    return _answered(request, page, person, void_it)


def _record(
    request: HttpRequest,
    actor: Actor,
    person: Person,
    found: tuple[type[RecordType], RecordAct],
    form: forms.Form,
    files: tuple[str, ...],
) -> None:
    """The act and, before it, the opening of the record: both or neither."""
    kind, act = found
    with transaction.atomic():
        matter = acts.open_record(kind, person)
        if matter is None:
            (receipt,) = perform([acts.opening(actor, kind, person, request)], at=clock.now())
            matter = receipt.matter or 0
        asked: Act = acts.recorded(actor, act, form, request, files, matter)
        perform([asked], at=clock.now())


def _answered(request: HttpRequest, page: ActPage, person: Person, ask: Asked) -> HttpResponse:
    """The page, or what comes of sending it: a refusal keeps what was typed."""
    if request.method == "GET":
        return render(request, "portal/act.html", {"page": page})
    try:
        with handed_in(request) as files:
            ask(files)
    except Refused as refused:
        shown = replace(page, refusal=refusal(refused.unmet))
        return render(request, "portal/act.html", {"page": shown}, status=409)
    except Unreadable as error:
        tell_unreadable(request, error)
        return render(request, "portal/act.html", {"page": page}, status=400)
    except (Busy, Stale):
        messages.error(request, _("别人正在登记同一个人，请稍等几秒再提交；填写的内容还在。"))
        return render(request, "portal/act.html", {"page": page}, status=409)
    messages.success(request, _("已登记：%(name)s，%(act)s。") % {"name": person.name, "act": page.title})
    return redirect("record", person.pk)


def _page(
    request: HttpRequest,
    person: Person,
    form: forms.Form,
    title: str,
    submit: str,
    hint: str,
    entry: Entry | None = None,
) -> ActPage:
    back = reverse("record", args=[person.pk])
    facts = [Fact(_("学号或工号"), person.number), Fact(_("所在"), unit_names(person) or _("无"))]
    if entry is not None:
        facts = [Fact(_("原日期"), f"{entry.on:%Y-%m-%d}"), Fact(_("登记"), f"{entry.at:%Y-%m-%d}")]
    return ActPage(
        title=title,
        submit=submit,
        href=request.path,
        form=form,
        subject=person.name,
        facts=tuple(facts),
        hint=hint,
        three_columns=len(form.fields) > MANY_FIELDS,
        back=Link(_("返回"), back),
        crumbs=(Link(_("个人记录"), reverse("records")), Link(person.name, back)),
    )


def _amended(request: HttpRequest, pk: int, entry: int) -> tuple[Actor, Person, type[RecordType], Entry]:
    """An entry of somebody's record that the chosen office may correct and void; Http404 for any other."""
    actor = actor_of(request)
    person = _person(actor, pk)
    found = acts.entry_in_reach(person, entry)
    kinds = {kind.kind(): kind for kind in kinds_read(actor)}
    kind = kinds.get(found.matter.kind) if found is not None and found.matter else None
    if found is None or kind is None or not amends(actor, kind):
        raise Http404
    return actor, person, kind, found


def _person(actor: Actor, pk: int) -> Person:
    found = person_in_reach(actor, pk)
    if found is None:
        raise Http404
    return found
