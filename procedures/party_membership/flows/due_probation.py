"""When something falls due in the probation and on the way to a conversion (articles 33 to 37)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procedures.party_membership.flows.due import inquired_by
from procedures.party_membership.rules import hanging
from procedures.party_membership.rules import known_probation as probation
from workflows.nodes import Period
from workflows.rules.calendars import DAY
from workflows.rules.facts import Fact
from workflows.rules.recurrences import quarters
from workflows.rules.situation import Situation


def application_is_due(s: Situation) -> date | None:
    """The last day to apply for conversion on time; None once it has passed (art. 37)."""
    free = probation.free_on(s)
    day = free - s.edition["conversion.apply_before_days"].days * DAY if free else None
    return day if day and day >= s.on else None


def conversion_notice_is_over(s: Situation) -> date | None:
    """The day after the conversion notice hung for its whole days; None while it does not hang (art. 37)."""
    post = probation.latest(s, f"{probation.NOTICE}.post")
    window = probation.window(s) if post else None
    return window.usable_on if window else None


def objections_are_old(s: Situation) -> list[date]:
    """For each objection to a conversion that nobody has decided, the day it waited too long.

    Article 37 gives no days; those of article 20 are taken.
    """
    return [inquired_by(s, day) for day in hanging.lodged(s, probation.NOTICE)]


def oath(s: Situation) -> Iterator[Period]:
    """The oath, within months of the approval (art. 32)."""
    if approved := _approved_here(s):
        within = s.edition["oath.after"].period_option("remind_after")
        yield Period("", within.after(approved.on, s.calendar))


def assignment(s: Situation) -> Iterator[Period]:
    """A branch or a group, within days of the approval (art. 33)."""
    if approved := _approved_here(s):
        yield Period("", s.edition["new_member.assign_within"].period.after(approved.on, s.calendar))


def probation_form(s: Situation) -> Iterator[Period]:
    """The form that observes the year, within days of the approval (art. 34)."""
    if approved := _approved_here(s):
        within = s.edition["doc.probation_form"].period_option("remind_after")
        yield Period("", within.after(approved.on, s.calendar))


def extension_told(s: Situation) -> Iterator[Period]:
    """An extension is told to the member and announced, within days of its approval (art. 37)."""
    if given := probation.extension(s):
        yield Period("", s.edition["conversion.notify_within"].period.after(given.on, s.calendar))


def transfer_talk(s: Situation) -> Iterator[Period]:
    """A talk with somebody who came from elsewhere, in the first month (art. 36)."""
    received = s.facts.on(probation.TRANSFER)
    if received:
        within = s.edition["transfer_in.extra_observation"].period_option("within")
        yield Period("", within.after(received, s.calendar))


def _approved_here(s: Situation) -> Fact | None:
    """The approval of an admission by this branch; nothing where somebody came from elsewhere."""
    approved = probation.approval(s)
    return approved if approved and approved.name != probation.TRANSFER else None


def probation_quarters(s: Situation) -> Iterator[Period]:
    """Each quarter of the probation as it stands, due on its last day (art. 33, 34)."""
    began, free, approved = probation.began_on(s), probation.free_on(s), probation.approval(s)
    if began and free and approved:
        least = s.edition["probation.analysis_per_quarter"].options["least_days_in_first"]
        for quarter in quarters(began, free, least):
            if quarter.last_on >= approved.on:
                yield Period(str(quarter), quarter.last_on)
