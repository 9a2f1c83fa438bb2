"""Article 10: what an activist is decided on, by whom, and from which day; that nobody leaves it twice."""

from __future__ import annotations

from datetime import date

from procedures.party_membership import roles
from procedures.party_membership.rules import known, recommending
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.shares import Share
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: the conditions of article 9 by the word each is called
ARTICLE_9 = {
    "attested": recommending.qualities_attested,
    "unsanctioned": recommending.no_sanctions,
    "ranked": recommending.ranked_high_enough,
    "waited": recommending.waited_since_applying,
}


def has_committee(s: Situation) -> bool:
    """Whether the branch has a committee; a branch that says nothing has one."""
    return bool(s.units[roles.PARTY_BRANCH].details.get("has_committee", True))


@rule("PM-10-1", "activist.recommendation", says=("activist.recommendation",))
def recommended(s: Situation, p: Parameter) -> Answer:
    """The applicant is recommended by the League or in writing by full members (art. 10)."""
    found = known.ways(s)
    return Answer(bool(set(found) & set(p.members)), "activist.recommendation", {"found": found})


@rule("PM-10-2", "activist.decide_by", says=("activist.decide_by",))
def decided_by_committee(s: Situation, p: Parameter) -> Answer:
    """Where there is a branch committee, it decides (art. 10); its numbers are an outcome."""
    numbers = {name: s.data[name] for name in ("entitled", "present", "approve")}
    params = {**numbers, "share": p.share_option("carried").fraction}
    right = s.data["body"] == p.word
    return Answer(right, "activist.decide_by", params, applies=has_committee(s))


@rule("PM-10-3", "activist.decide_by_fallback", says=("activist.decide_by_fallback",))
def decided_by_meeting(s: Situation, p: Parameter) -> Answer:
    """Where there is no branch committee the branch meeting decides, and only there (art. 10)."""
    expected = s.edition["activist.decide_by"].word if has_committee(s) else p.word
    found = s.data["body"]
    return Answer(found == expected, "activist.decide_by_fallback", {"found": found})


def outcome(s: Situation) -> Outcome:
    """How the decision came out: quorum, then a majority of those entitled (art. 10, 28)."""
    quorum, carried = _shares(s)
    entitled = s.data["entitled"]
    if not quorum.holds(s.data["present"], entitled):
        return Outcome.INQUORATE
    return Outcome.CARRIED if carried.holds(s.data["approve"], entitled) else Outcome.LOST


def _shares(s: Situation) -> tuple[Share, Share]:
    if has_committee(s):
        p = s.edition["activist.decide_by"]
        return p.share_option("quorum"), p.share_option("carried")
    return s.edition["meeting.quorum_ratio"].share, s.edition["meeting.approve_ratio"].share


@rule("PM-10-4", "activist.filing", says=("activist.filing",))
def filed(s: Situation, p: Parameter) -> Answer:
    """The decision was filed with the college committee before anything rests on it (art. 10)."""
    filing = s.facts.latest("filing")
    filed_on = filing.on if filing and filing.outcome == "approved" else None
    return Answer(filed_on is not None, "activist.filing", {"filed_on": filed_on})


@rule("PM-10-5", "doc.activist_form", says=("doc.activist_form",))
def form_opened(s: Situation, p: Parameter) -> Answer:
    """The observation form was opened before an opinion is written in it (art. 10)."""
    created = "observation_form" in s.facts
    return Answer(created, "doc.activist_form", {"created": created})


@rule("PM-10-6", "activist.effective_date", says=("activist.effective_date",))
def effective_from_decision(s: Situation, p: Parameter) -> Answer:
    """The activist dates from the decision, once it is filed; a returned one has no effect (art. 10)."""
    decision = s.facts.latest(known.DECISION)
    carried = decision is not None and decision.outcome == Outcome.CARRIED
    decided_on = decision.on if decision and carried else None
    return Answer(carried, "activist.effective_date", {"decided_on": decided_on})


def decided_on(s: Situation) -> date:
    """The day from which a filed decision has effect: that of the decision itself (art. 10)."""
    decision = s.facts.latest(known.DECISION)
    return decision.on if decision else s.on


@rule("PM-10-7", "activist.condition_list", says=("activist.condition_list",))
def conditions_of_article_9(s: Situation, p: Parameter) -> Answer:
    """The list that article 10 announces is missing; those of article 9 are asked of a member's nominee."""
    by_league = "tuiyou" in known.ways(s)
    missing = tuple(word for word, each in ARTICLE_9.items() if each(s).refuses)
    met = p.word != "article_9" or not missing
    return Answer(met, "activist.condition_list", {"missing": missing}, applies=not by_league)


@rule("route.applicant", says=("route.applicant",))
def still_applicant(s: Situation) -> Answer:
    """Ways of recommendation are chosen for an applicant: confirmed, and not an activist yet."""
    applicant = "check" in s.facts and known.activist_on(s) is None
    return Answer(applicant, "route.applicant")
