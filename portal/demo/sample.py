"""The roster that a visitor of the demo downloads and sends back: their own people, a little changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.imports.records import PersonRecord, Roster
from portal.imports.values import Value

#: the birthday of the last does not exist, so that the dry run has something to say
NEWCOMERS: tuple[tuple[str, str, Value], ...] = (
    ("戴知微", "female", date(2007, 2, 3)),
    ("宋予川", "male", date(2006, 12, 21)),
    ("唐若溪", "female", "2007-02-30"),
)
MOBILE = "13900000000"


def sample_of(held: Roster) -> Roster:
    """Two newcomers beside a student who has not applied, one wrong row, one telephone number more."""
    base = next((person for person in reversed(held.people) if _not_applied(person)), None)
    if base is None:
        return held
    taken = {person.number for person in held.people}
    free = [n for n in (f"{base.number[:-2]}{seat:02}" for seat in range(7, 60)) if n not in taken]
    fresh = [_newcomer(base, number, *who) for number, who in zip(free, NEWCOMERS, strict=False)]
    known = [_with_mobile(person) if person is base else person for person in held.people]
    return replace(held, people=(*known, *fresh))


def _not_applied(person: PersonRecord) -> bool:
    places = {membership.tree: membership.standing for membership in person.memberships}
    return "class" in places and places.get("party") == "none" and "applied_on" not in person.details


def _newcomer(base: PersonRecord, number: str, name: str, sex: str, born_on: Value) -> PersonRecord:
    kept = {field: value for field, value in base.details.items() if field != "mobile"}
    return replace(
        base, number=number, name=name, details={**kept, "sex": sex, "ethnicity": "汉族", "born_on": born_on}
    )


def _with_mobile(person: PersonRecord) -> PersonRecord:
    return replace(person, details={**person.details, "mobile": MOBILE})
