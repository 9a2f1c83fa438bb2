"""Article 36: who comes from elsewhere in the probation: identity, papers, and when they are debated."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import hanging
from procedures.party_membership.rules import known_probation as probation
from procedures.party_membership.rules.chapter_2 import given
from workflows.rules.calendars import within
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

CHECK = "identity_check"
#: the acts by which each of the four steps against a fraud is done
FRAUD = {
    "branch_vote": probation.MEETING,
    "superior_approval": probation.CONVERSION,
    "report_university_org": "fraud_report",
    "notify_former_unit": "fraud_notice",
}


def came_from_elsewhere(s: Situation) -> bool:
    """Whether somebody was received as a probationary member of another unit."""
    return probation.TRANSFER in s.facts


def _freshman_since(s: Situation) -> date | None:
    """The day on which a freshman who was transferred in enrolled."""
    received = s.facts.latest(probation.TRANSFER)
    return received.day("enrolled_on") if received and received.data["freshman"] else None


@rule("PM-36-1", "transfer_in.extra_observation", says=("transfer_in.extra_observation",))
def observed_closely(s: Situation, p: Parameter) -> Answer:
    """Somebody who came from elsewhere is talked with in the first month (art. 36)."""
    received_on = s.facts.on(probation.TRANSFER)
    talked_on = s.facts.on("transfer_talk")
    due_on = p.period_option("within").after(received_on) if received_on else None
    ok = talked_on is not None or due_on is None or s.on <= due_on
    params = {"due_on": due_on, "talked_on": talked_on}
    return Answer(ok, "transfer_in.extra_observation", params, applies=received_on is not None)


@rule("PM-36-2", "transfer_in.min_months", says=("transfer_in.min_months",))
def half_a_year_here(s: Situation, p: Parameter) -> Answer:
    """A freshman's conversion is not debated in the first months after enrolment (art. 36)."""
    enrolled_on = _freshman_since(s)
    free_on = p.period.after(enrolled_on) if enrolled_on else None
    ok = free_on is None or s.on >= free_on
    params = {"enrolled_on": enrolled_on, "free_on": free_on}
    return Answer(ok, "transfer_in.min_months", params, free_on, applies=enrolled_on is not None)


@rule("PM-36-3", "transfer_in.postpone_max_months", says=("transfer_in.postpone_max_months",))
def not_postponed_too_long(s: Situation, p: Parameter) -> Answer:
    """A freshman's debate is put off by so many months after the probation at most (art. 36).

    An extended probation was debated in time; from its own end on the next debate is put off no longer.
    """
    expiry = probation.free_on(s)
    last_on = p.period.after(expiry) if expiry else None
    ok = last_on is None or s.on <= last_on
    params = {"expires_on": expiry, "last_on": last_on}
    return Answer(ok, "transfer_in.postpone_max_months", params, applies=_freshman_since(s) is not None)


@rule("PM-36-4", "transfer_in.effective_date", says=("transfer_in.effective_date",))
def dated_from_the_expiry(s: Situation, p: Parameter) -> Answer:
    """However late the debate, the conversion dates from the day after the probation (art. 36)."""
    free = probation.free_on(s)
    params = {"effective_on": free}
    return Answer(free is not None, "transfer_in.effective_date", params, applies=came_from_elsewhere(s))


def _check(s: Situation) -> Fact | None:
    return s.facts.latest(CHECK)


def found_a_fraud(s: Situation) -> bool:
    """Whether the check of somebody who came from elsewhere found a fraud."""
    check = _check(s)
    return check is not None and check.outcome == "fraud"


@rule("PM-36-5", "transfer_in.identity_verified", says=("transfer_in.identity_verified",))
def identity_verified(s: Situation, p: Parameter) -> Answer:
    """Who came from elsewhere is verified before anything leads to a conversion (art. 36)."""
    check = _check(s)
    verified = check is not None and check.outcome == "verified"
    params = {"verified": verified}
    applies = came_from_elsewhere(s)
    return Answer(verified == p.flag, "transfer_in.identity_verified", params, applies=applies)


@rule("PM-36-6", "transfer_in.papers", says=("transfer_in.papers",))
def papers_complete(s: Situation, p: Parameter) -> Answer:
    """The papers that came along are complete, or each gap was mended or noted (art. 36)."""
    check, repair = _check(s), s.facts.latest("paper_repair")
    there = set(s.data["papers"]) if "papers" in s.data else set(check.data["papers"]) if check else set()
    mended = repair is not None and hanging.follows(repair, check)
    missing = () if mended else tuple(f"paper_{each}" for each in p.lacks(there))
    return Answer(not missing, "transfer_in.papers", {"missing": missing}, applies=came_from_elsewhere(s))


@rule("PM-36-7", "transfer_in.contact_within", says=("transfer_in.contact_within",))
def former_unit_asked_in_time(s: Situation, p: Parameter) -> Answer:
    """The former unit is written to within days of finding a gap (art. 36)."""
    check = _check(s)
    found_on = check.on if check else s.on
    params = {"found_on": found_on, "due_on": p.period.after(found_on, s.calendar), "on": s.on}
    timely = within(found_on, p.period, s.on, s.calendar)
    return Answer(timely, "transfer_in.contact_within", params)


@rule("PM-36-8", "transfer_in.repair_by", says=("transfer_in.repair_by",))
def mended_by_the_former_unit(s: Situation, p: Parameter) -> Answer:
    """An honest gap is mended by the former unit, by nobody in its place (art. 36)."""
    found = s.data["repaired_by"]
    applies = found != "unrepairable"
    return Answer(found == p.word, "transfer_in.repair_by", {"found": found}, applies=applies)


@rule("PM-36-9", "transfer_in.unrepairable_note", says=("transfer_in.unrepairable_note",))
def gap_noted(s: Situation, p: Parameter) -> Answer:
    """What cannot be mended is noted in the membership form, with its reason (art. 36)."""
    missing = p.lacks(given(s, p.members))
    applies = s.data["repaired_by"] == "unrepairable"
    return Answer(not missing, "transfer_in.unrepairable_note", {"missing": missing}, applies=applies)


@rule("PM-36-10", "transfer_in.fraud_cancel", says=("transfer_in.fraud_cancel",))
def fraud_takes_four_steps(s: Situation, p: Parameter) -> Answer:
    """A fraud ends a case after a vote, an approval, a report and a notice to the former unit (art. 36)."""
    check, fraud = _check(s), found_a_fraud(s)
    done = {step for step, act in FRAUD.items() if hanging.follows(s.facts.latest(act), check)}
    missing = p.lacks(done)
    return Answer(not missing, "transfer_in.fraud_cancel", {"missing": missing}, applies=fraud)
