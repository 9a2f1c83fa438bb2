from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.imports.changes import ChangeKind
from portal.imports.columns import SheetKind
from portal.imports.records import PersonRow, Reading, UnitRecord, UnitRow
from portal.imports.remarks import Remark
from tests.portal.imports.comparing import ON, change, compared, people, roster, stops, units

SEPTEMBER = date(2024, 9, 1)


def wrong(message: str, column: str, field: str, **params: Any) -> Remark:
    return stops(message, column, field, sheet="组织", **params)


def test_units_are_opened_from_the_top_whatever_their_order_in_the_file() -> None:
    found = compared(
        units(
            UnitRow("CL-D1-1", "第一党小组", "party_group", "材料党支部"),
            UnitRow("CL-D1", "材料党支部", "party_branch", "材院党委", True, SEPTEMBER),
        )
    )
    assert found.remarks == ()
    assert found.changes == (
        change(
            ChangeKind.UNIT_OPENED,
            SEPTEMBER,
            "组织",
            3,
            unit="CL-D1",
            after={"name": "材料党支部", "kind": "party_branch", "parent": "CL", "has_committee": True},
        ),
        change(
            ChangeKind.UNIT_OPENED,
            ON,
            "组织",
            2,
            unit="CL-D1-1",
            after={"name": "第一党小组", "kind": "party_group", "parent": "CL-D1", "has_committee": False},
        ),
    )


def test_a_unit_as_it_is_changes_nothing() -> None:
    found = compared(units(UnitRow("HG-D1", "化工第一党支部", "party_branch", "HG", True, date(2018, 9, 1))))
    assert (found.changes, found.remarks) == ((), ())
    assert found.unchanged[SheetKind.UNITS] == 1


def test_empty_cells_of_a_unit_stay_as_they_are() -> None:
    assert compared(units(UnitRow("HG-D1", "化工第一党支部", "party_branch"))).changes == ()


def test_name_parent_and_committee_can_change() -> None:
    found = compared(units(UnitRow("HG-D1", "化工本科一支部", "party_branch", "材院党委", False)))
    assert found.changes == (
        change(
            ChangeKind.UNIT_CHANGED,
            ON,
            "组织",
            unit="HG-D1",
            before={"name": "化工第一党支部", "parent": "HG", "has_committee": True},
            after={"name": "化工本科一支部", "parent": "CL", "has_committee": False},
        ),
    )


def test_rows_about_people_understand_the_old_name_and_the_new_one() -> None:
    renamed = units(UnitRow("HG-D2", "化工研究生党支部", "party_branch"))
    for written in ("化工研究生党支部", "化工第二党支部", "HG-D2"):
        row = people(PersonRow("2301", "梁思远", units={"party": written}))
        found = compared(Reading(people=row.people, units=renamed.units, numbers=row.numbers))
        assert [c.unit for c in found.of_kind(ChangeKind.JOINED_UNIT)] == ["HG-D2"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            UnitRow("HG-D1", "化工第一党支部", "league_branch", "HG-T"),
            wrong("unit_kind_differs", "C", "kind", value="HG-D1", kind="党支部"),
        ),
        (
            UnitRow("X", "新支部", "party_branch"),
            wrong("unit_needs_parent", "D", "parent", kind="党支部", allowed=("学院党委",)),
        ),
        (
            UnitRow("X", "新支部", "party_branch", "无"),
            wrong("unit_needs_parent", "D", "parent", kind="党支部", allowed=("学院党委",)),
        ),
        (
            UnitRow("X", "新支部", "party_branch", "文学院党委"),
            wrong("unit_unknown", "D", "parent", value="文学院党委"),
        ),
        (
            UnitRow("X", "新支部", "party_branch", "JL"),
            wrong("unit_of_other_kind", "D", "parent", value="JL", kind="校党委", allowed=("学院党委",)),
        ),
        (
            UnitRow("JL", "江澜大学党委", "university_committee", "HG"),
            wrong("unit_has_no_parent", "D", "parent", kind="校党委"),
        ),
        (
            UnitRow("X", "第二校党委", "university_committee"),
            wrong("unit_second_top", "A", "code", kind="校党委", name="江澜大学党委", code="JL"),
        ),
        (
            UnitRow("HG-D1", "化工第一党支部", "party_branch", "HG", None, date(2018, 9, 2)),
            wrong("unit_opened_later", "F", "opened_on", value=date(2018, 9, 2), other=date(2018, 9, 1)),
        ),
        (
            UnitRow("X", "化工第二党支部", "party_branch", "HG"),
            wrong("unit_name_taken", "B", "name", value="化工第二党支部", code="HG-D2"),
        ),
    ],
)
def test_a_unit_that_cannot_be_stops_its_row_and_no_other(row: UnitRow, problem: Remark) -> None:
    found = compared(units(row, UnitRow("WX", "文学院党委处", "college_committee")))
    assert [c.unit for c in found.changes] == ["WX"]
    assert found.remarks == (problem,)


def test_the_same_name_under_another_parent_is_another_unit() -> None:
    found = compared(units(UnitRow("CL-D2", "化工第二党支部", "party_branch", "CL")))
    assert [c.unit for c in found.changes] == ["CL-D2"]


def test_a_unit_may_turn_out_to_be_older() -> None:
    row = UnitRow("HG-D1", "化工第一党支部", "party_branch", "HG", None, date(2016, 9, 1))
    found = compared(units(row))
    assert [(c.kind, c.before, c.after) for c in found.changes] == [
        (
            ChangeKind.UNIT_CHANGED,
            {"opened_on": date(2018, 9, 1)},
            {"opened_on": date(2016, 9, 1)},
        )
    ]


def test_the_first_file_gives_the_top_unit_its_code_and_name() -> None:
    founded = (UnitRecord("top", "江澜大学", "university_committee", None, False, date(2000, 1, 1)),)
    rows = units(
        UnitRow("JL", "江澜大学党委", "university_committee", "", None, date(2002, 5, 8)),
        UnitRow("HG", "化院党委", "college_committee", "JL"),
        UnitRow("CL", "材院党委", "college_committee", "江澜大学党委"),
    )
    found = compared(rows, roster(units=founded))
    assert found.remarks == ()
    assert [(c.unit, c.after.get("code"), c.after.get("parent")) for c in found.changes] == [
        ("top", "JL", None),
        ("HG", None, "JL"),
        ("CL", None, "JL"),
    ]
    assert found.changes[0].after == {"code": "JL", "name": "江澜大学党委"}


def test_rows_that_need_a_wrong_unit_are_told_so() -> None:
    wrong_unit = units(UnitRow("X", "新支部", "party_branch"))
    row = people(PersonRow("2301", "梁思远", units={"party": "新支部"}))
    found = compared(Reading(people=row.people, units=wrong_unit.units, numbers=row.numbers))
    assert found.changes == ()
    assert [remark.message for remark in found.remarks] == ["unit_needs_parent", "unit_unknown"]


def test_a_name_of_very_many_units_names_a_few_codes() -> None:
    many = tuple(UnitRecord(f"C{n:03}", "一班", "class", "HG") for n in range(200))
    found = compared(people(PersonRow("2301", "梁思远", units={"class": "一班"})), roster(units=many))
    codes = tuple(f"C{n:03}" for n in range(10))
    assert found.remarks == (stops("unit_ambiguous", "K", "class", value="一班", codes=codes),)
