"""Imports carried out through the door: what they leave in the tables and in the journal."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError

from portal.imports import applying
from portal.imports.applying import ImportRefused
from portal.imports.changes import Change, ChangeKind
from portal.imports.current import Keeper, current
from portal.imports.example import (
    CHEMISTRY,
    FIRST_BRANCH,
    MATERIALS_BRANCH,
    SECOND_BRANCH,
    example_roster,
)
from tests.portal.imports.institution import (
    TODAY,
    applied,
    difference,
    example,
    institution,
    keeper,
    person,
    unit,
)
from workflows.models import Entry, EntryPrivate, Membership, OfficeTerm, Person, Unit

pytestmark = pytest.mark.django_db

#: An activist of the first branch since 6 April 2026, in her second year.
GONG = "2401030104"


def change(kind: ChangeKind, from_on: date = TODAY, row: int = 2, **fields: object) -> Change:
    return Change(kind, from_on, "人员名册", row, **fields)  # type: ignore[arg-type]  # fields of a change


def standing(number: str, unit_code: str, before: str, after: str, from_on: date) -> Change:
    return change(
        ChangeKind.STANDING_CHANGED,
        from_on,
        number=number,
        unit=unit_code,
        tree="party",
        before={"standing": before},
        after={"standing": after},
    )


def moved(number: str, old: str, new: str, held: str, from_on: date) -> tuple[Change, Change]:
    return (
        change(
            ChangeKind.LEFT_UNIT, from_on, number=number, tree="party", unit=old, before={"standing": held}
        ),
        change(
            ChangeKind.JOINED_UNIT, from_on, number=number, tree="party", unit=new, after={"standing": held}
        ),
    )


def places(number: str, tree: str = "party") -> list[tuple[str, str, date, date | None]]:
    rows = Membership.objects.filter(person__number=number, tree=tree).order_by("from_on")
    return [(row.unit.code, row.standing, row.from_on, row.to_on) for row in rows.select_related("unit")]


def acts_since(entry: int) -> list[str]:
    return list(Entry.objects.filter(pk__gt=entry).order_by("pk").values_list("act", flat=True))


def last_entry() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]


def test_the_example_recorded_through_the_door_is_the_example() -> None:
    administrator = example()
    found = difference(example_roster(TODAY), administrator)
    assert (found.changes, found.remarks) == ((), ())
    assert [each.number for each in found.missing] == ["00310100"]
    assert set(current(administrator).roster.units) == set(example_roster(TODAY).units)


def test_a_branch_below_which_a_party_group_is_opened_has_groups() -> None:
    example()
    branches = dict(Unit.objects.filter(kind="party_branch").values_list("code", "details"))
    assert branches == {
        FIRST_BRANCH: {"has_committee": True},
        SECOND_BRANCH: {"has_committee": True, "has_groups": True},
        MATERIALS_BRANCH: {"has_committee": False},
    }


def test_everything_that_was_recorded_is_an_act() -> None:
    example()
    acts = Counter(Entry.objects.values_list("matter__kind", "act"))
    assert acts == {
        ("records.unit", "register"): 24,
        ("records.person", "register"): 60,
        ("records.person", "amend"): 60,
        ("records.person", "place"): Membership.objects.count(),
        ("records.person", "appoint"): OfficeTerm.objects.exclude(office="administrator").count(),
    }


def test_each_entry_names_its_import_and_has_a_key_of_its_own() -> None:
    example()
    entries = Entry.objects.all()
    assert {entry.facts["reason"] for entry in entries} == {"测试"}
    assert len({entry.request for entry in entries}) == len(entries)


def test_people_are_found_by_the_initials_of_their_names() -> None:
    example()
    names = dict(Person.objects.values_list("name", "initials"))
    assert (names["梁思远"], names["阿依努尔·艾合买提"]) == ("lsy", "ayneahmt")


def test_only_the_day_of_birth_is_a_fact_and_the_rest_can_be_erased() -> None:
    example()
    amended = Entry.objects.get(act="amend", matter__person__number=GONG)
    assert {name: value for name, value in amended.facts.items() if value} == {
        "born_on": "2006-05-15",
        "reason": "测试",
    }
    private = EntryPrivate.objects.get(entry=amended).body or {}
    assert (private["details"]["ethnicity"], private["details"]["enrolled_on"]) == ("土家族", "2024-09-01")


def test_leaving_one_branch_for_another_is_one_act_of_its_day() -> None:
    administrator = example()
    before, day = last_entry(), date(2026, 10, 8)
    done = applied(moved(GONG, FIRST_BRANCH, SECOND_BRANCH, "activist", day), administrator)
    assert (done, acts_since(before)) == (1, ["place"])
    assert places(GONG) == [
        (FIRST_BRANCH, "activist", date(2026, 4, 8), day),
        (SECOND_BRANCH, "activist", day, None),
    ]


def test_a_standing_gained_before_a_move_is_recorded_before_it() -> None:
    administrator = example()
    risen, day = date(2026, 9, 10), date(2026, 10, 8)
    changes = (
        standing(GONG, FIRST_BRANCH, "activist", "candidate", risen),
        *moved(GONG, FIRST_BRANCH, SECOND_BRANCH, "candidate", day),
    )
    assert applied(changes, administrator) == 2
    assert places(GONG) == [
        (FIRST_BRANCH, "activist", date(2026, 4, 8), risen),
        (FIRST_BRANCH, "candidate", risen, day),
        (SECOND_BRANCH, "candidate", day, None),
    ]


def test_leaving_without_joining_ends_the_membership() -> None:
    administrator = example()
    left, _ = moved(GONG, FIRST_BRANCH, SECOND_BRANCH, "activist", TODAY)
    applied((left,), administrator)
    assert places(GONG) == [(FIRST_BRANCH, "activist", date(2026, 4, 8), TODAY)]


def test_a_changed_name_brings_new_initials() -> None:
    administrator = example()
    after = {"name": "龚雪瑶", "mobile": "13912345678"}
    applied((change(ChangeKind.CHANGED_DETAILS, number=GONG, after=after),), administrator)
    found = person(GONG)
    assert (found.name, found.initials, found.details["mobile"]) == ("龚雪瑶", "gxy", "13912345678")
    assert found.details["ethnicity"] == "土家族"


def test_a_term_with_an_end_is_an_appointment_and_a_dismissal() -> None:
    administrator = example()
    before, first, last = last_entry(), date(2025, 9, 1), date(2026, 7, 1)
    taken = change(
        ChangeKind.OFFICE_TAKEN,
        first,
        number=GONG,
        unit=FIRST_BRANCH,
        office="branch_committee_member",
        after={"to_on": last},
    )
    applied((taken,), administrator)
    assert acts_since(before) == ["appoint", "dismiss"]
    term = OfficeTerm.objects.get(person__number=GONG, office="branch_committee_member")
    assert (term.from_on, term.to_on) == (first, last)


def test_a_unit_keeps_what_a_change_does_not_name() -> None:
    administrator = example()
    renamed = change(
        ChangeKind.UNIT_CHANGED,
        unit=MATERIALS_BRANCH,
        before={"has_committee": False},
        after={"has_committee": True},
    )
    applied((renamed,), administrator)
    found = unit(MATERIALS_BRANCH)
    assert (found.name, found.details) == ("材料本科生党支部", {"has_committee": True})
    entry = Entry.objects.get(matter__kind="records.unit_change")
    assert (entry.act, entry.on, entry.matter.closed_on if entry.matter else None) == ("change", TODAY, TODAY)


def test_a_unit_moves_with_its_new_name() -> None:
    administrator = example()
    after = {"name": "化工本科生第三党支部", "parent": CHEMISTRY}
    applied((change(ChangeKind.UNIT_CHANGED, unit=MATERIALS_BRANCH, after=after),), administrator)
    found = unit(MATERIALS_BRANCH)
    assert (found.name, found.parent) == ("化工本科生第三党支部", unit(CHEMISTRY))


def test_an_organiser_records_within_the_college() -> None:
    example()
    organiser = keeper("organiser", CHEMISTRY)
    applied(moved(GONG, FIRST_BRANCH, SECOND_BRANCH, "activist", TODAY), organiser)
    assert places(GONG)[-1] == (SECOND_BRANCH, "activist", TODAY, None)
    entry = Entry.objects.latest("pk")
    assert (entry.acted_by_id, entry.acted_as, entry.unit.code) == (
        organiser.person,
        "organiser",
        FIRST_BRANCH,
    )


def test_one_refused_row_leaves_nothing_of_the_others() -> None:
    example()
    organiser, before = keeper("organiser", CHEMISTRY), last_entry()
    changes = (
        change(ChangeKind.NEW_PERSON, row=7, number="2601030109", after={"name": "戴知微"}),
        change(
            ChangeKind.JOINED_UNIT,
            row=7,
            number="2601030109",
            unit=FIRST_BRANCH,
            tree="party",
            after={"standing": "none"},
        ),
        *moved(GONG, FIRST_BRANCH, MATERIALS_BRANCH, "activist", TODAY),
    )
    with pytest.raises(ImportRefused) as refused:
        applied(changes, organiser)
    assert [(row.change.number, [f.rule for f in row.findings]) for row in refused.value.rows] == [
        (GONG, ["unit.out_of_reach"])
    ]
    assert (acts_since(before), Person.objects.filter(number="2601030109").exists()) == ([], False)


def test_every_refused_row_is_named_however_the_list_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    example()
    monkeypatch.setattr(applying, "ACTS_AT_ONCE", 2)
    organiser = keeper("organiser", CHEMISTRY)
    members = Membership.objects.filter(unit__code=FIRST_BRANCH, to_on=None, standing="activist")
    numbers = list(members.order_by("person__number").values_list("person__number", flat=True))
    changes = [
        each
        for number in numbers
        for each in moved(number, FIRST_BRANCH, MATERIALS_BRANCH, "activist", TODAY)
    ]
    with pytest.raises(ImportRefused) as refused:
        applied(tuple(changes), organiser)
    assert len(numbers) > 2
    assert [row.change.number for row in refused.value.rows] == numbers


def test_a_number_taken_in_the_same_moment_changes_nothing() -> None:
    administrator = example()
    new = change(ChangeKind.NEW_PERSON, number=GONG, after={"name": "戴知微"})
    with pytest.raises(IntegrityError):
        applied((new,), administrator)
    assert person(GONG).name == "龚雪尧"


def test_somebody_without_a_record_gets_one_with_the_first_change() -> None:
    administrator = institution()
    Person.objects.create(number="0099", name="苏见山")
    taken = change(
        ChangeKind.OFFICE_TAKEN,
        date(2020, 1, 1),
        number="0099",
        unit="JL",
        office="organiser",
        after={"to_on": None},
    )
    assert applied((taken,), administrator) == 2
    entries = Entry.objects.order_by("pk").values_list("act", "on")
    assert list(entries) == [("register", TODAY), ("appoint", TODAY)]
    assert Entry.objects.latest("pk").effective_on == date(2020, 1, 1)


def test_an_import_of_nothing_does_nothing() -> None:
    administrator = institution()
    assert (applied((), administrator), Unit.objects.count()) == (0, 1)


@pytest.mark.parametrize("people", [1, 3])
def test_reading_the_roster_takes_the_same_queries_for_one_and_for_three(
    people: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    administrator = institution()
    for number in range(people):
        new = f"10{number}"
        changes = (
            change(ChangeKind.NEW_PERSON, number=new, after={"name": "甲"}),
            change(ChangeKind.JOINED_UNIT, number=new, unit="JL", tree="party", after={"standing": "none"}),
        )
        applied(changes, administrator, key=f"k{number}")
    reader = Keeper(administrator.person, "organiser", administrator.unit, administrator.units)
    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's fixture has no public type
        found = current(reader)
        assert found.elsewhere(["00310100", "100"]) == {"00310100"}
    assert len(found.roster.people) == people
