"""What the fields of a fact are called and what they say, in the words of its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms

from portal.imports.choices import YES_NO
from portal.imports.record.facts import FactChange
from workflows.nodes import RecordAct, RecordType
from workflows.rules.facts import Fact
from workflows.texts.wording import wording_of

#: what stands where nothing is known
NOTHING = "—"


def sheet_title(act: RecordAct) -> str:
    """What a fact of an act is called."""
    return act.paper.title if act.paper else act.title


def fact_words(kind: type[RecordType], change: FactChange) -> str:
    """What is to be recorded, in a sentence without its end."""
    act = kind.recording()[change.act]
    said = kind.says(Fact(change.act, change.on, change.on, change.data))
    return said or "，".join(f"{label} {after}" for label, _before, after in field_changes(act, change))


def field_changes(act: RecordAct, change: FactChange) -> Iterator[tuple[str, str, str]]:
    """Label, old and new words of every field that differs from what stands, the day first."""
    before: Mapping[str, Any] = change.before or {}
    if not act.dated and change.before_on != change.on:
        old = say_day(change.before_on) if change.before_on else NOTHING
        yield act.day, old, say_day(change.on)
    for name, field in act.paper.base_fields.items() if act.paper else ():
        old, new = field_words(field, before.get(name)), field_words(field, change.data.get(name))
        if old != new:
            yield str(field.label or name), old, new


def field_words(field: forms.Field, value: Any) -> str:
    """A value as the paper says it."""
    if value in (None, "", []):
        return NOTHING
    if isinstance(field, forms.BooleanField):
        return YES_NO[0].title if value else YES_NO[1].title
    if isinstance(field, forms.ChoiceField):
        pairs = {str(code): str(label) for code, label in field.choices}  # type: ignore[misc, union-attr]  # choices are pairs here
        return pairs.get(str(value), str(value))
    return say_day(date.fromisoformat(value)) if isinstance(field, forms.DateField) else str(value)


def say_day(day: date) -> str:
    """A day in Chinese."""
    return wording_of("zh-hans").say(day)
