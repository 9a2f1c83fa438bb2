"""What a case knows of its way into the Party: introducers, the form, the meeting, the approvals."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from procedures.party_membership import roles
from workflows.rules import meetings
from workflows.rules.calendars import DAY
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

INTRODUCERS = "introducers"
DRAFT = "form_draft"
DRAFT_REVIEW = "form_draft_review"
FILLED = "form_filling"
OPINION = "introducer_opinion"
MEETING = "admission_meeting"
RESOLUTION = "admission_resolution"
TALK = "organiser_talk"
COLLEGE = "college_approval"
UNIVERSITY = "university_approval"
REFUSAL_TALK = "refusal_talk"
LIFTED = "suspension_after_talk"
REFUSED = {MEETING: Outcome.LOST, COLLEGE: Outcome.LOST, UNIVERSITY: "refused"}


def follows(later: Fact | None, earlier: Fact | None) -> bool:
    """Whether one fact was recorded after another; what does not exist follows nothing and precedes all."""
    return later is not None and (earlier is None or (later.entry or 0) > (earlier.entry or 0))


def introducers(s: Situation) -> tuple[str, ...]:
    """The numbers of the introducers that stand, those of the act itself where it names them."""
    named = s.facts.latest(INTRODUCERS)
    numbers = s.data.get("introducers") or (named.data["introducers"] if named else ())
    return tuple(numbers)


def contacts(s: Situation) -> tuple[str, ...]:
    """The numbers of the contact persons who accompany the subject."""
    named = s.facts.latest("contacts")
    return tuple(named.data["contacts"]) if named else ()


def filled(s: Situation) -> Fact | None:
    """The form as it was last filled in, unless a draft was begun anew since."""
    form, draft = s.facts.latest(FILLED), s.facts.latest(DRAFT)
    return form if follows(form, draft) else None


def opinions(s: Situation) -> tuple[Fact, ...]:
    """What the introducers wrote in the form since it was filled in and since they were named, each once."""
    form, named = filled(s), s.facts.latest(INTRODUCERS)
    if form is None or named is None:
        return ()
    last = {fact.by: fact for fact in s.facts.all(OPINION) if follows(fact, form) and follows(fact, named)}
    return tuple(last.values())


def decided(s: Situation) -> Fact | None:
    """The last round of the admission ballot that was carried or lost."""
    rounds = [fact for fact in s.facts.all(MEETING) if fact.outcome in {Outcome.CARRIED, Outcome.LOST}]
    return rounds[-1] if rounds else None


def carried(s: Situation) -> Fact | None:
    """The ballot by which the branch admitted the subject, unless a later one was lost."""
    last = decided(s)
    return last if last and last.outcome == Outcome.CARRIED else None


def admitted_on(s: Situation) -> date | None:
    """The day of the branch meeting that admitted the subject, on which the probation begins (art. 35)."""
    meeting = carried(s)
    return meeting.on if meeting else None


def final_level(s: Situation) -> str:
    """Who decides finally: the university, unless the edition leaves it to the college (art. 30)."""
    return s.edition["admission.final_approval"].word


def approved(s: Situation) -> Fact | None:
    """The approval by which the branch's vote made a probationary member: the last word on an admission.

    It is read from the record, since an edition that is adopted later changes no decision: the university's
    approval, or a vote that the college committee carried and that took effect from the day of the meeting.
    """
    above = s.facts.latest(UNIVERSITY)
    if above and above.outcome == "approved":
        return above
    college = s.facts.latest(COLLEGE)
    return college if college and college.outcome == Outcome.CARRIED and _is_final(s, college) else None


def _is_final(s: Situation, college: Fact) -> bool:
    """Whether the college committee's vote on the last meeting was left to it.

    One that goes on to the university has effect from its own day. On the day of the meeting both are the
    same day, and the edition tells.
    """
    meeting = carried(s)
    if meeting is None or not follows(college, meeting):
        return False
    if college.on == meeting.on:
        return final_level(s) == roles.COLLEGE
    return college.effective_on == meeting.on


def probation_of(meeting_on: date, s: Situation) -> tuple[date, date]:
    """The first and the last day of a probation: that of the meeting, and the eve of its anniversary."""
    return meeting_on, s.edition["probation.months"].period.after(meeting_on) - DAY


def refused(s: Situation) -> Fact | None:
    """The last refusal of an admission: by the meeting, the college committee or the university."""
    latest = [fact for name in REFUSED for fact in s.facts.all(name) if fact.outcome == REFUSED[name]]
    return max(latest, key=lambda fact: fact.entry or 0, default=None)


def talked_after(s: Situation, refusal: Fact | None) -> bool:
    """Whether the branch has talked with somebody since the refusal."""
    return refusal is None or follows(s.facts.latest(REFUSAL_TALK), refusal)


class Totals(NamedTuple):
    """A ballot as its report states it: papers and opinions together; what was kept back abstains."""

    due: int
    present: int
    written: int
    approve: int
    oppose: int
    abstain: int
    void: int
    passed_on: date


def totals(s: Situation) -> Totals | None:
    """The numbers of the last ballot that was carried or lost."""
    return totals_of(decided(s))


def totals_of(last: Fact | None) -> Totals | None:
    """The numbers of a ballot as its report states them; None where there was none."""
    if last is None:
        return None
    data, written = last.data, meetings.written_of(last.data)
    kept_back = max(0, data["issued"] - data["returned"])
    return Totals(
        due=data["entitled"],
        present=data["present"],
        written=written.total,
        approve=data["approve"] + written.approve,
        oppose=data["oppose"] + written.oppose,
        abstain=data["abstain"] + written.abstain + kept_back,
        void=data["void"],
        passed_on=last.on,
    )


def turn(s: Situation) -> tuple[Fact, ...]:
    """What has been reached of the agenda for the subject in the meeting that goes on, or in the last one."""
    told = s.facts.all(f"{MEETING}.discuss")
    call = meetings.call_of(s.matter) if s.matter else told[-1].data["meeting"] if told else None
    return tuple(fact for fact in told if fact.data["meeting"] == call)


def spoke(s: Situation) -> frozenset[str]:
    """The introducers who spoke at the meeting or whose word was read out there."""
    fields = ("introducers_present", "introducers_written")
    return frozenset(number for fact in turn(s) for field in fields for number in fact.data.get(field, ()))
