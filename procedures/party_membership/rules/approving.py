"""Articles 29 to 31: the talk before the approval, who approves, by when, and what a refusal asks for."""

from __future__ import annotations

from datetime import date

from procedures.party_membership import roles
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules.chapter_2 import given
from workflows.rules.calendars import add_months
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

Params = dict[str, Value]
PROBLEM = "problem"
ONE = 1


# ── Article 29 ──


@rule("PM-29-1", "organiser_talk.required", says=("organiser_talk.required",))
def talked_before_approval(s: Situation, p: Parameter) -> Answer:
    """Somebody talked with the candidate after the meeting and no later than the approval (art. 29)."""
    talk, meeting = s.facts.latest(admission.TALK), admission.carried(s)
    held = talk is not None and meeting is not None and meeting.on <= talk.on <= s.on
    params: Params = {"met_on": meeting.on if meeting else None, "talked_on": talk.on if talk else None}
    return Answer((held and admission.follows(talk, meeting)) == p.flag, "organiser_talk.required", params)


@rule("PM-29-2", "organiser_talk.by", says=("organiser_talk.by",))
def organiser_talks(s: Situation, p: Parameter) -> Answer:
    """An organiser talks, or whom the college committee sends; never an introducer or contact (art. 29)."""
    number = s.actor.number if s.actor else ""
    involved = number in {*admission.introducers(s), *admission.contacts(s)}
    found = _talks_as(s)
    params: Params = {"talker": s.actor.name if s.actor else "", "found": found, "involved": involved}
    usual = found in p.members and found != "designated"
    return Answer(usual and not involved, "organiser_talk.by", params, ends=involved)


def _talks_as(s: Situation) -> str:
    """The word of the edition for what the person who talks is in the college."""
    college = s.units.get(roles.COLLEGE)
    offices = (roles.ORGANISER, roles.PART_TIME_ORGANISER)
    return next(
        (each.name for each in offices if s.actor and college and s.actor.holds(each.name, s.on, college.id)),
        "designated",
    )


@rule("PM-29-3", "doc.membership_form.talk_opinion", says=("doc.membership_form.talk_opinion",))
def talk_written_down(s: Situation, p: Parameter) -> Answer:
    """The talk and the opinion of whoever held it stand in the form; for or against (art. 29)."""
    filled = bool(s.data["view"]) and bool(given(s, ("opinion",)))
    return Answer(filled == (p.word == "filled"), "doc.membership_form.talk_opinion", {"filled": filled})


@rule("PM-29-4", "candidate.suspend_on_talk", says=("candidate.suspend_on_talk",))
def no_problem_is_open(s: Situation, p: Parameter) -> Answer:
    """A problem found in the talk suspends until the college committee lifts it; the vote holds (art. 29)."""
    talk, lifted = s.facts.latest(admission.TALK), s.facts.latest(admission.LIFTED)
    found = talk is not None and talk.outcome == PROBLEM
    open_still = found and not admission.follows(lifted, talk)
    params = {"problem": found, "lifted_on": lifted.on if lifted and not open_still else None}
    return Answer(open_still != p.flag, "candidate.suspend_on_talk", params)


def talk_outcome(s: Situation) -> str:
    """A problem holds the case up, anything else lets it go on (art. 29)."""
    return PROBLEM if s.data["problem"] == "found" else "done"


# ── Article 30 ──


@rule("PM-30-1", "committee.admission.collective", says=("committee.admission.collective",))
def committee_met(s: Situation, p: Parameter) -> Answer:
    """The college committee discusses together; papers passed round are no meeting (art. 30)."""
    found = s.data["way"]
    met = found != "circulation"
    return Answer(met == p.flag, "committee.admission.collective", {"way": f"way_{found}"})


@rule("PM-30-2", "committee.admission.approve_ratio", says=("committee.admission.approve_ratio",))
def voted_one_by_one(s: Situation, p: Parameter) -> Answer:
    """One vote decides on one candidate (art. 30); its numbers are an outcome."""
    numbers = {name: s.data[name] for name in ("together", "entitled", "present", "approve")}
    params = {**numbers, "share": p.share.fraction}
    return Answer(numbers["together"] == ONE, "committee.admission.approve_ratio", params)


def college_outcome(s: Situation) -> Outcome:
    """How the college committee decided: quorum, then a majority of its members (art. 30)."""
    p, entitled = s.edition["committee.admission.approve_ratio"], s.data["entitled"]
    if not p.share_option("quorum").holds(s.data["present"], entitled):
        return Outcome.INQUORATE
    return Outcome.CARRIED if p.share.holds(s.data["approve"], entitled) else Outcome.LOST


@rule("PM-30-3", "doc.approval_opinion.probation_dates", says=("doc.approval_opinion.probation_dates",))
def probation_stated(s: Situation, p: Parameter) -> Answer:
    """An approval states the probation: from the meeting to the eve of its anniversary (art. 30)."""
    meeting_on = admission.admitted_on(s)
    due = admission.probation_of(meeting_on, s) if meeting_on else (None, None)
    said = tuple(_day(s.data[name]) for name in ("probation_from", "probation_to"))
    params = {"start": said[0], "end": said[1], "due_start": due[0], "due_end": due[1]}
    approves = college_outcome(s) is Outcome.CARRIED
    return Answer(said == due, "doc.approval_opinion.probation_dates", params, applies=approves)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@rule("PM-30-4", "doc.approval_opinion.seals", says=("doc.approval_opinion.seals",))
def opinion_sealed(s: Situation, p: Parameter) -> Answer:
    """An approval is signed and sealed before it goes to the university (art. 30)."""
    missing = p.lacks(set(s.data["seals"]))
    approves = college_outcome(s) is Outcome.CARRIED
    return Answer(not missing, "doc.approval_opinion.seals", {"missing": missing}, applies=approves)


@rule("approval.answers_talk", says=("approval.answers_talk",))
def talk_answered(s: Situation) -> Answer:
    """Where whoever talked was against, an approval says why it comes to another view."""
    talk = s.facts.latest(admission.TALK)
    against = talk is not None and talk.data["view"] == "disagree"
    answered = bool(given(s, ("answer",)))
    applies = against and college_outcome(s) is Outcome.CARRIED
    return Answer(answered, "approval.answers_talk", {"answered": answered}, applies=applies)


@rule("PM-30-5", "admission.final_approval", says=("admission.final_approval",))
def college_has_approved(s: Situation, p: Parameter) -> Answer:
    """The university decides on what the college committee approved; only that is final (art. 30)."""
    approval = s.facts.latest(admission.COLLEGE)
    approved = approval is not None and approval.outcome == Outcome.CARRIED
    # What has come this far waits for the university, also where an edition adopted since says otherwise.
    params = {"body": roles.UNIVERSITY, "approved_on": approval.on if approval and approved else None}
    return Answer(approved, "admission.final_approval", params)


def university_effective(s: Situation) -> date:
    """The day from which an approved admission has effect: that of the branch meeting (art. 30, 35)."""
    return (admission.admitted_on(s) or s.on) if s.data["outcome"] == "approved" else s.on


def college_effective(s: Situation) -> date:
    """The same, where the edition leaves the last word to the college committee."""
    approves = college_outcome(s) is Outcome.CARRIED and admission.final_level(s) == roles.COLLEGE
    return (admission.admitted_on(s) or s.on) if approves else s.on


@rule("PM-30-6", "admission.approval_months", says=("admission.approval_months",))
def approved_in_time(s: Situation, p: Parameter) -> Answer:
    """Approval comes within the fewer months, with reasons within the more, later only by a decision of
    the university committee (national rules, asked for by art. 30).
    """
    meeting_on = admission.admitted_on(s) or s.on
    due_on, last_on = add_months(meeting_on, p.low), add_months(meeting_on, p.high)
    params = {"met_on": meeting_on, "due_on": due_on, "last_on": last_on, "on": s.on}
    late = s.on > last_on
    return Answer(not late, "admission.approval_months", params, warns=s.on > due_on, ends=late)


# ── Article 31: those who were not admitted ──


@rule("PM-31-5", "doc.rejection_talk", says=("doc.rejection_talk",))
def talked_after_refusal(s: Situation, p: Parameter) -> Answer:
    """The branch talks with somebody who was not admitted before anything begins anew (art. 31)."""
    refusal = admission.refused(s)
    talked = admission.talked_after(s, refusal)
    params = {"refused_on": refusal.on if refusal else None, "talked": talked}
    return Answer(talked, "doc.rejection_talk", params, applies=refusal is not None)
