"""Article 28: who decides on an admission, by which shares, and how the decision is reported."""

from __future__ import annotations

from procedures.party_membership.rules import branch_ballot as ballot
from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules.chapter_3 import has_committee
from workflows.nodes import meeting_rules as engine
from workflows.rules import meetings
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

#: where the resolution states each of its parts
WRITTEN_IN = {
    "performance": ("performance",),
    "due": ("due",),
    "present": ("present",),
    "approve": ("approve",),
    "oppose": ("oppose",),
    "abstain": ("abstain",),
    "date": ("passed_on",),
    "secretary_signature": ("signed",),
}


def outcome(s: Situation) -> Outcome:
    """How the ballot came out: quorum of those who came, majority of those entitled (art. 28)."""
    return ballot.decided(s, quorum="meeting.quorum_ratio", majority="meeting.approve_ratio")


@rule("PM-28-1", "meeting.quorum_ratio", says=("meeting.quorum_ratio",))
def quorate(s: Situation, p: Parameter) -> Answer:
    """A meeting needs its share of those entitled in the room; an opinion in writing is nobody there."""
    return ballot.attended(s, p)


@rule("PM-28-2", "meeting.advise_min_present_ratio", says=("meeting.advise_min_present_ratio",))
def enough_came(s: Situation, p: Parameter) -> Answer:
    """Where many of those entitled stay away, the secretary says why the meeting is held (art. 28)."""
    entitled = len(meetings.entitled(s.facts))
    present = entitled - len(s.data["absent"])
    params: dict[str, Value] = {
        "entitled": entitled,
        "present": present,
        "share": p.share.fraction,
    }
    quorate = s.edition["meeting.quorum_ratio"].share.holds(max(present, 0), entitled)
    return Answer(
        p.share.holds(max(present, 0), entitled), "meeting.advise_min_present_ratio", params, applies=quorate
    )


@rule("PM-28-3", "meeting.proxy_allowed", says=("meeting.proxy_allowed",))
def one_paper_each(s: Situation, p: Parameter) -> Answer:
    """One paper goes to each who came: nobody votes for somebody else (art. 28)."""
    issued, present = s.data["issued"], engine.seats(s).present
    opened = issued or s.data["returned"]
    params = {"issued": issued, "present": present}
    return Answer(not opened or issued == present, "meeting.proxy_allowed", params)


@rule("PM-28-4", "meeting.late_ballot_allowed", says=("meeting.late_ballot_allowed",))
def count_not_closed(s: Situation, p: Parameter) -> Answer:
    """After the count nothing more is taken: there is no later ballot for those who stayed away (art. 28)."""
    counted = bool(engine.told(s, meetings.COUNT))
    return Answer(counted == p.flag, "meeting.late_ballot_allowed", {"closed": counted})


@rule("PM-28-5", "meeting.written_opinion_counts", says=("meeting.written_opinion_counts",))
def opinion_before_the_ballot(s: Situation, p: Parameter) -> Answer:
    """An opinion in writing counts that came in, signed, before the ballot opened (art. 28)."""
    opened = engine.not_opened(s).refuses
    return Answer(not opened, "meeting.written_opinion_counts", {"opened": opened})


@rule("PM-28-6", "meeting.approve_ratio", says=("meeting.approve_ratio",))
def majority_of_those_entitled(s: Situation, p: Parameter) -> Answer:
    """Those in favour, in the room and in writing, are more than the share of those entitled; an outcome."""
    return ballot.approved(s, p)


@rule("PM-28-7", "meeting.per_candidate", says=("meeting.per_candidate",))
def one_by_one(s: Situation, p: Parameter) -> Answer:
    """Candidates are discussed and voted on one by one, each to the end (art. 28)."""
    meeting, case = meetings.meeting_of(s), s.case or 0
    before = meetings.waiting_before(meeting, case)
    others = [each for each in meetings.under_way(meeting) if each != case and each not in before]
    count = len(before) + len(others)
    return Answer(not count, "meeting.per_candidate", {"count": count}, applies=s.matter is not None)


@rule("PM-28-8", "meeting.postpone_on_disagreement", says=("meeting.postpone_on_disagreement",))
def put_off_before_the_ballot(s: Situation, p: Parameter) -> Answer:
    """The chair puts a ballot off before it opens, and the committee agrees by its share (art. 28)."""
    opened = s.matter is not None and engine.not_opened(s).refuses
    entitled, approve = s.data.get("committee_entitled") or 0, s.data.get("committee_approve") or 0
    asked = "ground" in s.data and has_committee(s)
    agreed = not asked or p.share_option("carried").holds(approve, entitled)
    params: dict[str, Value] = {"opened": opened, "entitled": entitled, "approve": approve}
    return Answer(not opened and agreed, "meeting.postpone_on_disagreement", params)


@rule("PM-28-9", "doc.admission_vote_report", says=("doc.admission_vote_report",))
def report_sent(s: Situation, p: Parameter) -> Answer:
    """The resolution stands in the form, and the report of the ballot was sent up (art. 28)."""
    return ballot.reported(s, p)


@rule("PM-28-10", "doc.admission_resolution.fields", says=("doc.admission_resolution.fields",))
def resolution_in_full(s: Situation, p: Parameter) -> Answer:
    """The resolution has its eight parts; nought is a number, a blank is none (art. 28)."""
    missing = p.lacks(ballot.stated(s, WRITTEN_IN))
    return Answer(not missing, "doc.admission_resolution.fields", {"missing": missing})


@rule("PM-28-11", "meeting.tally_balanced", says=("meeting.tally_balanced",))
def report_adds_up(s: Situation, p: Parameter) -> Answer:
    """For, against, abstaining and void together are those who came and those who wrote (art. 28)."""
    counted = sum(s.data.get(name) or 0 for name in ("approve", "oppose", "abstain", "void"))
    present, written = s.data.get("present") or 0, s.data.get("written") or 0
    params = {"counted": counted, "present": present, "written": written}
    return Answer((counted == present + written) == p.flag, "meeting.tally_balanced", params)


@rule("resolution.as_counted", says=("resolution.as_counted",))
def as_counted(s: Situation) -> Answer:
    """The resolution states what was counted, and the day on which it was."""
    return ballot.counted(s, admission.decided(s), "resolution.as_counted")


def last_outcome(s: Situation) -> str:
    """How the ballot came out that the resolution is about."""
    return ballot.outcome_of(admission.decided(s))


@rule("PM-28-12", "meeting.observers_allowed", says=("meeting.observers_allowed",))
def observers_do_not_count(s: Situation, p: Parameter) -> Answer:
    """Who sits in has no vote and is not counted among those who came (art. 28)."""
    voting = set(meetings.entitled(s.facts))
    mixed = tuple(number for number in s.data["observers"] if number in voting)
    params: dict[str, Value] = {"count": len(s.data["observers"]), "mixed": mixed}
    return Answer((not mixed) == p.flag, "meeting.observers_allowed", params)


@rule("PM-28-13", "meeting.roll", says=("meeting.roll",))
def roll_of_members(s: Situation, p: Parameter) -> Answer:
    """On the roll stand the full members of the branch who have a vote, and nobody else (art. 28)."""
    found = engine.accounts_for_all(s)
    return Answer(not found.refuses, "meeting.roll", found.params)
