from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal.imports.changes import ChangeKind, Difference
from portal.imports.columns import SheetKind
from portal.imports.records import PersonRow, Reading, Roster
from portal.imports.remarks import Gravity, Remark
from tests.portal.imports.comparing import (
    LIANG,
    MEMBERSHIPS,
    NOW,
    ON,
    UNITS_NOW,
    ZHOU,
    change,
    compared,
    member,
    notes,
    people,
    person,
    stops,
)

NEW: dict[str, Any] = {"sex": "female", "born_on": date(2006, 1, 3), "category": "student"}
JUNE = date(2024, 6, 1)
SEPTEMBER = date(2024, 9, 1)


def difference(reading: Reading, current: Roster = NOW) -> tuple[Any, ...]:
    """Changes and remarks, which are all that a row about a known person comes to."""
    found = compared(reading, current)
    return found.changes, found.remarks


class TestDetails:
    def test_a_row_that_says_what_is_known_changes_nothing(self) -> None:
        found = compared(
            person(details=dict(LIANG.details), units={"party": "HG-D1"}, standings={"party": "activist"})
        )
        assert (found.changes, found.remarks) == ((), ())
        assert found.unchanged == {SheetKind.PEOPLE: 1, SheetKind.UNITS: 0, SheetKind.OFFICES: 0}

    def test_only_details_that_differ_are_changed_and_empty_ones_stay(self) -> None:
        assert difference(
            person(details={"sex": "male", "major": "应用化学", "born_on": date(2005, 5, 21)})
        ) == (
            (
                change(
                    ChangeKind.CHANGED_DETAILS,
                    number="2301",
                    before={"major": None, "born_on": date(2005, 5, 20)},
                    after={"major": "应用化学", "born_on": date(2005, 5, 21)},
                ),
            ),
            (),
        )

    def test_a_changed_name_is_a_change_and_a_warning(self) -> None:
        assert difference(person(name="梁思原")) == (
            (
                change(
                    ChangeKind.CHANGED_DETAILS,
                    number="2301",
                    before={"name": "梁思远"},
                    after={"name": "梁思原"},
                ),
            ),
            (notes("name_changed", "B", "name", value="梁思原", other="梁思远"),),
        )

    def test_somebody_closed_cannot_be_imported(self) -> None:
        current = Roster(UNITS_NOW, (replace(LIANG, closed_on=SEPTEMBER), ZHOU))
        assert difference(person(), current) == (
            (),
            (stops("person_closed", "A", "number", value="2301", on=SEPTEMBER),),
        )


class TestSomebodyNew:
    def test_a_new_person_comes_with_details_and_places(self) -> None:
        row = person(
            "2401",
            "沈嘉禾",
            details={**NEW, "enrolled_on": SEPTEMBER},
            units={"class": "HG-B1", "league": "一班团支部", "party": "化工第二党支部"},
            standings={"league": "member"},
        )
        after = {"name": "沈嘉禾", **NEW, "enrolled_on": SEPTEMBER}
        joined = ChangeKind.JOINED_UNIT
        assert difference(row) == (
            (
                change(ChangeKind.NEW_PERSON, number="2401", after=after),
                change(
                    joined,
                    SEPTEMBER,
                    number="2401",
                    unit="HG-B1",
                    tree="class",
                    after={"standing": "student"},
                ),
                change(
                    joined,
                    SEPTEMBER,
                    number="2401",
                    unit="HG-T1",
                    tree="league",
                    after={"standing": "member"},
                ),
                change(joined, number="2401", unit="HG-D2", tree="party", after={"standing": "none"}),
            ),
            (),
        )

    def test_sex_birthday_and_category_must_be_told(self) -> None:
        assert difference(person("2401", "沈嘉禾")) == (
            (),
            (
                stops("cell_required_new", "C", "sex", title="性别"),
                stops("cell_required_new", "E", "born_on", title="出生日期"),
                stops("cell_required_new", "H", "category", title="类别"),
            ),
        )

    @pytest.mark.parametrize(
        ("standing", "details", "effective_on", "joined_on"),
        [
            ("none", {}, None, ON),
            ("none", {"applied_on": JUNE}, None, JUNE),
            ("activist", {"applied_on": JUNE, "activist_on": SEPTEMBER}, None, SEPTEMBER),
            ("full_member", {"probationary_on": JUNE, "full_member_on": SEPTEMBER}, None, SEPTEMBER),
            ("activist", {"activist_on": JUNE}, SEPTEMBER, SEPTEMBER),
            ("activist", {}, None, ON),
        ],
    )
    def test_the_first_place_in_the_party_begins_on_the_date_of_its_standing(
        self, standing: str, details: dict[str, Any], effective_on: date | None, joined_on: date
    ) -> None:
        row = person(
            "2401",
            "沈嘉禾",
            details={**NEW, **details},
            units={"party": "HG-D1"},
            standings={"party": standing},
            effective_on=effective_on,
        )
        (joined,) = compared(row).of_kind(ChangeKind.JOINED_UNIT)
        assert (joined.from_on, joined.after) == (joined_on, {"standing": standing})

    def test_a_number_that_lost_its_zeros_is_recognised(self) -> None:
        assert difference(person("31", "周岚", details=NEW)) == (
            (),
            (stops("number_lost_zeros", "A", "number", value="31", shown="0031"),),
        )
        both = compared(people(PersonRow("077", "甲", NEW), PersonRow("77", "甲", NEW)))
        assert [c.number for c in both.changes] == ["077"]
        assert both.remarks == (stops("number_lost_zeros", "A", "number", row=3, value="77", shown="077"),)


class TestUnits:
    @pytest.mark.parametrize(
        ("units", "problem"),
        [
            ({"party": "没有的支部"}, stops("unit_unknown", "M", "party_branch", value="没有的支部")),
            (
                {"party": "一班团支部"},
                stops(
                    "unit_of_other_kind",
                    "M",
                    "party_branch",
                    value="一班团支部",
                    kind="团支部",
                    allowed=("党支部",),
                ),
            ),
            (
                {"class": "一班"},
                stops("unit_ambiguous", "K", "class", value="一班", codes=("CL-B1", "HG-B1")),
            ),
        ],
    )
    def test_a_unit_that_cannot_be_told_stops_the_row(self, units: dict[str, str], problem: Remark) -> None:
        assert difference(person(units=units, details={"major": "应用化学"})) == ((), (problem,))

    def test_a_league_branch_needs_a_standing_for_somebody_without_one(self) -> None:
        assert difference(person("0031", "周岚", units={"league": "HG-T1"})) == (
            (),
            (stops("standing_required", "O", "league_standing"),),
        )

    def test_a_standing_needs_a_unit(self) -> None:
        assert difference(person("0031", "周岚", standings={"party": "full_member"})) == (
            (),
            (stops("standing_without_unit", "P", "party_standing"),),
        )

    def test_a_standing_that_only_the_political_status_tells_is_a_note(self) -> None:
        row = person("0031", "周岚", standings={"party": "full_member"}, derived=frozenset({"party"}))
        assert difference(row) == ((), (notes("standing_without_unit", "N", "political_status"),))

    @pytest.mark.parametrize("standings", [{"party": "none"}, {"league": "non_member"}])
    def test_no_standing_needs_no_unit(self, standings: dict[str, str]) -> None:
        assert difference(person("0031", "周岚", standings=standings)) == ((), ())


class TestMemberships:
    """Liang is an activist of HG-D1 since 1 March 2024."""

    def party(self, unit: str | None = None, standing: str | None = None, **fields: Any) -> Reading:
        units = {} if unit is None else {"party": None if unit == "无" else unit}
        return person(units=units, standings={"party": standing} if standing else {}, **fields)

    def left(self, from_on: date, standing: str = "activist") -> Any:
        return change(
            ChangeKind.LEFT_UNIT,
            from_on,
            number="2301",
            unit="HG-D1",
            tree="party",
            before={"standing": standing},
        )

    def joined(self, from_on: date, standing: str = "activist") -> Any:
        return change(
            ChangeKind.JOINED_UNIT,
            from_on,
            number="2301",
            unit="HG-D2",
            tree="party",
            after={"standing": standing},
        )

    def rose(self, from_on: date, unit: str = "HG-D1") -> Any:
        return change(
            ChangeKind.STANDING_CHANGED,
            from_on,
            number="2301",
            unit=unit,
            tree="party",
            before={"standing": "activist"},
            after={"standing": "candidate"},
        )

    def test_a_move_is_dated_by_the_column_or_by_the_import(self) -> None:
        assert difference(self.party("HG-D2", effective_on=SEPTEMBER)) == (
            (self.left(SEPTEMBER), self.joined(SEPTEMBER)),
            (),
        )
        assert difference(self.party("HG-D2")) == ((self.left(ON), self.joined(ON)), ())

    def test_leaving_without_a_new_place(self) -> None:
        assert difference(self.party("无", effective_on=SEPTEMBER)) == ((self.left(SEPTEMBER),), ())

    def test_a_new_standing_begins_on_the_date_of_its_stage(self) -> None:
        row = self.party(standing="candidate", details={"candidate_on": JUNE}, effective_on=SEPTEMBER)
        found = compared(row)
        assert found.of_kind(ChangeKind.STANDING_CHANGED) == (self.rose(JUNE),)
        assert found.of_kind(ChangeKind.CHANGED_DETAILS)[0].after == {"candidate_on": JUNE}

    @pytest.mark.parametrize(("effective_on", "from_on"), [(SEPTEMBER, SEPTEMBER), (None, ON)])
    def test_without_that_date_on_the_effective_date_or_the_import(
        self, effective_on: date | None, from_on: date
    ) -> None:
        assert difference(self.party(standing="candidate", effective_on=effective_on)) == (
            (self.rose(from_on),),
            (),
        )

    def test_a_rise_before_the_move_happens_in_the_old_branch(self) -> None:
        row = self.party("HG-D2", "candidate", details={"candidate_on": JUNE}, effective_on=SEPTEMBER)
        assert compared(row).changes[1:] == (
            self.rose(JUNE),
            self.left(SEPTEMBER, "candidate"),
            self.joined(SEPTEMBER, "candidate"),
        )

    def test_a_rise_after_the_move_happens_in_the_new_branch(self) -> None:
        row = self.party("HG-D2", "candidate", details={"candidate_on": SEPTEMBER}, effective_on=JUNE)
        assert compared(row).changes[1:] == (
            self.left(JUNE),
            self.joined(JUNE),
            self.rose(SEPTEMBER, "HG-D2"),
        )

    def test_a_rise_on_the_day_of_the_move_is_one_with_it(self) -> None:
        assert difference(self.party("HG-D2", "candidate", effective_on=JUNE)) == (
            (self.left(JUNE), self.joined(JUNE, "candidate")),
            (),
        )

    @pytest.mark.parametrize(
        ("effective_on", "accepted"),
        [(date(2024, 2, 29), False), (date(2024, 3, 1), False), (date(2024, 3, 2), True)],
    )
    def test_a_change_comes_after_what_it_changes(self, effective_on: date, accepted: bool) -> None:
        found = compared(self.party("HG-D2", effective_on=effective_on))
        assert len(found.changes) == 2 * accepted
        problem = stops(
            "change_not_after_current", "Y", "effective_on", value=effective_on, other=date(2024, 3, 1)
        )
        assert found.remarks == (() if accepted else (problem,))

    def test_a_lower_standing_is_a_change_and_a_warning(self) -> None:
        found = compared(self.party(standing="none", effective_on=JUNE))
        assert [c.after for c in found.changes] == [{"standing": "none"}]
        assert found.remarks == (notes("standing_lowered", "P", "party_standing"),)

    def test_the_other_trees_are_moved_alike(self) -> None:
        row = person(units={"class": "CL-B1", "league": "HG-T2"}, effective_on=SEPTEMBER)
        assert [(c.kind, c.tree, c.unit, c.from_on) for c in compared(row).changes] == [
            (ChangeKind.LEFT_UNIT, "class", "HG-B1", SEPTEMBER),
            (ChangeKind.JOINED_UNIT, "class", "CL-B1", SEPTEMBER),
            (ChangeKind.LEFT_UNIT, "league", "HG-T1", SEPTEMBER),
            (ChangeKind.JOINED_UNIT, "league", "HG-T2", SEPTEMBER),
        ]

    def test_joining_the_league_is_dated_by_its_own_column(self) -> None:
        outside = replace(LIANG, memberships=(member("league", "HG-T1", "non_member"),))
        row = person(standings={"league": "member"}, details={"league_joined_on": date(2024, 5, 4)})
        (rose,) = compared(row, Roster(UNITS_NOW, (outside,))).of_kind(ChangeKind.STANDING_CHANGED)
        assert (rose.from_on, rose.unit, rose.after) == (date(2024, 5, 4), "HG-T1", {"standing": "member"})


class TestSeveralRows:
    def test_one_wrong_row_stops_no_other(self) -> None:
        found = compared(people(PersonRow("2401", "甲"), PersonRow("2301", "梁思远", {"major": "应用化学"})))
        assert [(c.number, c.row) for c in found.changes] == [("2301", 3)]
        assert found.wrong_rows == {("名册", 2)}

    def test_who_is_not_in_the_file_is_listed_and_not_removed(self) -> None:
        found = compared(person("2401", "甲", details=NEW))
        assert found.missing == (LIANG, ZHOU)
        assert {c.number for c in found.changes} == {"2401"}

    def test_only_the_units_that_the_file_is_meant_to_cover_can_miss_somebody(self) -> None:
        row = person("2401", "甲", details=NEW)
        assert compared(row, covering={"HG-D1"}).missing == (LIANG,)
        assert compared(row, covering={"HG-D2"}).missing == ()

    def test_a_wrong_row_and_a_closed_person_are_not_missing(self) -> None:
        closed = replace(ZHOU, closed_on=SEPTEMBER)
        reading = Reading(numbers=frozenset({"2301"}))
        assert compared(reading, Roster(UNITS_NOW, (LIANG, closed))).missing == ()

    def test_a_file_without_people_misses_nobody(self) -> None:
        assert compared(Reading()) == Difference(
            unchanged={SheetKind.PEOPLE: 0, SheetKind.UNITS: 0, SheetKind.OFFICES: 0}
        )

    def test_a_refused_file_changes_nothing(self) -> None:
        refusal = Remark("cell_identity_number", Gravity.FILE, {}, "名册", 2, "A")
        reading = replace(person(units={"party": "HG-D2"}), remarks=(refusal,))
        found = compared(reading)
        assert found == Difference(remarks=(refusal,))
        assert found.refused

    def test_memberships_of_the_fixture_are_those_the_tests_speak_of(self) -> None:
        assert [(m.tree, m.unit, m.standing) for m in MEMBERSHIPS] == [
            ("class", "HG-B1", "student"),
            ("league", "HG-T1", "member"),
            ("party", "HG-D1", "activist"),
        ]
