"""The three reviews of an item: who holds each, what it may say, and by which key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from portal.pages.credits.review import Decision
from portal.rooms.actor import Actor
from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import UNDONE

FIRST, AGAIN, LAST = "first_review", "re_review", "final_review"
#: what reports a forgery, whoever reviews
DOUBT = "forgery_report"
#: outcomes for which something must be filled in: a reason, or what is recognised instead
REASON, LESS = "why", "row"
_ACCEPTING: Final = {FIRST: "accepted", AGAIN: "agreed", LAST: "confirmed"}


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One of the reviews: its node, and the outcome by which an item goes on as it is."""

    name: str
    offices: frozenset[str]

    @property
    def accepting(self) -> str:
        """The outcome by which an item goes on."""
        return _ACCEPTING[self.name]

    @property
    def undone(self) -> str:
        """The act that takes a review of this step back."""
        return f"{self.name}{UNDONE}"

    @property
    def title(self) -> str:
        """The review in a word."""
        return {FIRST: _("初审"), AGAIN: _("复审"), LAST: _("终审")}[self.name]

    @property
    def words(self) -> Mapping[str, str]:
        """What is counted of those that are done, by outcome."""
        said = {
            FIRST: {
                "accepted": _("认定"),
                "lowered": _("降低"),
                "returned": _("退回"),
                "rejected": _("不予认定"),
            },
            AGAIN: {"agreed": _("同意"), "sent_back": _("退回初审")},
            LAST: {"confirmed": _("确认"), "returned": _("退回学院"), "rejected": _("不予认定")},
        }
        return said[self.name]

    def decisions(self, amount: str) -> tuple[Decision, ...]:
        """The buttons of the step; the first one says how much it recognises."""
        said = {"credits": amount}
        if self.name == FIRST:
            return (
                Decision(_("按 %(credits)s 认定") % said, "accepted", "A", primary=True),
                Decision(_("降低"), "lowered", "L", needs=LESS),
                Decision(_("退回"), "returned", "R", needs=REASON),
                Decision(_("不予认定"), "rejected", "X", needs=REASON),
            )
        if self.name == AGAIN:
            return (
                Decision(_("同意 %(credits)s") % said, "agreed", "A", primary=True),
                Decision(_("退回初审"), "sent_back", "R", needs=REASON),
            )
        return (
            Decision(_("确认 %(credits)s") % said, "confirmed", "A", primary=True),
            Decision(_("退回学院"), "returned", "R", needs=REASON),
            Decision(_("不予认定"), "rejected", "X", needs=REASON),
        )

    @property
    def bulk(self) -> str:
        """What is done with all that is ticked."""
        return {FIRST: _("按申报认定所选"), AGAIN: _("同意所选"), LAST: _("确认所选")}[self.name]

    @property
    def whole(self) -> str:
        """What is done with a whole group."""
        return {FIRST: _("一并认定"), AGAIN: _("一并同意"), LAST: _("一并确认")}[self.name]


def _names(*offices: object) -> frozenset[str]:
    return frozenset(getattr(office, "name", "") for office in offices)


STEPS: Final = (
    ReviewStep(FIRST, _names(*roles.FIRST_REVIEWERS)),
    ReviewStep(AGAIN, _names(*roles.WORKING_GROUP)),
    ReviewStep(LAST, _names(roles.REGISTRAR)),
)


def steps_of(actor: Actor) -> tuple[ReviewStep, ...]:
    """The reviews that the chosen office holds."""
    office = actor.chosen.office if actor.chosen else ""
    return tuple(step for step in STEPS if office in step.offices)


def chosen_step(actor: Actor, name: str) -> ReviewStep | None:
    """The review that was asked for, the first one where none was; None for who holds none."""
    held = steps_of(actor)
    return next((step for step in held if step.name == name), held[0] if held else None)
