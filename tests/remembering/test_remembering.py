"""A world given back is the world that was built, row by row; one that was touched is built anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.portal.realm import realm, undone
from tests.procedures.party_membership import admitting, candidates
from tests.procedures.party_membership.world import College, activist, college, nominee, student
from tests.remembering import act_keys, builders, forget, remembered, rows, share
from workflows.models import Case, Membership, Person, Unit
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

WORLDS: dict[str, Callable[[], Any]] = {
    "college": college,
    "smaller college": lambda: college(members=5),
    "nominee": lambda: nominee(college()),
    "activist": lambda: activist(college()),
    "candidate": candidates.candidate,
    "two ready to be admitted": lambda: admitting.ready(admitting.enlarged(college()), "t1", "t2"),
    "realm": realm,
}


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "_memories", {})
    monkeypatch.setattr(builders, "_shared", [])


@dataclass
class Village:
    """A world as small as can be."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


@dataclass
class Builders:
    """Builders that say how often they really built."""

    built: list[str] = field(default_factory=list)

    def village(self, name: str = "东") -> Village:
        self.built.append(name)
        unit = Unit.objects.create(kind="village", name=name, code="v", opened_on=date(2020, 1, 1))
        return Village({"v": unit}, {number: _person(number) for number in ("1", "2")})

    def moved(self, village: Village) -> list[Person]:
        """One changes his name, one leaves, one comes."""
        self.built.append("moved")
        village.people["1"].name = "改"
        village.people["1"].save()
        village.people.pop("2").delete()
        village.people["3"] = _person("3")
        return [village.people["1"], village.people["3"]]


def _person(number: str) -> Person:
    return Person.objects.create(number=number, name=f"人{number}", born_on=date(2000, 1, 1))


@pytest.fixture
def made() -> Builders:
    return Builders()


Build = Callable[..., Any]


@pytest.fixture
def village(made: Builders) -> Build:
    return remembered(made.village)


def twice(build: Callable[[], Any]) -> tuple[rows.Rows, rows.Rows]:
    """All rows after it was built, and after it was given back to another test."""
    found = []
    for _ in range(2):
        with undone():
            build()
            found.append(rows.read())
        forget()
    return found[0], found[1]


@pytest.mark.parametrize("name", WORLDS)
def test_the_rows_given_back_are_those_that_were_built(name: str) -> None:
    built, given = twice(WORLDS[name])
    assert {table: set(held) for table, held in given.items()} == {
        table: set(held) for table, held in built.items()
    }


def test_what_is_given_back_can_be_acted_on() -> None:
    twice(lambda: nominee(college()))
    world = college()
    walk = nominee(world).posted("2024-12-12").on_notice("close", "2024-12-18").decided("2024-12-18")
    student(world, "n1")
    assert "filing" in walk.open_steps()
    assert verify().differences == ()


def test_what_is_given_back_names_the_callers_own_world() -> None:
    twice(lambda: activist(college()))
    world = college()
    walk = activist(world, "t1")
    assert walk.world is world
    assert walk.subject is world["t1"]
    assert Case.objects.get().pk == walk.case


def test_who_was_added_to_the_world_is_given_back() -> None:
    twice(lambda: admitting.enlarged(college()))
    world: College = admitting.enlarged(college())
    assert Person.objects.get(number="m9") == world["m9"]
    assert Membership.objects.filter(person=world["m9"]).count() == 1


def test_it_is_built_once_for_the_same_arguments(made: Builders, village: Build) -> None:
    for name in ("东", "西", "东", "西"):
        with undone():
            assert village(name).units["v"].name == name
    assert made.built == ["东", "西"]


def test_what_cannot_be_compared_is_built_each_time(made: Builders) -> None:
    listed = remembered(lambda names: made.village(*names))
    for _ in range(2):
        with undone():
            listed(["东"])
    assert made.built == ["东", "东"]


def test_it_is_built_where_the_database_holds_something(made: Builders, village: Build) -> None:
    with undone():
        village()
    _person("9")
    village()
    assert made.built == ["东", "东"]


def test_rows_that_were_changed_or_deleted_are_so_again(made: Builders, village: Build) -> None:
    moved = remembered(made.moved)
    built, given = twice(lambda: moved(village()))
    assert made.built == ["东", "moved"]
    assert {table: set(held) for table, held in given.items()} == {
        table: set(held) for table, held in built.items()
    }


def test_a_world_that_was_touched_is_built_on_really(made: Builders, village: Build) -> None:
    moved = remembered(made.moved)
    twice(lambda: moved(village()))
    world = village()
    _person("9")
    moved(world)
    assert made.built == ["东", "moved", "moved"]


def test_a_world_that_was_rolled_back_is_not_built_on(made: Builders, village: Build) -> None:
    moved = remembered(made.moved)
    twice(lambda: moved(village()))
    with undone():
        world = village()
    moved(world)
    assert made.built == ["东", "moved", "moved"]


@pytest.mark.django_db(transaction=True)
def test_a_world_is_given_back_to_a_test_that_commits(made: Builders, village: Build) -> None:
    for _ in range(2):
        world = village()
        assert set(Person.objects.values_list("number", flat=True)) == set(world.people)
        Person.objects.all().delete()
        Unit.objects.all().delete()
    assert made.built == ["东"]


def test_what_another_process_built_is_given_back(
    made: Builders, village: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    share(tmp_path / "worlds")
    with undone():
        village()
        built = rows.read()
    monkeypatch.setattr(builders, "_memories", {})
    with connection.cursor() as cursor:
        # The other process numbered these rows; this database has not yet.
        restarts = {"postgresql": "ALTER SEQUENCE workflows_unit_id_seq RESTART", "sqlite": "SELECT 1"}
        cursor.execute(restarts[connection.vendor])
    world = village()
    assert made.built == ["东"]
    assert rows.read() == built
    last = world.units["v"].pk
    unit = Unit.objects.create(kind="village", name="西", code="w", opened_on=date(2020, 1, 1))
    assert unit.pk > last


def test_what_another_process_built_on_other_rows_is_built_anew(
    made: Builders, village: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moved = remembered(made.moved)
    share(tmp_path / "worlds")
    with undone():
        moved(village())
    forget()
    # Two processes that began at once built the same village, the second with other ids.
    share(tmp_path / "elsewhere")
    monkeypatch.setattr(builders, "_memories", {})
    with undone():
        _person("9").delete()
        world = village()
        share(tmp_path / "worlds")
        found = moved(world)
        assert [each.pk for each in found] == [world.people["1"].pk, world.people["3"].pk]
        assert set(Person.objects.values_list("pk", flat=True)) == {each.pk for each in found}


def test_acts_of_two_processes_bear_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set()
    for process in ("gw0", "gw1"):
        monkeypatch.setenv("PYTEST_XDIST_WORKER", process)
        given = act_keys()
        keys |= {next(given), next(given)}
    assert keys == {"gw0k1", "gw0k2", "gw1k1", "gw1k2"}
