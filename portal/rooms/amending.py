"""Forms for what every case knows: an exception granted, an entry corrected, an entry voided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.permissions import decides_on
from portal.rooms.actor import Actor
from portal.rooms.corrections import stated
from portal.rooms.people import Choosing
from portal.rooms.periods import choose_quarters
from portal.rooms.typed import DayField
from portal.rooms.words import cite, requirement_of
from workflows.door import Outlook
from workflows.models import Entry
from workflows.nodes import Office, Paper, Procedure
from workflows.rules.findings import Finding, Verdict


class SecondPerson(forms.Form):
    """Why, and who confirms it: somebody else who keeps the record, who types their own password here."""

    act_reason = forms.CharField(
        label=_lazy("原因"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    act_second = forms.CharField(label=_lazy("确认人的学号或工号"), max_length=40)
    act_second_password = forms.CharField(
        label=_lazy("确认人的密码"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def void_form(keepers: Iterable[Office], data: Any = None) -> forms.Form:
    """Why an entry is void, and the second person."""
    return name_keepers(SecondPerson(data), keepers)


def name_keepers(form: forms.Form, keepers: Iterable[Office]) -> forms.Form:
    """The form, which says whose password it asks for."""
    offices = _("、").join(str(office.title) for office in keepers)
    said = _("由确认人在此当面输入。确认人须是另一位%(offices)s。") % {"offices": offices}
    form.fields["act_second_password"].help_text = said
    return form


def correction_form(actor: Actor, procedure: type[Procedure], entry: Entry, data: Any = None) -> forms.Form:
    """The entry's paper as it stands, its date, and the second person.

    Who objected and what was found is not shown to an office that would not have written it down; left
    empty, it stays as it is.
    """
    act, facts = stated(entry)
    kind = procedure.act_types[act]
    paper = kind.paper or Paper
    fields: dict[str, forms.Field] = {
        "act_on": DayField(label=_("正确日期"), widget=forms.DateInput(attrs={"type": "date"})),
        **SecondPerson.base_fields,
        "act_key": forms.CharField(widget=forms.HiddenInput, required=False),
    }
    built: type[forms.Form] = type("CorrectionForm", (paper,), fields)
    private = getattr(entry, "private", None)
    told = not kind.discreet or (actor.chosen and actor.chosen.office in {role.name for role in kind.by})
    personal = ((private.body or {}) if private else {}) if told else dict.fromkeys(paper.private, "")
    known = {**facts, **personal}
    initial = {**known, "act_on": entry.on, "act_key": uuid4().hex}
    form = built(data, initial=initial) if data is not None else built(initial=initial)
    if paper.people and entry.case is not None:
        choosing = Choosing([entry.case.unit_id], entry.case.subject_id, actor.person, actor.on)
        choosing.let(form, paper)
    choose_quarters(form, actor.on)
    return name_keepers(form, procedure.keepers)


def override_form(view: Outlook, data: Any = None) -> forms.Form | None:
    """The rules that stand in the way and may be excepted, with the written ground; None without any."""
    rules = {finding.rule: finding for finding in overridable(view)}
    if not rules:
        return None
    choices = [(rule, _called(finding)) for rule, finding in rules.items()]
    fields: dict[str, forms.Field] = {
        "rule": forms.ChoiceField(label=_("准予例外的要求"), choices=choices),
        "ground": forms.CharField(
            label=_("书面理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        ),
        "act_key": forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex),
    }
    built: type[forms.Form] = type("OverrideForm", (forms.Form,), fields)
    return built(data) if data is not None else built()


def _called(finding: Finding) -> str:
    """A rule as people know it: its article and what it asks for."""
    asked = requirement_of(finding).rstrip("。.")
    article = cite([finding.article] if finding.article else [])
    return _("%(label)s：%(said)s") % {"label": article.text, "said": asked} if article else asked


def overridable(view: Outlook) -> list[Finding]:
    """The unmet findings of the open acts that some office may let pass."""
    return [
        finding
        for prospect in view.prospects
        for finding in prospect.findings
        if finding.verdict is Verdict.UNMET and finding.override
    ]


def may_override(actor: Actor, view: Outlook) -> bool:
    """Whether the chosen office decides here and speaks for a body that may make an exception."""
    office = actor.chosen.office if actor.chosen else ""
    return decides_on(actor, view.situation) and any(
        office == role.name
        for finding in overridable(view)
        for body in str(finding.override).split("+")
        for role in view.case.procedure.speaking_for(body)
    )
