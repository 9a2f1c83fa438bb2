"""Articles 46 and 47: who answers for an exception and for a breach, and what may follow from one.

A clue is a finding of people or of the calendar; a rule says whom it points to. Nothing here undoes a case by
itself: people decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from procedures.party_membership import roles
from procedures.party_membership.forms.accountability import STEPS
from procedures.party_membership.rules import cultivating, hanging, known, transferred
from procedures.party_membership.rules import known_admission as admission
from workflows.rules.canonical import Value
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

CLUE, NEGLECT, LIABILITY, RECTIFIED = "accountability_clue", "cultivation_clue", "liability", "rectified"
FOUND, UNFOUNDED = "found", "unfounded"
MEASURED, REFERRED = "measured", "referred"
OWNERS = {name: body for name, _, body in STEPS}
#: what bears a signature, by the role that signs and the act that names who holds it
SIGNED = {"introducer": ("introducer_opinion", "introducers"), "contact": ("contact_opinion", "contacts")}


# ── Article 46 ──


@rule("PM-46-1", "liability.first_responsible", says=("liability.first_responsible",))
def secretary_answers(s: Situation, p: Parameter) -> Answer:
    """The branch secretary in office on the day answers for an exception; without one none is granted.

    The text only names who answers (art. 46); where nobody could be named the record would have a gap.
    """
    unit = s.units[roles.PARTY_BRANCH].id
    names = tuple(person.name for person in s.people.values() if person.holds(p.word, s.on, unit))
    return Answer(bool(names), p.name, {"names": names, "on": s.on}, ends=not names)


# ── Article 47: what went wrong, and who answers ──


def result(s: Situation) -> str:
    """Whether what was looked into was found to be so; only then it is a clue."""
    return str(s.data["result"])


def _looked_into(s: Situation, source: str) -> bool:
    return bool(s.data.get("source", source) == source)


def neglected(s: Situation, until: date) -> Iterator[tuple[date, ...]]:
    """The half-years without an opinion that follow each other, over by a day."""
    since, p = known.activist_on(s), s.edition["contact.opinion_every_months"]
    given = {fact.data["period"] for fact in s.facts.all("contact_opinion")}
    over = cultivating.half_years(since, until, p) if since else ()
    for missing, ends in groupby(over, lambda end: end.isoformat() not in given):
        if missing:
            yield tuple(ends)


@rule("PM-47-1", "liability.case.cultivation", says=("liability.case.cultivation",))
def cultivated_as_required(s: Situation, p: Parameter) -> Answer:
    """Opinions of contact persons missing one after the other are a clue; one is called to mind (art. 47)."""
    missed = max(neglected(s, s.on), key=len, default=())
    params: dict[str, Value] = {"owner": p.word, "missed": missed, "most": p.options["missed"]}
    applies = known.activist_on(s) is not None and _looked_into(s, "cultivation")
    return Answer(len(missed) < p.options["missed"], p.name, params, applies=applies, warns=bool(missed))


@rule("PM-47-2", "liability.case.untruthful", says=("liability.case.untruthful",))
def reported_truthfully(s: Situation, p: Parameter) -> Answer:
    """What was reported and is not true leads back to those who signed it (art. 47)."""
    signed = [role for role in p.members if SIGNED[role][0] in s.facts] if result(s) == FOUND else []
    naming = [fact for role in signed if (fact := s.facts.latest(SIGNED[role][1]))]
    numbers = dict.fromkeys(number for fact in naming for number in fact.data[fact.name])
    names = tuple(s.people[number].name if number in s.people else number for number in numbers)
    params: dict[str, Value] = {"signed": tuple(signed), "names": names}
    return Answer(not signed, p.name, params, applies=_looked_into(s, "untruthful"))


@rule("PM-47-3", "liability.case.group", says=("liability.case.group",))
def recommended_with_care(s: Situation, p: Parameter) -> Answer:
    """Where the quality turns out to be poor, the Party group that recommended answers (art. 47)."""
    spoke = s.facts.latest("group_opinion")
    by_group = spoke is not None and spoke.data.get("body", p.word) == p.word
    answers = result(s) == FOUND and by_group
    params = {"group": p.word, "on": spoke.on if spoke and by_group else None}
    return Answer(not answers, p.name, params, applies=_looked_into(s, "careless"))


@rule("PM-47-4", "liability.case.procedure", says=("liability.case.procedure",))
def step_answers(s: Situation, p: Parameter) -> Answer:
    """The step that went wrong answers: what it was, whose, by which office, on which day (art. 47)."""
    step = s.data["step"]
    done = s.facts.latest(step)
    params: dict[str, Value] = {
        "step": f"step_{step}",
        "body": OWNERS[step],
        "on": done.on if done else None,
        "office": done.office if done else None,
        "exceptions": tuple(fact.data["rule"] for fact in s.facts.all("override")),
    }
    return Answer(result(s) != FOUND, p.name, params, applies=_looked_into(s, "procedure"))


@rule("clue.rule_known", says=("clue.rule_known",))
def rule_is_known(s: Situation) -> Answer:
    """A rule that was broken is one of the edition."""
    named = str(s.data["rule"] or "").strip()
    return Answer(not named or named in _enforced(s), "clue.rule_known", {"rule": named})


def _enforced(s: Situation) -> dict[str, str]:
    """How each rule of the edition binds."""
    return {p.rule: p.enforcement for p in s.edition.parameters.values()}


def _clues(s: Situation) -> tuple[Fact, ...]:
    return tuple(fact for fact in s.facts.all(CLUE) if fact.outcome == FOUND)


# ── Article 47: what is decided ──


@rule("liability.clue_waits", says=("liability.clue_waits",))
def clue_waits(s: Situation) -> Answer:
    """A decision answers clues that nobody has decided on yet."""
    decided = s.facts.latest(LIABILITY)
    waiting = [each for each in (*_clues(s), *s.facts.all(NEGLECT)) if hanging.follows(each, decided)]
    return Answer(bool(waiting), "liability.clue_waits", {"waiting": len(waiting)})


@rule("PM-47-5", "liability.measures", says=("liability.measures",))
def measured_in_a_known_way(s: Situation, p: Parameter) -> Answer:
    """Three measures, of which a rectification has its term; made known as far as is said (art. 47)."""
    measures, by = tuple(s.data["measures"]), s.data["rectify_by"]
    whole = set(measures) <= set(p.members) and ("rectification" not in measures or bool(by))
    day = date.fromisoformat(by) if by else None
    params: dict[str, Value] = {"measures": measures, "by": day, "scope": f"scope_{s.data['circular']}"}
    return Answer(whole, p.name, params)


@rule("PM-47-6", "liability.refer_discipline", says=("liability.refer_discipline",))
def breach_of_discipline_goes_up(s: Situation, p: Parameter) -> Answer:
    """A breach of Party discipline goes to the discipline committee, and the case rests (art. 47)."""
    breach, number = bool(s.data["discipline"]), str(s.data["referral"] or "").strip()
    return Answer(bool(number) == p.flag, p.name, {"number": number}, applies=breach)


def decided(s: Situation) -> str:
    """Measures only, or a referral by which the case is locked."""
    return REFERRED if s.data["discipline"] else MEASURED


@rule("liability.rectifying", says=("liability.rectifying",))
def rectification_waits(s: Situation) -> Answer:
    """A rectification was asked for whose result is not on record yet."""
    asked = s.facts.latest(LIABILITY)
    waits = asked is not None and bool(asked.data["rectify_by"])
    waits = waits and not hanging.follows(s.facts.latest(RECTIFIED), asked)
    return Answer(waits, "liability.rectifying")


# ── Article 47: what is not recognised ──


@rule("nullity.membership", says=("nullity.membership",))
def has_a_membership(s: Situation) -> Answer:
    """Only who was admitted has a membership that can be denied."""
    there = admission.admitted_on(s) is not None or transferred.came_from_elsewhere(s)
    return Answer(there, "nullity.membership")


@rule("PM-47-7", "membership.void_on_violation", says=("membership.void_on_violation",))
def void_after_a_breach(s: Situation, p: Parameter) -> Answer:
    """A membership is not recognised for a binding rule that was found to be broken, by people (art. 47).

    What the edition only warns of or writes down never leads here.
    """
    binding = _enforced(s)
    broken = {str(fact.data["rule"]).strip() for fact in _clues(s)}
    grave = tuple(sorted(each for each in broken if binding.get(each) == "block"))
    return Answer(bool(grave) == p.flag, p.name, {"rules": grave})
