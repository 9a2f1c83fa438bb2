"""Article 15: the yearly plan, its report and its adjustment, and the branch's meetings on development."""

from __future__ import annotations

from procedures.party_membership.rules import known_candidates as known
from workflows.rules.calendars import within
from workflows.rules.canonical import Value
from workflows.rules.facts import Fact, Facts
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

DRAFT, REPORT, MEETING = "draft", "report", "hold"


def plan_year(plan: Facts | None) -> int | None:
    """The year that a plan is of."""
    drafted = plan.latest(DRAFT) if plan else None
    return drafted.data["year"] if drafted else None


def original(plan: Facts) -> Fact | None:
    """The first report of a plan; adjustments are measured by its total."""
    reports = plan.all(REPORT)
    return reports[0] if reports else None


# ── Article 3, and article 15 on the person ──


@rule("PM-3-3", "plan.required", says=("plan.required",))
def developed_by_plan(s: Situation, p: Parameter) -> Answer:
    """Development follows a plan: without a reported one nobody is listed (art. 3)."""
    years = known.plan_years(s)
    reported = any(known.reported_on(s, year) for year in years)
    return Answer(reported == p.flag, p.name, {"year": years[0], "reported": reported})


@rule("PM-15-3", "plan.person_listed", says=("plan.person_listed",))
def on_the_plan(s: Situation, p: Parameter) -> Answer:
    """Who stands in no reported plan is in principle not developed (art. 15)."""
    years = tuple(year for year in known.plan_years(s) if known.reported_on(s, year))
    listed = known.planned(s, years)
    params: dict[str, Value] = {"years": known.plan_years(s), "listed": listed is not None}
    return Answer((listed is not None) == p.flag, p.name, params)


# ── Article 15: the plan of a college ──


@rule("PM-15-2", "plan.report_before", says=("plan.report_before",))
def reported_in_time(s: Situation, p: Parameter) -> Answer:
    """The plan of a year is reported before that year begins (art. 15)."""
    year = plan_year(s.facts) or s.on.year + 1
    _, last_on = p.days_in(year - 1)
    params: dict[str, Value] = {"year": year, "last_on": last_on, "on": s.on}
    return Answer(s.on <= last_on, p.name, params)


@rule("PM-15-4", "plan.adjust_window", says=("plan.adjust_window",))
def adjusted_in_june(s: Situation, p: Parameter) -> Answer:
    """A reported plan is adjusted only within its weeks of the year (art. 15)."""
    first_on, last_on = p.days_in(s.on.year)
    earliest_on = first_on if s.on < first_on else p.days_in(s.on.year + 1)[0]
    params = {"first_on": first_on, "last_on": last_on}
    return Answer(first_on <= s.on <= last_on, p.name, params, earliest_on)


@rule("PM-15-5", "plan.adjust_max_ratio", says=("plan.adjust_max_ratio",))
def adjusted_little(s: Situation, p: Parameter) -> Answer:
    """The net change is a small part of the total first reported; an exchange of names changes nothing."""
    first = original(s.facts)
    before, after = first.data["total"] if first else 0, s.data["total"]
    change = abs(after - before)
    params = {"before": before, "after": after, "share": p.share.fraction}
    return Answer(p.share.holds(change, before), p.name, params)


@rule("plan.year_of_plan", says=("plan.year_of_plan",))
def of_the_plans_year(s: Situation) -> Answer:
    """A name is listed in, or struck off, the plan of the year that the plan is of."""
    year = plan_year(s.matter if s.matter is not None else s.facts)
    return Answer(s.data["year"] == year, "plan.year_of_plan", {"year": year})


@rule("plan.still_draft", says=("plan.still_draft",))
def still_a_draft(s: Situation) -> Answer:
    """Names go on the list freely until it is reported; after that the plan is adjusted."""
    return Answer(REPORT not in s.facts, "plan.still_draft", {"reported_on": s.facts.on(REPORT)})


@rule("plan.reported_first", says=("plan.reported_first",))
def reported_before(s: Situation) -> Answer:
    """What was not reported cannot be received, adjusted or closed."""
    return Answer(REPORT in s.facts, "plan.reported_first")


@rule("plan.not_listed_yet", says=("plan.not_listed_yet",))
def not_listed_yet(s: Situation) -> Answer:
    """Nobody stands in one plan twice."""
    year = s.data["year"]
    return Answer(known.planned(s, (year,)) is None, "plan.not_listed_yet", {"year": year})


@rule("plan.listed_now", says=("plan.listed_now",))
def listed_now(s: Situation) -> Answer:
    """Only a name that stands in the plan is struck off."""
    year = s.data["year"]
    return Answer(known.planned(s, (year,)) is not None, "plan.listed_now", {"year": year})


# ── Article 15: the branch ──


@rule("PM-15-1", "branch.development_meeting_months", says=("branch.development_meeting_months",))
def met_again_in_time(s: Situation, p: Parameter) -> Answer:
    """A branch meets again on development within the months (art. 15)."""
    last_on = s.facts.on(MEETING)
    timely = last_on is None or within(last_on, p.period, s.on)
    params = {"last_on": last_on, "period": p.period}
    return Answer(timely, p.name, params, applies=last_on is not None)
