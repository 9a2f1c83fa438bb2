"""Articles 40 and 41: what the branch meeting does for a conversion, by which shares, how it is reported."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import branch_ballot as ballot
from procedures.party_membership.rules import known_probation as probation
from procedures.party_membership.rules.chapter_2 import given
from workflows.rules import meetings
from workflows.rules.canonical import Value
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: where the resolution states each of its parts
WRITTEN_IN = {
    "merits_faults": ("merits", "faults"),
    "due": ("due",),
    "present": ("present",),
    "approve": ("approve",),
    "oppose": ("oppose",),
    "abstain": ("abstain",),
    "date": ("passed_on",),
}


# ── Article 40: the agenda ──


def turn(s: Situation) -> tuple[Fact, ...]:
    """What was reached of the agenda for the member in the meeting that goes on."""
    return meetings.of_meeting(s.facts, f"{probation.MEETING}.discuss", s.matter)


@rule("PM-40-1", "meeting.conversion.agenda", says=("meeting.conversion.agenda",))
def conversion_agenda_in_order(s: Situation, p: Parameter) -> Answer:
    """The four items come in their order, the ballot last, and none is left out (art. 40)."""
    now = tuple(s.data.get("items", ()))
    reached = (*meetings.items_of(turn(s)), *now)
    due = p.members[: len(reached)] if now else p.members
    missing = tuple(item for item in due if item not in reached)
    params: dict[str, Value] = {"missing": missing}
    return Answer(reached == due, "meeting.conversion.agenda", params, applies=s.matter is not None)


def _at(s: Situation, item: str) -> bool:
    return item in s.data["items"]


@rule("PM-40-2", "meeting.conversion.committee_report", says=("meeting.conversion.committee_report",))
def committee_introduced(s: Situation, p: Parameter) -> Answer:
    """The committee reports on the year, on opinions and on the notice (art. 40)."""
    missing = p.lacks(set(s.data["reviewed"]))
    params: dict[str, Value] = {"missing": missing}
    applies = _at(s, "committee_intro")
    return Answer(not missing, "meeting.conversion.committee_report", params, applies=applies)


@rule("PM-40-3", "meeting.conversion.views_recorded", says=("meeting.conversion.views_recorded",))
def views_recorded(s: Situation, p: Parameter) -> Answer:
    """What the members said on the conversion is on record (art. 40)."""
    recorded = bool(given(s, ("discussion",)))
    params: dict[str, Value] = {"recorded": recorded}
    applies = _at(s, "discussion")
    return Answer(recorded == p.flag, "meeting.conversion.views_recorded", params, applies=applies)


@rule("PM-40-4", "meeting.conversion.ballot_secret", says=("meeting.conversion.ballot_secret",))
def conversion_ballot_is_secret(s: Situation, p: Parameter) -> Answer:
    """Members with a vote decide by secret ballot; whom it is about has none (art. 40)."""
    last = s.matter.latest(meetings.COUNT) if s.matter else None
    secret = last is not None and last.data["method"] == "secret"
    votes = s.subject.number in meetings.present(s.matter)
    params: dict[str, Value] = {"secret": secret, "subject_votes": votes}
    ok = secret == p.flag and not votes
    return Answer(ok, "meeting.conversion.ballot_secret", params, applies=last is not None)


# ── Article 41: quorum, majority, report ──


def outcome(s: Situation) -> Outcome:
    """How the ballot on a motion came out: quorum of those who came, majority of those entitled (art. 41)."""
    quorum, majority = "meeting.conversion.quorum_ratio", "meeting.conversion.approve_ratio"
    return ballot.decided(s, quorum=quorum, majority=majority)


@rule("PM-41-1", "meeting.conversion.quorum_ratio", says=("meeting.conversion.quorum_ratio",))
def conversion_quorate(s: Situation, p: Parameter) -> Answer:
    """A conversion needs the attendance of an admission (art. 41)."""
    return ballot.attended(s, p)


@rule("PM-41-2", "meeting.conversion.approve_ratio", says=("meeting.conversion.approve_ratio",))
def conversion_majority(s: Situation, p: Parameter) -> Answer:
    """Those in favour, in the room and in writing, are more than the share of those entitled; an outcome."""
    return ballot.approved(s, p)


@rule("PM-41-3", "doc.conversion_vote_report", says=("doc.conversion_vote_report",))
def conversion_report_sent(s: Situation, p: Parameter) -> Answer:
    """The resolution stands in the form, and the report of the ballot was sent up (art. 41)."""
    return ballot.reported(s, p)


@rule("PM-41-4", "doc.conversion_resolution.fields", says=("doc.conversion_resolution.fields",))
def conversion_resolution_in_full(s: Situation, p: Parameter) -> Answer:
    """The resolution has its parts, the secretary's signature among them; nought is a number (art. 41)."""
    missing = (*p.lacks(ballot.stated(s, WRITTEN_IN)), *(() if s.data["signed"] else ("signature",)))
    said = tuple(f"part_{part}" for part in missing)
    return Answer(not missing, "doc.conversion_resolution.fields", {"missing": said})


@rule("conversion.as_counted", says=("conversion.as_counted",))
def conversion_as_counted(s: Situation) -> Answer:
    """The resolution states what was counted, and the day on which it was."""
    return ballot.counted(s, probation.ballot(s), "conversion.as_counted")


@rule("PM-41-5", "conversion.submit_to", says=("conversion.submit_to",))
def submitted_to_the_college(s: Situation, p: Parameter) -> Answer:
    """The resolution is sent to the college committee, which then approves it (art. 41)."""
    resolution = s.facts.latest(probation.RESOLUTION)
    sent = resolution is not None and bool(resolution.data["reported"])
    return Answer(sent, "conversion.submit_to", {"body": p.word, "sent": sent})


@rule("PM-41-6", "full_member.effective_date", says=("full_member.effective_date",))
def full_member_from_the_expiry(s: Situation, p: Parameter) -> Answer:
    """A full member dates from the day after the probation, whenever it was approved (art. 41)."""
    effective_on = probation.free_on(s)
    applies = probation.decided(s) == probation.CONVERT
    known = effective_on is not None
    return Answer(known, "full_member.effective_date", {"effective_on": effective_on}, applies=applies)


def last_outcome(s: Situation) -> str:
    """How the ballot came out that the resolution is about."""
    return ballot.outcome_of(probation.ballot(s))


def approved(s: Situation) -> str:
    """The motion that the meeting carried, once the college committee approves it; else it goes back.

    The committee votes as on an admission (art. 30, 37): without a quorum it decides nothing, and what is not
    carried by a majority of its members is returned whatever the paper calls it.
    """
    p, entitled = s.edition["committee.admission.approve_ratio"], s.data["entitled"]
    if not p.share_option("quorum").holds(s.data["present"], entitled):
        return str(Outcome.INQUORATE)
    carried = s.data["outcome"] == "approved" and p.share.holds(s.data["approve"], entitled)
    return probation.decided(s) if carried else "returned"


def takes_effect_on(s: Situation) -> date:
    """A conversion dates from the day after the probation; anything else from its approval (art. 35, 41)."""
    converts = approved(s) == probation.CONVERT
    return (probation.free_on(s) if converts else None) or s.on
