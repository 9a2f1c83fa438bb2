"""The second person of an act, who signs in beside the first for this one act."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from portal.models import Account


class Confirming(forms.Form):
    """A number and a password, no longer than accounts have."""

    act_second = forms.CharField(max_length=40)
    act_second_password = forms.CharField(max_length=128, strip=False)


def second_person(request: HttpRequest) -> int | None:
    """The person whose number and password were typed beside the form, or None when they do not match."""
    form = Confirming(request.POST)
    if not form.is_valid():
        return None
    account = authenticate(
        request, username=form.cleaned_data["act_second"], password=form.cleaned_data["act_second_password"]
    )
    # A first password is known to whoever printed it.
    if not isinstance(account, Account) or account.must_change_password:
        return None
    person = getattr(account, "person", None)
    return person.pk if person else None
