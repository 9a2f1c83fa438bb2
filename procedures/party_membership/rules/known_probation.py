"""What a case knows of a probation: when it began, when it expires, how it was extended, what is proposed."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import hanging
from procedures.party_membership.rules import known_admission as admission
from workflows.rules.calendars import DAY, add_months
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome
from workflows.rules.windows import PublicityWindow, Window

ADMISSION = "admission_meeting"
TRANSFER = "transfer_in"
APPLICATION = "conversion_application"
OPINION = "conversion_opinion"
NOTICE = "conversion_notice"
PROPOSAL = "conversion_proposal"
MEETING = "conversion_meeting"
RESOLUTION = "conversion_resolution"
CONVERSION = "conversion_approval"
REFERRAL = "conversion_referral"
UNASKED = "unasked_proposal"
CONVERT, EXTEND, CANCEL = "convert", "extend", "cancel"
#: a motion was lost and the next one is put
NEXT_MOTION = "next_motion"


def approval(s: Situation) -> Fact | None:
    """The final approval of the admission; of somebody transferred in, the reception of the papers."""
    return admission.approved(s) or s.facts.latest(TRANSFER)


def began_on(s: Situation) -> date | None:
    """The day the probation began: that of the meeting, here or in the former branch (art. 35)."""
    approved = approval(s)
    if approved is None:
        return None
    return approved.day("probation_from") if approved.name == TRANSFER else approved.effective_on


def expires_on(s: Situation) -> date | None:
    """The anniversary of the beginning: the first day on which a conversion may be debated (art. 35)."""
    began = began_on(s)
    return s.edition["probation.months"].period.after(began) if began else None


def extension(s: Situation) -> Fact | None:
    """The approval by which the probation was extended."""
    given = [fact for fact in s.facts.all(CONVERSION) if fact.outcome == EXTEND]
    return given[-1] if given else None


def is_extended(s: Situation) -> bool:
    """Whether the probation was extended."""
    return extension(s) is not None


def months_of_extension(s: Situation) -> int:
    """For how many months the probation was extended; 0 when it was not."""
    given = extension(s)
    asked = [
        fact.data["months"]
        for fact in s.facts.all(PROPOSAL)
        if EXTEND in fact.data["motions"] and hanging.follows(given, fact)
    ]
    return int(asked[-1] or 0) if asked else 0


def free_on(s: Situation) -> date | None:
    """The day after the probation as it stands; an extension counts from the first anniversary."""
    expiry = expires_on(s)
    return add_months(expiry, months_of_extension(s)) if expiry else None


def in_probation(s: Situation, day: date) -> bool:
    """Whether a day lies in the probation as it stands."""
    began, free = began_on(s), free_on(s)
    return began is not None and free is not None and day in Window(began, free)


def motions(s: Situation) -> tuple[str, ...]:
    """What the branch committee asks for, in turn: in the act, else as proposed last, else to convert."""
    proposed = latest(s, PROPOSAL)
    return tuple(s.data.get("motions") or (proposed.data["motions"] if proposed else (CONVERT,)))


def motion(s: Situation) -> str:
    """The motion that is put now: the first that was not lost."""
    asked, dead = motions(s), lost(s)
    return next((each for each in asked if each not in dead), asked[-1])


def round_began(s: Situation) -> Fact | None:
    """The approval that sent the member back into the probation; what came before is another round."""
    return extension(s)


def latest(s: Situation, name: str) -> Fact | None:
    """The latest fact of this round of conversion."""
    found = s.facts.latest(name)
    return found if hanging.follows(found, round_began(s)) else None


def vote_began(s: Situation) -> Fact | None:
    """What last sent the question back to the branch: an extension, a return, a referral; or nothing."""
    sent = [fact for fact in s.facts.all(CONVERSION) if fact.outcome in {EXTEND, "returned"}]
    sent += s.facts.all(REFERRAL)
    return max(sent, key=lambda fact: fact.entry or 0, default=None)


def lost(s: Situation) -> tuple[str, ...]:
    """The motions that the branch meeting did not carry since the question was last put, in order."""
    began = vote_began(s)
    return tuple(
        str(fact.data.get("motion"))
        for fact in s.facts.all(MEETING)
        if fact.outcome in {Outcome.LOST, NEXT_MOTION} and hanging.follows(fact, began)
    )


def ballot(s: Situation) -> Fact | None:
    """The last ballot since the question was put that carried a motion or lost the last one."""
    ended = [fact for fact in s.facts.all(MEETING) if fact.outcome in {Outcome.CARRIED, Outcome.LOST}]
    last = ended[-1] if ended else None
    return last if hanging.follows(last, vote_began(s)) else None


def carried(s: Situation) -> Fact | None:
    """The ballot by which the branch carried a motion since the question was put."""
    last = ballot(s)
    return last if last and last.outcome == Outcome.CARRIED else None


def decided(s: Situation) -> str:
    """The motion that the branch meeting carried in this round; nothing while it carried none."""
    ballot = carried(s)
    return str(ballot.data["motion"]) if ballot else ""


def window(s: Situation) -> PublicityWindow | None:
    """The window of the conversion notice as it stands."""
    return hanging.window(s, NOTICE, s.edition["publicity.conversion.min_days"])


def closed(s: Situation) -> Fact | None:
    """The closing of this round's conversion notice, when nothing stood against the member."""
    done = latest(s, NOTICE)
    return done if done and done.outcome == "unopposed" else None


def last_day(s: Situation) -> date | None:
    """The last day of the probation as it stands: the eve of its anniversary."""
    free = free_on(s)
    return free - DAY if free else None


def unasked(s: Situation) -> bool:
    """Whether the meeting decides what the member never applied for: an extension or a cancellation."""
    return latest(s, UNASKED) is not None and motion(s) != CONVERT
