"""Compares what a file says with the roster as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from portal.imports.changes import Answer, Change, ChangeKind, Difference
from portal.imports.columns import SheetKind
from portal.imports.directory import Directory
from portal.imports.office_changes import compare_offices
from portal.imports.person_changes import People, compare_person
from portal.imports.records import PersonRecord, Reading, Roster, TermRecord
from portal.imports.unit_changes import compare_unit, from_the_top


def compare(
    reading: Reading, current: Roster, *, on: date, covering: Collection[str] | None = None
) -> Difference:
    """The changes that would make the roster say what the file says, row by row.

    ``on`` is the day of the import: changes without a date of their own hold from it. ``covering`` are the
    codes of the units that the file is meant to list completely (None: everybody in ``current``); who
    belongs there and is not in the file is listed in ``missing``.
    """
    if reading.refused:
        return Difference(remarks=reading.remarks)
    directory = Directory(current.units)
    units = [compare_unit(row, directory, on=on) for row in from_the_top(reading.units)]
    known = People(current.people, reading.numbers)
    people = [compare_person(row, known, directory, on=on) for row in reading.people]
    names = _names(current, _changes(people))
    offices = compare_offices(reading.offices, current.terms, names, directory)
    return Difference(
        changes=(*_changes(units), *_changes(people), *_by_date(_changes(offices))),
        unchanged={
            SheetKind.PEOPLE: _unchanged(people),
            SheetKind.UNITS: _unchanged(units),
            SheetKind.OFFICES: _unchanged(offices),
        },
        missing=_missing(reading, current, covering),
        missing_terms=_missing_terms(reading, current, covering, on),
        remarks=(
            *reading.remarks,
            *(r for answers in (units, people, offices) for a in answers for r in a.remarks),
        ),
    )


def _changes(answers: Iterable[Answer]) -> tuple[Change, ...]:
    return tuple(change for answer in answers for change in answer.changes)


def _unchanged(answers: Iterable[Answer]) -> int:
    return sum(1 for answer in answers if not answer.changes and not answer.stopped)


def _by_date(changes: tuple[Change, ...]) -> list[Change]:
    """Ends before beginnings of the same day: the successor takes an office that is free."""
    return sorted(changes, key=lambda change: (change.from_on, change.kind is ChangeKind.OFFICE_TAKEN))


def _names(current: Roster, changes: tuple[Change, ...]) -> dict[str, str]:
    """Who may hold an office: everybody known and not closed, and everybody the file brings."""
    names = {person.number: person.name for person in current.people if person.closed_on is None}
    for change in changes:
        if change.number is not None and "name" in change.after:
            names[change.number] = str(change.after["name"])
    return names


def _missing(reading: Reading, current: Roster, covering: Collection[str] | None) -> tuple[PersonRecord, ...]:
    if not reading.numbers:
        return ()
    return tuple(
        person
        for person in current.people
        if person.closed_on is None
        and person.number not in reading.numbers
        and (covering is None or any(membership.unit in covering for membership in person.memberships))
    )


def _missing_terms(
    reading: Reading, current: Roster, covering: Collection[str] | None, on: date
) -> tuple[TermRecord, ...]:
    """Terms running on the day of the import whose holder, kept here, no row about that office names."""
    if not reading.offices:
        return ()
    kept = {person.number for person in current.people}
    named = {(row.value.number, row.value.office) for row in reading.offices}
    return tuple(
        term
        for term in current.terms
        if (term.to_on is None or term.to_on > on)
        and term.number in kept
        and (term.number, term.office) not in named
        and (covering is None or term.unit in covering)
    )
