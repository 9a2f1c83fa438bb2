"""What is typed beside a paper, read before it reaches the door: a date, a submission's key, an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.uploads import Unreadable
from workflows.nodes import ActType, Occurs
from workflows.nodes.papers import EARLIEST_YEAR, LATEST_YEAR, of_counted_year


class UnreadableDay(Unreadable):
    """A day that nobody named; the field of the form says so itself."""


class DayField(forms.DateField):
    """The day of an act: of a year in which rules can count."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _lazy("没有这一天；请按 年-月-日 填写，例如 2024-12-10。")
    }

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError for one that is none, or of a year too far away."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        day = _day(str(value))
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        of_counted_year(day)
        return day


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY = re.compile(r"[0-9A-Za-z-]{1,64}")
LONGEST_ADDRESS = 1000


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def typed_date(text: str) -> date:
    """A date as a browser sends it. Raises Unreadable: nothing is recorded for a day that nobody named."""
    day = _day(text)
    if day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise UnreadableDay(_("日期没有填，或者没有这一天；请按 年-月-日 填写，例如 2024-12-10。"))
    return day


def tell_unreadable(request: HttpRequest, error: Unreadable) -> None:
    """Say above a form what was wrong, unless one of its fields says it."""
    if not isinstance(error, UnreadableDay):
        messages.error(request, str(error))


def typed_day(act: ActType, text: str) -> date | None:
    """The day of an act on paper, which raises Unreadable; what happens online has none to type."""
    return typed_date(text) if act.occurs is Occurs.ON_PAPER else None


def typed_key(text: str) -> str:
    """The key by which a form sent twice is known; what no page of ours wrote is no key."""
    return text if _KEY.fullmatch(text) else ""


def typed_address(text: str, host: str) -> str:
    """The page of this site to go back to; the desk where none was named."""
    known = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts={host})
    return text if known and len(text) <= LONGEST_ADDRESS else reverse("desk")


def typed_fields(form: forms.Form, names: Iterable[str]) -> dict[str, Any]:
    """What was typed into some fields of a form, before anything reads it."""
    return {
        name: form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name in names
    }


def typed_into(form: forms.Form, prefix: str, *, choices: bool) -> bool:
    """Whether somebody typed into a field whose name begins so: what the page had filled in is not typed.

    A choice counts only where ``choices`` says so: a browser sends the first one by itself.
    """
    for name, value in form.data.items():
        if not value or not name.startswith(prefix):
            continue
        field = form.fields.get(name)
        if field is None:
            return True
        if isinstance(field.widget, forms.Select) and not choices:
            continue
        sent = field.widget.value_from_datadict(form.data, form.files, name)
        if choices or field.has_changed(form.get_initial_for_field(field, name), sent):
            return True
    return False
