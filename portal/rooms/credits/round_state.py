"""Where a round stands, from its own facts and its items: which sheet counts, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from procedures.second_classroom_credits.items import entry, finalised, reviews_of
from procedures.second_classroom_credits.papers.sheet import ON_SHEET, Sheet, waiting
from procedures.second_classroom_credits.rules.afterwards import open_appeal
from procedures.second_classroom_credits.rules.due import declared_until
from procedures.second_classroom_credits.rules.reviewing import returned_on, waits_for_student
from procedures.second_classroom_credits.rules.rounds import BEFORE, digest_of, draft_sheet, standing_sheet
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation
from workflows.rules.surveys import CaseView


class Next(StrEnum):
    """What comes next in a round; the words are those of its acts, beside the steps of its items."""

    FIRST_REVIEW = "first_review"
    SUMMARISE = "summarise"
    RE_REVIEW = "re_review"
    SIGN = "sign"
    SUBMIT = "submit"
    FINALISE = "finalise"
    PUBLISH = "publish"
    ARCHIVE = "archive"
    APPEALS = "appeals"
    STUDENTS = "students"
    CLOSE = "close"
    NOTHING = "nothing"


#: acts on an item that may change its row, and so void the sheet
CHANGING: Final = (
    *("first_review", "first_review_undone", "correction", "evidence", "appeal_upheld", "appeal_sent_back"),
    *("forgery_proven", "cancellation", "withdrawal"),
)
#: the steps at which an item waits for its student, and the act by which it is given up
AT_STUDENTS: Final = frozenset({"evidence", "correction"})
LAPSE: Final = "lapse"
#: outcomes of later reviews that take an item off the sheet
TAKING_OFF: Final = (("re_review", "sent_back"), ("final_review", "returned"))


@dataclass(frozen=True)
class RoundState:
    """A round as its situation tells it; ``closed`` where it has ended."""

    situation: Situation
    closed: bool = False

    @cached_property
    def since(self) -> int:
        """The entry by which the sheet was frozen last; 0 before it ever was."""
        return entry(self.situation.facts.latest("summarise"))

    @cached_property
    def frozen(self) -> Sheet:
        """The sheet that was frozen last, as its items stand now."""
        return standing_sheet(self.situation)

    @cached_property
    def draft(self) -> Sheet:
        """The sheet that would be frozen now."""
        return draft_sheet(self.situation)

    @cached_property
    def voided(self) -> bool:
        """Whether a change of an item has voided the sheet that was frozen."""
        return self.since > 0 and self.frozen.digest != digest_of(self.situation, "summarise")

    @cached_property
    def late(self) -> list[CaseView]:
        """Items that were reviewed after the sheet was frozen, and wait for the next one."""
        known = {view.id for view in self.frozen.cases} if self.holds else set()
        return [view for view in waiting(self.situation.surveyed) if view.id not in known]

    @property
    def sheet(self) -> Sheet:
        """The sheet to show: the frozen one while it holds, or else the draft of the next."""
        return self.frozen if self.stands else self.draft

    @property
    def stands(self) -> bool:
        """Whether the frozen sheet is the one to show: it holds, and no other is to be made."""
        return self.holds and self.next is not Next.SUMMARISE

    @property
    def holds(self) -> bool:
        """Whether the sheet that was frozen still holds."""
        return self.since > 0 and not self.voided

    @cached_property
    def signed(self) -> bool:
        """Whether the sheet as it stands is signed and sealed, and was not returned since."""
        return self._at("sign") > max(self.since, self._at("return_sheet")) and self.holds

    @cached_property
    def returned(self) -> Fact | None:
        """What the registrar sent the sheet back with, until it is signed again or another is frozen."""
        found = self.situation.facts.latest("return_sheet")
        return found if entry(found) > max(self.since, self._at("sign")) else None

    @cached_property
    def decided(self) -> bool:
        """Whether nothing of the sheet waits for anybody any more."""
        return self.submitted and not self.undecided and not self.unreviewed_again

    @cached_property
    def submitted(self) -> bool:
        """Whether it was sent to the registrar since."""
        return self.signed and self._at("submit") > self._at("sign")

    @cached_property
    def unreviewed(self) -> list[CaseView]:
        """Items that wait for their first review or the assessment before it."""
        return [view for view in self.situation.surveyed if view.open & BEFORE]

    @cached_property
    def unreviewed_again(self) -> list[CaseView]:
        """Items of the frozen sheet that wait for their second review."""
        return [view for view in self.frozen.cases if "re_review" in view.open]

    @cached_property
    def undecided(self) -> list[CaseView]:
        """Items of the frozen sheet that wait for the final review."""
        return [view for view in self.frozen.cases if "final_review" in view.open]

    @cached_property
    def unarchived(self) -> list[CaseView]:
        """Items that are decided and can be filed away."""
        return [view for view in self._resting if open_appeal(view.facts) is None]

    @cached_property
    def appealed(self) -> list[CaseView]:
        """Items that are filed away once their appeal is answered."""
        return [view for view in self._resting if open_appeal(view.facts)]

    @property
    def _resting(self) -> list[CaseView]:
        return [view for view in self.situation.surveyed if "archive" in view.open]

    @cached_property
    def unfinished(self) -> list[CaseView]:
        """Items that are not ended, which wait for their students once nothing else is left."""
        return [view for view in self.situation.surveyed if view.status != "ended"]

    @cached_property
    def lapsed(self) -> list[CaseView]:
        """Items that their students did not hand in while one could declare, or not correct in their time."""
        last, today = declared_until(self.situation), self.situation.on
        if self.closed or last is None or today <= last:
            return []
        return [view for view in self.situation.surveyed if view.open & AT_STUDENTS and self._late(view)]

    def _late(self, view: CaseView) -> bool:
        s, day = self.situation, returned_on(view.facts)
        late = day is None or s.on > s.edition["return.days"].period.after(day, s.calendar)
        return view.status == "open" and waits_for_student(view.facts) and late

    @cached_property
    def changed(self) -> list[CaseView]:
        """Items by whose change the sheet that was frozen came to be void."""
        return [view for view in self.situation.surveyed if self._changed(view)] if self.voided else []

    def _changed(self, view: CaseView) -> bool:
        reviewed = [fact for fact in view.facts.all("first_review") if entry(fact) < self.since]
        return bool(reviewed) and any(at > self.since for at in _changes(view))

    def _at(self, act: str) -> int:
        return entry(self.situation.facts.latest(act))

    @cached_property
    def next(self) -> Next:
        """The next act of the round or of its items."""
        if self.closed:
            return Next.NOTHING
        if any(view.open & ON_SHEET for view in self.situation.surveyed):
            return self._on_the_sheet()
        if self.unreviewed:
            return Next.FIRST_REVIEW
        if entry(finalised(self.situation.facts)) > self._at("publish"):
            return Next.PUBLISH
        return self._at_the_end()

    def _at_the_end(self) -> Next:
        if self.unarchived:
            return Next.ARCHIVE
        if self.appealed:
            return Next.APPEALS
        return Next.STUDENTS if self.unfinished else Next.CLOSE

    def _on_the_sheet(self) -> Next:
        if not self.holds or not (self.unreviewed_again or self.undecided):
            return Next.FIRST_REVIEW if self.unreviewed else Next.SUMMARISE
        if self.unreviewed_again:
            return Next.RE_REVIEW
        if not self.signed:
            return Next.SIGN
        return Next.FINALISE if self.submitted else Next.SUBMIT


def _changes(view: CaseView) -> Iterator[int]:
    """The entries by which the row of an item may have changed."""
    for act in CHANGING:
        yield entry(view.facts.latest(act))
    for act, outcome in TAKING_OFF:
        yield from (entry(fact) for fact in reviews_of(view.facts, act) if fact.outcome == outcome)
