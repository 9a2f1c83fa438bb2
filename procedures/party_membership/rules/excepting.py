"""Article 21: the exception for a rank outside the upper half, closed until its cases are configured."""

from __future__ import annotations

from procedures.party_membership.rules import achievements
from procedures.party_membership.rules import known_candidates as known
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


@rule("PM-21-1", "exception.rank_outside", says=("exception.rank_outside", achievements.NO_RANK))
def rank_lies_outside(s: Situation, p: Parameter) -> Answer:
    """The exception is for undergraduates whose rank lies outside the upper half; nobody else (art. 21)."""
    met, params, message = achievements.ranked(s, p)
    return Answer(met and not known.graduate(s.subject), message or p.name, params)


@rule("PM-21-2", "exception.review_by", says=("exception.review_by",))
def case_is_listed(s: Situation, p: Parameter) -> Answer:
    """The university's rules list the cases; while the edition has none, the way is closed (art. 21)."""
    cases = tuple(str(each) for each in p.options.get("cases", ()))
    named = s.data.get("case")
    met = bool(cases) and named in {None, *cases}
    params: dict[str, Value] = {"configured": bool(cases), "cases": cases, "named": named}
    return Answer(met, p.name, params)


@rule("exception.applied_first", says=("exception.applied_first",))
def applied_for(s: Situation) -> Answer:
    """The organisation department reviews what the college applied for, and in the same case."""
    asked = s.facts.latest("rank_application")
    same = asked is not None and s.data.get("case") in {None, asked.data["case"]}
    return Answer(same, "exception.applied_first", {"asked": asked.data["case"] if asked else None})
