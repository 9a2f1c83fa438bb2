"""The form of an act: its paper, and beside it what every act on paper needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.permissions import decides_on
from portal.rooms.actor import Actor
from portal.rooms.people import Choosing
from portal.rooms.periods import choose_quarters
from portal.rooms.scans import scan_field
from portal.rooms.typed import DayField
from workflows.door import Outlook, Prospect
from workflows.models import Person
from workflows.nodes import SUBJECT, ActType, Designated, Occurs, Paper

#: fields of the form that are not fields of the paper
OWN = ("act_on", "act_by", "act_scan", "act_reason", "act_second", "act_second_password", "act_key")


def act_form(
    actor: Actor,
    view: Outlook,
    prospect: Prospect,
    *,
    prefix: str = "",
    request: HttpRequest | None = None,
    asked: frozenset[str] = frozenset(),
    choosing: Choosing | None = None,
    initial: Mapping[str, str] | None = None,
) -> forms.Form:
    """The form of one act, bound to the request when there is one.

    ``asked`` are the messages of a refusal that a reason or a second person would answer; the fields for
    them are shown only then. ``choosing`` is given where several forms offer the same people;
    ``initial`` is what a page knows already.
    """
    act = prospect.act
    fields: dict[str, forms.Field] = dated(actor, act)
    choices = performers(actor, view, prospect)
    if len(choices) > 1:
        fields["act_by"] = forms.ChoiceField(label=_("办理人"), choices=choices)
    if not prospect.mine or act.scan or len(choices) > 1:
        fields["act_scan"] = scan_field(required=not prospect.mine, others=len(choices) > 1)
    fields.update(answers(asked))
    fields["act_key"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)
    kind: type[forms.Form] = type("ActForm", (act.paper or Paper,), fields)
    auto_id = f"id_{prefix.replace('.', '-')}_%s" if prefix else "id_%s"
    suggested = act.paper.suggested(view.situation) if act.paper is not None else {}
    form = _bound(kind, auto_id, request, {**suggested, **(initial or {})})
    if act.paper is not None and act.paper.people:
        (choosing or choosing_on(actor, view)).let(form, act.paper)
    choose_quarters(form, actor.on)
    return form


def _bound(
    kind: type[forms.Form], auto_id: str, request: HttpRequest | None, known: Mapping[str, Any]
) -> forms.Form:
    if request is not None and request.method == "POST":
        return kind(request.POST, request.FILES, auto_id=auto_id)
    asked = dict(request.GET.items()) if request is not None else {}
    return kind(initial={**known, **asked}, auto_id=auto_id)


def choosing_on(actor: Actor, view: Outlook) -> Choosing:
    """Whom the papers of a case may name: the people of the unit that the case is kept by."""
    return Choosing([view.case.unit], view.situation.subject.id, actor.person, actor.on)


def paper_data(form: forms.Form) -> dict[str, Any]:
    """What the form says on the paper's own fields, as it was typed; the door reads it."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        if name not in OWN:
            key = form.add_prefix(name)
            found[name] = field.widget.value_from_datadict(form.data, form.files, key)
    return found


def performers(actor: Actor, view: Outlook, prospect: Prospect) -> list[tuple[str, str]]:
    """Who may have performed the act: whoever an earlier act designated, the subject, or the actor.

    Somebody who may do it by their own office may still record it for the one who was designated.
    """
    found: list[tuple[str, str]] = []
    for role in prospect.act.by:
        if role is SUBJECT and not prospect.mine:
            subject = view.situation.subject
            found.append((str(subject.id), subject.name))
        if isinstance(role, Designated) and (not prospect.mine or may_record(actor, prospect)):
            found += _designated(view, role)
    if prospect.mine and actor.person is not None:
        found.append((str(actor.person.pk), actor.person.name))
    return list(dict.fromkeys(found))


def may_record(actor: Actor, prospect: Prospect) -> bool:
    """Whether the chosen office, of a unit whose case it is today, types this act in for another."""
    office = actor.chosen.office if actor.chosen else ""
    named = any(role.name == office for role in prospect.act.recorders)
    return named and decides_on(actor, prospect.situation)


def _designated(view: Outlook, role: Designated) -> list[tuple[str, str]]:
    fact = view.situation.facts.latest(role.act)
    value = fact.data.get(role.field) if fact else None
    numbers = value if isinstance(value, list) else [value]
    people = Person.objects.filter(number__in=[str(number) for number in numbers if number])
    return [(str(person.pk), person.name) for person in people]


def dated(actor: Actor, act: ActType) -> dict[str, forms.Field]:
    """The day of an act on paper; what happens online has that of the server."""
    return {"act_on": date_field(actor)} if act.occurs is Occurs.ON_PAPER else {}


def date_field(actor: Actor) -> DayField:
    """The day on which an act happened: today unless another is typed, and never ahead."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": actor.on.isoformat()})
    return DayField(label=_("日期"), initial=actor.on, widget=widget, help_text=_("实际发生的日期。"))


def answers(asked: frozenset[str]) -> dict[str, forms.Field]:
    """Room for what a refusal asked for: a written reason, a second person."""
    fields: dict[str, forms.Field] = {}
    if asked & {"act.reason_owed", "act.reason_by_office", "act.late_needs_second"}:
        fields["act_reason"] = forms.CharField(
            label=_("书面原因"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
        )
    if asked & {"act.late_needs_second", "act.reason_by_office"}:
        fields["act_second"] = forms.CharField(label=_("第二人的学号或工号"), required=False, max_length=40)
        fields["act_second_password"] = forms.CharField(
            label=_("第二人的密码"),
            widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
            required=False,
            max_length=128,
            help_text=_("由第二人在此当面输入。"),
        )
    return fields
