"""Article 35: the probation of a year, what a conversion asks for, extending and cancelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from procedures.party_membership.rules import achievements, transferred
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.rules.calendars import Period, within
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

#: what is said where no rank was made known in the probation
NO_RANK = "conversion.no_rank"
#: what is said where the meeting carried no motion
NOTHING_CARRIED = "conversion.nothing_carried"


def _converts(s: Situation) -> bool:
    return probation.motion(s) == probation.CONVERT


# ── The year ──


@rule("PM-35-1", "probation.months", says=("probation.months",))
def year_is_over(s: Situation, p: Parameter) -> Answer:
    """A conversion is debated from the day after the probation on, extended or not (art. 35)."""
    began, free = probation.began_on(s), probation.free_on(s)
    over = free is not None and s.on >= free
    params = {"began_on": began, "last_on": probation.last_day(s), "free_on": free}
    return Answer(over, "probation.months", params, free)


@rule("PM-35-2", "probation.start", says=("probation.start",))
def counted_from_the_meeting(s: Situation, p: Parameter) -> Answer:
    """The probation counts from the meeting, neither from the approval nor from the oath (art. 35)."""
    began, met = probation.began_on(s), admission.admitted_on(s)
    return Answer(began == met, "probation.start", {"began_on": began}, applies=met is not None)


@rule("PM-35-3", "conversion.discuss_within", says=("conversion.discuss_within",))
def debated_in_time(s: Situation, p: Parameter) -> Answer:
    """The branch debates soon after the probation is over; a late debate moves no date (art. 35)."""
    free = probation.free_on(s) or s.on
    params = {"free_on": free, "due_on": p.period.after(free, s.calendar), "on": s.on}
    return Answer(within(free, p.period, s.on, s.calendar), "conversion.discuss_within", params)


# ── What is asked of a conversion on time ──


@rule("PM-35-4", "conversion.training", says=("conversion.training",))
def trained_again(s: Situation, p: Parameter) -> Answer:
    """The Party school's course for members was completed (art. 35)."""
    course = s.facts.latest("reeducation")
    found = course.data["result"] if course else "none"
    return Answer(found == p.word, "conversion.training", {"found": found}, applies=_converts(s))


@rule("PM-35-5", "conversion.cadre", says=("conversion.cadre",))
def held_a_main_post(s: Situation, p: Parameter) -> Answer:
    """A main post was held in a student body or the class during the probation (art. 35)."""
    held = tuple(str(post.data["title"]) for post in _posts(s))
    return Answer(bool(held) == p.flag, "conversion.cadre", {"posts": held}, applies=_converts(s))


def _posts(s: Situation) -> Iterator[Fact]:
    """The main posts whose time overlaps the probation."""
    began = probation.began_on(s)
    for post in s.record.all("post"):
        until = post.day("to_on")
        if began and post.data["main"] and (until is None or until > began) and post.on <= s.on:
            yield post


@rule("PM-35-6", "conversion.grades_attested", says=("conversion.grades_attested",))
def grades_attested(s: Situation, p: Parameter) -> Answer:
    """That the marks are excellent was attested by the branch, with its ground (art. 35)."""
    opinion = probation.latest(s, probation.OPINION)
    attested = opinion is not None and opinion.data["grades"] == "attested"
    params = {"attested": attested}
    return Answer(attested == p.flag, "conversion.grades_attested", params, applies=_converts(s))


@rule("PM-35-7", "conversion.rank_top", says=("conversion.rank_top", NO_RANK))
def ranked_in_the_top(s: Situation, p: Parameter) -> Answer:
    """The last year made known in the probation ranks in the top; graduates by appraisal (art. 35)."""
    year = last_year(s)
    rank, size = rank_of(year) if year else (None, None)
    ok = rank is not None and size is not None and p.share.holds(rank, size)
    params = {
        "year": year.data["year"] if year else None,
        "rank": rank,
        "size": size,
        "share": p.share.fraction,
        "entry": year.entry if year else None,
    }
    message = "conversion.rank_top" if rank is not None and size is not None else NO_RANK
    return Answer(ok, message, params, applies=_converts(s))


def last_year(s: Situation) -> Fact | None:
    """The last year whose result was made known during the probation, no later than today."""
    known = [
        fact for fact in s.record.all("year_result") if fact.on <= s.on and probation.in_probation(s, fact.on)
    ]
    return max(known, key=lambda fact: str(fact.data["year"]), default=None)


def rank_of(year: Fact) -> tuple[int | None, int | None]:
    """The place of a year and among how many: by appraisal where one was made, else the composite one."""
    kind = "appraisal" if year.data.get("appraisal_size") else "composite"
    return year.data.get(f"{kind}_rank"), year.data.get(f"{kind}_size")


@rule("PM-35-8", "conversion.scholarship_min_class", says=("conversion.scholarship_min_class",))
def won_a_scholarship(s: Situation, p: Parameter) -> Answer:
    """A scholarship of the class or better was won in the probation (art. 35)."""
    won = [
        str(fact.data.get("scholarship") or "none")
        for fact in s.record.all("year_result")
        if probation.in_probation(s, fact.on)
    ]
    classes = list(p.options["classes"])
    best = min((each for each in won if each in classes), key=classes.index, default="none")
    ok = best in classes and p.allows(classes.index(best))
    params = {"found": best, "least": classes[p.count]}
    return Answer(ok, "conversion.scholarship_min_class", params, applies=_converts(s))


@rule("PM-35-9", "conversion.honours_min", says=("conversion.honours_min",))
def won_an_honour(s: Situation, p: Parameter) -> Answer:
    """An honour of the university, or an award in a competition, was won in the probation (art. 35)."""
    won = honours(s, p)
    return Answer(
        p.allows(len(won)),
        "conversion.honours_min",
        {"count": len(won), "least": p.count, "found": won},
        applies=_converts(s),
    )


def honours(s: Situation, p: Parameter) -> tuple[str, ...]:
    """What was won in the probation, of the level that counts."""
    found = achievements.awards(s, p.options["level"])
    return tuple(str(fact.data["title"]) for fact in found if probation.in_probation(s, fact.on))


# ── What may be asked of the meeting ──


#: the conditions of a conversion on time, by the word that each is called
CONDITIONS = {
    "gap_training": trained_again,
    "gap_cadre": held_a_main_post,
    "gap_grades": grades_attested,
    "gap_rank": ranked_in_the_top,
    "gap_scholarship": won_a_scholarship,
    "gap_honours": won_an_honour,
}


@rule("PM-35-10", "conversion.outcome", says=("conversion.outcome",))
def motion_is_known(s: Situation, p: Parameter) -> Answer:
    """The branch committee proposes one of three motions; gaps are only listed (art. 35)."""
    asked = tuple(s.data["motions"])
    wanted = replace(s, data={"motions": [probation.CONVERT]})
    gaps = tuple(word for word, each in CONDITIONS.items() if each(wanted).refuses)
    known = bool(asked) and set(asked) <= set(p.members)
    return Answer(known, "conversion.outcome", {"motions": asked, "gaps": gaps})


def _months(s: Situation) -> int:
    return int(s.data.get("months") or 0)


def _extends(s: Situation) -> bool:
    return probation.EXTEND in s.data["motions"]


@rule("PM-35-11", "probation.extension_min_months", says=("probation.extension_min_months",))
def extended_long_enough(s: Situation, p: Parameter) -> Answer:
    """An extension lasts at least its months, counted from the anniversary (art. 35)."""
    months, least = _months(s), p.period.total_months
    params = {"months": months, "least": least}
    return Answer(months >= least, "probation.extension_min_months", params, applies=_extends(s))


@rule("PM-35-12", "probation.extension_max_months", says=("probation.extension_max_months",))
def extended_not_too_long(s: Situation, p: Parameter) -> Answer:
    """And at most its months, all extensions together (art. 35)."""
    months, most = _months(s) + probation.months_of_extension(s), p.period.total_months
    params = {"months": months, "most": most, "until": _until(s, months)}
    return Answer(months <= most, "probation.extension_max_months", params, applies=_extends(s))


def _until(s: Situation, months: int) -> date | None:
    expiry = probation.expires_on(s)
    return Period(months=months).after(expiry) if expiry else None


@rule("PM-35-13", "probation.extension_max_count", says=("probation.extension_max_count",))
def extended_once(s: Situation, p: Parameter) -> Answer:
    """A probation is extended once (art. 35, by the national rules)."""
    number = sum(fact.outcome == probation.EXTEND for fact in s.facts.all(probation.CONVERSION))
    params = {"count": number, "most": p.count}
    return Answer(p.allows(number + 1), "probation.extension_max_count", params, applies=_extends(s))


@rule("PM-35-14", "conversion.cancel", says=("conversion.cancel",))
def cancelled_by_both(s: Situation, p: Parameter) -> Answer:
    """A probation is cancelled by a vote and the college committee's approval together (art. 35)."""
    voted = probation.carried(s) is not None
    applies = probation.decided(s) == probation.CANCEL
    return Answer(voted == p.flag, "conversion.cancel", {"voted": voted}, applies=applies)


@rule("PM-35-15", "conversion.outcome_vote_required", says=("conversion.outcome_vote_required",))
def asked_in_order(s: Situation, p: Parameter) -> Answer:
    """Each motion has its own vote, in order; one that was lost is not asked again (art. 35)."""
    asked, lost, order = tuple(s.data["motions"]), probation.lost(s), p.members
    least = max((order.index(each) for each in lost), default=-1)
    places = [order.index(each) for each in asked if each in order]
    ok = places == sorted(places) and all(place > least for place in places)
    return Answer(ok, "conversion.outcome_vote_required", {"motions": asked, "lost": lost})


@rule("PM-35-16", "conversion.final_approval", says=("conversion.final_approval", NOTHING_CARRIED))
def voted_before_the_approval(s: Situation, p: Parameter) -> Answer:
    """What the meeting carried takes effect when the college committee approves it (art. 35)."""
    last = probation.carried(s)
    params = {
        "body": p.word,
        "voted_on": last.on if last else None,
        "motion": probation.decided(s) or "none",
    }
    message = "conversion.final_approval" if last else NOTHING_CARRIED
    return Answer(last is not None, message, params)


@rule("proposal.unasked", says=("proposal.unasked",))
def proposed_without_an_application(s: Situation) -> Answer:
    """After a fraud, or when the probation is over and nobody applied, the branch need not wait.

    The articles leave both open: article 36 has a vote on a fraud, article 37 no word for who never applies.
    """
    free, approved = probation.free_on(s), s.facts.latest(probation.CONVERSION)
    open_still = free is not None and (approved is None or approved.outcome in {probation.EXTEND, "returned"})
    over = free is not None and s.on >= free and probation.latest(s, probation.APPLICATION) is None
    params = {"free_on": free}
    return Answer(open_still and (over or transferred.found_a_fraud(s)), "proposal.unasked", params)


@rule("proposal.not_applied_for", says=("proposal.not_applied_for",))
def converted_on_application_only(s: Situation) -> Answer:
    """Nobody is converted without having applied for it."""
    asks, applied = probation.CONVERT in s.data["motions"], probation.latest(s, probation.APPLICATION)
    unasked = probation.latest(s, probation.UNASKED) is not None
    return Answer(not asks or applied is not None, "proposal.not_applied_for", applies=unasked)
