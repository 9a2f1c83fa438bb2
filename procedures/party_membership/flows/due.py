"""When something falls due: the days on which timers announce, and the periods of recurring duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from procedures.party_membership.rules import accountability, cultivating, hanging, known, listing, publishing
from workflows.nodes import Period
from workflows.rules.calendars import DAY, add_months
from workflows.rules.parameters import Parameter
from workflows.rules.recurrences import quarters
from workflows.rules.situation import Situation

#: how many years of recurring duties are laid out when a stage opens; rules count without this horizon
HORIZON_YEARS = 5
MONTHS = 12


def after_days(s: Situation, parameter: str, option: str) -> date:
    """So long after the day a node opened, as the edition says for a reminder."""
    return s.edition[parameter].period_option(option).after(s.on, s.calendar)


def check_is_slow(s: Situation) -> date:
    """The branch has not checked an application for so long (art. 5)."""
    return after_days(s, "applicant.confirm_by", "remind_after")


def original_is_missing(s: Situation) -> Iterator[date]:
    """A former unit has not sent the original for so long, and again so long after each reminder (art. 5).

    After no time nobody is reminded.
    """
    every = s.edition["doc.prior_application"].period_option("remind_every")
    told = s.facts.on("original_overdue") or s.on
    days = (every.times(number).after(s.on, s.calendar) for number in count(1))
    for day in days if any(every.to_mapping().values()) else ():
        yield day
        if day > told:
            return


def receipt_is_missing(s: Situation) -> date:
    """The college committee has not filed a decision for so long (art. 10)."""
    return after_days(s, "activist.filing", "remind_after")


def may_be_recommended(s: Situation) -> date | None:
    """The first day of a ballot by the time since the application; None once it has passed (art. 9)."""
    start = known.started_on(s)
    day = s.edition["tuiyou.min_months_since_application"].period.after(start) if start else None
    return day if day and day > s.on else None


def validity_nears_its_end(s: Situation) -> date | None:
    """The day after the fewer months of a recommendation (art. 8)."""
    return _validity(s, s.edition["tuiyou.valid_months"].low)


def validity_is_over(s: Situation) -> date | None:
    """The day after the more months of a recommendation (art. 8)."""
    return _validity(s, s.edition["tuiyou.valid_months"].high)


def _validity(s: Situation, months: int) -> date | None:
    closed = known.effective(s)
    return add_months(closed.on, months) + DAY if closed else None


def notice_is_over(s: Situation) -> date | None:
    """The first day after the whole days of a recommendation's notice (art. 8)."""
    window = known.window(s)
    return window.usable_on if window else None


def objections_wait(s: Situation) -> list[date]:
    """For each objection to a recommendation that nobody has decided, the day it waited too long (art. 8)."""
    return [answer_by(s, day) for day in hanging.lodged(s, known.NOTICE)]


def answer_by(s: Situation, lodged_on: date) -> date:
    """The day on which an objection to a recommendation has waited too long (art. 8)."""
    wait = s.edition["tuiyou.objection_handler"].period_option("remind_after")
    return wait.after(lodged_on, s.calendar)


def cultivated_on(s: Situation) -> date | None:
    """The day on which the year of cultivation is over; None once it was announced (art. 16)."""
    p = s.edition["candidate.min_cultivation_months"]
    since, announced = listing.cultivated_since(s, p), s.facts.on("cultivation")
    if since is None or (announced and announced >= since):
        return None
    return p.period.after(since)


def candidate_notice_is_over(s: Situation) -> date | None:
    """The first day after the whole days of a candidate's notice, while it hangs (art. 20)."""
    window = publishing.window(s)
    return window.usable_on if window and publishing.hangs(s) else None


def objections_are_old(s: Situation) -> list[date]:
    """For each objection that nobody has decided, the day after the last for the inquiry (art. 20)."""
    return [inquired_by(s, day) for day in hanging.lodged(s, publishing.NOTICE)]


def inquired_by(s: Situation, lodged_on: date) -> date:
    """The day on which an objection to a candidate has waited too long (art. 20)."""
    return s.edition["objection.investigate_within"].period.after(lodged_on, s.calendar) + DAY


def university_is_slow(s: Situation) -> date:
    """The organisation department has had a candidate's papers for so long (art. 22)."""
    return after_days(s, "review.university_org", "remind_after")


def first_talk(s: Situation) -> Iterator[Period]:
    """One talk, within the months after handing in (art. 7)."""
    start = known.talk_from(s)
    if start:
        yield Period("", s.edition["applicant.talk_within_months"].period.after(start))


def contacts(s: Situation) -> Iterator[Period]:
    """Contact persons, named within days of the decision (art. 12)."""
    since = known.activist_on(s)
    if since:
        yield Period("", s.edition["contact.count"].period_option("within").after(since, s.calendar))


def reports(s: Situation) -> Iterator[Period]:
    """A report for each quarter, due on its last day (art. 11)."""
    since = known.activist_on(s)
    if since:
        least = s.edition["activist.report_per_quarter"].options["least_days_in_first"]
        for quarter in quarters(since, _horizon(since), least):
            yield Period(str(quarter), quarter.last_on)


def opinions(s: Situation) -> Iterator[Period]:
    """An opinion for each half-year since the decision, due on its last day (art. 12)."""
    since = known.activist_on(s)
    p: Parameter = s.edition["contact.opinion_every_months"]
    for end in cultivating.half_years(since, _horizon(since), p) if since else ():
        yield Period(end.isoformat(), end)


def opinions_neglected(s: Situation) -> Iterator[date]:
    """The day after so many half-years in a row ended without an opinion (art. 47)."""
    since, most = known.activist_on(s), s.edition["liability.case.cultivation"].options["missed"]
    for missing in accountability.neglected(s, _horizon(since)) if since else ():
        if len(missing) >= most:
            yield missing[most - 1] + DAY


def _horizon(since: date) -> date:
    return add_months(since, MONTHS * HORIZON_YEARS) + DAY
