"""The rosters that the demo institution imported: a year ago, this autumn, and as everything stands today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from portal.demo.credit_people import with_colleges
from portal.imports.columns import STAGE_FIELDS
from portal.imports.example import CLASSES, academic_year, example_roster
from portal.imports.records import (
    MembershipRecord,
    OfficeRow,
    PersonRecord,
    PersonRow,
    Place,
    Placed,
    Reading,
    Roster,
    TermRecord,
    UnitRow,
)
from portal.imports.values import Value

#: the day on which a visitor finds the demo; the practice clock goes on from here
TODAY = date(2026, 11, 12)
#: the days on which the roster was imported before
IMPORTED = (date(2023, 9, 11), date(2024, 9, 9), date(2025, 9, 10), date(2026, 9, 7))
#: the example, and a second class of the year before last, whose students have come furthest
DEMO_CLASSES = (*CLASSES, replace(CLASSES[1], position=2))
#: staff who hold an office have held it since then; a League branch has had its secretary from the first day
BEGAN = date(2022, 9, 1)
STEPS = frozenset({"applied_on", *STAGE_FIELDS.values()})


@dataclass(frozen=True, slots=True)
class Course:
    """How far somebody's case has brought them: when they applied, and since when they are what they are."""

    applied_on: date
    standings: Mapping[str, date]


def roster_on(day: date, courses: Mapping[str, Course]) -> Roster:
    """The roster as an import of this day found it; whoever has a case stands where it has brought them."""
    example = with_colleges(example_roster(TODAY, DEMO_CLASSES), BEGAN)
    branches = {each.code(academic_year(TODAY).year): each.branch for each in DEMO_CLASSES}
    opened = {unit.code: unit.opened_on for unit in example.units}
    terms = (_earlier(term, opened) for term in example.terms)
    return Roster(
        units=tuple(unit for unit in example.units if _by(unit.opened_on, day)),
        people=tuple(
            _person(person, day, branches, courses)
            for person in example.people
            if _by(person.details.get("enrolled_on"), day)
        ),
        terms=tuple(term for term in terms if term.from_on <= day),
    )


def reading_of(roster: Roster) -> Reading:
    """What a file with this roster says, every row of it right."""
    units = (
        UnitRow(unit.code, unit.name, unit.kind, unit.parent or "", unit.has_committee, unit.opened_on)
        for unit in roster.units
    )
    terms = (OfficeRow(t.number, t.office, t.unit, t.from_on, t.to_on) for t in roster.terms)
    return Reading(
        people=tuple(_placed("人员名册", (_row(person) for person in roster.people))),
        units=tuple(_placed("组织", units)),
        offices=tuple(_placed("任职", terms)),
        numbers=frozenset(person.number for person in roster.people),
        rows=len(roster.units) + len(roster.people) + len(roster.terms),
    )


def _earlier(term: TermRecord, opened: Mapping[str, date | None]) -> TermRecord:
    """A term as it has run in the demo, whose people have acted for years."""
    if term.number.startswith("00"):
        return replace(term, from_on=BEGAN)
    since = opened[term.unit] if term.office == "league_secretary" else None
    return replace(term, from_on=since or term.from_on)


def _by(day: Value | None, last: date) -> bool:
    return not isinstance(day, date) or day <= last


def _person(
    person: PersonRecord, day: date, branches: Mapping[str, str], courses: Mapping[str, Course]
) -> PersonRecord:
    """Students belong to the branch that looks after their class, whether or not they have applied."""
    places = {membership.tree: membership for membership in person.memberships}
    if "class" not in places:
        return person
    branch, enrolled_on = branches[places["class"].unit], places["class"].from_on
    held = places.get("party")
    course = courses.get(person.name)
    if course or held is None or held.standing == "none" or held.from_on > day:
        held = MembershipRecord("party", branch, "none", enrolled_on)
    details = {field: value for field, value in person.details.items() if _kept(field, value, held, day)}
    if course and course.applied_on <= day:
        details["applied_on"] = course.applied_on
        for standing, since in course.standings.items():
            if since <= day:
                details[STAGE_FIELDS[standing]] = since
                held = replace(held, standing=standing, from_on=since)
    memberships = (*(places[tree] for tree in ("class", "league") if tree in places), held)
    return replace(person, details=details, memberships=memberships)


def _kept(field: str, value: Value, held: MembershipRecord, day: date) -> bool:
    """Steps are told of those whose way is behind them, as far as it lay behind them on the day."""
    return field not in STEPS or (held.standing != "none" and _by(value, day))


def _row(person: PersonRecord) -> PersonRow:
    party = next((m for m in person.memberships if m.tree == "party"), None)
    return PersonRow(
        number=person.number,
        name=person.name,
        details=person.details,
        units={membership.tree: membership.unit for membership in person.memberships},
        standings={membership.tree: membership.standing for membership in person.memberships},
        effective_on=party.from_on if party and party.standing == "none" else None,
    )


def _placed(sheet: str, rows: Iterable[object]) -> Iterator[Placed]:  # type: ignore[type-arg]  # of each kind
    return (Placed(row, Place(sheet, at)) for at, row in enumerate(rows, start=2))
