"""The standings that cases give, against what the roster has of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Q

from workflows.door.history import Given
from workflows.models import Case, Membership
from workflows.rules.belonging import Belonging, Span

#: one line of the roster as it is compared: tree, first day, standing
Line = list[str]


def memberships_of(cases: Mapping[int, Case]) -> defaultdict[int, list[Membership]]:
    """Where the subjects of these cases have belonged, by case; what bears a case belongs to that case."""
    by_subject: defaultdict[int, list[int]] = defaultdict(list)
    for case in cases.values():
        by_subject[case.subject_id].append(case.pk)
    found: defaultdict[int, list[Membership]] = defaultdict(list)
    wanted = Q(person__in=by_subject) | Q(case__in=cases)
    for row in Membership.objects.filter(wanted).order_by("tree", "from_on"):
        for case_id in {*by_subject[row.person_id], *filter(None, [row.case_id])}:
            found[case_id].append(row)
    return found


def lines(
    case: Case, given: Collection[Given], memberships: Collection[Membership]
) -> tuple[list[Line], list[Line]]:
    """What the roster should have of a case, and what it has.

    A standing is due on its first day, where the subject belongs to the tree then, and afterwards wherever
    the roster has it: a later word of the roster, or a later case, may have ended it.
    """
    held = {tree: Belonging(tree) for tree in dict.fromkeys(each.tree for each in given)}
    for each in given:
        held[each.tree] = held[each.tree].risen(each.standing, case.pk, date.fromisoformat(each.day))
    own = [row for row in memberships if row.person_id == case.subject_id]
    due = [line for each in held.values() for line in _due(each, [r for r in own if r.tree == each.tree])]
    found = [_line(row, row.standing) for row in memberships if row.case_id == case.pk]
    return sorted(due), sorted(found)


def _due(held: Belonging, rows: Collection[Membership]) -> Iterator[Line]:
    for span in held.given:
        first = next((row for row in rows if _holds(row, span.from_on)), None)
        if first is not None:
            yield [held.tree, span.from_on.isoformat(), span.said[1]]
        yield from (
            _line(row, span.said[1])
            for row in rows
            if row.case_id == span.said[0] and row.from_on != span.from_on and span.holds_on(row.from_on)
        )


def _line(row: Membership, standing: str) -> Line:
    return [row.tree, row.from_on.isoformat(), standing]


def _holds(row: Membership, day: date) -> bool:
    return Span((), row.from_on, row.to_on).holds_on(day)
