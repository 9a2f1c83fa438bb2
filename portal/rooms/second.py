"""The second person of an act, who signs in beside the first for this one act."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest


def second_person(request: HttpRequest) -> int | None:
    """The person whose number and password were typed beside the form, or None when they do not match."""
    number = request.POST.get("act_second", "").strip()
    password = request.POST.get("act_second_password", "")
    if not number or not password:
        return None
    account = authenticate(request, username=number, password=password)
    person = getattr(account, "person", None)
    return person.pk if person else None
