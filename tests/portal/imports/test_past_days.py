"""Changes of past days in a dry run: what comes too early for a unit or a person, and what was done since."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.imports.changes import ChangeKind, Difference
from portal.imports.consequences import with_consequences
from portal.imports.current import Keeper, current
from portal.imports.difference import compare
from portal.imports.records import OfficeRow, PersonRow, Reading, UnitRow
from tests.portal.imports.comparing import compared, notes, offices, people, person, roster, stops, units
from tests.procedures.party_membership.world import BEGAN, Walk, activist, applicant, college
from workflows.models import Entry, Membership
from workflows.selectors.units import below

NEW: dict[str, Any] = {"sex": "male", "category": "student", "born_on": date(2005, 1, 1)}
OPENED = date(2018, 9, 1)


# ── Before the unit was set up, before the person was born ──


@pytest.mark.parametrize("day", [date(2018, 8, 31), OPENED])
def test_a_day_that_a_row_names_is_not_before_its_unit(day: date) -> None:
    row = person(
        "2399", "新人", details=NEW, units={"party": "HG-D1"}, standings={"party": "none"}, effective_on=day
    )
    said: dict[str, Any] = {"value": day, "unit": "化工第一党支部", "opened_on": OPENED}
    expected = (stops("unit_not_yet", "Y", "effective_on", **said),) if day < OPENED else ()
    assert compared(row).remarks == expected


def test_a_day_that_only_the_person_tells_begins_with_the_unit() -> None:
    details = {**NEW, "born_on": date(1980, 1, 1), "full_member_on": date(2004, 7, 1)}
    row = person(
        "0099", "新人", details=details, units={"party": "HG-D1"}, standings={"party": "full_member"}
    )
    found = compared(row)
    assert found.remarks == ()
    assert [change.from_on for change in found.of_kind(ChangeKind.JOINED_UNIT)] == [OPENED]


def test_a_unit_of_the_file_counts_with_its_day() -> None:
    opened = units(UnitRow("HG-D3", "化工第三党支部", "party_branch", "HG", None, date(2023, 9, 1)))
    row = people(
        PersonRow("2399", "新人", NEW, {"party": "HG-D3"}, {"party": "none"}, effective_on=date(2023, 8, 31))
    )
    both = Reading(people=row.people, units=opened.units, numbers=row.numbers)
    assert [remark.message for remark in compared(both).remarks] == ["unit_not_yet"]


@pytest.mark.parametrize("day", [date(2018, 8, 31), OPENED])
def test_an_office_is_not_taken_before_its_unit(day: date) -> None:
    found = compared(offices(OfficeRow("0031", "branch_secretary", "HG-D1", day)))
    said: dict[str, Any] = {"value": day, "unit": "化工第一党支部", "opened_on": OPENED}
    expected = (stops("unit_not_yet", "E", "from_on", sheet="任职", **said),) if day < OPENED else ()
    assert found.remarks == expected


@pytest.mark.parametrize("day", [date(2004, 12, 31), date(2005, 1, 1)])
def test_nobody_belongs_anywhere_before_they_were_born(day: date) -> None:
    row = person(
        "2399", "新人", details=NEW, units={"party": "HG-D2"}, standings={"party": "none"}, effective_on=day
    )
    said: dict[str, Any] = {"value": day, "born_on": date(2005, 1, 1)}
    expected = (stops("before_birth", "Y", "effective_on", **said),) if day.year == 2004 else ()
    assert compared(row, roster()).remarks == expected


# ── What was done since, and what an open case says ──

NOW = date(2024, 12, 20)


def tried(walk: Walk, reading: Reading) -> Difference:
    """The dry run of a file that the college's organiser sends."""
    college = walk.world.units["college"].pk
    organiser = Keeper(walk.world["z2"].pk, "organiser", college, below([college]))
    now = current(organiser).roster
    return with_consequences(compare(reading, now, on=NOW), reading, now, today=NOW)


def row(walk: Walk, **fields: Any) -> Reading:
    """A row about the subject of a case."""
    return person(walk.subject.number, walk.subject.name, **fields)


def saying(walk: Walk, standing: str) -> Difference:
    """The dry run of a row that says how far the subject has come."""
    return tried(walk, row(walk, standings={"party": standing}))


CASE: dict[str, Any] = {"procedure": "学生党员发展", "value": "积极分子"}


@pytest.mark.django_db
def test_a_file_that_is_ahead_of_an_open_case_is_told_so() -> None:
    found = saying(applicant(college()), "activist")
    assert found.changes == ()
    said: dict[str, Any] = {**CASE, "stage": "入党申请人"}
    assert found.remarks == (stops("standing_of_case", "P", "party_standing", **said),)


@pytest.mark.django_db
def test_a_file_older_than_the_last_decision_is_told_so() -> None:
    walk = activist(college())
    found = saying(walk, "none")
    said: dict[str, Any] = {**CASE, "value": "无", "stage": "入党积极分子"}
    assert (found.changes, found.remarks) == ((), (stops("standing_of_case", "P", "party_standing", **said),))
    found = saying(walk, "activist")
    assert (found.changes, found.remarks) == ((), ())


@pytest.mark.django_db
def test_the_word_of_the_political_status_is_held_against_the_case_as_well() -> None:
    walk = applicant(college())
    reading = row(walk, standings={"party": "probationary"}, derived=frozenset({"party"}))
    found = tried(walk, reading)
    assert [(remark.message, remark.field) for remark in found.remarks] == [
        ("standing_of_case", "political_status")
    ]


@pytest.mark.django_db
def test_a_roster_that_was_ahead_before_the_case_is_noted() -> None:
    walk = applicant(college())
    Membership.objects.filter(person=walk.subject, tree="party").update(standing="activist")
    found = saying(walk, "activist")
    said: dict[str, Any] = {**CASE, "stage": "入党申请人"}
    assert (found.changes, found.remarks) == (
        (),
        (notes("standing_ahead_of_case", "P", "party_standing", **said),),
    )


@pytest.mark.django_db
def test_once_the_case_has_ended_the_file_counts() -> None:
    walk = applicant(college()).does("withdrawal", "t1", "2024-12-01", {"ground": "个人原因"})
    found = saying(walk, "activist")
    assert [change.kind for change in found.changes] == [ChangeKind.STANDING_CHANGED]


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "done"), [(date(2024, 12, 18), 2), (date(2024, 12, 19), 0)])
def test_what_was_done_without_knowing_it_is_counted(day: date, done: int) -> None:
    walk = activist(college())
    found = tried(walk, row(walk, standings={"league": "non_member"}, effective_on=day))
    assert [change.kind for change in found.changes] == [ChangeKind.STANDING_CHANGED]
    on_that_day = Entry.objects.filter(case=walk.case, on__gte=day).count()
    expected = (notes("done_before", "L", "league_branch", value=day, count=on_that_day),) if done else ()
    assert found.remarks == expected
    assert (on_that_day > 0) == bool(done)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2024, 12, 18), date(2024, 12, 19)])
def test_an_office_was_not_left_before_its_holder_acted_by_it(day: date) -> None:
    walk = activist(college())
    leaving = offices(OfficeRow("s1", "branch_secretary", "branch", BEGAN, day))
    found = tried(walk, leaving)
    said: dict[str, Any] = {"value": day, "other": date(2024, 12, 18)}
    wrong = (stops("acted_since", "F", "to_on", sheet="任职", **said),)
    assert found.remarks == (wrong if day <= date(2024, 12, 18) else ())
    assert len(found.changes) == (day > date(2024, 12, 18))


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "taken"), [(date(2024, 12, 18), 0), (date(2024, 12, 19), 1)])
def test_nobody_succeeds_to_an_office_that_is_not_left(day: date, taken: int) -> None:
    walk = activist(college())
    rows = offices(
        OfficeRow("s1", "branch_secretary", "branch", BEGAN, day),
        OfficeRow("m1", "branch_secretary", "branch", NOW),
    )
    found = tried(walk, rows)
    assert len(found.of_kind(ChangeKind.OFFICE_TAKEN)) == taken
    expected = [] if taken else [("acted_since", 2), ("office_held", 3)]
    assert [(remark.message, remark.row) for remark in found.remarks] == expected
