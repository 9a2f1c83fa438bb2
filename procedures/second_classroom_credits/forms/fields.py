"""Fields that several papers share."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.second_classroom_credits.scoring.amounts import tenths
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from workflows.nodes import Digest

#: more words than a line, yet no essay
LONGEST = 2000
#: a year with all of its digits
FULL = re.compile(r"^(?P<first>(?P<century>[0-9]{2})[0-9]{2})-(?P=century)(?P<second>[0-9]{2})$")
#: credits with one decimal place, as many as a college may have on one sheet
SUM = r"^[0-9]{1,7}\.[0-9]$"


class YearField(forms.CharField):
    """An academic year, written 2023-24, or with both years in full as people write it elsewhere."""

    def clean(self, value: Any) -> Any:
        """The year as the calculation names it."""
        text = super().clean(value)
        if not text:
            return text
        try:
            return str(AcademicYear.named(FULL.sub(r"\g<first>-\g<second>", text)))
        except ValueError as error:
            raise ValidationError(_("学年请写成 2023-24。")) from error


class CreditField(forms.CharField):
    """Credits with one decimal place, such as 2.0; kept as they are written, so that they stay exact."""

    def clean(self, value: Any) -> Any:
        """The text, once it can be read."""
        text = super().clean(value)
        try:
            tenths(text or "0.0")
        except ValueError as error:
            raise ValidationError(_("学分请写一位小数，例如 2.0。")) from error
        return text


def year(label: str = "学年", **options: Any) -> YearField:
    """An academic year."""
    return YearField(label=label, max_length=9, **options)


def credit(label: str, *, required: bool = True) -> CreditField:
    """An amount of credits."""
    return CreditField(label=label, max_length=5, required=required)


def sum_of_credits(label: str) -> forms.RegexField:
    """The credits of a whole sheet, which may be those of some thousand students."""
    said = {"invalid": gettext_lazy("学分请写一位小数，例如 2.0。")}
    return forms.RegexField(SUM, label=label, max_length=9, error_messages=said)


def line(label: str, *, required: bool = True, longest: int = 200) -> forms.CharField:
    """A few words."""
    return forms.CharField(label=label, max_length=longest, required=required)


def words(label: str, *, required: bool = True) -> forms.CharField:
    """Some sentences."""
    return forms.CharField(label=label, max_length=LONGEST, required=required, widget=forms.Textarea)


def yes(label: str) -> forms.BooleanField:
    """A box to tick; what it means when it is not ticked is said by rules."""
    return forms.BooleanField(label=label, required=False)


def number(label: str, *, least: int = 0, required: bool = True) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, min_value=least, max_value=1_000_000, required=required)


def day(label: str) -> forms.DateField:
    """A day that may be left out."""
    return forms.DateField(label=label, required=False)


def digest(label: str = "汇总表校验码") -> Digest:
    """The SHA-256 by which a sheet is known."""
    return Digest(label=label)
