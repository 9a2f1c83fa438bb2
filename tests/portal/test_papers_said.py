"""Whatever any paper of any procedure can hold is said in the journal, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.utils.translation import override

from portal.rooms.words import fact_text, facts_text
from workflows.nodes import ActType, Kinds, Moments, Numbers, Paper, Reasons, Rows
from workflows.nodes.procedure import families
from workflows.services.replay.acts import case_acts
from workflows.texts.catalogues import LANGUAGES

PERSON = "2024001"
#: what somebody may have typed, of which a field takes the first that it can read
TYPED: tuple[object, ...] = (
    *("2025-03-01", "2026-27", "2025Q1", "0.5", 1, True, "a" * 64),
    *("2024-2025", "2025-03", 2025, "一段话。"),
)


def acts() -> Iterator[tuple[str, ActType]]:
    """Every act that has a paper, of cases and of matters, by procedure, matter and name."""
    for procedure in families().values():
        yield from ((f"{procedure.ref}.{act.name}", act) for act in case_acts(procedure).values())
        for kind in procedure.matter_types.values():
            yield from ((f"{kind.kind()}.{act.name}", act) for act in kind.acts().values())


PAPERS = {name: act for name, act in acts() if act.paper is not None and act.paper.base_fields}


def typed(field: forms.Field) -> object:
    """Something that the field takes."""
    if isinstance(field, Rows):
        return [{column: typed(each) for column, each in field.columns.items()}] * 7
    if isinstance(field, Numbers):
        return [PERSON]
    if isinstance(field, (Kinds, forms.ChoiceField)):
        word = next(str(value) for value, _label in field.choices if value)  # type: ignore[union-attr]  # choices are pairs here
        several = [word] if isinstance(field, forms.MultipleChoiceField) else word
        return {PERSON: word} if isinstance(field, Kinds) else several
    if isinstance(field, Moments):
        return {PERSON: "2025-03-01 09:30"}
    if isinstance(field, Reasons):
        return {PERSON: "请假"}
    return next(value for value in TYPED if taken(field, value))


def taken(field: forms.Field, value: object) -> bool:
    try:
        return field.clean(value) not in (None, "", [], {})
    except (forms.ValidationError, TypeError, AttributeError):
        return False


def facts_of(paper: type[Paper]) -> dict[str, Any]:
    """The paper as it is kept with every field filled in; whether its fields contradict is not asked."""
    read = paper.read({name: typed(field) for name, field in paper.base_fields.items()})
    return {**read.facts, **read.private}


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_said_field_by_field(name: str) -> None:
    act = PAPERS[name]
    assert act.paper is not None
    facts = facts_of(act.paper)
    assert facts.keys() >= act.paper.base_fields.keys()
    for language in LANGUAGES:
        with override(language):
            whole = facts_text(act, facts, {PERSON: "陈小雨"})
            said = {field: fact_text(act, field, facts[field], {PERSON: "陈小雨"})[1] for field in facts}
        assert "{" not in whole
        assert [field for field, text in said.items() if not text or "{" in text] == []
