"""Which of the items that wait for a review can be reviewed by now, and what the others wait for (art. 7).

The rules of a review compare its item with the acts of the round; here the same is asked of all that wait, in
the database, by the order of the entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from portal.rooms.credits.review_steps import AGAIN, FIRST, LAST
from portal.rooms.credits.round_state import CHANGING, RoundState
from procedures.second_classroom_credits.flows.rounds import Round
from procedures.second_classroom_credits.items import entry
from workflows.door import matter_standing
from workflows.door.history import CORRECT, VOID
from workflows.models import Entry, Matter
from workflows.rules.facts import Facts

#: the review before each, which the round must have put on its sheet, or signed and sent, since
BEFORE: Final = {AGAIN: FIRST, LAST: AGAIN}
#: the acts of a round that the later reviews wait for
ACTS: Final = ("summarise", "sign", "submit", "return_sheet")

#: acts on an item after which the sheet may be another
CHANGES: Final = (*CHANGING, CORRECT, VOID)


@dataclass(frozen=True, slots=True)
class Gate:
    """How far the sheet of a round has come: the entries by which it was frozen, signed, sent and returned.

    ``void`` where an item changed after the signature, which holds up the final review of them all.
    """

    matter: int
    frozen: int = 0
    signed: int = 0
    sent: int = 0
    returned: int = 0
    void: bool = False

    @classmethod
    def of(cls, matter: int, facts: Facts) -> Gate:
        """That of a round by its facts."""
        frozen, signed, sent, returned = (entry(facts.latest(act)) for act in ACTS)
        return cls(matter, frozen, signed, sent, returned)

    def until(self, step: str) -> int:
        """The entry before which an item must have had the review before this one; 0 where none is made."""
        if step == AGAIN:
            return self.frozen
        sent = self.sent > self.signed > max(self.frozen, self.returned)
        return self.signed if sent and not self.void else 0

    def why(self, step: str) -> str:
        """What the items wait for that cannot be reviewed yet."""
        if step == AGAIN:
            late = _("汇总表形成以后才初审，列入下一张汇总表以后才能复审。")
            return late if self.frozen else _("还没有形成汇总表，形成以后才能复审。")
        if self.void:
            return _("汇总表签章以后有变化，学院重新签章、报送以后才能终审。")
        if self.returned > self.signed:
            return _("汇总表已退回学院，重新签章、报送以后才能终审。")
        late = _("签章以后才复审，列入下一张报送的汇总表以后才能终审。")
        return late if self.until(step) else _("汇总表还没有签章报送，报送以后才能终审。")


def gate_of(matter: Matter) -> Gate:
    """That of a round that was read, by its own acts alone."""
    return Gate.of(matter.pk, Facts.from_json(matter.facts))


def gate_at(matter: Matter, step: str, at: datetime) -> Gate:
    """That of a round as a review meets it; its items are looked at where one of them may have changed."""
    gate = gate_of(matter)
    if step != LAST or not gate.until(step):
        return gate
    later = Entry.objects.filter(case__concerns__matter=matter.pk, pk__gt=gate.signed, act__in=CHANGES)
    standing = matter_standing(matter.pk, at=at) if later.exists() else None
    return replace(gate, void=standing is not None and RoundState(standing.situation).voided)


def open_gates() -> list[Gate]:
    """Those of all rounds that are open, in one statement that reads no more of them than it needs."""
    rounds = Matter.objects.filter(kind=Round.kind(), closed_on=None)
    columns = [f"facts__{act}" for act in ACTS]
    return [
        Gate.of(pk, Facts({act: found or [] for act, found in zip(ACTS, acts, strict=True)}))
        for pk, *acts in rounds.order_by("pk").values_list("pk", *columns)
    ]


def is_ready(step: str, gates: Iterable[Gate]) -> Q:
    """That the review of an item can be made, which waits at a step of one of these rounds."""
    if step not in BEFORE:
        return Q()
    found = Q(pk__in=())
    for gate in gates:
        if last := gate.until(step):
            later = Entry.objects.filter(case=OuterRef("pk"), act=BEFORE[step], pk__gt=last)
            found |= Q(~Exists(later), concerns__matter=gate.matter)
    return found


#: who made the first review of an item that waits for its second
FIRST_BY: Final = Subquery(
    Entry.objects.filter(case=OuterRef("pk"), act=FIRST).order_by("-pk").values("acted_by")[:1]
)
