"""What an office reaches: other people's rows, other units' cells."""

from __future__ import annotations

from datetime import date

from portal.imports.changes import ChangeKind, Difference
from portal.imports.columns import SheetKind
from portal.imports.reach import Reach, confined, without_others
from portal.imports.records import OfficeRow, PersonRow, Reading, TermRecord, UnitRow
from tests.portal.imports.comparing import (
    NOW,
    compared,
    notes,
    offices,
    people,
    person,
    roster,
    stops,
    units,
)

TODAY = date(2024, 11, 20)
BRANCH = Reach(frozenset({"HG-D1"}), "0031")
COLLEGE = Reach(frozenset({"HG", "HG-D1", "HG-D2", "HG-T", "HG-T1", "HG-T2", "HG-B1"}))
ADMINISTRATOR = Reach(frozenset(unit.code for unit in NOW.units), opens_units=True, everybody=True)
NEW = {"sex": "male", "category": "student", "born_on": date(2005, 1, 1)}


def seen(reading: Reading, reach: Reach, terms: tuple[TermRecord, ...] = ()) -> Difference:
    found = compared(reading, roster(terms=terms))
    return confined(found, reading, reach, today=TODAY)


def kinds(found: Difference) -> list[tuple[ChangeKind, str | None]]:
    return [(change.kind, change.unit) for change in found.changes]


def said(found: Difference) -> list[tuple[str, str]]:
    return [(remark.message, remark.field) for remark in found.remarks]


def test_a_number_of_another_unit_is_refused_and_tells_nothing_more() -> None:
    row = PersonRow("9901", "谁", {"mobile": "13912345678"}, units={"party": "HG-D1"})
    found = without_others(people(row, PersonRow("2301", "梁思远")), frozenset({"9901"}))
    assert [placed.value.number for placed in found.people] == ["2301"]
    assert found.remarks == (stops("person_elsewhere", "A", "number", value="9901"),)
    assert found.numbers == {"9901", "2301"}


def test_a_term_of_somebody_of_another_unit_is_refused() -> None:
    row = OfficeRow("9901", "branch_secretary", "HG-D1", TODAY)
    found = without_others(offices(row), frozenset({"9901"}))
    assert (found.offices, [remark.message for remark in found.remarks]) == ((), ["person_elsewhere"])


def test_somebody_new_has_to_stand_in_a_unit_that_is_kept() -> None:
    row = person("2399", "新人", details=NEW, units={"class": "HG-B1"})
    found = seen(row, BRANCH)
    assert (found.changes, found.remarks) == ((), (stops("person_outside", "A", "number"),))
    assert kinds(seen(row, COLLEGE)) == [(ChangeKind.NEW_PERSON, None), (ChangeKind.JOINED_UNIT, "HG-B1")]


def test_the_administrator_records_even_who_belongs_nowhere() -> None:
    row = person("2399", "新人", details=NEW)
    assert seen(row, COLLEGE).remarks == (stops("person_outside", "A", "number"),)
    assert kinds(seen(row, ADMINISTRATOR)) == [(ChangeKind.NEW_PERSON, None)]


def test_a_place_elsewhere_is_left_out_and_the_rest_of_the_row_is_not() -> None:
    row = person("2399", "新人", details=NEW, units={"class": "HG-B1", "party": "HG-D1"})
    found = seen(row, BRANCH)
    assert kinds(found) == [(ChangeKind.NEW_PERSON, None), (ChangeKind.JOINED_UNIT, "HG-D1")]
    assert found.remarks == (notes("placement_outside", "K", "class"),)


def test_nobody_is_moved_out_of_ones_units_or_taken_out_of_others() -> None:
    row = person(units={"party": "HG-D2", "class": None})
    found = seen(row, BRANCH)
    assert (found.changes, found.unchanged[SheetKind.PEOPLE]) == ((), 1)
    assert said(found) == [("placement_outside", "class"), ("placement_outside", "party_branch")]
    assert kinds(seen(row, COLLEGE)) == [
        (ChangeKind.LEFT_UNIT, "HG-B1"),
        (ChangeKind.LEFT_UNIT, "HG-D1"),
        (ChangeKind.JOINED_UNIT, "HG-D2"),
    ]


def test_a_new_office_records_the_days_of_years_before() -> None:
    details = {**NEW, "applied_on": date(2021, 3, 1)}
    row = person("2399", "新人", details=details, units={"party": "HG-D1"}, standings={"party": "none"})
    found = seen(row, BRANCH)
    assert [change.from_on for change in found.of_kind(ChangeKind.JOINED_UNIT)] == [date(2021, 3, 1)]
    assert found.remarks == ()
    risen = person(details={"candidate_on": date(2024, 3, 2)}, standings={"party": "candidate"})
    assert kinds(seen(risen, BRANCH))[1:] == [(ChangeKind.STANDING_CHANGED, "HG-D1")]


def test_only_the_administrator_opens_units() -> None:
    row = units(UnitRow("HG-D3", "化工第三党支部", "party_branch", "HG"))
    found = seen(row, COLLEGE)
    assert (found.changes, found.remarks) == (
        (),
        (stops("unit_by_administrator", "A", "code", sheet="组织"),),
    )
    assert kinds(seen(row, ADMINISTRATOR)) == [(ChangeKind.UNIT_OPENED, "HG-D3")]


def test_an_administrator_of_a_college_opens_units_only_there() -> None:
    reach = Reach(COLLEGE.units, opens_units=True)
    rows = units(
        UnitRow("HG-D3", "化工第三党支部", "party_branch", "HG"),
        UnitRow("CL-D3", "材料第三党支部", "party_branch", "CL"),
        UnitRow("XX", "另一学院党委", "college_committee"),
    )
    found = seen(rows, reach)
    assert kinds(found) == [(ChangeKind.UNIT_OPENED, "HG-D3")]
    assert [(remark.message, remark.row) for remark in found.remarks] == [
        ("unit_outside", 4),
        ("unit_outside", 3),
    ]


def test_a_unit_that_the_file_opens_is_within_reach_further_down() -> None:
    branch = units(UnitRow("HG-D3", "化工第三党支部", "party_branch", "HG"))
    row = person(units={"party": "HG-D3"})
    both = Reading(people=row.people, units=branch.units, numbers=row.numbers)
    assert kinds(seen(both, ADMINISTRATOR)) == [
        (ChangeKind.UNIT_OPENED, "HG-D3"),
        (ChangeKind.LEFT_UNIT, "HG-D1"),
        (ChangeKind.JOINED_UNIT, "HG-D3"),
    ]


def term(office: str, unit: str, from_on: date, to_on: date | None = None) -> OfficeRow:
    return OfficeRow("2301", office, unit, from_on, to_on)


def test_terms_of_other_units_and_of_later_days_are_left_out() -> None:
    for row, message in (
        (term("branch_secretary", "HG-D2", TODAY), "office_outside"),
        (term("branch_secretary", "HG-D1", date(2024, 11, 21)), "office_later"),
    ):
        found = seen(offices(row), BRANCH)
        assert (found.changes, [remark.message for remark in found.remarks]) == ((), [message])


def test_an_office_of_ones_own_is_left_to_others() -> None:
    own = OfficeRow("0031", "branch_secretary", "HG-D1", TODAY)
    found = seen(offices(own), BRANCH)
    assert (found.changes, [remark.message for remark in found.remarks]) == ((), ["office_own"])
    assert kinds(seen(offices(own), COLLEGE)) == [(ChangeKind.OFFICE_TAKEN, "HG-D1")]


def test_an_office_is_taken_today_and_its_end_recorded_when_it_comes() -> None:
    found = seen(offices(term("branch_secretary", "HG-D1", TODAY, date(2025, 9, 1))), BRANCH)
    assert [(change.from_on, change.after) for change in found.changes] == [(TODAY, {"to_on": None})]
    assert [remark.message for remark in found.remarks] == ["leaves_later"]
    held = (TermRecord("2301", "branch_secretary", "HG-D1", date(2024, 6, 1)),)
    row = offices(term("branch_secretary", "HG-D1", date(2024, 6, 1), date(2025, 9, 1)))
    found = seen(row, BRANCH, held)
    assert (found.changes, [remark.message for remark in found.remarks]) == ((), ["leaves_later"])


def test_an_end_on_record_is_not_moved() -> None:
    held = (TermRecord("2301", "branch_secretary", "HG-D1", date(2024, 6, 1), date(2024, 10, 1)),)
    row = offices(term("branch_secretary", "HG-D1", date(2024, 6, 1), date(2024, 11, 1)))
    found = seen(row, BRANCH, held)
    assert (found.changes, [remark.message for remark in found.remarks]) == ((), ["term_ended_already"])


def test_a_refused_file_stays_refused() -> None:
    wrong = compared(Reading(remarks=(stops("cell_identity_number", "A", "number"),)))
    assert confined(wrong, Reading(), BRANCH, today=TODAY) == wrong


def test_unchanged_rows_are_counted_once() -> None:
    found = seen(people(PersonRow("2301", "梁思远"), PersonRow("0031", "周岚")), COLLEGE)
    assert found.unchanged == {SheetKind.PEOPLE: 2, SheetKind.UNITS: 0, SheetKind.OFFICES: 0}
    assert found.changes == ()
