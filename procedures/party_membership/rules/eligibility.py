"""Article 13 on undergraduates: the two routes onto the yearly plan, judged by the one the college names."""

from __future__ import annotations

from typing import Final

from procedures.party_membership.rules import achievements as of
from procedures.party_membership.rules import known_candidates as known
from procedures.party_membership.rules.route_conditions import BY_EXCEPTION, A, B, Routes, with_reports
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


def named_route(s: Situation) -> str | None:
    """The route named on the list of the plan."""
    return s.data.get("route") or None


PLANNED: Final = Routes(named_route)


@rule("PM-13-1", "plan.route", says=("plan.route",))
def planned_by_a_route(s: Situation, p: Parameter) -> Answer:
    """An undergraduate is planned by one of two routes (art. 13), or by the exception of article 21."""
    answer = PLANNED.any_of(s, p, named_route(s))
    named = named_route(s) in {*p.members, *((BY_EXCEPTION,) if known.excepted(s) else ())}
    return Answer(answer.ok and named, answer.message, answer.params, applies=answer.applies)


@PLANNED.condition("PM-13-2", "plan.A.rank_top", route=A, word="rank", says=(of.NO_RANK,))
def plan_a_ranked(s: Situation, p: Parameter) -> of.Judgement:
    """Route A: the composite of the last published year lies in the upper part (art. 13)."""
    return of.ranked(s, p)


@PLANNED.condition("PM-13-3", "plan.A.scholarship_min_class", route=A, word="scholarship", says=(of.NO_RANK,))
def plan_a_scholarship(s: Situation, p: Parameter) -> of.Judgement:
    """Route A: the scholarship of that year (art. 13)."""
    return of.scholarship(s, p)


@PLANNED.condition("PM-13-4", "plan.A.honours_min", route=A, word="honours")
def plan_a_honoured(s: Situation, p: Parameter) -> of.Judgement:
    """Route A: honours and competitions, counted together (art. 13)."""
    return of.honoured(s, p)


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


@PLANNED.condition("PM-13-7", "plan.B.cadre", route=B, word="cadre")
def plan_b_cadre(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: a main student cadre (art. 13)."""
    return of.cadre(s, p)


@PLANNED.condition("PM-13-8", "plan.B.appraisal", route=B, word="appraisal", says=(of.NO_APPRAISAL,))
def plan_b_appraised(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: the appraisal of the last year (art. 13)."""
    return of.appraised(s, p)


@PLANNED.condition("PM-13-9", "plan.B.rank_top", route=B, word="rank", says=(of.NO_RANK,))
def plan_b_ranked(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: the composite of the last published year (art. 13)."""
    return of.ranked(s, p)


@PLANNED.condition(
    "PM-13-10", "plan.B.scholarship_min_class", route=B, word="scholarship", says=(of.NO_RANK,)
)
def plan_b_scholarship(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: the scholarship of that year (art. 13)."""
    return of.scholarship(s, p)


@PLANNED.condition("PM-13-11", "plan.B.honours_min", route=B, word="honours")
def plan_b_honoured(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: honours and competitions (art. 13)."""
    return of.honoured(s, p)
