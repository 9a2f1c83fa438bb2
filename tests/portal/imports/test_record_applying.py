"""Facts are recorded all together or not at all; the door has the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal.imports.current import Keeper
from portal.imports.record import applying
from portal.imports.record.applying import FactsRefused, held_records, record_facts
from portal.imports.record.facts import FactChange
from procedures.party_membership.flows.record import StudentRecord
from tests.procedures.party_membership.world import College, college, moment
from workflows.models import Entry, Matter
from workflows.selectors.units import below
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

AT = moment("2024-12-14")


@pytest.fixture
def world() -> College:
    """A college with its students."""
    return college(members=5)


def keeper(world: College) -> Keeper:
    """The organiser of the college."""
    unit = world.units["college"].pk
    return Keeper(world["z2"].pk, "organiser", unit, below([unit]))


def honour(number: str, row: int, **more: Any) -> FactChange:
    """An honour of somebody."""
    data = {"title": f"奖{row}", "kind": "honour", "level": "college", "evidence": "文", **more}
    return FactChange(number, "honour", date(2024, 5, 4), data, "荣誉", row)


def test_records_are_opened_once_and_facts_recorded_in_their_lists(
    world: College, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "ACTS_AT_ONCE", 2)
    changes = [honour(number, row) for row, number in enumerate(["t1", "t2", "t1", "t3", "t2"], start=2)]
    assert record_facts(changes, StudentRecord, keeper(world), key="k", at=AT, files=("ab" * 32,)) == 8
    assert Matter.objects.filter(kind="student.record").count() == 3
    assert {tuple(entry.files) for entry in Entry.objects.filter(act="honour")} == {("ab" * 32,)}
    held = held_records(keeper(world), StudentRecord, {"t1", "t2", "t9", "x1"}, AT)
    assert {number: len(each.facts.all("honour")) for number, each in held.items()} == {"t1": 2, "t2": 2}
    assert verify().differences == ()


def test_every_refused_row_is_named_and_nothing_is_left(
    world: College, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "ACTS_AT_ONCE", 1)
    wrong = [honour("t1", 3, level="moon"), replace(honour("t2", 5), on=date(2024, 12, 15))]
    changes = [honour("t1", 2), wrong[0], honour("t2", 4), wrong[1]]
    with pytest.raises(FactsRefused) as raised:
        record_facts(changes, StudentRecord, keeper(world), key="k", at=AT)
    found = [(each.change.row, [finding.rule for finding in each.findings]) for each in raised.value.rows]
    assert found == [(3, ["data.invalid"]), (5, ["act.future_date"])]
    assert (Matter.objects.count(), Entry.objects.count()) == (0, 0)


def test_people_beyond_reach_have_no_record_to_write_in(world: College) -> None:
    with pytest.raises(FactsRefused) as raised:
        record_facts([honour("x1", 2)], StudentRecord, keeper(world), key="k", at=AT)
    assert [finding.rule for finding in raised.value.rows[0].findings] == ["matter.unknown"]
