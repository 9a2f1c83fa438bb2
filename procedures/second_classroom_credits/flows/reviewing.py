"""Articles 6 and 7: an item is reviewed first, again and last, and filed away (N4 to N13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.flows.contests import Contests
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.items import RECOGNISING, claim_of, is_confirmed
from procedures.second_classroom_credits.rules import (
    afterwards,
    contests,
    declaring,
    evidence,
    kinds,
    known,
    reviewing,
)
from procedures.second_classroom_credits.scoring.amounts import written
from workflows.nodes import CaseAct, Choice, End, Kept, Occurs, Step, this
from workflows.rules.situation import Situation

#: how a review is taken back: by its reviewer in the portal, as often as need be
TAKING_BACK: Final[dict[str, Any]] = {"occurs": Occurs.ONLINE, "keep": "each", "while_suspended": False}


def with_moment(s: Situation, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a review with its moment, from which the minutes are counted to take it back."""
    return {**facts, "reviewed_at": s.at.isoformat() if s.at else ""}


def kept_moment(s: Situation, outcome: str, facts: Mapping[str, Any]) -> Kept:
    """What a later review says, and when it was made."""
    return Kept(with_moment(s, facts))


def kept_review(s: Situation, outcome: str, facts: Mapping[str, Any]) -> Kept:
    """The provisional credit: what was claimed, where the reviewer wrote nothing else (art. 7)."""
    facts = with_moment(s, facts)
    if outcome not in RECOGNISING:
        return Kept(facts)
    claim = claim_of(s.facts)
    row, times = facts["row"] or claim["row"], facts["times"] or claim["times"] or 1
    value = written(known.rules_of(s).table[row].credits * times)
    return Kept({**facts, "row": row, "times": times, "credits": value})


def kept_undoing(s: Situation, outcome: str, facts: Mapping[str, Any]) -> Kept:
    """Which review was taken back, by its entry."""
    review = reviewing.last_review(s)
    return Kept({**facts, "review": review.entry if review else None})


def result(s: Situation) -> str:
    """Which end a case that was filed away has come to."""
    return "recognised" if is_confirmed(s.facts) else "rejected"


class Reviewing:
    """初审、复审、终审与存档."""

    first_review = (
        Step(forms.FirstReview, title="初审", by=roles.FIRST_REVIEWERS, occurs=Occurs.ONLINE, keep="each")
        .Cite("7")
        .Requires(declaring.may_apply)
        .Accepts(
            declaring.by_the_table,
            declaring.of_the_university,
            contests.of_its_class,
            *kinds.KINDS,
            declaring.not_sanctioned,
            declaring.housed,
            *evidence.DECIDING,
            *evidence.ASSESSORS,
            reviewing.as_on_the_card,
            reviewing.with_a_reason,
        )
        .Decides(reviewing.outcome)
        .On("accepted", this.re_review)
        .On("lowered", this.re_review)
        .On("returned", this.correction)
        .On("rejected", this.archive)
    )
    first_review.main.Keeps(kept_review).Consults(Contests)
    first_review_undone = (
        CaseAct(title="撤销初审", by=roles.FIRST_REVIEWERS, **TAKING_BACK)
        .Cite("7")
        .Requires(*reviewing.UNDOING, reviewing.last_is_first)
        .Keeps(kept_undoing)
        .Offered(reviewing.undoable("first_review"))
        .To(this.first_review)
    )
    re_review = (
        Step(forms.ReReview, title="复审", by=roles.WORKING_GROUP, occurs=Occurs.ONLINE, keep="each")
        .Cite("7")
        .Requires(reviewing.on_the_sheet, reviewing.by_another)
        .Accepts(reviewing.with_a_reason)
        .Decides(reviewing.outcome)
        .On("agreed", this.final_review)
        .On("sent_back", this.first_review)
    )
    re_review.main.Keeps(kept_moment)
    re_review_undone = (
        CaseAct(title="撤销复审", by=roles.WORKING_GROUP, **TAKING_BACK)
        .Cite("7")
        .Requires(*reviewing.UNDOING, reviewing.last_is_second)
        .Keeps(kept_undoing)
        .Offered(reviewing.undoable("re_review"))
        .To(this.re_review)
    )
    final_review = (
        Step(forms.FinalReview, title="终审", by=roles.REGISTRAR, occurs=Occurs.ONLINE, keep="each")
        .Cite("7")
        .Requires(*reviewing.FINAL, declaring.may_apply)
        .Accepts(reviewing.with_a_reason, declaring.not_sanctioned, declaring.housed)
        .Decides(reviewing.outcome)
        .On("confirmed", this.archive)
        .On("returned", this.first_review)
        .On("rejected", this.archive)
    )
    final_review.main.Through(Round, "finalise").Keeps(kept_moment)
    final_review_undone = (
        CaseAct(title="撤销终审", by=roles.REGISTRAR, **TAKING_BACK)
        .Cite("7")
        .Requires(*reviewing.UNDOING, reviewing.last_is_final)
        .Keeps(kept_undoing)
        .Offered(reviewing.undoable("final_review"))
        .Through(Round, "finalise_undone")
        .To(this.final_review)
    )
    archive = (
        Step(forms.Archived, title="存档", by=roles.WORKING_GROUP)
        .Cite("6")
        .Requires(afterwards.no_open_appeal)
        .Next(this.filed)
    )
    filed = (
        Choice(result, title="认定结果")
        .Cite("7")
        .On("recognised", this.recognised)
        .On("rejected", this.not_recognised)
    )
    recognised = End(title="已认定").Cite("7")
    not_recognised = End(title="不予认定").Cite("7")
