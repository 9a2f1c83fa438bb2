"""Articles 8 and 9: who is recommended by the League, by which ballot, on which conditions."""

from __future__ import annotations

from fractions import Fraction

from procedures.party_membership.rules import known
from workflows.nodes import seats
from workflows.rules import meetings
from workflows.rules.calendars import add_months, waited
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

RANKS = ("term", "composite")


# ── Article 8 ──


@rule("PM-8-1", "tuiyou.age_limit", says=("tuiyou.age_limit",))
def young_come_from_the_league(s: Situation, p: Parameter) -> Answer:
    """Those of the age limit or younger on the day of the ballot come from League members (art. 8)."""
    held = known.ballot(s)
    on = held.on if held and (known.pending(s) or known.effective(s)) else s.on
    member = known.league_member(s.subject, on)
    params = {"on": on, "age": s.subject.age_on(on), "most": p.count, "league": member}
    return Answer(member, "tuiyou.age_limit", params, applies=known.within_age(s, on))


@rule("PM-8-2", "tuiyou.required_for_league_member", says=("tuiyou.required_for_league_member",))
def league_members_through_the_league(s: Situation, p: Parameter) -> Answer:
    """League members of the age limit or younger come through the League's recommendation (art. 8)."""
    found = known.ways(s)
    most = s.edition["tuiyou.age_limit"].count
    params = {"most": most, "age": s.subject.age_on(s.on), "route": found}
    applies = p.flag and known.needs_league(s)
    return Answer("tuiyou" in found, "tuiyou.required_for_league_member", params, applies=applies)


@rule("PM-8-3", "tuiyou.ballot_secret", says=("tuiyou.ballot_secret",))
def secret_ballot(s: Situation, p: Parameter) -> Answer:
    """The League branch recommends by secret ballot; a show of hands is none (art. 8)."""
    count = s.matter.latest("count") if s.matter else None
    secret = count is not None and count.data["method"] == "secret"
    applies = count is not None
    return Answer(secret == p.flag, "tuiyou.ballot_secret", {"secret": secret}, applies=applies)


@rule("PM-8-4", "tuiyou.review_by", says=("tuiyou.review_by",))
def reviewed_by_the_college_league(s: Situation, p: Parameter) -> Answer:
    """Only a nominee with counted votes, reviewed by the college League committee, is named (art. 8)."""
    held = known.ballot(s)
    unknown = () if held and held.outcome == Outcome.CARRIED else (s.subject.name,)
    done = known.reviewed(s)
    return Answer(done and not unknown, "tuiyou.review_by", {"unknown": unknown, "reviewed": done})


@rule("PM-8-5", "tuiyou.decide_by", says=("tuiyou.decide_by",))
def in_effect(s: Situation, p: Parameter) -> Answer:
    """A recommendation takes effect with the end of its notice; before that it is tentative (art. 8)."""
    closed = known.effective(s)
    window = known.window(s)
    hanging = window is not None and not window.usable(s.on)
    applies = bool(closed) or (known.pending(s) and not hanging and not known.objections(s))
    effective_on = closed.on if closed else None
    ok, earliest = effective_on is not None and effective_on <= s.on, effective_on
    return Answer(ok, "tuiyou.decide_by", {"effective_on": effective_on}, earliest, applies=applies)


@rule("PM-8-10", "tuiyou.valid_months", says=("tuiyou.valid_months",))
def still_valid(s: Situation, p: Parameter) -> Answer:
    """A recommendation is used within its months: a warning after the fewer, dead after the more (art. 8)."""
    closed = known.effective(s)
    since = closed.on if closed else s.on
    warn_on, last_on = add_months(since, p.low), add_months(since, p.high)
    params = {"effective_on": since, "warn_on": warn_on, "last_on": last_on}
    return Answer(
        s.on <= last_on,
        "tuiyou.valid_months",
        params,
        applies=closed is not None,
        warns=s.on > warn_on,
    )


@rule("PM-8-11", "tuiyou.external_rules_configured", says=("tuiyou.external_rules_configured",))
def university_rules_known(s: Situation, p: Parameter) -> Answer:
    """The university's own rules on recommendation supply the shares; until then defaults hold (art. 8)."""
    configured = bool(p.options.get("configured", False))
    return Answer(configured == p.flag, "tuiyou.external_rules_configured", {"configured": configured})


def outcome(s: Situation) -> Outcome:
    """How the ballot on one nominee came out: quorum, majority, and the appraisal (art. 8, 9).

    A quorate meeting that issued no papers put the ballot off. Numbers that contradict each other, which only
    a correction could bring here, decide nothing.
    """
    p = s.edition["tuiyou.ballot_secret"]
    quorum, carried = p.share_option("quorum"), p.share_option("carried")
    decided = meetings.outcome_of(s.data, seats(s), quorum=quorum, carried=carried)
    return Outcome.LOST if decided is Outcome.CARRIED and not _appraised(s) else decided


def _appraised(s: Situation) -> bool:
    share = s.edition["tuiyou.appraisal_pass_ratio"].share
    return share.holds(s.data["qualified"], s.data["rated"])


@rule("recommender.full_member", says=("recommender.full_member",))
def recommender_is_member(s: Situation) -> Answer:
    """A member's recommendation is a full member's, and nobody recommends himself (art. 10)."""
    number = s.data["recommender"]
    person = s.people.get(number)
    fit = known.full_member(person, s.on) and number != s.subject.number
    return Answer(fit, "recommender.full_member", {"recommender": person.name if person else number})


# ── Article 9 ──


@rule("PM-9-1", "tuiyou.attest", says=("tuiyou.attest",))
def qualities_attested(s: Situation, p: Parameter) -> Answer:
    """The qualities that cannot be counted were attested one by one (art. 9)."""
    attested = s.facts.latest("attestation")
    missing = p.lacks(set(attested.data["qualities"]) if attested else set())
    return Answer(not missing, "tuiyou.attest", {"missing": missing})


@rule("PM-9-2", "tuiyou.sanctions", says=("tuiyou.sanctions", "tuiyou.sanctions_unknown"))
def no_sanctions(s: Situation, p: Parameter) -> Answer:
    """A nominee has neither circulated criticism nor a sanction, lifted or not (art. 9)."""
    attested = s.facts.latest("attestation")
    number = attested.data["sanctions"] if attested else None
    if number is None:
        return Answer(False, "tuiyou.sanctions_unknown", {})
    return Answer(p.allows(number), "tuiyou.sanctions", {"count": number})


@rule("PM-9-3", "tuiyou.rank_top", says=("tuiyou.rank_top", "tuiyou.rank_unknown"))
def ranked_high_enough(s: Situation, p: Parameter) -> Answer:
    """Term grades or the yearly composite lie in the upper part of the major-year (art. 9)."""
    attested = s.facts.latest("attestation")
    data = attested.data if attested else {}
    ranks = [(data[f"{kind}_rank"], data[f"{kind}_size"]) for kind in RANKS if data.get(f"{kind}_rank")]
    if not ranks:
        return Answer(False, "tuiyou.rank_unknown", {"share": p.share.fraction})
    rank, size = min(ranks, key=lambda each: Fraction(*each))
    met = any(p.share.holds(*each) for each in ranks)
    return Answer(met, "tuiyou.rank_top", {"share": p.share.fraction, "rank": rank, "size": size})


@rule("PM-9-4", "tuiyou.min_months_since_application", says=("tuiyou.min_months_since_application",))
def waited_since_applying(s: Situation, p: Parameter) -> Answer:
    """Some months lie between the application and the ballot (art. 9)."""
    applied_on = known.started_on(s)
    earliest_on = p.period.after(applied_on) if applied_on else None
    passed = applied_on is not None and waited(applied_on, p.period, s.on)
    params = {"applied_on": applied_on, "period": p.period, "earliest_on": earliest_on}
    return Answer(passed, "tuiyou.min_months_since_application", params, earliest_on)


@rule("PM-9-5", "tuiyou.appraisal_pass_ratio", says=("tuiyou.appraisal_pass_ratio",))
def appraisal_passed(s: Situation, p: Parameter) -> Answer:
    """Enough of those who took part in the appraisal found the nominee qualified (art. 9); an outcome."""
    rated, qualified = s.data["rated"], s.data["qualified"]
    needed = p.share.least(rated) if rated else 0
    params = {"size": rated, "qualified": qualified, "share": p.share.fraction, "needed": needed}
    return Answer(p.share.holds(qualified, rated), "tuiyou.appraisal_pass_ratio", params)
