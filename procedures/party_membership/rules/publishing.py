"""Article 20: the notice before admission, what it shows, where and how long, and what is said against it."""

from __future__ import annotations

from datetime import date
from typing import Final

from procedures.party_membership.rules import achievements as of
from procedures.party_membership.rules import hanging, known, reviewing
from procedures.party_membership.rules import known_candidates as candidates
from procedures.party_membership.rules.chapter_2 import given
from workflows.nodes import open_objections
from workflows.rules.calendars import within
from workflows.rules.canonical import Value
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.windows import PublicityWindow, publicity

NOTICE = candidates.NOTICE
LIFTED = "suspension_lifted"
DAYS = "publicity.candidate.min_days"
#: what the notice says of the last years
YEARS_SHOWN: Final = 3
FROM_THE_ROSTER = ("sex", "birth_month", "native_place", "education", "unit_post")
FEEDBACK = ("feedback_from", "feedback_to", "phone", "contact_person")
NOTHING = frozenset({"无", "没有"})


def window(s: Situation) -> PublicityWindow | None:
    """The window of the notice as it stands."""
    return hanging.window(s, NOTICE, s.edition[DAYS])


def expected(s: Situation) -> PublicityWindow | None:
    """The window of a notice that goes up in every channel on the day."""
    p = s.edition[DAYS]
    return publicity(
        {channel: [(s.on, None)] for channel in p.channels},
        channels=p.channels,
        days=p.days,
        day_kind=p.day_kind,
        posting_day=p.posting_day,
        calendar=s.calendar,
    )


def hangs(s: Situation) -> bool:
    """Whether a notice was posted that is not closed yet."""
    post = s.facts.latest(f"{NOTICE}.post")
    return post is not None and not hanging.follows(s.facts.latest(NOTICE), post)


def upheld(s: Situation) -> Fact | None:
    """The last finding by which an objection was true."""
    found = [fact for fact in s.facts.all(f"{NOTICE}.inquire") if fact.data["finding"] == "upheld"]
    return found[-1] if found else None


# ── When it hangs, and by whom ──


@rule("PM-20-2", "publicity.candidate.window", says=("publicity.candidate.window",))
def published_in_order(s: Situation, p: Parameter) -> Answer:
    """The notice hangs after the pre-review, and is over before the admission meeting (art. 20)."""
    post, reviewed_on = s.facts.latest(f"{NOTICE}.post"), reviewing.pre_reviewed_on(s)
    review = s.facts.latest(reviewing.PRE_REVIEW)
    after_review = reviewed_on is not None and (not hangs(s) or hanging.follows(post, review))
    over = not hangs(s)
    places = {"after_college_prereview": after_review, "before_admission_meeting": over}
    missing = p.lacks({place for place, right in places.items() if right})
    return Answer(not missing, p.name, {"missing": missing, "reviewed_on": reviewed_on})


@rule("PM-20-11", "publicity.candidate.channels", says=("publicity.candidate.channels",))
def in_both_channels(s: Situation, p: Parameter) -> Answer:
    """The notice hangs on paper and on the web at the same time (art. 20)."""
    missing = hanging.missing_channels(s, NOTICE, p)
    return Answer(not missing, p.name, {"missing": missing}, applies=hangs(s))


@rule("PM-20-1", "publicity.candidate.min_days", says=("publicity.candidate.min_days", hanging.TAKEN_DOWN))
def published_long_enough(s: Situation, p: Parameter) -> Answer:
    """The notice hung for its whole days in both channels at once (art. 20).

    Where an objection was found true the days decide nothing any more.
    """
    return hanging.long_enough(s, p, window(s), asked=hangs(s) and not suspended(s))


# ── What it shows ──


@rule("PM-20-4", "publicity.candidate.fields.identity", says=("publicity.candidate.fields.identity",))
def identity_shown(s: Situation, p: Parameter) -> Answer:
    """Six things say who it is, no fewer; the paper has no place for more (art. 20)."""
    written = given(s, FROM_THE_ROSTER) | ({"name"} if s.subject.name else set())
    missing = p.lacks(written)
    return Answer(not missing, p.name, {"missing": missing})


def awards_shown(s: Situation, p: Parameter) -> tuple[date, tuple[Fact, ...], tuple[Fact, ...]]:
    """The first day that counts, and the rewards of the university or above and the punishments since."""
    since = p.period.before(s.on)
    least = of.LEVELS.index("university")
    rewards = tuple(
        fact
        for fact in of.entries(s, "honour")
        if fact.on >= since and of.LEVELS.index(fact.data["level"]) >= least
    )
    return since, rewards, tuple(fact for fact in of.entries(s, "sanction") if fact.on >= since)


@rule("PM-20-5", "publicity.candidate.award_years", says=("publicity.candidate.award_years",))
def awards_checked(s: Situation, p: Parameter) -> Answer:
    """Rewards of the university or above and punishments of three years are shown as checked (art. 20)."""
    since, rewards, punishments = awards_shown(s, p)
    checked = bool(s.data["awards_checked"])
    params: dict[str, Value] = {"since": since, "rewards": of.titles(rewards)}
    return Answer(checked, p.name, {**params, "punishments": of.titles(punishments)})


@rule("PM-20-6", "publicity.candidate.fields.dates", says=("publicity.candidate.fields.dates",))
def dates_shown(s: Situation, p: Parameter) -> Answer:
    """Three dates are shown; the planned month is none before the notice is over (art. 20)."""
    applied_on, since, planned = known.started_on(s), known.activist_on(s), str(s.data["planned_month"] or "")
    over = expected(s)
    usable_on = over.usable_on if over else None
    dates = {"application_date": applied_on, "activist_date": since, "planned_date": planned or None}
    missing = p.lacks({name for name, day in dates.items() if day})
    late_enough = usable_on is not None and planned >= f"{usable_on:%Y-%m}"
    params: dict[str, Value] = {"missing": missing, "planned": planned, "usable_on": usable_on}
    return Answer(not missing and late_enough, p.name, params)


@rule("PM-20-7", "publicity.candidate.fields.contact", says=("publicity.candidate.fields.contact",))
def contacts_shown(s: Situation, p: Parameter) -> Answer:
    """The contact persons of the day are shown (art. 20)."""
    named = s.facts.latest("contacts")
    missing = p.lacks({"contact_names"} if named and named.data["contacts"] else set())
    return Answer(not missing, p.name, {"missing": missing})


@rule("PM-20-8", "publicity.candidate.fields.feedback", says=("publicity.candidate.fields.feedback",))
def feedback_shown(s: Situation, p: Parameter) -> Answer:
    """Where and when views are received, for at least as long as the notice hangs (art. 20)."""
    written, over = given(s, FEEDBACK), expected(s)
    period = {"feedback_from", "feedback_to"} <= written
    missing = p.lacks(
        (written - {"feedback_from", "feedback_to"}) | ({"feedback_period"} if period else set())
    )
    from_on, to_on = s.data["feedback_from"], s.data["feedback_to"]
    last_on = over.last_day if over else None
    long_enough = bool(period and last_on and from_on <= s.on.isoformat() and to_on >= last_on.isoformat())
    return Answer(not missing and long_enough, p.name, {"missing": missing, "last_on": last_on})


@rule("PM-20-9", "publicity.candidate.fields.student", says=("publicity.candidate.fields.student",))
def results_shown(s: Situation, p: Parameter) -> Answer:
    """Of a student the recommendation and the marks of the last years are shown, where known (art. 20)."""
    recommended = known.effective(s) is not None or bool(known.recommenders(s))
    lacks = years_without(s)
    there = {"tuiyou_result"} if recommended else set()
    there |= {"composite_scores", "academic_scores"} if not lacks and results_of(s) else set()
    missing = p.lacks(there)
    return Answer(not missing, p.name, {"missing": missing, "years": lacks})


def results_of(s: Situation) -> dict[str, Fact]:
    """The results of the last years that the record has."""
    years = of.by_year(s, "year_result")
    return {year: years[year] for year in list(years)[-YEARS_SHOWN:]}


def years_without(s: Situation) -> tuple[str, ...]:
    """The years whose marks the record lacks; of a graduate the appraisal stands in for them."""
    marks = ("appraisal_rank",) if candidates.graduate(s.subject) else ("composite_score", "academic_score")
    return tuple(
        year for year, fact in results_of(s).items() if any(fact.data.get(mark) is None for mark in marks)
    )


# ── What is said against it ──


@rule("PM-20-12", "publicity.ledger", says=("publicity.ledger",))
def ledger_kept(s: Situation, p: Parameter) -> Answer:
    """The ledger has the time, what was said and how it was handled; "none" is written down too (art. 20)."""
    lodged = [fact for fact in s.facts.all(f"{NOTICE}.object") if _of_this_notice(s, fact)]
    left = open_objections(s, NOTICE)
    stated = given(s, ("issues", "handling"))
    said = str(s.data["issues"] or "").strip().rstrip("。.")
    kept = {"period"} if window(s) else set()
    kept |= {"issues"} if "issues" in stated and not (lodged and said in NOTHING) else set()
    kept |= {"handling"} if "handling" in stated and not left else set()
    missing = p.lacks(kept)
    return Answer(not missing, p.name, {"missing": missing, "open": len(left)})


@rule("notice.objections_settled", says=("notice.objections_settled",))
def objections_settled(s: Situation) -> Answer:
    """What was said against somebody was inquired into before the notice ends (art. 20, and so 37)."""
    left = open_objections(s, hanging.posted_last(s))
    return Answer(not left, "notice.objections_settled", {"open": len(left)})


def _of_this_notice(s: Situation, fact: Fact) -> bool:
    return hanging.follows(fact, s.facts.latest(f"{NOTICE}.post"))


@rule("PM-20-10", "doc.candidate_publicity_form", says=("doc.candidate_publicity_form",))
def form_filled(s: Situation, p: Parameter) -> Answer:
    """What came of the notice is filled into the form of article 20; without it nothing goes on."""
    filled = bool(s.data["form_filled"])
    return Answer(filled, p.name, {"filled": filled})


@rule("PM-20-13", "objection.investigate_within", says=("objection.investigate_within",))
def inquired_in_time(s: Situation, p: Parameter) -> Answer:
    """An objection is inquired into within the days (art. 20); article 37 gives none of its own."""
    lodged = {fact.entry: fact.on for fact in s.facts.all(f"{hanging.posted_last(s)}.object")}
    lodged_on = lodged.get(s.data["objection"])
    due_on = p.period.after(lodged_on, s.calendar) if lodged_on else None
    timely = lodged_on is None or within(lodged_on, p.period, s.on, s.calendar)
    params = {"lodged_on": lodged_on, "due_on": due_on, "on": s.on}
    return Answer(timely, p.name, params, applies=lodged_on is not None)


def suspended(s: Situation) -> bool:
    """Whether a verified problem holds development up, and nobody has lifted that yet."""
    found = upheld(s)
    return found is not None and not hanging.follows(s.facts.latest(LIFTED), found)


@rule("PM-20-14", "candidate.suspend_on_verified", says=("candidate.suspend_on_verified",))
def not_suspended(s: Situation, p: Parameter) -> Answer:
    """A verified problem suspends development until the college committee lifts it (art. 20)."""
    found = upheld(s)
    params = {"found_on": found.on if found else None}
    return Answer(suspended(s) != p.flag, p.name, params)
