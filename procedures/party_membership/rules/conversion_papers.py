"""Article 37: the application for conversion, the branch's view, the notice, and how the result is told."""

from __future__ import annotations

from datetime import date, timedelta

from procedures.party_membership.rules import hanging
from procedures.party_membership.rules import known_probation as probation
from procedures.party_membership.rules.chapter_2 import given
from workflows.rules.calendars import within
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

ANNOUNCEMENT = "conversion_announcement"
#: whom a notice may be about: the article asks something else of each
STUDENT, STAFF = "student", "staff"


@rule("PM-37-1", "conversion.apply_before_days", says=("conversion.apply_before_days",))
def applied_in_time(s: Situation, p: Parameter) -> Answer:
    """The application comes half a month before the probation is over; a late one is taken (art. 37)."""
    free = probation.free_on(s) or s.on
    due_on = free - timedelta(days=p.days)
    params = {"free_on": free, "due_on": due_on, "on": s.on}
    return Answer(s.on <= due_on, "conversion.apply_before_days", params)


@rule("PM-37-2", "doc.conversion_application", says=("doc.conversion_application",))
def applied_in_writing(s: Situation, p: Parameter) -> Answer:
    """The member applies in writing, signed (art. 37)."""
    application = probation.latest(s, probation.APPLICATION)
    found = s.data.get("signature") or (application.data["signature"] if application else "none")
    signed = found == "signed_original"
    return Answer(signed, "doc.conversion_application", {"found": found})


@rule("PM-37-3", "conversion.branch_opinion", says=("conversion.branch_opinion",))
def opinion_in_full(s: Situation, p: Parameter) -> Answer:
    """The branch heard others, reviewed the performance and formed a view (art. 37)."""
    missing = p.lacks(given(s, p.members))
    return Answer(not missing, "conversion.branch_opinion", {"missing": missing})


@rule("PM-37-4", "publicity.conversion.window", says=("publicity.conversion.window",))
def posted_between(s: Situation, p: Parameter) -> Answer:
    """The notice hangs after the application and before the meeting (art. 37)."""
    applied = probation.latest(s, probation.APPLICATION)
    debated = probation.carried(s) is not None
    ok = applied is not None and applied.on <= s.on and not debated
    params = {"applied_on": applied.on if applied else None, "debated": debated}
    return Answer(ok, "publicity.conversion.window", params)


def _hangs(s: Situation) -> bool:
    """Whether a notice of this round was posted and is not closed."""
    post = probation.latest(s, f"{probation.NOTICE}.post")
    return post is not None and not hanging.follows(probation.latest(s, probation.NOTICE), post)


@rule("PM-37-5", "publicity.conversion.channels", says=("publicity.conversion.channels",))
def in_all_channels(s: Situation, p: Parameter) -> Answer:
    """It hangs on paper and on the web at the same time (art. 37)."""
    missing = hanging.missing_channels(s, probation.NOTICE, p)
    return Answer(not missing, p.name, {"missing": missing}, applies=_hangs(s))


@rule("PM-37-6", "publicity.conversion.min_days", says=("publicity.conversion.min_days", hanging.TAKEN_DOWN))
def hung_long_enough(s: Situation, p: Parameter) -> Answer:
    """It hangs for its whole days in both channels at once (art. 37), unless an objection was found true."""
    asked = _hangs(s) and not hanging.upheld(s, probation.NOTICE)
    return hanging.long_enough(s, p, probation.window(s), asked=asked)


@rule("PM-37-7", "publicity.conversion.fields.identity", says=("publicity.conversion.fields.identity",))
def identity_shown(s: Situation, p: Parameter) -> Answer:
    """The notice shows the seven things that say who somebody is (art. 37)."""
    missing = p.lacks(given(s, p.members))
    return Answer(not missing, "publicity.conversion.fields.identity", {"missing": missing})


@rule("PM-37-8", "publicity.conversion.fields.performance", says=("publicity.conversion.fields.performance",))
def performance_shown(s: Situation, p: Parameter) -> Answer:
    """And of students their ranking and awards, of staff their appraisal and awards (art. 37)."""
    kind = STAFF if s.data.get("kind") == STAFF else STUDENT
    asked = tuple(each.partition("=")[2] for each in p.members if each.startswith(f"{kind}="))
    missing = tuple(f"shown_{each}" for each in asked if each not in given(s, asked))
    return Answer(not missing, "publicity.conversion.fields.performance", {"missing": missing})


@rule("PM-37-9", "publicity.conversion.fields.feedback", says=("publicity.conversion.fields.feedback",))
def feedback_shown(s: Situation, p: Parameter) -> Answer:
    """And when, by which phone and with whom comments are taken, for as long as it hangs (art. 37)."""
    until = s.data.get("feedback_until")
    days = s.edition["publicity.conversion.min_days"].days
    long_enough = until is not None and date.fromisoformat(until) >= s.on + timedelta(days=days)
    shown = given(s, ("phone", "contact_person")) | ({"feedback_period"} if long_enough else set())
    missing = p.lacks(shown)
    return Answer(not missing, "publicity.conversion.fields.feedback", {"missing": missing})


@rule("PM-37-10", "doc.conversion_publicity_form", says=("doc.conversion_publicity_form",))
def publicity_form_filled(s: Situation, p: Parameter) -> Answer:
    """How the notice ended is written on its form before the meeting (art. 37)."""
    closed = probation.closed(s)
    closed_on = closed.on if closed else None
    return Answer(closed is not None, "doc.conversion_publicity_form", {"closed_on": closed_on})


@rule("PM-37-11", "conversion.meeting_after_publicity", says=("conversion.meeting_after_publicity",))
def met_after_the_notice(s: Situation, p: Parameter) -> Answer:
    """The meeting follows the last day of the notice, with no objection open (art. 37)."""
    window = probation.window(s)
    last_on = window.last_day if window else None
    open_objections = hanging.objections(s, probation.NOTICE)
    over = window is not None and window.usable(s.on) and not open_objections
    return Answer(
        over == p.flag,
        "conversion.meeting_after_publicity",
        {"last_on": last_on, "open": open_objections},
        window.usable_on if window else None,
    )


@rule("PM-37-12", "conversion.approval_like_admission", says=("conversion.approval_like_admission",))
def approved_one_by_one(s: Situation, p: Parameter) -> Answer:
    """The college committee votes on each person at a meeting, as for an admission (art. 37)."""
    alone, met = s.data["together"] == 1, s.data["way"] != "circulation"
    params = {"together": s.data["together"], "way": s.data["way"]}
    return Answer((alone and met) == p.flag, "conversion.approval_like_admission", params)


@rule("PM-37-13", "conversion.notify_within", says=("conversion.notify_within",))
def told_in_time(s: Situation, p: Parameter) -> Answer:
    """The member is told, and the members at a meeting, within days of the approval (art. 37)."""
    approved = s.facts.latest(probation.CONVERSION)
    since = approved.on if approved else s.on
    params = {"approved_on": since, "due_on": p.period.after(since, s.calendar), "on": s.on}
    return Answer(within(since, p.period, s.on, s.calendar), "conversion.notify_within", params)


@rule("conversion.announced", says=("conversion.announced",))
def announced(s: Situation) -> Answer:
    """A case is closed after the result was announced at a meeting of the members."""
    approved = s.facts.latest(probation.CONVERSION)
    on = s.facts.on(ANNOUNCEMENT)
    return Answer(hanging.follows(s.facts.latest(ANNOUNCEMENT), approved), "conversion.announced", {"on": on})


@rule("conversion.filed", says=("conversion.filed",))
def on_file_above(s: Situation) -> Answer:
    """The organisation department has the conversion on file; of a gap the archive is only warned."""
    filed = "conversion_filing" in s.facts
    return Answer(True, "conversion.filed", {"filed": filed}, warns=not filed)
