"""Fields of papers that name people by number: several of them, or each with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from workflows.nodes.papers import tidy_text

LONGEST_REASON = 200
BETWEEN = re.compile(r"\s+")


class Numbers(forms.Field):
    """Numbers of people, as a list or separated by spaces; the same one twice is refused."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:
        """The numbers in the order given."""
        items = value if isinstance(value, (list, tuple)) else BETWEEN.split(str(value or ""))
        numbers = [str(item).strip() for item in items if str(item).strip()]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise ValidationError("重复：%(numbers)s", params={"numbers": "、".join(twice)})
        return numbers


class Reasons(forms.Field):
    """People by number with a reason each: a mapping, or one person a line, the reason after a space."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> dict[str, str]:
        """Number to reason; a person without a reason is refused."""
        given = value.items() if isinstance(value, Mapping) else _lines(str(value or ""))
        found: dict[str, str] = {}
        for number, reason in given:
            found[str(number).strip()] = _reason(str(number), reason)
        return found


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.splitlines():
        if line.strip():
            number, _, reason = line.strip().partition(" ")
            yield number, reason


def _reason(number: str, reason: object) -> str:
    try:
        text = tidy_text(reason).strip() if isinstance(reason, str) else ""
    except ValueError as error:
        raise ValidationError("原因里有不能保存的控制字符。") from error
    if not text or len(text) > LONGEST_REASON:
        raise ValidationError(
            "%(number)s的原因没有写，或者超过%(most)s个字。",
            params={"number": number, "most": LONGEST_REASON},
        )
    return text
