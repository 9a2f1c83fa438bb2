"""What the record of a person or a unit cannot say, which holds from a day that may be long past.

Authority is asked on the day of recording, everything here of the day from which the record holds.
"""

from __future__ import annotations

from datetime import date

from workflows.rules.belonging import Belonging
from workflows.rules.predicates import Answer, Rule
from workflows.rules.situation import Office, Situation


def holds_from(situation: Situation) -> date:
    """The day from which a record holds: the one it names, or the day of recording."""
    said = situation.data.get("from_on")
    return date.fromisoformat(said) if said else situation.on


def _come(situation: Situation) -> Answer:
    """Nothing is recorded ahead of its day."""
    day = holds_from(situation)
    return Answer(day <= situation.on, "records.in_future", {"from_on": day})


def _unit_there(situation: Situation) -> Answer:
    """Nobody belongs to a unit, or holds an office there, before it was set up."""
    unit, day = situation.places.get(situation.data["unit"] or 0), holds_from(situation)
    opened_on = unit.opened_on if unit else None
    if unit is None or opened_on is None:
        return Answer(True, "records.before_unit", applies=False)
    said = {"opened_on": opened_on, "from_on": day}
    return Answer(day >= opened_on, "records.before_unit", {"unit": unit.name, **said})


def _born(situation: Situation) -> Answer:
    """Nor before they were born."""
    born_on, day = situation.subject.born_on, holds_from(situation)
    if born_on is None:
        return Answer(True, "records.before_birth", applies=False)
    return Answer(day >= born_on, "records.before_birth", {"from_on": day, "born_on": born_on})


has_come = Rule("records.in_future", None, _come)
unit_is_there = Rule("records.before_unit", None, _unit_there)
is_born = Rule("records.before_birth", None, _born)
TIMELY = (has_come, unit_is_there, is_born)


# ── Where somebody belongs ──


def _stays_a_day(situation: Situation) -> Answer:
    """A membership lasts at least a day: it cannot be left on the day it began."""
    day = holds_from(situation)
    held = situation.subject.standing_on(situation.data["tree"], day)
    left = held is not None and held.from_on == day and not situation.data["unit"]
    return Answer(not left, "records.left_same_day", {"on": day})


def _fits_the_past(situation: Situation) -> Answer:
    """What is already recorded of later days is not written over."""
    data = situation.data
    held = Belonging.of(situation.subject, data["tree"])
    other = held.in_the_way(data["unit"], data["standing"], holds_from(situation))
    return Answer(other is None, "records.overlaps", {"since": other.from_on} if other else {})


def _follows_the_case(situation: Situation) -> Answer:
    """While a case is open that says what somebody is in a tree, the roster says where, and not what."""
    data, person = situation.data, situation.subject
    progress = person.follows.get(data["tree"])
    if progress is None or not data["unit"]:
        return Answer(True, "records.follows_case", applies=False)
    held = Belonging.of(person, data["tree"])
    given, day = held.given_by(progress.case), holds_from(situation)
    joins = given is None and held.standing_on(day) is None
    kept = held.keeps(data["standing"], day) or data["standing"] == given
    kept = kept or (joins and data["standing"] not in progress.standings)
    params = {"name": person.name, "procedure": progress.procedure, "stage": progress.stage}
    return Answer(kept, "records.follows_case", params)


leaves_a_later_day = Rule("records.left_same_day", None, _stays_a_day)
fits_the_past = Rule("records.overlaps", None, _fits_the_past)
follows_the_case = Rule("records.follows_case", None, _follows_the_case)


def _already_belonged(situation: Situation) -> Answer:
    """A day of birth that is corrected does not come after the first day on which somebody belonged."""
    said = situation.data.get("born_on")
    first = min((each.from_on for each in situation.subject.standings), default=None)
    if not said or first is None:
        return Answer(True, "records.born_later", applies=False)
    born_on = date.fromisoformat(said)
    return Answer(born_on <= first, "records.born_later", {"born_on": born_on, "since": first})


born_before_belonging = Rule("records.born_later", None, _already_belonged)


# ── Offices ──


def _somebody_else(situation: Situation) -> Answer:
    """Nobody gives themselves an office: another keeper of the record does."""
    own = situation.actor is not None and situation.actor.id == situation.subject.id
    return Answer(not own, "records.own_office", {})


def _terms(situation: Situation) -> list[Office]:
    """The terms of the office in question that somebody has had at the unit."""
    data = situation.data
    named = (data["office"], data["unit"])
    return [each for each in situation.subject.offices if (each.office, each.unit_id) == named]


def running(situation: Situation) -> list[Office]:
    """Those of them that have no end."""
    return [each for each in _terms(situation) if each.to_on is None]


def _no_other_term(situation: Situation) -> Answer:
    """Nobody holds one office twice at a time."""
    day = holds_from(situation)
    other = next((each for each in _terms(situation) if each.to_on is None or each.to_on > day), None)
    return Answer(other is None, "records.term_overlaps", {"since": other.from_on} if other else {})


def _lasts_a_day(situation: Situation) -> Answer:
    """A term lasts at least a day."""
    day = holds_from(situation)
    began = max((each.from_on for each in running(situation)), default=None)
    params = {"since": began} if began else {}
    return Answer(began is None or day > began, "records.term_too_short", params)


def _acted_before(situation: Situation) -> Answer:
    """Nobody has left an office by which they acted later, unless they held it elsewhere."""
    office, unit, day = situation.data["office"], situation.data["unit"], holds_from(situation)
    last = situation.subject.acted_on.get(office)
    if last is None or last < day or not running(situation):
        return Answer(True, "records.acted_since", applies=last is not None)
    elsewhere = any(
        each.office == office and each.unit_id != unit and each.held_on(last)
        for each in situation.subject.offices
    )
    said = {"on": last, "from_on": day}
    return Answer(elsewhere, "records.acted_since", {"name": situation.subject.name, **said})


given_by_another = Rule("records.own_office", None, _somebody_else)
no_other_term = Rule("records.term_overlaps", None, _no_other_term)
lasts_a_day = Rule("records.term_too_short", None, _lasts_a_day)
acted_before = Rule("records.acted_since", None, _acted_before)


# ── Units ──


def _not_judged_otherwise(situation: Situation) -> Answer:
    """No edition is adopted for days of which acts were judged by what was adopted before."""
    day, last = holds_from(situation), situation.judged_on.get(situation.data["family"])
    params = {"from_on": day, "on": last} if last else {}
    past = day < situation.on
    return Answer(last is None or last < day, "records.judged_otherwise", params, applies=past)


not_judged_otherwise = Rule("records.judged_otherwise", None, _not_judged_otherwise)

NOBODY_ELSE = frozenset({"administrator"})
#: who may let a unit work by an edition of a procedure, by its family; of others only the administrator
interpreters: dict[str, frozenset[str]] = {}


def who_adopts(family: str) -> frozenset[str]:
    """The offices that may let their unit work by another edition of a procedure."""
    return interpreters.get(family, NOBODY_ELSE)


def _interprets(situation: Situation) -> Answer:
    """An office that interprets one procedure adopts no edition of another."""
    may, actor = who_adopts(situation.data["family"]), situation.actor
    held = actor is not None and any(actor.holds(each, situation.on) for each in may)
    return Answer(held, "records.interpreter")


interpreted_by_its_office = Rule("records.interpreter", None, _interprets)
