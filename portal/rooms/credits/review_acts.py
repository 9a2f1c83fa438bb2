"""What a reviewer does through the door: one decision, many at once, and taking the last ones back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final

from django.utils.translation import gettext as _

from portal.pages.credits.review import Undo
from portal.rooms.actor import Actor
from portal.rooms.credits.review_steps import LAST, ReviewStep
from procedures.second_classroom_credits.items import UNDONE
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.door import Act, Refusal, Refused, perform
from workflows.models import Entry

#: so many are done or not done together
TOGETHER: Final = 200
#: the acts on a round that bring items their final review, and take it back
FINALISE: Final = "finalise"
UNFINALISED: Final = f"{FINALISE}{UNDONE}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who reviews at which step of which round; ``paper`` is what the paper sheet says, at the last step."""

    actor: Actor
    step: ReviewStep
    matter: int
    paper: Mapping[str, str] = field(default_factory=dict)

    def act(self, said: Mapping[int, Mapping[str, Any]], key: str) -> list[Act]:
        """The acts that say this of each item: one for each, or one on the round about all of them."""
        who = self.actor.id
        if self.step.name == LAST:
            return [Act(FINALISE, who, key, None, dict(self.paper), matter=self.matter, cases=said)]
        return [Act(self.step.name, who, key, None, what, case=case) for case, what in said.items()]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a list: the items that were done, and those that the rules refused."""

    done: tuple[int, ...]
    left: Mapping[int, Refusal]


def decide(asked: Asked, case: int, said: Mapping[str, Any], *, key: str, at: datetime) -> None:
    """One decision. Raises Refused, Busy and Stale as the door does."""
    perform(asked.act({case: said}, key), at=at)


def decide_all(asked: Asked, cases: Sequence[int], *, key: str, at: datetime) -> Result:
    """Let all these items go on as they stand; what the rules refuse stays, and the others are done.

    The same list sent again under the same key changes nothing and answers alike.
    """
    done: list[int] = []
    left: dict[int, Refusal] = {}
    for begin in range(0, len(cases), TOGETHER):
        some = list(cases[begin : begin + TOGETHER])
        part = _part(asked, some, f"{key}-{begin}" if key else "", at)
        done += part.done
        left |= part.left
    return Result(tuple(done), left)


def _part(asked: Asked, cases: list[int], key: str, at: datetime) -> Result:
    left: dict[int, Refusal] = {}
    while cases:
        said = {case: {"outcome": asked.step.accepting} for case in cases}
        try:
            perform(asked.act(said, key), at=at)
        except Refused as refused:
            found = {each.case: each for each in refused.refusals if each.case is not None}
            if not found:
                # The round itself refuses: none of its items can be done.
                return Result((), left | dict.fromkeys(cases, refused.refusals[0]))
            left |= found
            cases = [case for case in cases if case not in left]
        else:
            return Result(tuple(cases), left)
    return Result((), left)


def taken_back(actor: Actor, step: ReviewStep, entries: Sequence[int], *, key: str, at: datetime) -> Result:
    """Take back these reviews of one's own; the door says of each whether it still may be."""
    found = Entry.objects.filter(pk__in=list(entries), act=step.name, acted_by=actor.id, case__isnull=False)
    rounds: dict[int, int | None] = dict(found.order_by("pk").values_list("case", "matter"))
    left: dict[int, Refusal] = {}
    while rounds:
        try:
            perform(_taking_back(actor, step, rounds, key), at=at)
        except Refused as refused:
            known = {each.case: each for each in refused.refusals if each.case is not None}
            # Where a round itself refuses, none of its items can be taken back.
            left |= known or dict.fromkeys(rounds, refused.refusals[0])
            rounds = {case: matter for case, matter in rounds.items() if case not in left}
        else:
            break
    return Result(tuple(rounds), left)


def _taking_back(actor: Actor, step: ReviewStep, rounds: Mapping[int, int | None], key: str) -> list[Act]:
    """One act for each item; for final reviews, which came through their rounds, one on each round."""
    if step.name != LAST:
        return [Act(step.undone, actor.id, key, None, {}, case=case) for case in rounds]
    cases: defaultdict[int | None, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for case, matter in rounds.items():
        cases[matter][case] = {}
    return [Act(UNFINALISED, actor.id, key, None, {}, matter=each, cases=its) for each, its in cases.items()]


def undo_of(actor: Actor, step: ReviewStep, rules: Ruleset | None, at: datetime) -> Undo | None:
    """What one reviewed last and may still take back: one item, or all that were done in one list."""
    if rules is None or actor.id is None:
        return None
    minutes = rules.edition["review.undo_minutes"].count
    rows = Entry.objects.filter(
        acted_by=actor.id,
        act__in=(step.name, step.undone),
        at__gte=at - timedelta(minutes=minutes),
        at__lte=at,
    )
    gone: Counter[int] = Counter()
    batch: list[tuple[int, datetime, str]] = []
    columns = ("pk", "act", "case", "at", "case__subject__name")
    for pk, act, case, moment, whose in rows.order_by("-pk").values_list(*columns):
        if act == step.undone:
            gone[case] += 1
        elif gone[case]:
            gone[case] -= 1
        elif not batch or batch[0][1] == moment:
            batch.append((pk, moment, whose))
        else:
            break
    if not batch:
        return None
    _entry, moment, whose = batch[0]
    left = ceil((moment + timedelta(minutes=minutes) - at).total_seconds() / 60)
    return Undo(_undo_text(len(batch), whose, max(left, 1)), tuple(pk for pk, *_rest in batch))


def _undo_text(items: int, whose: str, minutes: int) -> str:
    said = {"n": items, "name": whose, "minutes": minutes}
    if items == 1:
        return _("撤销%(name)s这一件（余 %(minutes)s 分钟）") % said
    return _("撤销上一批 %(n)s 件（余 %(minutes)s 分钟）") % said
