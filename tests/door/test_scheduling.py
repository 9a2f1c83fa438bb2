"""Deadlines and duties follow what is known: whatever an act says, they agree with it when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.toy.errand import EDITION
from tests.toy.world import Society, adopt, do, moment, society
from workflows.door import Act, perform
from workflows.models import Case, Deadline, Duty, Entry
from workflows.services.deadlines import Fate, revive, sweep
from workflows.services.verifying import verify
from workflows.store.due import GONE, claim, due
from workflows.store.session import Session

pytestmark = pytest.mark.django_db

BEGUN = "2024-03-01"


@pytest.fixture
def world() -> Iterator[Society]:
    """A society that also runs errands; whatever a test does, the journal and its fold agree at its end."""
    found = society()
    adopt(found, "errand", EDITION)
    yield found
    assert verify().differences == ()


@pytest.fixture
def case(world: Society) -> int:
    """An errand begun on the first of March."""
    return do("errand", world.member, BEGUN, family="errand", subject=world.member.pk).case or 0


def promise(world: Society, case: int, day: str, by: str = "", reports: int = 0) -> int:
    """Promise a day; the entry that says so."""
    return do("promise", world.clerk, day, {"by": by, "reports": reports}, case=case).entry


def amend(world: Society, case: int, name: str, data: dict[str, Any], day: str = "2024-03-05") -> None:
    """Correct or void an entry."""
    do(name, world.clerk, day, data, case=case, reason="录错了", confirmed_by=world.chair.pk)


def rows(act: str = "late") -> list[tuple[str, str]]:
    """State and day of the deadlines of an act, in the order in which they were armed."""
    found = Deadline.objects.filter(act=act).order_by("pk").values_list("state", "due_on")
    return [(state, day.isoformat()) for state, day in found]


def owed() -> dict[str, tuple[str, bool]]:
    """The day of each period of the duty, and whether it lapsed."""
    return {duty.period: (duty.due_on.isoformat(), duty.lapsed) for duty in Duty.objects.all()}


def test_nothing_is_armed_before_anything_is_known(case: int) -> None:
    assert rows() == []


def test_an_act_arms_what_follows_from_it_while_its_step_is_open(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    assert rows() == [("armed", "2024-03-20")]


@pytest.mark.parametrize(
    ("day", "fates"),
    [("2024-03-19", {}), ("2024-03-20", {Fate.FIRED: 1}), ("2024-03-21", {Fate.FIRED: 1})],
)
def test_it_fires_from_the_day_on(world: Society, case: int, day: str, fates: dict[Fate, int]) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    Deadline.objects.exclude(act="late").delete()
    assert sweep(at=moment(day)) == Counter(fates)
    assert list(Entry.objects.filter(act="late").values_list("on", flat=True)) == [
        date(2024, 3, 20) for _ in fates
    ]


def test_another_day_moves_it_and_the_same_day_leaves_it(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    promise(world, case, "2024-03-03", by="2024-03-25")
    promise(world, case, "2024-03-04", by="2024-03-25")
    assert rows() == [("cancelled", "2024-03-20"), ("armed", "2024-03-25")]


def test_what_no_longer_follows_is_cancelled(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    promise(world, case, "2024-03-03")
    assert rows() == [("cancelled", "2024-03-20")]


def test_only_what_a_whole_list_of_acts_leaves_is_armed(world: Society, case: int) -> None:
    clerk = world.clerk.pk
    days = ("2024-03-20", "2024-03-21", "2024-03-22")
    acts = [Act("promise", clerk, day, date(2024, 3, 2), {"by": day}, case=case) for day in days]
    perform(acts, at=moment("2024-03-02"))
    assert rows() == [("armed", "2024-03-22")]


def test_what_was_announced_is_not_announced_again_and_a_later_day_is(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-04")
    sweep(at=moment("2024-03-04"))
    promise(world, case, "2024-03-05", by="2024-03-04")
    promise(world, case, "2024-03-05", by="2024-03-03")
    assert rows() == [("fired", "2024-03-04")]
    promise(world, case, "2024-03-05", by="2024-03-07")
    sweep(at=moment("2024-03-07"))
    assert rows() == [("fired", "2024-03-04"), ("fired", "2024-03-07")]
    assert [on.day for on in Entry.objects.filter(act="late").values_list("on", flat=True)] == [4, 7]


def test_what_was_announced_by_hand_does_not_fire_as_well(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-04")
    do("late", None, "2024-03-04", case=case)
    assert rows() == [("cancelled", "2024-03-04")]


def test_an_announcement_of_a_day_before_its_step_opened_is_made_once(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-01-01")
    sweep(at=moment("2024-03-03"))
    promise(world, case, "2024-03-03", by="2024-02-01")
    assert rows() == [("fired", "2024-01-01")]
    assert Entry.objects.get(act="late").on == date(2024, 3, 1)


def test_what_is_announced_again_and_again_is_armed_by_its_own_announcement(
    world: Society, case: int
) -> None:
    """A sweeper that slept for three weeks records each on its own day."""
    assert rows("ask") == [("armed", "2024-03-08")]
    for _ in range(4):
        sweep(at=moment("2024-03-22"))
    assert rows("ask") == [
        *(("fired", day) for day in ("2024-03-08", "2024-03-15", "2024-03-22")),
        ("armed", "2024-03-29"),
    ]


def test_a_corrected_fact_moves_it_and_a_voided_one_takes_it_back(world: Society, case: int) -> None:
    first = promise(world, case, "2024-03-02", by="2024-03-20")
    second = promise(world, case, "2024-03-03", by="2024-03-25")
    amend(world, case, "void", {"entry": second})
    amend(world, case, "correct", {"entry": first, "changes": {"by": "2024-03-22"}})
    amend(world, case, "void", {"entry": Entry.objects.get(act="correct").pk})
    assert rows() == [
        ("cancelled", "2024-03-20"),
        ("cancelled", "2024-03-25"),
        ("cancelled", "2024-03-20"),
        ("cancelled", "2024-03-22"),
    ]


def test_a_corrected_opening_moves_what_counts_from_it(world: Society, case: int) -> None:
    opening = Entry.objects.get(act="errand").pk
    amend(world, case, "correct", {"entry": opening, "on": "2024-02-28"})
    assert rows("ask") == [("cancelled", "2024-03-08"), ("armed", "2024-03-06")]


def test_an_announcement_that_was_voided_is_due_again(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-04")
    sweep(at=moment("2024-03-04"))
    amend(world, case, "void", {"entry": Entry.objects.get(act="late").pk})
    assert rows() == [("fired", "2024-03-04"), ("armed", "2024-03-04")]
    assert sweep(at=moment("2024-03-05")) == Counter({Fate.FIRED: 1})


def test_a_step_that_is_left_leaves_none_and_one_entered_again_has_its_own(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    do("work", world.clerk, "2024-03-06", {"done": False}, case=case)
    assert rows() == [("cancelled", "2024-03-20"), ("armed", "2024-03-20")]
    do("work", world.clerk, "2024-03-07", {"done": True}, case=case)
    assert rows() == [("cancelled", "2024-03-20"), ("cancelled", "2024-03-20")]
    assert rows("ask") == [("cancelled", "2024-03-08")]


def test_a_dead_deadline_stays_dead_and_another_day_is_armed(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    Deadline.objects.filter(act="late").update(state="dead", attempts=5)
    do("report", world.clerk, "2024-03-03", {"text": "在办"}, case=case)
    assert rows() == [("dead", "2024-03-20")]
    promise(world, case, "2024-03-04", by="2024-03-06")
    assert rows() == [("dead", "2024-03-20"), ("armed", "2024-03-06")]
    assert sweep(at=moment("2024-03-06")) == Counter({Fate.FIRED: 1})


def test_a_revived_deadline_fires_once(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-04")
    Deadline.objects.filter(act="late").update(state="dead", attempts=5)
    assert revive([Deadline.objects.get(act="late").pk]) == 1
    assert sweep(at=moment("2024-03-04")) == Counter({Fate.FIRED: 1})
    assert rows() == [("fired", "2024-03-04")]


def test_a_sweeper_that_saw_the_old_day_fires_nothing(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-04")
    at, session = moment("2024-03-05"), Session()
    (seen,) = due(session, at=at, today=at.date(), after=(date.min, 0), limit=9)
    promise(world, case, "2024-03-05", by="2024-03-20")
    with session.transaction():
        assert claim(session, seen) == GONE
    assert rows() == [("cancelled", "2024-03-04"), ("armed", "2024-03-20")]


def test_each_deadline_has_a_key_that_was_never_used(world: Society, case: int) -> None:
    for day in ("2024-03-20", "2024-03-21", "2024-03-20", "2024-03-21"):
        promise(world, case, "2024-03-02", by=day)
    keys = set(Deadline.objects.filter(act="late").values_list("key", flat=True))
    assert len(keys) == len(rows()) == 4


def test_the_day_is_counted_by_the_edition_of_today(world: Society, case: int) -> None:
    """As pages say from when something is possible; another edition alone is no act on the case."""
    longer = {"errand.ask": {**EDITION["errand.ask"], "at_least": {"days": 9}}}
    adopt(world, "errand", longer, from_on=date(2024, 3, 3))
    assert rows("ask") == [("armed", "2024-03-08")]
    promise(world, case, "2024-03-03")
    assert rows("ask") == [("cancelled", "2024-03-08"), ("armed", "2024-03-10")]


def test_duties_are_laid_out_when_they_are_known(world: Society, case: int) -> None:
    assert owed() == {}
    promise(world, case, "2024-03-02", reports=2)
    assert owed() == {"1": ("2024-03-09", False), "2": ("2024-03-16", False)}


def test_a_duty_follows_the_facts_and_what_is_no_more_asked_for_lapses(world: Society, case: int) -> None:
    entry = promise(world, case, "2024-03-02", reports=3)
    do("report", world.clerk, "2024-03-04", {"text": "1"}, case=case)
    amend(world, case, "correct", {"entry": entry, "on": "2024-03-03", "changes": {"reports": 2}})
    assert owed() == {"1": ("2024-03-10", False), "2": ("2024-03-17", False), "3": ("2024-03-23", True)}
    assert Duty.objects.get(period="1").discharged_on == date(2024, 3, 4)
    promise(world, case, "2024-03-05", reports=3)
    assert owed() == {"1": ("2024-03-12", False), "2": ("2024-03-19", False), "3": ("2024-03-26", False)}


def test_a_duty_of_a_stage_that_was_left_lapses_and_comes_back_with_it(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", reports=2)
    do("report", world.clerk, "2024-03-03", {"text": "1"}, case=case)
    end = do("work", world.clerk, "2024-03-04", {"done": True}, case=case).entry
    assert owed() == {"1": ("2024-03-09", False), "2": ("2024-03-16", True)}
    amend(world, case, "void", {"entry": end})
    assert owed() == {"1": ("2024-03-09", False), "2": ("2024-03-16", False)}
    assert Duty.objects.get(period="1").discharged_on == date(2024, 3, 3)


def test_cases_of_the_time_before_learn_what_is_armed_for_them(world: Society, case: int) -> None:
    promise(world, case, "2024-03-02", by="2024-03-20")
    row = Case.objects.get(pk=case)
    after = {name: dict(step) for name, step in row.steps.items()}
    for step in row.steps.values():
        del step["armed"]
    row.save(update_fields=["steps"])
    migration = import_module("workflows.migrations.0004_armed_days")
    migration.keep_armed_days(apps, SimpleNamespace(connection=connection))
    row.refresh_from_db()
    assert row.steps == after
    promise(world, case, "2024-03-03", by="2024-03-20")
    assert rows() == [("armed", "2024-03-20")]
