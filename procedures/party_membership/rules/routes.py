"""Article 16 on undergraduates: the two routes by which somebody is listed, judged on the day."""

from __future__ import annotations

from typing import Final

from procedures.party_membership.rules import achievements as of
from procedures.party_membership.rules import known_candidates as known
from procedures.party_membership.rules.route_conditions import A, B, Routes, with_reports
from workflows.rules.findings import Verdict
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


def route_of(s: Situation) -> str | None:
    """The route that holds, else the one of the plan; none where the exception stands in for it."""
    holds = LISTED.holding(s)
    if holds or by_a_route(s).verdict is Verdict.OVERRIDDEN:
        return holds
    listed = known.planned(s, known.plan_years(s))
    named = listed.data["route"] if listed else None
    return named if named in LISTED and not known.excepted(s) else None


LISTED: Final = Routes(route_of)


@rule("PM-16-7", "candidate.route", says=("candidate.route",))
def by_a_route(s: Situation, p: Parameter) -> Answer:
    """An undergraduate is listed by one of two routes (art. 16), or by the exception of article 21."""
    listed = known.planned(s, known.plan_years(s))
    return LISTED.any_of(s, p, listed.data["route"] if listed else None)


@rule("PM-16-8", "candidate.prior_training", says=("candidate.prior_training",))
def trained_before(s: Situation, p: Parameter) -> Answer:
    """Both routes have the Party school's course behind them (art. 16)."""
    passed_on = s.facts.on(known.PRE_COURSE)
    applies = not known.graduate(s.subject)
    return Answer((passed_on is not None) == p.flag, p.name, {"passed_on": passed_on}, applies=applies)


@LISTED.condition("PM-16-9", "candidate.A.rank_top", route=A, word="rank", says=(of.NO_RANK,))
def a_ranked(s: Situation, p: Parameter) -> of.Judgement:
    """Route A: the composite of the last published year (art. 16)."""
    return of.ranked(s, p)


@LISTED.condition(
    "PM-16-10", "candidate.A.scholarship_min_class", route=A, word="scholarship", says=(of.NO_RANK,)
)
def a_scholarship(s: Situation, p: Parameter) -> of.Judgement:
    """Route A: the scholarship of that year (art. 16)."""
    return of.scholarship(s, p)


@LISTED.condition("PM-16-11", "candidate.A.honours_min", route=A, word="honours")
def a_honoured(s: Situation, p: Parameter) -> of.Judgement:
    """Route A: an honour of the university, or a competition of any level (art. 16)."""
    return of.honoured(s, p)


@LISTED.condition("PM-16-12", "candidate.B.cadre_min_months", route=B, word="cadre")
def b_served(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: so many months as a main student cadre, days in two posts once (art. 16)."""
    return of.served(s, p)


@LISTED.condition("PM-16-13", "candidate.B.appraisal", route=B, word="appraisal", says=(of.NO_APPRAISAL,))
def b_appraised(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: the appraisal of every year (art. 16)."""
    return of.always_appraised(s, p)


@LISTED.condition("PM-16-14", "candidate.B.rank_top", route=B, word="rank", says=(of.NO_RANK,))
def b_ranked(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: the composite of the last published year (art. 16)."""
    return of.ranked(s, p)


@LISTED.condition(
    "PM-16-15", "candidate.B.scholarship_min_class", route=B, word="scholarship", says=(of.NO_RANK,)
)
def b_scholarship(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: the scholarship of that year (art. 16)."""
    return of.scholarship(s, p)


@LISTED.condition("PM-16-16", "candidate.B.honours_min", route=B, word="honours")
def b_honoured(s: Situation, p: Parameter) -> of.Judgement:
    """Route B: honours of the university and competitions (art. 16)."""
    return of.honoured(s, p)


@rule("PM-16-17", "candidate.reports_on_time", says=("candidate.reports_on_time",))
def listed_with_reports(s: Situation, p: Parameter) -> Answer:
    """Reports are complete; route A also has activity attested with the plan (art. 16)."""
    listed = known.planned(s, known.plan_years(s))
    attested = listed is None or bool(listed.data["active"])
    return with_reports(s, p, active=route_of(s) != A or attested)
