"""Fields of papers that name people by number: several of them, or each with a reason, a kind or a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workflows.nodes.papers import EARLIEST_YEAR, LATEST_YEAR, tidy_text

LONGEST_REASON = 200
BETWEEN = re.compile(r"\s+")


class Numbers(forms.Field):
    """Numbers of people, as a list or separated by spaces; the same one twice is refused.

    ``most`` says that it usually names most of those whom it may name, so that a page lists them all.
    """

    widget = forms.Textarea

    def __init__(self, *, most: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def to_python(self, value: Any) -> list[str]:
        """The numbers in the order given."""
        items = value if isinstance(value, (list, tuple)) else BETWEEN.split(str(value or ""))
        numbers = [str(item).strip() for item in items if str(item).strip()]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise ValidationError(_("重复：%(numbers)s"), params={"numbers": _("、").join(twice)})
        return numbers


class ByPerson(forms.Field):
    """Something of each of several people: a mapping by number, or one person a line after the number."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> dict[str, str]:
        """Number to what is said of the person."""
        given = value.items() if isinstance(value, Mapping) else _lines(str(value or ""))
        return {str(number).strip(): self.one(str(number).strip(), said) for number, said in given}

    def one(self, number: str, said: object) -> str:
        """What is said of one person, read. Raises ValidationError."""
        raise TypeError(f"{type(self).__name__} does not say how it reads what is said of a person")


class Reasons(ByPerson):
    """People by number with a reason each, in words; a person without a reason is refused."""

    def one(self, number: str, said: object) -> str:
        """The reason, tidied."""
        return _reason(number, said)


class Kinds(ByPerson):
    """People by number with one of several kinds each, such as why somebody is absent.

    ``consent`` names the kinds for which somebody above must have agreed.
    """

    def __init__(self, kinds: Mapping[str, str], *, consent: Iterable[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.choices = tuple(kinds.items())
        self.consent = frozenset(consent)

    def one(self, number: str, said: object) -> str:
        """The kind; by its word or by its name."""
        names = {name: kind for kind, name in self.choices}
        kind = names.get(str(said).strip(), str(said).strip())
        if kind not in names.values():
            raise ValidationError(
                _("%(number)s的情形“%(kind)s”不在可选的范围里。"),
                params={"number": number, "kind": kind[:LONGEST_REASON]},
            )
        return kind


class Moments(ByPerson):
    """People by number with a moment each, to the minute: ``2026-12-09 17:40``."""

    def one(self, number: str, said: object) -> str:
        """The moment in ISO form, to the minute and without a zone."""
        try:
            moment = datetime.fromisoformat(str(said).strip())
        except ValueError as error:
            raise ValidationError(
                _("%(number)s的时间不对，请写成 2026-12-09 17:40。"), params={"number": number}
            ) from error
        if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR or moment.tzinfo is not None:
            raise ValidationError(_("%(number)s的时间不对，请核对年份。"), params={"number": number})
        return moment.isoformat(sep=" ", timespec="minutes")


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.splitlines():
        if line.strip():
            number, _gap, reason = line.strip().partition(" ")
            yield number, reason


def _reason(number: str, reason: object) -> str:
    try:
        text = tidy_text(reason).strip() if isinstance(reason, str) else ""
    except ValueError as error:
        raise ValidationError(_("原因里有不能保存的控制字符。")) from error
    if not text or len(text) > LONGEST_REASON:
        raise ValidationError(
            _("%(number)s的原因没有写，或者超过%(most)s个字。"),
            params={"number": number, "most": LONGEST_REASON},
        )
    return text
