"""When something falls due from the meeting to the end of the probation (articles 24, 28 to 35)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procedures.party_membership.rules import known_admission as admission
from procedures.party_membership.rules import known_probation as probation
from workflows.nodes import Period
from workflows.rules.calendars import DAY, add_months
from workflows.rules.recurrences import quarters
from workflows.rules.situation import Situation


def report_is_late(s: Situation) -> date | None:
    """The report of a ballot is due so many days after the meeting; the day after (art. 28)."""
    meeting = admission.decided(s)
    p = s.edition["doc.admission_vote_report"]
    return p.period_option("within").after(meeting.on, s.calendar) + DAY if meeting else None


def approval_is_late(s: Situation) -> date | None:
    """The day after the fewer months since the meeting (national rules, art. 30)."""
    return _since_the_meeting(s, s.edition["admission.approval_months"].low)


def approval_is_too_late(s: Situation) -> date | None:
    """The day after the more months since the meeting (national rules, art. 30)."""
    return _since_the_meeting(s, s.edition["admission.approval_months"].high)


def _since_the_meeting(s: Situation, months: int) -> date | None:
    meeting_on = admission.admitted_on(s)
    return add_months(meeting_on, months) + DAY if meeting_on else None


def new_member_talk(s: Situation) -> Iterator[Period]:
    """One talk, within days of the approval (art. 31); who came from elsewhere had it there."""
    if probation.TRANSFER not in s.facts:
        within = s.edition["doc.new_member_talk.points"].period_option("within")
        yield Period("", within.after(s.on, s.calendar))


def helps(s: Situation) -> Iterator[Period]:
    """Help by the introducers in each quarter of the probation as it stands (art. 24)."""
    meeting_on, free = admission.admitted_on(s), probation.free_on(s)
    if meeting_on and free:
        least = s.edition["activist.report_per_quarter"].options["least_days_in_first"]
        for quarter in quarters(meeting_on, free, least):
            yield Period(str(quarter), quarter.last_on)
