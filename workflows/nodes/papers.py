"""Papers: the fields of one paper form, declared once for the portal, imports, case files and the door.

A paper is a Django form, so the portal shows it as it is. The door does not build form instances (they copy
every field): it cleans the declared fields directly, which takes microseconds and gives the same verdicts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that cannot be as given: a message id with its parameters."""

    field: str
    message: str
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper says: ``facts`` that rules read, erasable ``private`` text, and what is wrong."""

    facts: Mapping[str, Any]
    private: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def data(self) -> dict[str, Any]:
        """Facts and private text together, as rules see them while the act is judged."""
        return {**self.facts, **self.private}


class Paper(forms.Form):
    """One paper form. ``code`` is its number in the dossier; ``private`` names its erasable fields."""

    code: ClassVar[str] = ""
    title: ClassVar[str] = ""
    private: ClassVar[frozenset[str]] = frozenset()
    people: ClassVar[frozenset[str]] = frozenset()
    #: fields that name units by id, which the actor's office must reach
    units: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def read(cls, raw: Mapping[str, object]) -> Reading:
        """Clean ``raw`` field by field; nothing is raised, every problem is reported."""
        facts: dict[str, Any] = {}
        private: dict[str, Any] = {}
        problems = [
            Problem(name, "data.unknown_field", {"field": name})
            for name in raw
            if name not in cls.base_fields
        ]
        for name, field in cls.base_fields.items():
            try:
                value = _plain(field.clean(_tidy(raw.get(name))))
            except ValidationError as error:
                problems.append(_problem(name, field, raw.get(name), error))
                continue
            (private if name in cls.private else facts)[name] = value
        if not problems:
            problems.extend(cls.contradictions({**facts, **private}))
        return Reading(facts, private, tuple(problems))

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Problems between fields that are each well formed; none unless a paper says so."""
        return ()

    @classmethod
    def named(cls, raw: Mapping[str, object]) -> set[str]:
        """The numbers of the people that ``raw`` names in the fields declared in ``people``."""
        found: set[str] = set()
        for name in cls.people:
            value = raw.get(name)
            items = value if isinstance(value, (list, tuple)) else str(value or "").split()
            found.update(str(item) for item in items)
        return found

    def clean(self) -> dict[str, Any]:
        """Say on the page what the door would say of fields that contradict each other."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            plain = {name: _plain(value) for name, value in cleaned.items()}
            for problem in self.contradictions(plain):
                self.add_error(problem.field, ValidationError(problem.message, params=dict(problem.params)))
        return cleaned


def tidy_text(value: str) -> str:
    """NFC text. Raises ValueError for NUL and for control characters other than line ends and tabs."""
    if any(unicodedata.category(char) == "Cc" and char not in "\n\r\t" for char in value):
        raise ValueError("control character")
    return unicodedata.normalize("NFC", value)


def _tidy(value: object) -> object:
    if isinstance(value, str):
        try:
            return tidy_text(value)
        except ValueError as error:
            raise ValidationError("文字里有不能保存的控制字符，请删去后重新填写。", code="control") from error
    if isinstance(value, (list, tuple)):
        return [_tidy(item) for item in value]
    return value


def _plain(value: object) -> Any:
    """The value as JSON keeps it: dates in ISO form, decimals as text, lists of plain values."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _problem(name: str, field: forms.Field, given: object, error: ValidationError) -> Problem:
    label = str(field.label or name)
    if given in (None, "", [], ()):
        return Problem(name, "data.required", {"field": label})
    return Problem(name, "data.invalid", {"field": label, "problem": " ".join(error.messages)})
