"""Article 31: what is told to a new probationary member, dues, and how the admission is made known."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.rules.calendars import DAY
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

ANNOUNCEMENT = "announcement"
POSTING = "posting"


@rule("PM-31-1", "doc.new_member_talk.points", says=("doc.new_member_talk.points",))
def told_everything(s: Situation, p: Parameter) -> Answer:
    """A new member is told the six things (art. 31)."""
    missing = p.lacks(set(s.data["points"]))
    return Answer(not missing, "doc.new_member_talk.points", {"missing": missing})


@rule("PM-31-2", "dues.start_month", says=("dues.start_month",))
def dues_from_the_meeting(s: Situation, p: Parameter) -> Answer:
    """Dues are paid from the month of the meeting, in arrears after the approval (art. 31)."""
    meeting_on = admission.admitted_on(s)
    due, found = f"{meeting_on:%Y-%m}" if meeting_on else "", s.data["month"]
    return Answer(found == due, "dues.start_month", {"month": found, "due": due})


@rule("PM-31-3", "announce.new_member_meeting", says=("announce.new_member_meeting",))
def announced(s: Situation, p: Parameter) -> Answer:
    """The admission is announced at a meeting of the members (art. 31)."""
    on = s.on if "place" in s.data else s.facts.on(ANNOUNCEMENT)
    params: dict[str, Value] = {"on": on}
    applies = not _came_from_elsewhere(s)
    return Answer((on is not None) == p.flag, "announce.new_member_meeting", params, applies=applies)


@rule("PM-31-4", "announce.new_member_posted", says=("announce.new_member_posted",))
def posted(s: Situation, p: Parameter) -> Answer:
    """The admission hangs for its days where the branch and the college see it (art. 31)."""
    since, until = _hangs(s)
    days = p.options["days"]
    enough = since is not None and until is not None and until >= since + days * DAY
    params: dict[str, Value] = {"days": days, "since": since, "until": until}
    applies = not _came_from_elsewhere(s)
    return Answer(enough == p.flag, "announce.new_member_posted", params, applies=applies)


def _came_from_elsewhere(s: Situation) -> bool:
    """Whether the former unit admitted the member, and made it known there."""
    return probation.TRANSFER in s.facts


def _hangs(s: Situation) -> tuple[date | None, date | None]:
    """From when and until when the admission hangs, by this act or by the last that hung it."""
    if "until" in s.data:
        return s.on, date.fromisoformat(s.data["until"])
    last = s.facts.latest(POSTING)
    return (last.on, last.day("until")) if last else (None, None)
