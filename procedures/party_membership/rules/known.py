"""What a case knows of itself, read from its facts: dates that run, standings, its recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from procedures.party_membership import roles
from procedures.party_membership.rules import hanging
from workflows.rules.facts import Fact
from workflows.rules.situation import PersonView, Situation
from workflows.rules.tallies import Outcome
from workflows.rules.windows import Posting, PublicityWindow

BALLOT = "recommendation"
REVIEW = "recommendation_review"
NOTICE = "recommendation_notice"
MEMBER = "member_recommendation"
DECISION = "activist_decision"


def started_on(s: Situation) -> date | None:
    """The day from which waiting counts: the application's, or that of a prior one that was kept (art. 5)."""
    again = s.facts.on("reapplication")
    declared = s.facts.latest("declaration")
    if again or declared is None:
        return again or s.facts.on("application")
    keeps = s.edition["applicant.start_date_rule"].word == "original_date"
    return declared.day("handed_in_on") if keeps else received_on(s) or declared.on


def received_on(s: Situation) -> date | None:
    """The day on which a prior application came, or the branch recognised it without the original."""
    forwarded = s.facts.latest("forwarding")
    if forwarded and forwarded.data["found"] == "original_received":
        return forwarded.on
    recognised = s.facts.latest("recognition")
    return recognised.on if recognised and recognised.data["decision"] == "keep" else None


def talk_from(s: Situation) -> date | None:
    """The day from which the first talk is due: handing in, or a prior application's arrival (art. 7)."""
    if s.facts.latest("declaration") and not s.facts.latest("reapplication"):
        return received_on(s)
    return s.facts.on("reapplication") or s.facts.on("application")


def league_member(person: PersonView, on: date) -> bool:
    """Whether somebody is a member of the League on a day."""
    held = person.standing_on(roles.LEAGUE_TREE, on)
    return held is not None and held.standing == roles.LEAGUE_MEMBER


def full_member(person: PersonView | None, on: date) -> bool:
    """Whether somebody is a full member of the Party on a day."""
    held = person.standing_on(roles.PARTY_TREE, on) if person else None
    return held is not None and held.standing == roles.FULL_MEMBER


def within_age(s: Situation, on: date) -> bool:
    """Whether the subject is of the age for which the League recommends; an unknown birthday counts as so."""
    age = s.subject.age_on(on)
    return age is None or s.edition["tuiyou.age_limit"].allows(age)


def needs_league(s: Situation) -> bool:
    """Whether the subject must come through the League: a member of the age for which it recommends."""
    return league_member(s.subject, s.on) and within_age(s, s.on)


def ballot(s: Situation) -> Fact | None:
    """The last round of the League's ballot that was decided."""
    decided = [fact for fact in s.facts.all(BALLOT) if fact.outcome in {Outcome.CARRIED, Outcome.LOST}]
    return decided[-1] if decided else None


def reviewed(s: Situation) -> bool:
    """Whether the college League committee approved the nominee after the last ballot."""
    last, review = ballot(s), s.facts.latest(REVIEW)
    return bool(last and review and review.outcome == "approved" and hanging.follows(review, last))


def effective(s: Situation) -> Fact | None:
    """The closing of the notice by which a recommendation took effect, unless the last one was upheld."""
    closed = s.facts.latest(NOTICE)
    return closed if closed and closed.outcome == "unopposed" else None


def pending(s: Situation) -> bool:
    """Whether a carried recommendation is on its way: neither returned, nor closed by its notice."""
    last, review, closed = ballot(s), s.facts.latest(REVIEW), s.facts.latest(NOTICE)
    if last is None or last.outcome != Outcome.CARRIED:
        return False
    returned = review is not None and review.outcome == "returned" and hanging.follows(review, last)
    return not returned and not (closed and hanging.follows(closed, last))


def recommenders(s: Situation) -> tuple[str, ...]:
    """The full members who recommended the applicant in writing, each once, by number."""
    named = [fact.data["recommender"] for fact in s.facts.all(MEMBER)]
    return tuple(dict.fromkeys(named))


def ways(s: Situation) -> tuple[str, ...]:
    """How the applicant is recommended: by the League (effective or on its way), by members."""
    least = s.edition["activist.recommendation"].options.get("least_recommenders", 1)
    found = ("tuiyou",) if effective(s) or pending(s) else ()
    return (*found, "member") if len(recommenders(s)) >= least else found


def hung(s: Situation) -> dict[str, Sequence[Posting]]:
    """Where and when the notice of the recommendation hung since it was last posted, by channel."""
    return hanging.hung(s, NOTICE)


def window(s: Situation) -> PublicityWindow | None:
    """The window of the recommendation notice as it stands, or None while it hangs in too few channels."""
    return hanging.window(s, NOTICE, s.edition["publicity.tuiyou.min_days"])


def objections(s: Situation) -> int:
    """How many objections against the recommendation nobody has decided yet."""
    return hanging.objections(s, NOTICE)


def activist_on(s: Situation) -> date | None:
    """The day the applicant became an activist: that of the decision, once it was filed (art. 10)."""
    filed = s.facts.latest("filing")
    return filed.effective_on if filed and filed.outcome == "approved" else None
