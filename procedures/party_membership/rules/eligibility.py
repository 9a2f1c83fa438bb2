"""Articles 13 and 16 on routes, and article 13: by which of two an undergraduate is listed in the plan.

A route is a list of conditions that must all hold. Each condition is a rule of its own, asked of the route by
which somebody comes; the rule of the article asks whether any route holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from procedures.party_membership.rules import achievements as of
from procedures.party_membership.rules import cultivating
from procedures.party_membership.rules import known_candidates as known
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

A, B, BY_EXCEPTION = "A", "B", "exception"


class Condition(NamedTuple):
    """One condition of a route: its word, its parameter, and how it is judged."""

    word: str
    parameter: str
    judged: Callable[[Situation, Parameter], of.Judgement]


Routes: TypeAlias = Mapping[str, tuple[Condition, ...]]

PLANNED: Final[Routes] = {
    A: (
        Condition("rank", "plan.A.rank_top", of.ranked),
        Condition("scholarship", "plan.A.scholarship_min_class", of.scholarship),
        Condition("honours", "plan.A.honours_min", of.honoured),
    ),
    B: (
        Condition("cadre", "plan.B.cadre", of.cadre),
        Condition("appraisal", "plan.B.appraisal", of.appraised),
        Condition("rank", "plan.B.rank_top", of.ranked),
        Condition("scholarship", "plan.B.scholarship_min_class", of.scholarship),
        Condition("honours", "plan.B.honours_min", of.honoured),
    ),
}


def lacking(s: Situation, route: tuple[Condition, ...]) -> tuple[str, ...]:
    """The words of the conditions of a route that do not hold."""
    return tuple(each.word for each in route if not each.judged(s, s.edition[each.parameter]).met)


def of_a_route(s: Situation, p: Parameter, routes: Routes, named: str | None) -> Answer:
    """Whether one of the routes that the edition knows holds, or the exception of article 21 was granted."""
    lacks = {route: lacking(s, routes[route]) for route in p.members if route in routes}
    met = known.excepted(s) or any(not missing for missing in lacks.values())
    params: dict[str, Value] = {"route": named, "lacks_a": lacks.get(A, ()), "lacks_b": lacks.get(B, ())}
    return Answer(met, p.name, params, applies=not known.graduate(s.subject))


def condition(s: Situation, p: Parameter, routes: Routes, named: str | None, route: str) -> Answer:
    """One condition, asked of an undergraduate who comes by the route it belongs to."""
    asked = next(each for each in routes[route] if each.parameter == p.name)
    met, params, message = asked.judged(s, p)
    applies = named == route and not known.graduate(s.subject)
    return Answer(met, message or p.name, params, applies=applies)


def with_reports(s: Situation, p: Parameter, *, active: bool) -> Answer:
    """Every quarter that is over has its report; a late one counts and is pointed out."""
    complete = cultivating.reports_complete(s)
    late = known.late_reports(s)
    met = (not complete.refuses and active) == p.flag
    params = {"missing": complete.params["missing"], "late": late, "active": active}
    return Answer(met, p.name, params, warns=bool(late))


# ── Article 13: the list of the yearly plan, judged by the route that the college names ──


def named_route(s: Situation) -> str | None:
    """The route named on the list of the plan."""
    return s.data.get("route") or None


@rule("PM-13-1", "plan.route", says=("plan.route",))
def planned_by_a_route(s: Situation, p: Parameter) -> Answer:
    """An undergraduate is planned by one of two routes (art. 13), or by the exception of article 21."""
    answer = of_a_route(s, p, PLANNED, named_route(s))
    named = named_route(s) in {*p.members, *((BY_EXCEPTION,) if known.excepted(s) else ())}
    return Answer(answer.ok and named, answer.message, answer.params, applies=answer.applies)


@rule("PM-13-2", "plan.A.rank_top", says=("plan.A.rank_top", of.NO_RANK))
def plan_a_ranked(s: Situation, p: Parameter) -> Answer:
    """Route A: the composite of the last published year lies in the upper part (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), A)


@rule("PM-13-3", "plan.A.scholarship_min_class", says=("plan.A.scholarship_min_class", of.NO_RANK))
def plan_a_scholarship(s: Situation, p: Parameter) -> Answer:
    """Route A: the scholarship of that year (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), A)


@rule("PM-13-4", "plan.A.honours_min", says=("plan.A.honours_min",))
def plan_a_honoured(s: Situation, p: Parameter) -> Answer:
    """Route A: honours and competitions, counted together (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), A)


@rule("PM-13-5", "plan.training_certificate", says=("plan.training_certificate",))
def plan_after_the_course(s: Situation, p: Parameter) -> Answer:
    """The certificate of the activists' course is held and still valid on the day of the plan (art. 13)."""
    issued_on = s.facts.on(known.COURSE)
    last_on = s.edition["certificate.valid_months"].period.after(issued_on) if issued_on else None
    valid = last_on is not None and s.on <= last_on
    return Answer(valid, "plan.training_certificate", {"issued_on": issued_on, "last_on": last_on})


@rule("PM-13-6", "plan.reports_on_time", says=("plan.reports_on_time",))
def plan_with_reports(s: Situation, p: Parameter) -> Answer:
    """Reports are complete; route A also has activity attested (art. 13)."""
    return with_reports(s, p, active=named_route(s) != A or bool(s.data.get("active")))


@rule("PM-13-7", "plan.B.cadre", says=("plan.B.cadre",))
def plan_b_cadre(s: Situation, p: Parameter) -> Answer:
    """Route B: a main student cadre (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), B)


@rule("PM-13-8", "plan.B.appraisal", says=("plan.B.appraisal", of.NO_APPRAISAL))
def plan_b_appraised(s: Situation, p: Parameter) -> Answer:
    """Route B: the appraisal of the last year (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), B)


@rule("PM-13-9", "plan.B.rank_top", says=("plan.B.rank_top", of.NO_RANK))
def plan_b_ranked(s: Situation, p: Parameter) -> Answer:
    """Route B: the composite of the last published year (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), B)


@rule("PM-13-10", "plan.B.scholarship_min_class", says=("plan.B.scholarship_min_class", of.NO_RANK))
def plan_b_scholarship(s: Situation, p: Parameter) -> Answer:
    """Route B: the scholarship of that year (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), B)


@rule("PM-13-11", "plan.B.honours_min", says=("plan.B.honours_min",))
def plan_b_honoured(s: Situation, p: Parameter) -> Answer:
    """Route B: honours and competitions (art. 13)."""
    return condition(s, p, PLANNED, named_route(s), B)
