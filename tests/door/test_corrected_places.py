"""A corrected act keeps its place among the others, and what refers to it still does."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.toy.world import Society, do, open_plot, society
from workflows.models import Case, Entry
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db


def corrected(world: Society) -> tuple[int, int, int]:
    """A case on which two things were done on one day, and the first corrected twice; it and the second."""
    case = open_plot(world)
    first, second = (
        do("dig", world.member, "2024-03-02", {"text": text}, case=case).entry for text in ("一", "二")
    )
    last = first
    for text in ("壶", "壹"):
        data = {"entry": last, "changes": {"text": text}}
        kept = {"case": case, "reason": "笔误", "confirmed_by": world.chair.pk}
        last = do("correct", world.clerk, "2024-03-05", data, **kept).entry
    return case, first, second


def dug(case: int) -> list[tuple[Any, Any]]:
    """The entry and the data of each, in the order in which rules read them."""
    return [(fact["entry"], fact["data"]) for fact in Case.objects.get(pk=case).facts["dig"]]


def test_a_corrected_act_keeps_its_place_among_those_of_its_day() -> None:
    case, first, second = corrected(society())
    assert dug(case) == [(first, {"text": "壹"}), (second, {"text": "二"})]
    assert verify().differences == ()


def test_facts_corrected_in_the_time_before_get_their_place() -> None:
    case, first, second = corrected(society())
    row = Case.objects.get(pk=case)
    row.facts["dig"][0]["entry"] = Entry.objects.filter(act="correct").latest("pk").pk
    row.facts["dig"].reverse()
    row.save(update_fields=["facts"])
    migration = import_module("workflows.migrations.0006_corrected_facts_keep_their_place")
    migration.keep_their_place(apps, SimpleNamespace(connection=connection))
    assert dug(case) == [(first, {"text": "壹"}), (second, {"text": "二"})]
    assert verify().differences == ()
