"""Articles 1 to 4: sources, the political standard, one's own will, the systems every case keeps."""

from __future__ import annotations

from procedures.party_membership.rules import known
from workflows.rules.calendars import within
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome


@rule("PM-1-1", "ruleset.superior_sources", says=("ruleset.superior_sources",))
def superior_sources(s: Situation, p: Parameter) -> Answer:
    """The edition names each of its superior sources (art. 1)."""
    missing = p.lacks({source for source in p.members if p.options.get(source) in s.edition.sources})
    return Answer(not missing, "ruleset.superior_sources", {"missing": missing})


@rule("PM-2-1", "eligibility.political_first", says=("eligibility.political_first",))
def politics_first(s: Situation, p: Parameter) -> Answer:
    """The political stand was attested; no score makes up for it (art. 2)."""
    attested = s.facts.latest("attestation")
    found = attested is not None and "political" in attested.data["qualities"]
    return Answer(found == p.flag, "eligibility.political_first", {"attested": found})


@rule("PM-3-1", "case.initiated_by", says=("case.initiated_by",))
def of_own_will(s: Situation, p: Parameter) -> Answer:
    """A case is begun by the student's own application, signed (art. 3)."""
    signed = s.data["signature"] != "unsigned"
    own = s.actor is not None and s.actor.id == s.subject.id
    return Answer(own and signed, "case.initiated_by", {"signed": signed})


@rule("PM-4-1", "case.ballots_required", says=("case.ballots_required",))
def ballots_held(s: Situation, p: Parameter) -> Answer:
    """Of the three secret ballots the one due so far was held; a member's word needs none (art. 4)."""
    due = [ballot for ballot in ("tuiyou",) if ballot in p.members]
    last = known.ballot(s)
    held = {"tuiyou"} if last and last.outcome == Outcome.CARRIED else set()
    missing = tuple(ballot for ballot in due if ballot not in held)
    return Answer(not missing, "case.ballots_required", {"missing": missing}, applies=_by_league(s))


@rule("PM-4-2", "case.publicities_required", says=("case.publicities_required",))
def publicities_held(s: Situation, p: Parameter) -> Answer:
    """Of the three notices, the one due so far hung to its end (art. 4)."""
    due = [notice for notice in ("tuiyou",) if notice in p.members]
    held = {"tuiyou"} if known.effective(s) else set()
    missing = tuple(notice for notice in due if notice not in held)
    return Answer(not missing, "case.publicities_required", {"missing": missing}, applies=_by_league(s))


def _by_league(s: Situation) -> bool:
    """Whether the League's recommendation is the one the case rests on."""
    return known.recommenders(s) == () or "tuiyou" in known.ways(s)


@rule("PM-4-4", "stage.qualification_check", says=("stage.qualification_check",))
def qualification_checked(s: Situation, p: Parameter) -> Answer:
    """Each change of stage rests on a check with a named checker and a conclusion (art. 4)."""
    checked = bool(s.data.get("checked_by") and str(s.data.get("conclusion") or "").strip())
    applies = s.data.get("outcome") == "approved"
    return Answer(checked == p.flag, "stage.qualification_check", {"checked": checked}, applies=applies)


@rule("PM-4-6", "quality.review_period", says=("quality.review_period",))
def quality_reviewed(s: Situation, p: Parameter) -> Answer:
    """The quality of development work is reviewed again within the period (art. 4)."""
    last = s.facts.on("review")
    timely = last is None or within(last, p.period, s.on)
    params = {"last_on": last, "period": p.period}
    return Answer(timely, "quality.review_period", params, applies=last is not None)
