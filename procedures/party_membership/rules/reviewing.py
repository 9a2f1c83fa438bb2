"""Article 22: the papers that go to the college committee, its pre-review, and the university's review."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import hanging
from procedures.party_membership.rules import known_candidates as known
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

BUNDLE, PRE_REVIEW, UNIVERSITY = "bundle", "pre_review", "organisation_review"
APPROVED, RETURNED = "approved", "returned"
YES, NONE = "yes", "none"


# ── What the branch hands in ──


@rule("PM-22-1", "doc.review_bundle", says=("doc.review_bundle",))
def bundle_complete(s: Situation, p: Parameter) -> Answer:
    """Ten kinds of papers are there; of two it may be noted that there are none (art. 22)."""
    optional = set(p.options["may_be_none"])
    there = {kind for kind in p.members if s.data[kind] and (s.data[kind] != NONE or kind in optional)}
    missing = p.lacks(there)
    return Answer(not missing, p.name, {"missing": missing})


@rule("PM-22-2", "doc.review_bundle.form", says=("doc.review_bundle.form",))
def bundle_in_form(s: Situation, p: Parameter) -> Answer:
    """The certificate comes as the original, awards and results as stamped copies (art. 22)."""
    wanted = dict(each.split("=") for each in p.members)
    better = {"copy": {"copy", "original", NONE}, "original": {"original"}}
    wrong = tuple(kind for kind, form in wanted.items() if s.data[kind] and s.data[kind] not in better[form])
    unstamped = "copy" in {s.data[kind] for kind in wanted} and not s.data["stamped"]
    return Answer(not wrong, p.name, {"wrong": wrong, "stamped": not unstamped}, warns=unstamped)


@rule("PM-22-3", "review.branch_checked", says=("review.branch_checked",))
def checked_by_the_branch(s: Situation, p: Parameter) -> Answer:
    """The branch has arranged and checked the papers, and says so (art. 22)."""
    concluded = bool(s.data["checked"]) and bool(str(s.data.get("conclusion") or "").strip())
    return Answer(concluded == p.flag, p.name, {"checked": concluded})


# ── What the college committee decides ──


@rule("PM-22-4", "review.methods", says=("review.methods",))
def reviewed_by_all_means(s: Situation, p: Parameter) -> Answer:
    """The committee reads the papers, talks with the candidate and hears others (art. 22)."""
    missing = p.lacks(set(s.data["methods"]))
    return Answer(not missing, p.name, {"missing": missing})


@rule("review.papers_read", says=("review.papers_read",))
def papers_read(s: Situation) -> Answer:
    """Whatever else is left out, the papers are read: without them there is nothing to decide on."""
    return Answer("papers" in s.data["methods"], "review.papers_read")


@rule("PM-22-5", "review.decide_by", says=("review.decide_by",))
def decided_in_a_meeting(s: Situation, p: Parameter) -> Answer:
    """The college committee decides in a meeting that is named; nobody alone (art. 22)."""
    referred = bool(str(s.data.get("reference") or "").strip())
    met = s.data["body"] == p.word and referred
    return Answer(met, p.name, {"body": s.data["body"], "referred": referred})


@rule("PM-22-6", "doc.review_opinion.fields", says=("doc.review_opinion.fields",))
def opinion_in_full(s: Situation, p: Parameter) -> Answer:
    """The opinion answers three questions; a no returns the papers to the branch (art. 22)."""
    missing = p.lacks({name for name in p.members if s.data[name]})
    return Answer(not missing, p.name, {"missing": missing})


def outcome(s: Situation) -> str:
    """How the pre-review came out: quorum and majority of those entitled, and three times yes (art. 22)."""
    p = s.edition["review.decide_by"]
    entitled = s.data["entitled"]
    if not p.share_option("quorum").holds(s.data["present"], entitled):
        return str(Outcome.INQUORATE)
    approved = p.share_option("carried").holds(s.data["approve"], entitled)
    fit = all(s.data[name] == YES for name in s.edition["doc.review_opinion.fields"].members)
    return APPROVED if approved and fit else RETURNED


def pre_reviewed_on(s: Situation) -> date | None:
    """The day the college committee approved the papers that were handed in last."""
    review = s.facts.latest(PRE_REVIEW)
    stands = review is not None and hanging.follows(review, s.facts.latest(BUNDLE))
    return review.on if review and stands and review.outcome == APPROVED else None


@rule("PM-4-5", "candidate.prereview_required", says=("candidate.prereview_required",))
def pre_reviewed(s: Situation, p: Parameter) -> Answer:
    """Notice and meeting come after the pre-review of the college committee (art. 4)."""
    done = pre_reviewed_on(s) is not None
    return Answer(done == p.flag, p.name, {"reviewed": done})


# ── What the university decides ──


@rule("PM-22-7", "review.university_org", says=("review.university_org",))
def ready_for_the_university(s: Situation, p: Parameter) -> Answer:
    """The organisation department reviews after a notice that left nothing open (art. 22)."""
    closed = s.facts.latest(known.NOTICE)
    unopposed = closed is not None and closed.outcome == "unopposed"
    left = hanging.objections(s, known.NOTICE)
    params: dict[str, Value] = {"closed_on": closed.on if closed else None, "open": left}
    return Answer(unopposed and not left, p.name, params)


@rule("PM-22-8", "doc.membership_form.issue_after", says=("doc.membership_form.issue_after",))
def form_issued_after_review(s: Situation, p: Parameter) -> Answer:
    """The membership form is issued on or after the day the organisation department passed (art. 22)."""
    review = s.facts.latest(UNIVERSITY)
    stands = review is not None and hanging.follows(review, s.facts.latest(PRE_REVIEW))
    passed_on = review.on if review and stands and review.outcome == APPROVED else None
    earliest_on = p.period.after(passed_on) if passed_on else None
    params = {"passed_on": passed_on, "on": s.on}
    return Answer(earliest_on is not None and s.on >= earliest_on, p.name, params, earliest_on)


@rule("PM-22-9", "admission.min_months_before_leaving", says=("admission.min_months_before_leaving",))
def stays_long_enough(s: Situation, p: Parameter) -> Answer:
    """Who leaves within the months is not admitted as a rule; the national rules say so (art. 22)."""
    handed_in = s.facts.latest(BUNDLE)
    leaves_on = handed_in.day("leaves_on") if handed_in else None
    met = leaves_on is None or leaves_on > p.period.after(s.on)
    params = {"leaves_on": leaves_on, "period": p.period, "on": s.on}
    return Answer(met, p.name, params, applies=leaves_on is not None)
