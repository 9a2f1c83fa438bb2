"""Article 16 on everybody: the year of cultivation, who is heard, who decides and files, what rules out."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import achievements as of
from procedures.party_membership.rules import known
from procedures.party_membership.rules import known_candidates as candidates
from procedures.party_membership.rules.chapter_3 import has_committee
from workflows.rules.calendars import waited
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.shares import Share
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: what is said of a misconduct that was none
CLEARED = "cleared"


# ── Before the decision: what the case and the record say ──


@rule("PM-16-1", "candidate.requires_activist_training", says=("candidate.requires_activist_training",))
def after_the_course(s: Situation, p: Parameter) -> Answer:
    """An activist is listed after the activists' course (art. 16)."""
    completed_on = s.facts.on(candidates.COURSE)
    return Answer((completed_on is not None) == p.flag, p.name, {"completed_on": completed_on})


@rule("PM-16-2", "candidate.min_cultivation_months", says=("candidate.min_cultivation_months",))
def cultivated_a_year(s: Situation, p: Parameter) -> Answer:
    """A year of cultivation lies between the later of decision and course, and the listing (art. 16)."""
    since = cultivated_since(s, p)
    earliest_on = p.period.after(since) if since else None
    passed = since is not None and waited(since, p.period, s.on)
    params = {"since": since, "period": p.period, "earliest_on": earliest_on}
    return Answer(passed, p.name, params, earliest_on)


def cultivated_since(s: Situation, p: Parameter) -> date | None:
    """The day from which the year runs, by the anchor that the edition names."""
    since, course = known.activist_on(s), s.facts.on(candidates.COURSE)
    if p.anchor == "activist":
        return since
    if p.anchor == "activist_course":
        return course
    return max(since, course) if since and course else None


@rule("PM-16-3", "candidate.opinions_from", says=("candidate.opinions_from",))
def all_sides_heard(s: Situation, p: Parameter) -> Answer:
    """The Party group, the contact persons, members and others were heard (art. 16).

    A branch without Party groups speaks for them and says so.
    """
    held = candidates.hearing(s)
    members = held.data["members"] if held else 0
    others = held.data["attended"] - members if held else 0
    heard = {
        "party_group": candidates.group_opinion(s) is not None,
        "contact": "contact_opinion" in s.facts,
        "members": members > 0,
        "masses": others > 0,
    }
    missing = p.lacks({side for side, spoke in heard.items() if spoke})
    return Answer(not missing, p.name, {"missing": missing})


@rule("PM-16-18", "candidate.graduation_risk", says=("candidate.graduation_risk",))
def will_graduate(s: Situation, p: Parameter) -> Answer:
    """Who will not get the certificate or the degree is not listed; nobody excepts from it (art. 16)."""
    warned = of.entries(s, "graduation_risk")
    at_risk = bool(warned) and bool(warned[-1].data["at_risk"])
    said_on = warned[-1].on if warned else None
    return Answer(at_risk == p.flag, p.name, {"at_risk": at_risk, "said_on": said_on})


@rule("PM-16-19", "candidate.grad.rank_top", says=("candidate.grad.rank_top", of.NO_RANK))
def graduate_ranked(s: Situation, p: Parameter) -> Answer:
    """A graduate's appraisal lies in the upper half of the major and year (art. 16)."""
    met, params, message = of.ranked(s, p, of.APPRAISAL)
    return Answer(met, message or p.name, params, applies=candidates.graduate(s.subject))


@rule("PM-16-20", "candidate.grad.failed_courses", says=("candidate.grad.failed_courses", of.NO_RANK))
def graduate_failed_nothing(s: Situation, p: Parameter) -> Answer:
    """A graduate failed no course at the first exam (art. 16)."""
    results = of.by_year(s, "year_result")
    counted = {
        year: fact.data["failed_courses"]
        for year, fact in results.items()
        if fact.data.get("failed_courses") is not None
    }
    params: dict[str, Value] = {"count": sum(counted.values()), "years": tuple(counted)}
    met = bool(counted) and p.allows(sum(counted.values()))
    message = p.name if counted else of.NO_RANK
    return Answer(met, message, params, applies=candidates.graduate(s.subject))


@rule("PM-16-21", "candidate.grad.achievement", says=("candidate.grad.achievement",))
def graduate_achieved(s: Situation, p: Parameter) -> Answer:
    """A graduate has an honour of the university, a project, a result, or a main post (art. 16)."""
    found = {str(fact.data["kind"]) for fact in of.entries(s, "achievement")}
    honours = [fact for fact in of.awards(s, "university") if fact.data["kind"] != of.COMPETITION]
    found |= {"univ_honour"} if honours else set()
    found |= {"main_cadre"} if of.main_posts(s) else set()
    held = tuple(kind for kind in p.members if kind in found)
    return Answer(bool(held), p.name, {"found": held}, applies=candidates.graduate(s.subject))


@rule("PM-16-22", "candidate.grad.misconduct", says=("candidate.grad.misconduct",))
def no_misconduct(s: Situation, p: Parameter) -> Answer:
    """Academic misconduct rules a graduate out; while it is examined everything waits (art. 16)."""
    findings = [fact for fact in of.entries(s, "misconduct") if fact.data["finding"] != CLEARED]
    found = findings[-1].data["finding"] if findings else None
    params: dict[str, Value] = {"found": found, "titles": of.titles(findings)}
    return Answer(bool(findings) == p.flag, p.name, params, applies=candidates.graduate(s.subject))


# ── The decision of the branch ──


@rule("PM-16-4", "candidate.decide_by", says=("candidate.decide_by",))
def listed_by_the_committee(s: Situation, p: Parameter) -> Answer:
    """The branch committee decides, or the branch meeting where there is none (art. 16)."""
    expected = p.word if has_committee(s) else s.edition["activist.decide_by_fallback"].word
    numbers = {name: s.data[name] for name in ("entitled", "present", "approve")}
    params: dict[str, Value] = {**numbers, "share": p.share_option("carried").fraction}
    params |= {"body": s.data["body"], "expected": expected}
    return Answer(s.data["body"] == expected, p.name, params)


@rule("PM-16-6", "candidate.attest", says=("candidate.attest",))
def qualities_attested(s: Situation, p: Parameter) -> Answer:
    """The basic conditions were attested one by one (art. 16)."""
    missing = p.lacks(set(s.data["qualities"]))
    return Answer(not missing, p.name, {"missing": missing})


@rule("PM-17-12", "candidate.branch_review", says=("candidate.branch_review",))
def reviewed_by_the_branch(s: Situation, p: Parameter) -> Answer:
    """The branch checked everything; who does not meet the conditions goes on as an activist (art. 17)."""
    fit = s.data["review"] == "fit"
    return Answer(fit == p.flag, p.name, {"fit": fit})


def outcome(s: Situation) -> Outcome:
    """How the decision came out: quorum, a majority of those entitled, a check that found fit (art. 16)."""
    quorum, carried = _shares(s)
    entitled = s.data["entitled"]
    if not quorum.holds(s.data["present"], entitled):
        return Outcome.INQUORATE
    approved = carried.holds(s.data["approve"], entitled)
    return Outcome.CARRIED if approved and s.data["review"] == "fit" else Outcome.LOST


def _shares(s: Situation) -> tuple[Share, Share]:
    if has_committee(s):
        p = s.edition["candidate.decide_by"]
        return p.share_option("quorum"), p.share_option("carried")
    return s.edition["meeting.quorum_ratio"].share, s.edition["meeting.approve_ratio"].share


# ── The filing ──


@rule("PM-16-5", "candidate.filing", says=("candidate.filing",))
def filed_with_consent(s: Situation, p: Parameter) -> Answer:
    """Somebody is a candidate once the college committee filed the listing with its consent (art. 16)."""
    filed_on = s.facts.on(candidates.FILING) if candidates.candidate_on(s) else None
    return Answer(filed_on is not None, p.name, {"filed_on": filed_on, "body": p.word})


@rule("PM-16-23", "candidate.effective_date", says=("candidate.effective_date",))
def dated_from_the_filing(s: Situation, p: Parameter) -> Answer:
    """A candidate dates from the filing with consent, not from the branch's decision (art. 16)."""
    decided = s.facts.latest(candidates.LISTING)
    carried = decided is not None and decided.outcome == Outcome.CARRIED
    params = {"decided_on": decided.on if decided else None, "from_on": candidate_from(s)}
    return Answer(carried, p.name, params)


def candidate_from(s: Situation) -> date:
    """The day from which a filed listing has effect: that of the filing itself."""
    return s.on
