from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO

import pytest

from portal.imports.changes import ChangeKind
from portal.imports.choices import OFFICES
from portal.imports.columns import SheetKind
from portal.imports.dry_run import dry_run
from portal.imports.example import CHEMISTRY, MATERIALS, academic_year, example_roster
from portal.imports.records import Roster
from portal.imports.template import write_roster
from workflows.rules.calendars import add_months, age_on

DAYS = (date(2024, 9, 1), date(2024, 11, 20), date(2026, 8, 31), date(2028, 2, 29))


def file_of(roster: Roster) -> bytes:
    target = BytesIO()
    write_roster(roster, target)
    return target.getvalue()


@pytest.mark.parametrize("as_of", DAYS)
def test_importing_the_example_into_an_empty_institution_gives_the_example(as_of: date) -> None:
    roster = example_roster(as_of)
    found = dry_run(file_of(roster), Roster(), on=as_of).difference
    assert found.remarks == ()
    assert {
        (c.unit, c.after["name"], c.after["kind"], c.after["parent"])
        for c in found.of_kind(ChangeKind.UNIT_OPENED)
    } == {(unit.code, unit.name, unit.kind, unit.parent) for unit in roster.units}
    assert {c.number: dict(c.after) for c in found.of_kind(ChangeKind.NEW_PERSON)} == {
        person.number: {"name": person.name, **person.details} for person in roster.people
    }
    assert {
        (c.number, c.tree, c.unit, c.after["standing"], c.from_on)
        for c in found.of_kind(ChangeKind.JOINED_UNIT)
    } == {
        (person.number, membership.tree, membership.unit, membership.standing, membership.from_on)
        for person in roster.people
        for membership in person.memberships
    }
    assert {(c.number, c.office, c.unit, c.from_on) for c in found.of_kind(ChangeKind.OFFICE_TAKEN)} == {
        (term.number, term.office, term.unit, term.from_on) for term in roster.terms
    }


def test_importing_the_example_again_changes_nothing() -> None:
    roster = example_roster(DAYS[1])
    found = dry_run(file_of(roster), roster, on=DAYS[1]).difference
    assert (found.changes, found.remarks, found.missing, found.missing_terms) == ((), (), (), ())
    assert found.unchanged == {SheetKind.PEOPLE: 60, SheetKind.UNITS: 25, SheetKind.OFFICES: 29}


def test_the_example_is_the_same_every_time() -> None:
    assert example_roster(DAYS[1]) == example_roster(DAYS[1])


def test_it_has_two_colleges_three_branches_and_sixty_people() -> None:
    roster = example_roster(DAYS[1])
    kinds = Counter(unit.kind for unit in roster.units)
    assert kinds == {
        "university_committee": 1,
        "college_committee": 2,
        "college_league_committee": 2,
        "party_branch": 3,
        "party_group": 1,
        "class": 8,
        "league_branch": 8,
    }
    assert [unit.code for unit in roster.units if unit.kind == "college_committee"] == [CHEMISTRY, MATERIALS]
    assert (
        len({person.number for person in roster.people})
        == len({person.name for person in roster.people})
        == 60
    )


def test_people_stand_in_every_standing() -> None:
    roster = example_roster(DAYS[1])
    standings = Counter(
        membership.standing
        for person in roster.people
        for membership in person.memberships
        if membership.tree == "party"
    )
    assert standings == {"none": 13, "activist": 11, "candidate": 4, "probationary": 4, "full_member": 15}


def test_every_branch_has_a_secretary_and_every_league_branch_one_of_its_members() -> None:
    roster = example_roster(DAYS[1])
    held = {(term.office, term.unit) for term in roster.terms}
    assert {unit.code for unit in roster.units if unit.kind == "party_branch"} == {
        unit for office, unit in held if office == "branch_secretary"
    }
    members = {
        (person.number, membership.unit)
        for person in roster.people
        for membership in person.memberships
        if membership.tree == "league"
    }
    secretaries = {(term.number, term.unit) for term in roster.terms if term.office == "league_secretary"}
    assert len(secretaries) == 8
    assert secretaries <= members
    assert {term.office for term in roster.terms} <= {office.code for office in OFFICES}


@pytest.mark.parametrize("as_of", DAYS)
def test_the_steps_keep_the_waiting_periods(as_of: date) -> None:
    for person in example_roster(as_of).people:
        steps = {name: day for name, day in person.details.items() if isinstance(day, date)}
        assert max(steps.values()) <= as_of
        for first, second, months in (
            ("applied_on", "activist_on", 3),
            ("activist_on", "candidate_on", 12),
            ("probationary_on", "full_member_on", 12),
        ):
            if first in steps and second in steps:
                assert steps[second] >= add_months(steps[first], months)
        if "applied_on" in steps:
            assert age_on(steps["born_on"], steps["applied_on"]) >= 18


def test_one_first_year_student_is_not_yet_eighteen() -> None:
    day = date(2024, 11, 20)
    young = [
        person.name
        for person in example_roster(day).people
        if isinstance(born_on := person.details["born_on"], date) and age_on(born_on, day) < 18
    ]
    assert young == ["许南乔"]


@pytest.mark.parametrize(
    ("day", "year"), [(date(2024, 8, 31), 2023), (date(2024, 9, 1), 2024), (date(2025, 1, 1), 2024)]
)
def test_the_academic_year_begins_in_september(day: date, year: int) -> None:
    assert academic_year(day) == date(year, 9, 1)
