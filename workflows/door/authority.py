"""Who may act: by the office held on the day of the act, and who may record it by the office held now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from workflows.nodes import SUBJECT, SYSTEM, ActType, Designated, Office
from workflows.nodes.roles import Role
from workflows.rules.findings import Finding, Verdict
from workflows.rules.situation import PersonView, Situation, UnitView


def stop(message: str, **params: object) -> Finding:
    """A refusal by the door itself; its rule id is the message id."""
    return Finding(rule=message, verdict=Verdict.UNMET, message=message, params=params)  # type: ignore[arg-type]  # params are Values by construction


def not_yours(kind: ActType) -> Finding:
    """The refusal of whoever may not perform an act: not in office there, or not the person concerned."""
    found = stop("act.not_yours", act=kind.title, office=titles(kind))
    return replace(found, message="act.only_oneself") if set(kind.by) == {SUBJECT} else found


def acting_office(kind: ActType, situation: Situation, units: Mapping[str, UnitView]) -> str | None:
    """The role in which the actor may perform this act on the day of the situation, or None.

    Whoever may act as the subject does so, rather than by an office held beside.
    """
    for role in sorted(kind.by, key=lambda role: role is not SUBJECT):
        if _holds(role, situation.actor, situation, kind.at, units):
            return role.name
    return None


def recording_office(
    kind: ActType, recorder: PersonView | None, situation: Situation, units: Mapping[str, UnitView], now: date
) -> str | None:
    """The role in which somebody may record this act now, or None."""
    for role in sorted((*kind.by, *kind.recorders), key=lambda role: role is not SUBJECT):
        day = now if isinstance(role, Office) else situation.on
        if _holds(role, recorder, situation, kind.at, units, day):
            return role.name
    return None


def on_own_case(person: PersonView | None, role: str | None, situation: Situation) -> bool:
    """Whether somebody would act on the case that is about them, other than as its subject."""
    return person is not None and person.id == situation.subject.id and role != SUBJECT.name


def holds_any(people: Iterable[PersonView | None], office: str, on: date, units: Iterable[int]) -> bool:
    """Whether one of the people holds the office on the day at one of the units."""
    places = set(units)
    return any(person.holds(office, on, unit) for person in people if person for unit in places)


def titles(kind: ActType) -> str:
    """The roles that may perform an act, as people read them."""
    return "、".join(role.declared for role in kind.by)


def _holds(
    role: Role,
    person: PersonView | None,
    situation: Situation,
    at: str,
    units: Mapping[str, UnitView],
    day: date | None = None,
) -> bool:
    if role is SYSTEM:
        return person is None
    if person is None:
        return False
    if role is SUBJECT:
        return person.id == situation.subject.id
    if isinstance(role, Designated):
        return person.number in _designated(role, situation)
    return _holds_office(role.name, person, at, units, day or situation.on)


def _holds_office(office: str, person: PersonView, at: str, units: Mapping[str, UnitView], day: date) -> bool:
    """At the unit of the kind the act names; where it names none, at any of the subject's units."""
    if at:
        return at in units and person.holds(office, day, units[at].id)
    return any(person.holds(office, day, unit.id) for unit in units.values())


def _designated(role: Designated, situation: Situation) -> tuple[str, ...]:
    fact = situation.facts.latest(role.act)
    value = fact.data.get(role.field) if fact else None
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value),)
