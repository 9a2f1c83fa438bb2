"""Compares the rows about offices with the terms that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from portal.imports.changes import Answer, Change, ChangeKind, Content
from portal.imports.choices import SINGLE_OFFICES, office
from portal.imports.directory import Directory
from portal.imports.records import OfficeRow, Place, Placed, TermRecord
from portal.imports.remarks import Remark, Unreadable


class Terms:
    """The terms as they would stand after the rows compared so far."""

    def __init__(self, terms: tuple[TermRecord, ...]) -> None:
        self._terms: dict[tuple[object, ...], TermRecord] = {}
        self._rivals: dict[tuple[str, ...], set[tuple[object, ...]]] = defaultdict(set)
        for term in terms:
            self.keep(term)

    def same(self, term: TermRecord) -> TermRecord | None:
        """The known term that begins on the same day."""
        return self._terms.get(_identity(term))

    def keep(self, term: TermRecord) -> None:
        """Add a term, or give a known one its end."""
        self._terms[_identity(term)] = term
        self._rivals[_seat(term)].add(_identity(term))

    def leave(self, change: Change) -> None:
        """Give the term that a change ends its end."""
        seat = (change.number, change.office, change.unit)
        for term in list(self._terms.values()):
            if (term.number, term.office, term.unit) == seat and term.to_on == change.before.get("to_on"):
                self.keep(replace(term, to_on=change.from_on))

    def in_the_way(self, term: TermRecord) -> TermRecord | None:
        """A term that the new one may not overlap: of the same person, or of an office for one."""
        rivals = (self._terms[rival] for rival in self._rivals.get(_seat(term), ()))
        overlapping = [rival for rival in rivals if rival.overlaps(term)]
        return min(overlapping, key=lambda rival: (rival.from_on, rival.number), default=None)


def _seat(term: TermRecord) -> tuple[str, ...]:
    """What only one term at a time may have: the office, or one person's place among its holders."""
    single = term.office in SINGLE_OFFICES
    return (term.office, term.unit) if single else (term.office, term.unit, term.number)


def _identity(term: TermRecord) -> tuple[object, ...]:
    return (term.number, term.office, term.unit, term.from_on)


def compare_offices(
    rows: tuple[Placed[OfficeRow], ...],
    terms: tuple[TermRecord, ...],
    names: Mapping[str, str],
    directory: Directory,
) -> list[Answer]:
    """The answer to each row; ``names`` has the name of everybody who may hold an office, by number.

    Rows about known terms come first and the new ones by date, so that a successor finds the office free.
    """
    answers: list[Answer] = []
    resolved: list[tuple[TermRecord, Place]] = []
    for row in rows:
        term, remarks = _term(row, names, directory)
        if term is None:
            answers.append(Answer(remarks=remarks))
        else:
            resolved.append((term, row.place))
    held = Terms(terms)
    resolved.sort(key=lambda found: (held.same(found[0]) is None, found[0].from_on))
    return answers + [_compare_term(term, place, held) for term, place in resolved]


def still_held(
    changes: Iterable[Change], terms: tuple[TermRecord, ...], places: Mapping[tuple[str, int], Place]
) -> Iterator[Remark]:
    """Offices that a row takes while somebody holds them still, because the row that ends it is left out."""
    held = Terms(terms)
    for change in changes:
        if change.kind is ChangeKind.OFFICE_LEFT:
            held.leave(change)
        elif change.kind is ChangeKind.OFFICE_TAKEN:
            to_on = change.after.get("to_on")
            until = to_on if isinstance(to_on, date) else None
            term = TermRecord(str(change.number), change.office, str(change.unit), change.from_on, until)
            other = held.in_the_way(term)
            if other is None:
                held.keep(term)
            else:
                yield _in_the_way(term, other, places[change.sheet, change.row])


def _term(
    row: Placed[OfficeRow], names: Mapping[str, str], directory: Directory
) -> tuple[TermRecord | None, tuple[Remark, ...]]:
    value, remarks = row.value, list(_wrong_person(row, names))
    try:
        unit = directory.find(value.unit, office(value.office).unit_kinds)
    except Unreadable as wrong:
        remarks.append(row.place.remark(wrong.message, "unit", **wrong.params))
        return None, tuple(remarks)
    if unit.opened_on and value.from_on < unit.opened_on:
        remarks.append(_not_yet(row, unit.name, unit.opened_on))
    if remarks:
        return None, tuple(remarks)
    return TermRecord(value.number, value.office, unit.code, value.from_on, value.to_on), ()


def _not_yet(row: Placed[OfficeRow], unit: str, opened_on: date) -> Remark:
    value = row.value.from_on
    return row.place.remark("unit_not_yet", "from_on", value=value, unit=unit, opened_on=opened_on)


def _wrong_person(row: Placed[OfficeRow], names: Mapping[str, str]) -> Iterator[Remark]:
    name = names.get(row.value.number)
    if name is None:
        yield row.place.remark("person_unknown", "number", value=row.value.number)
    elif row.value.name and row.value.name != name:
        yield row.place.remark("name_of_other_person", "name", value=row.value.name, other=name)


def _compare_term(term: TermRecord, place: Place, held: Terms) -> Answer:
    same = held.same(term)
    if same is None:
        return _taken(term, place, held)
    if term.to_on is None or term.to_on == same.to_on:
        return Answer()
    held.keep(term)
    before, after = {"to_on": same.to_on}, {"to_on": term.to_on}
    return Answer((_change(ChangeKind.OFFICE_LEFT, term, place, term.to_on, before, after),))


def _taken(term: TermRecord, place: Place, held: Terms) -> Answer:
    if other := held.in_the_way(term):
        return Answer(remarks=(_in_the_way(term, other, place),))
    held.keep(term)
    return Answer((_change(ChangeKind.OFFICE_TAKEN, term, place, term.from_on, {}, {"to_on": term.to_on}),))


def _in_the_way(term: TermRecord, other: TermRecord, place: Place) -> Remark:
    message = "term_overlaps" if other.number == term.number else "office_held"
    title = office(term.office).title
    return place.remark(message, "office", office=title, number=other.number, since=other.from_on)


def _change(
    kind: ChangeKind, term: TermRecord, place: Place, from_on: date, before: Content, after: Content
) -> Change:
    return Change(
        kind,
        from_on,
        place.sheet,
        place.row,
        number=term.number,
        unit=term.unit,
        office=term.office,
        before=before,
        after=after,
    )
