"""Papers: the fields of one paper form, declared once for the portal, imports, case files and the door.

A paper is a Django form, so the portal shows it as it is. The door does not build form instances (they copy
every field): it cleans the declared fields directly, which takes microseconds and gives the same verdicts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.rules.situation import Situation
from workflows.texts.identity import holds_identity_number
from workflows.texts.sentences import sentence
from workflows.texts.speaking import declare, declare_field

#: controls other than line ends and tabs, marks that turn the direction of text, halves of characters
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
IDENTITY = "identity"
#: rules add years to a date, and compare numbers with those of an edition
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
LARGEST = 10**12
#: what was typed is not repeated at any length
LONGEST_SAID = 200
not_endless = MaxLengthValidator(2000, gettext_lazy("至多%(limit_value)s个字。"))


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
    #: fields of ``people`` that name whoever acts, unless a page is told of somebody else
    acting: ClassVar[frozenset[str]] = frozenset()
    #: fields that are of one person alone: where an act is done for several they are asked of each, as the
    #: private ones are
    apart: ClassVar[frozenset[str]] = frozenset()
    #: tree and standing that a page asks of those whom it offers in a field; the rules judge all the same
    offered: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType({})
    #: fields of ``people`` that name the subjects of the cases an act on a matter is about
    subjects: ClassVar[frozenset[str]] = frozenset()
    #: fields that name units by id, which the actor's office must reach
    units: ClassVar[frozenset[str]] = frozenset()
    #: what ``derive`` adds, by name, as people read it
    derived: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        declare(cls, "title")
        for field in cls.declared_fields.values():
            declare_field(field)

    @classmethod
    def read(cls, raw: Mapping[str, object]) -> Reading:
        """Clean ``raw`` field by field; nothing is raised, every problem is reported."""
        facts: dict[str, Any] = {}
        private: dict[str, Any] = {}
        problems = [
            Problem(name, "data.unknown_field", {"field": name[:LONGEST_SAID]})
            for name in raw
            if name not in cls.base_fields
        ]
        for name, field in cls.base_fields.items():
            try:
                value = _plain(field.clean(_tidy(raw.get(name))))
            except ValidationError as error:
                problems.append(_problem(name, str(field.label or name), raw.get(name), error))
                continue
            (private if name in cls.private else facts)[name] = value
        if not problems:
            problems.extend(cls.contradictions({**facts, **private}))
        if not problems:
            facts.update(cls.derive({**facts, **private}))
        return Reading(facts, private, tuple(problems))

    @classmethod
    def derive(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Facts that follow from what is written, and stand when the text they follow from is erased.

        None unless a paper says so; their names are in ``derived``.
        """
        return {}

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """Problems between fields that are each well formed; none unless a paper says so."""
        return ()

    @classmethod
    def choice_words(cls, field: str) -> dict[str, str]:
        """What each choice of a field is called, as plain texts in the language that is spoken now."""
        return {str(value): str(word) for value, word in getattr(cls.base_fields[field], "choices", ())}

    @classmethod
    def suggested(cls, situation: Situation) -> Mapping[str, Any]:
        """What the record knows already for the fields of a blank form; whoever fills it in may change it."""
        return {}

    @classmethod
    def named(cls, data: Mapping[str, object], among: Collection[str] | None = None) -> set[str]:
        """The numbers of the people that ``data`` names in the fields of ``people``, or in some of them."""
        found: set[str] = set()
        for name in cls.people if among is None else cls.people.intersection(among):
            value = data.get(name)
            items = value if isinstance(value, (list, tuple)) else str(value or "").split()
            found.update(str(item) for item in items)
        return found

    def clean(self) -> dict[str, Any]:
        """Say on the page what the door would say of fields that contradict each other.

        Where a page has taken a field out, because something else says the same, the door alone says it.
        """
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors or not self.base_fields.keys() <= self.fields.keys():
            return cleaned
        plain: dict[str, Any] = {}
        for name, value in [*cleaned.items()]:
            try:
                plain[name] = _plain(value)
            except ValidationError as error:
                self.add_error(name, error)
        if not self.errors:
            for problem in self.contradictions(plain):
                self.add_error(problem.field, sentence(problem.message, problem.params))
        return cleaned


def tidy_text(value: str) -> str:
    """NFC text. Raises ValueError for NUL and other controls than line ends and tabs, which no paper shows.

    Among them are the marks that turn the direction of what follows: a name must read as it is stored.
    """
    if UNSEEN.search(value):
        raise ValueError("control character")
    return unicodedata.normalize("NFC", value)


def read_words(name: str, label: str, given: str) -> tuple[str, tuple[Problem, ...]]:
    """Words that stand on no paper, such as the reason of an act: tidied, with what is wrong with them."""
    if not given:
        return "", ()
    try:
        not_endless(given)
        return str(_tidy(given)).strip(), ()
    except ValidationError as error:
        return "", (_problem(name, label, given, error),)


def _tidy(value: object) -> object:
    if isinstance(value, str):
        try:
            text = tidy_text(value)
        except ValueError as error:
            raise ValidationError(
                _("文字里有不能保存的控制字符，请删去后重新填写。"), code="control"
            ) from error
        if holds_identity_number(text):
            raise ValidationError("", code=IDENTITY)
        return text
    if isinstance(value, (list, tuple)):
        return [_tidy(item) for item in value]
    if isinstance(value, Mapping):
        return {_tidy(key): _tidy(item) for key, item in value.items()}
    return value


def of_counted_year(day: date) -> None:
    """Raise ValidationError for a day of a year in which no rule can count."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        limits = {"first": EARLIEST_YEAR, "last": LATEST_YEAR}
        raise ValidationError(_("年份应在%(first)s和%(last)s之间。"), params=limits)


def _plain(value: object) -> Any:
    """The value as JSON keeps it: dates in ISO form, decimals as text, lists of plain values.

    Raises ValidationError for a year or a number in which no rule can count.
    """
    if isinstance(value, date):
        of_counted_year(value)
    if isinstance(value, (int, Decimal)) and not -LARGEST <= value <= LARGEST:
        raise ValidationError(_("这个数太大。"))
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _problem(name: str, label: str, given: object, error: ValidationError) -> Problem:
    if given in (None, "", [], (), {}):
        return Problem(name, "data.required", {"field": label})
    if getattr(error, "code", None) == IDENTITY:
        return Problem(name, "data.identity_number", {"field": label})
    said = " ".join(error.messages)[:LONGEST_SAID]
    return Problem(name, "data.invalid", {"field": label, "problem": said})
