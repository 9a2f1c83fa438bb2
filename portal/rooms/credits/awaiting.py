"""Until when something is done to an item: by its student, or by whom it waits for.

The Rules state few of these days. Where a day is a default of the edition, the sentence says what is usual;
what is late is told and recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from portal.pages.days import day_text, length_text
from portal.rooms.credits.items import DeclaredItem, Place
from portal.rooms.credits.rounds import OpenRound, declaring_in
from portal.rooms.credits.wording import open_appeal
from procedures.second_classroom_credits.rules.due import AGAIN, FIRST, LAST, review_due
from workflows.door import Outlook, Prospect

#: which review of the round an item waits for
REVIEWS: Final = {Place.FIRST_REVIEW: FIRST, Place.RE_REVIEW: AGAIN, Place.FINAL_REVIEW: LAST}
#: where a decision may be appealed against
DECIDED: Final = frozenset({Place.RECOGNISED, Place.REJECTED})
RETURNED, WINDOW = "credits.returned", "credits.appeal_window"


def until_text(item: DeclaredItem, view: Outlook, rounds: Sequence[OpenRound], today: date) -> str:
    """By which day an item moves on, or may still be moved; empty where nobody can say."""
    if open_appeal(item) is not None:
        return _answered(item, view, today)
    if item.place in REVIEWS:
        return _reviewed(item, view, today)
    if item.place is Place.EVIDENCE:
        running = declaring_in(rounds, today)
        return _("最晚%(day)s交。") % {"day": day_text(running.last_on, today=today)} if running else ""
    if item.place is Place.CORRECTION:
        return _corrected(view, today)
    return appeal_text(view, today) if item.place in DECIDED else ""


def _reviewed(item: DeclaredItem, view: Outlook, today: date) -> str:
    """The usual day of the review that the whole round waits for."""
    within = view.situation.within
    due = review_due(replace(view.situation, facts=within)) if within else None
    if due is None or due[0] != REVIEWS[item.place]:
        return ""
    said = {"day": day_text(due[1], today=today)}
    if due[1] < today:
        return _("一般最晚%(day)s审完，已经过了，可以问辅导员。") % said
    return _("一般最晚%(day)s审完。") % said


def _corrected(view: Outlook, today: date) -> str:
    due = _due(view, "correction", RETURNED)
    if due is None:
        return ""
    said = {"day": day_text(due, today=today)}
    if due < today:
        return _("本应最晚%(day)s补正，请尽快；按首次提交的日子算，不算迟报。") % said
    return _("最晚%(day)s补正；按首次提交的日子算，不算迟报。") % said


def appeal_text(view: Outlook, today: date) -> str:
    """Within which days an appeal is lodged: after the publication, which may be yet to come (A-59)."""
    appeal = _prospect(view, "appeal")
    if appeal is None:
        return ""
    due = _due(view, "appeal", WINDOW)
    if due is None:
        length = length_text(view.situation.edition["appeal.window_days"].period)
        return _("有异议的，可在公布后%(period)s内申诉。") % {"period": length}
    said = {"day": day_text(due, today=today)}
    if appeal.unmet:
        return _("申诉期到%(day)s为止，已经过了。") % said
    if due < today:
        return _("申诉期到%(day)s为止；现在申诉仍会收下，并记明过期。") % said
    return _("有异议的，最晚%(day)s申诉。") % said


def _answered(item: DeclaredItem, view: Outlook, today: date) -> str:
    """The usual day of the answer to an appeal (A-59)."""
    lodged = open_appeal(item)
    if lodged is None:
        return ""
    within = view.situation.edition["appeal.window_days"].period_option("answer_within")
    said = {"day": day_text(within.after(lodged.on, view.situation.calendar), today=today)}
    return _("一般最晚%(day)s答复。") % said


def _prospect(view: Outlook, name: str) -> Prospect | None:
    return next((each for each in view.prospects if each.mine and each.act.name == name), None)


def _due(view: Outlook, name: str, message: str) -> date | None:
    """The day that a rule of an act names; None where it names none yet."""
    found = _prospect(view, name)
    said = (each.params.get("due") for each in found.findings if each.message == message) if found else ()
    return next((day for day in said if isinstance(day, date)), None)
