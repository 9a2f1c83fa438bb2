from __future__ import annotations

from datetime import date

import pytest

from portal.imports.changes import ChangeKind
from portal.imports.choices import OFFICES, UNIT_KINDS
from portal.imports.columns import SheetKind
from portal.imports.records import OfficeRow, PersonRow, Reading, TermRecord
from portal.imports.remarks import Remark
from tests.portal.imports.comparing import change, compared, offices, people, roster, stops

SEPTEMBER = date(2024, 9, 1)
YEAR_BEFORE = date(2023, 9, 1)
SECRETARY = TermRecord("0031", "branch_secretary", "HG-D1", YEAR_BEFORE)
NOW = roster(terms=(SECRETARY,))


def wrong(message: str, column: str, field: str, *, row: int = 2, **params: object) -> Remark:
    return stops(message, column, field, sheet="任职", row=row, **params)


def taken(
    number: str, office: str, unit: str, from_on: date, to_on: date | None = None, *, row: int = 2
) -> object:
    return change(
        ChangeKind.OFFICE_TAKEN,
        from_on,
        "任职",
        row,
        number=number,
        unit=unit,
        office=office,
        after={"to_on": to_on},
    )


def left(to_on: date, *, before: date | None = None, row: int = 2) -> object:
    return change(
        ChangeKind.OFFICE_LEFT,
        to_on,
        "任职",
        row,
        number="0031",
        unit="HG-D1",
        office="branch_secretary",
        before={"to_on": before},
        after={"to_on": to_on},
    )


def test_a_term_as_it_is_changes_nothing() -> None:
    found = compared(
        offices(OfficeRow("0031", "branch_secretary", "化工第一党支部", YEAR_BEFORE, name="周岚")), NOW
    )
    assert (found.changes, found.remarks) == ((), ())
    assert found.unchanged[SheetKind.OFFICES] == 1


def test_an_office_is_taken_open_or_until_a_day() -> None:
    found = compared(
        offices(
            OfficeRow("0031", "organiser", "HG", SEPTEMBER),
            OfficeRow("2301", "organisation_member", "HG-D2", YEAR_BEFORE, SEPTEMBER),
        ),
        NOW,
    )
    assert found.changes == (
        taken("2301", "organisation_member", "HG-D2", YEAR_BEFORE, SEPTEMBER, row=3),
        taken("0031", "organiser", "HG", SEPTEMBER),
    )


def test_an_end_that_is_written_ends_the_term_and_an_empty_one_does_not() -> None:
    row = OfficeRow("0031", "branch_secretary", "HG-D1", YEAR_BEFORE, SEPTEMBER)
    assert compared(offices(row), NOW).changes == (left(SEPTEMBER),)
    ended = roster(terms=(TermRecord("0031", "branch_secretary", "HG-D1", YEAR_BEFORE, SEPTEMBER),))
    assert compared(offices(OfficeRow("0031", "branch_secretary", "HG-D1", YEAR_BEFORE)), ended).changes == ()


def test_a_successor_may_begin_on_the_day_the_predecessor_leaves() -> None:
    """The rows stand the other way round in the file."""
    found = compared(
        offices(
            OfficeRow("2301", "branch_secretary", "HG-D1", SEPTEMBER),
            OfficeRow("0031", "branch_secretary", "HG-D1", YEAR_BEFORE, SEPTEMBER),
        ),
        NOW,
    )
    assert found.remarks == ()
    assert found.changes == (left(SEPTEMBER, row=3), taken("2301", "branch_secretary", "HG-D1", SEPTEMBER))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            OfficeRow("2301", "branch_secretary", "HG-D1", SEPTEMBER),
            wrong("office_held", "C", "office", office="党支部书记", number="0031", since=YEAR_BEFORE),
        ),
        (
            OfficeRow("0031", "branch_secretary", "HG-D1", SEPTEMBER),
            wrong("term_overlaps", "C", "office", office="党支部书记", number="0031", since=YEAR_BEFORE),
        ),
        (
            OfficeRow("9999", "organiser", "HG", SEPTEMBER),
            wrong("person_unknown", "A", "number", value="9999"),
        ),
        (
            OfficeRow("0031", "organiser", "HG", SEPTEMBER, name="周蓝"),
            wrong("name_of_other_person", "B", "name", value="周蓝", other="周岚"),
        ),
        (OfficeRow("0031", "organiser", "外院", SEPTEMBER), wrong("unit_unknown", "D", "unit", value="外院")),
        (
            OfficeRow("0031", "organiser", "HG-D1", SEPTEMBER),
            wrong("unit_of_other_kind", "D", "unit", value="HG-D1", kind="党支部", allowed=("学院党委",)),
        ),
    ],
)
def test_an_office_that_cannot_be_taken_stops_its_row_and_no_other(row: OfficeRow, problem: Remark) -> None:
    good = OfficeRow("2301", "league_secretary", "一班团支部", SEPTEMBER)
    found = compared(offices(row, good), NOW)
    assert found.changes == (taken("2301", "league_secretary", "HG-T1", SEPTEMBER, row=3),)
    assert found.remarks == (problem,)


def test_several_people_may_hold_an_office_that_is_not_for_one() -> None:
    rows = [OfficeRow(number, "organiser", "HG", SEPTEMBER) for number in ("0031", "2301")]
    assert len(compared(offices(*rows), NOW).changes) == 2


def test_two_rows_cannot_give_one_office_to_two_people() -> None:
    rows = [OfficeRow(number, "league_secretary", "HG-T1", SEPTEMBER) for number in ("0031", "2301")]
    found = compared(offices(*rows), NOW)
    assert found.changes == (taken("0031", "league_secretary", "HG-T1", SEPTEMBER),)
    assert [(remark.message, remark.row) for remark in found.remarks] == [("office_held", 3)]


def test_somebody_the_same_file_brings_can_hold_an_office() -> None:
    new = people(
        PersonRow("2401", "沈嘉禾", {"sex": "female", "born_on": date(2006, 1, 3), "category": "student"})
    )
    term = offices(OfficeRow("2401", "league_secretary", "HG-T1", SEPTEMBER, name="沈嘉禾"))
    found = compared(Reading(people=new.people, offices=term.offices, numbers=new.numbers), NOW)
    assert found.remarks == ()
    assert found.changes[-1] == taken("2401", "league_secretary", "HG-T1", SEPTEMBER)


def test_terms_of_offices_that_no_roster_names_are_left_alone() -> None:
    other = TermRecord("0031", "librarian", "HG", YEAR_BEFORE)
    found = compared(offices(OfficeRow("0031", "organiser", "HG", SEPTEMBER)), roster(terms=(other,)))
    assert (found.changes, found.remarks) == ((taken("0031", "organiser", "HG", SEPTEMBER),), ())


def test_running_terms_that_no_row_names_are_listed_and_not_ended() -> None:
    ended = TermRecord("2301", "organisation_member", "HG-D1", YEAR_BEFORE, date(2024, 11, 20))
    running = TermRecord("2301", "league_secretary", "HG-T1", YEAR_BEFORE, date(2024, 11, 21))
    now = roster(terms=(SECRETARY, ended, running))
    row = offices(OfficeRow("0031", "organiser", "HG", SEPTEMBER))
    assert compared(row, now).missing_terms == (SECRETARY, running)
    assert compared(row, now, covering={"HG-T1"}).missing_terms == (running,)
    assert compared(people(), now).missing_terms == ()


def test_every_office_names_kinds_of_unit_that_exist() -> None:
    kinds = {choice.code for choice in UNIT_KINDS}
    assert all(office.unit_kinds and set(office.unit_kinds) <= kinds for office in OFFICES)


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ((YEAR_BEFORE, None), (SEPTEMBER, None), True),
        ((YEAR_BEFORE, SEPTEMBER), (SEPTEMBER, None), False),
        ((YEAR_BEFORE, date(2024, 9, 2)), (SEPTEMBER, None), True),
        ((SEPTEMBER, None), (YEAR_BEFORE, SEPTEMBER), False),
    ],
)
def test_terms_are_half_open(
    first: tuple[date, date | None], second: tuple[date, date | None], overlap: bool
) -> None:
    one, other = (TermRecord("1", "organiser", "HG", *span) for span in (first, second))
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap
