"""Articles 1 to 4: sources, the political standard, one's own will, the systems every case keeps."""

from __future__ import annotations

from collections.abc import Mapping

from procedures.party_membership.rules import known
from procedures.party_membership.rules import known_admission as admission
from workflows.rules.calendars import within
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: the ballots and the notices of a whole case, in their order, with the node of each
BALLOTS = {"tuiyou": known.BALLOT, "admission": "admission_meeting", "conversion": "conversion_meeting"}
NOTICES = {"tuiyou": known.NOTICE, "candidate": "candidate_notice", "conversion": "conversion_notice"}
TRANSFER = "transfer_in"


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
    """Of the three secret ballots those due so far were held; a member's word needs none (art. 4)."""
    due, applies = _due(s, BALLOTS)
    missing = tuple(ballot for ballot in p.members if ballot in due and not _carried(s, BALLOTS[ballot]))
    return Answer(not missing, "case.ballots_required", {"missing": missing}, applies=applies)


@rule("PM-4-2", "case.publicities_required", says=("case.publicities_required",))
def publicities_held(s: Situation, p: Parameter) -> Answer:
    """Of the three notices those due so far hung to their end (art. 4)."""
    due, applies = _due(s, NOTICES)
    missing = tuple(notice for notice in p.members if notice in due and not _unopposed(s, NOTICES[notice]))
    return Answer(not missing, "case.publicities_required", {"missing": missing}, applies=applies)


def _due(s: Situation, all_of_them: Mapping[str, str]) -> tuple[set[str], bool]:
    """Which are due at this point of the case, and whether any of them is asked of this person."""
    elsewhere = TRANSFER in s.facts
    first, second, third = all_of_them
    later = {second} if admission.approved(s) and not elsewhere else set()
    later |= {third} if "conversion_approval" in s.facts else set()
    asked = not elsewhere and _by_league(s)
    return ({first, *later} if asked or not later else later), asked or bool(later)


def _carried(s: Situation, ballot: str) -> bool:
    return any(fact.outcome == Outcome.CARRIED for fact in s.facts.all(ballot)[-1:])


def _unopposed(s: Situation, notice: str) -> bool:
    closed = s.facts.latest(notice)
    return closed is not None and closed.outcome == "unopposed"


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
