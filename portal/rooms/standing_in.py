"""Recording on a matter for whoever acted: whom an office may type in for, with the signed paper."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.rooms.actor import Actor
from portal.rooms.forms import answers
from portal.rooms.scans import scan_field
from workflows.models import Matter
from workflows.nodes import MatterAct, Office
from workflows.rules.findings import Finding
from workflows.selectors.people import holders_at

#: fields that were shown before stay shown
SHOWN = {"act_reason": "act.reason_owed", "act_second": "act.late_needs_second"}


def performers(actor: Actor, matter: Matter | None, act: MatterAct) -> dict[str, str]:
    """Who may have acted, where the chosen office only records it; empty where it acts itself.

    Somebody who only records does so on an open matter: who calls a meeting does it himself.
    """
    office = actor.chosen.office if actor.chosen else ""
    records = {role.name for role in act.recorders} - {role.name for role in act.by}
    if matter is None or office not in records:
        return {}
    offices = [role.name for role in act.by if isinstance(role, Office)]
    found = holders_at(matter.unit_id, offices, actor.on)
    return {str(person.pk): person.name for person in found}


def fields(choices: dict[str, str], *, scan: bool) -> dict[str, forms.Field]:
    """Who acted, and the signed paper that says so."""
    found: dict[str, forms.Field] = {}
    if choices:
        found["act_by"] = forms.ChoiceField(label=_("办理人"), choices=list(choices.items()))
    if choices or scan:
        found["act_scan"] = scan_field(required=bool(choices))
    return found


def owed(findings: tuple[Finding, ...], request: HttpRequest | None) -> dict[str, forms.Field]:
    """Room for a reason and for a second person, once a refusal has asked for them."""
    typed = request.POST if request is not None else {}
    again = {message for field, message in SHOWN.items() if field in typed}
    return answers(frozenset({finding.message for finding in findings} | again))
