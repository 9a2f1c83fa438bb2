"""Articles 11 and 12: training, work and reports of an activist; contact persons and their opinions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from procedures.party_membership import roles
from procedures.party_membership.rules import known
from procedures.party_membership.rules.chapter_2 import given
from workflows.rules.calendars import DAY
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.recurrences import Quarter, quarters, rolling
from workflows.rules.situation import Situation

#: what says that there are no shortcomings; such an opinion points nothing out
NOTHING = frozenset({"无", "没有", "暂无"})


# ── Article 11 ──


@rule("PM-11-1", "training.activist.min_days", says=("training.activist.min_days",))
def trained_for_days(s: Situation, p: Parameter) -> Answer:
    """The course lasts its days (art. 11); half a day counts as half."""
    days = Fraction(s.data["days"])
    params = {"days": s.data["days"], "least": p.count}
    return Answer(days >= p.count, "training.activist.min_days", params)


@rule("PM-11-2", "training.activist.min_hours", says=("training.activist.min_hours",))
def trained_for_hours(s: Situation, p: Parameter) -> Answer:
    """And its class hours (art. 11)."""
    hours = s.data["hours"]
    return Answer(p.allows(hours), "training.activist.min_hours", {"hours": hours, "least": p.count})


@rule("PM-11-3", "training.activist.topics", says=("training.activist.topics",))
def syllabus_complete(s: Situation, p: Parameter) -> Answer:
    """The syllabus covers its subjects (art. 11)."""
    missing = p.lacks(set(s.data["topics"]))
    return Answer(not missing, "training.activist.topics", {"missing": missing})


@rule("PM-11-4", "activist.social_work", says=("activist.social_work",))
def given_work(s: Situation, p: Parameter) -> Answer:
    """The branch gives an activist social work (art. 11)."""
    number = len(s.facts.all("social_work"))
    return Answer(p.allows(number), "activist.social_work", {"count": number, "least": p.count})


@rule("PM-11-5", "activist.report_per_quarter", says=("activist.report_per_quarter",))
def reports_complete(s: Situation, p: Parameter) -> Answer:
    """Each quarter that is over has its reports; a late one makes good (art. 11)."""
    named = [fact.data["quarter"] for fact in s.facts.all("thought_report")]
    named += [s.data["quarter"]] if "quarter" in s.data else []
    since = known.activist_on(s)
    due = quarters(since, s.on, p.options["least_days_in_first"]) if since else ()
    missing = tuple(str(quarter) for quarter in due if not p.allows(named.count(str(quarter))))
    return Answer(not missing, "activist.report_per_quarter", {"least": p.count, "missing": missing})


@rule("PM-11-6", "doc.thought_report.fields", says=("doc.thought_report.fields",))
def report_in_full(s: Situation, p: Parameter) -> Answer:
    """A report speaks of thought, study, work and life (art. 11)."""
    missing = p.lacks(given(s, p.members))
    return Answer(not missing, "doc.thought_report.fields", {"missing": missing})


@rule("report.quarter_begun", says=("report.quarter_begun",))
def quarter_begun(s: Situation) -> Answer:
    """A report is of a quarter that has begun, and in which the author was an activist."""
    quarter = Quarter.named(s.data["quarter"])
    since = known.activist_on(s) or s.on
    begun = quarter.first_on <= s.on and quarter.last_on >= since
    return Answer(begun, "report.quarter_begun", {"quarter": str(quarter)})


@rule("report.says_something", says=("report.empty",))
def report_says_something(s: Situation) -> Answer:
    """A report is what its author wrote: the scan of the signed paper, or words."""
    words = (value for name, value in s.data.items() if name != "quarter")
    return Answer(bool(s.files) or any(str(each or "").strip() for each in words), "report.empty")


# ── Article 12 ──


@rule("PM-12-1", "contact.count", says=("contact.count",))
def one_or_two_contacts(s: Situation, p: Parameter) -> Answer:
    """One or two contact persons accompany an activist (art. 12)."""
    number = len(s.data["contacts"])
    params = {"count": number, "least": p.low, "most": p.high}
    return Answer(p.allows(number), "contact.count", params)


@rule("PM-12-2", "contact.member_type", says=("contact.member_type",))
def contacts_are_members(s: Situation, p: Parameter) -> Answer:
    """Contact persons are full members, and are named anew when one leaves the branch (art. 12).

    Naming asks it of all who are named, an opinion of the one who writes it.
    """
    named = s.facts.latest("contacts")
    numbers = s.data.get("contacts", [s.actor.number] if s.actor else [])
    since = s.on if "contacts" in s.data or named is None else named.on
    unfit = tuple(_name(s, number) for number in numbers if not _serves(s, number, since))
    return Answer(not unfit, "contact.member_type", {"unfit": unfit})


def _serves(s: Situation, number: str, since: date) -> bool:
    """Whether a person is a full member now, in the branch of the day since which he serves."""
    person = s.people.get(number)
    if person is None or not known.full_member(person, s.on):
        return False
    then, now = (person.standing_on(roles.PARTY_TREE, day) for day in (since, s.on))
    return then is not None and now is not None and then.unit_id == now.unit_id


def _name(s: Situation, number: str) -> str:
    return s.people[number].name if number in s.people else number


@rule("PM-12-3", "contact.duties", says=("contact.duties",))
def duties_reported(s: Situation, p: Parameter) -> Answer:
    """An opinion says how the standing duties were done (art. 12)."""
    missing = p.lacks(given(s, p.members))
    return Answer(not missing, "contact.duties", {"missing": missing})


@rule("PM-12-4", "contact.opinion_every_months", says=("contact.opinion_every_months",))
def opinions_complete(s: Situation, p: Parameter) -> Answer:
    """Each half-year that is over has an opinion; a late one makes good (art. 12)."""
    since = known.activist_on(s)
    due = half_years(since, s.on, p) if since else ()
    missing = tuple(end for end in due if end.isoformat() not in _opinions(s))
    return Answer(not missing, "contact.opinion_every_months", {"period": p.period, "missing": missing})


def half_years(since: date, on: date, p: Parameter) -> tuple[date, ...]:
    """The last days of the periods that are over on a day, rolling on from the day of the decision."""
    return tuple(window.closes_on - DAY for window in rolling(since, on, p.period) if window.closes_on)


def _opinions(s: Situation) -> set[str]:
    stated = {fact.data["period"] for fact in s.facts.all("contact_opinion")}
    return stated | {s.data["period"]} if "period" in s.data else stated


@rule("opinion.of_a_period", says=("opinion.of_a_period",))
def of_a_period(s: Situation) -> Answer:
    """An opinion is of a half-year that has begun, named by its last day."""
    p, since = s.edition["contact.opinion_every_months"], known.activist_on(s) or s.on
    over = half_years(since, s.on, p)
    running = p.period.times(len(over) + 1).after(since)
    ends = (*over, running)
    return Answer(date.fromisoformat(s.data["period"]) in ends, "opinion.of_a_period", {"ends": ends})


@rule("PM-12-5", "doc.contact_opinion.fields", says=("doc.contact_opinion.fields",))
def opinion_in_full(s: Situation, p: Parameter) -> Answer:
    """An opinion states performance, shortcomings and direction; "none" is no shortcoming (art. 12)."""
    written = given(s, p.members)
    if str(s.data.get("shortcomings") or "").strip().rstrip("。.") in NOTHING:
        written.discard("shortcomings")
    missing = p.lacks(written)
    return Answer(not missing, "doc.contact_opinion.fields", {"missing": missing})


@rule("PM-12-6", "plan.contact_opinion_required", says=("plan.contact_opinion_required",))
def plan_opinion_given(s: Situation, p: Parameter) -> Answer:
    """Contact persons say whether somebody can be listed in a year's plan (art. 12).

    A no is no veto, but the branch committee then says why it lists somebody all the same.
    """
    said = [fact for fact in s.facts.all("plan_opinion") if fact.data["year"] == s.data.get("year")]
    view = s.data.get("view") or (said[-1].data["view"] if said else None)
    explained = view != "disagree" or "view" in s.data or bool(str(s.data.get("ground") or "").strip())
    given = view is not None and explained
    return Answer(given == p.flag, "plan.contact_opinion_required", {"given": view is not None, "view": view})
