"""Ballots: counted totals of papers, entered by two tellers, decided by exact shares of those entitled.

Nothing here relates a person to a choice. The roll says who was entitled and why others were not, attendance
who was there, written opinions who handed one in; choices exist only as the totals of a count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from workflows.nodes import meeting_rules as rules
from workflows.nodes import seals
from workflows.nodes.acts import ActType, Kept
from workflows.nodes.graph import Resting
from workflows.nodes.matters import MatterType
from workflows.nodes.meetings import MeetingType
from workflows.nodes.papers import Paper
from workflows.rules import meetings
from workflows.rules.facts import Fact
from workflows.rules.meetings import NEXT_MOTION, OPENED, RECOUNT
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

__all__ = ["NEXT_MOTION", "OPENED", "RECOUNT", "Ballot", "Motion"]


@dataclass(frozen=True, slots=True)
class Motion:
    """动议: one question of several that are put in turn; ``may`` says whether it may be put in this case."""

    name: str
    title: str
    may: Callable[[Situation], bool] | None = None


class Ballot(Resting):
    """票决 of one case within a meeting. ``decision`` gives the outcome from the totals.

    Edges: carried, lost, inquorate, deferred. A voided round stays here for the next round. With
    ``tellers=2`` the first count only waits, and of it nothing is kept but a seal: an equal second one
    decides, an unequal one asks for a recount and tells nobody what either of them said. The count that
    decides keeps its totals and those it rests on as they stood (``entitled``, ``present``, ``written``).

    In a ``MeetingType`` the acts of the meeting reach the case as events of this node, each given here where
    the meeting has it: ``call`` (on the agenda), ``receive`` (a sealed written opinion), ``discuss`` (items
    of the agenda, on a ``Reached`` with ``items = AgendaItems({…})``; with the last item the ballot opens),
    ``defer``, ``set_aside`` (the next meeting may take the case up) and ``fail`` (too few came). With
    ``motions`` each lost one leads to the next of those that may be put; the last one's loss is the ballot's.
    The count keeps the motion's name in ``motion``, and ``decision`` finds it in the data::

        admission = Ballot(
            Council,
            title="表决",
            call=ActType(title="列入议程", by=CHAIR),
            receive=ActType(Opinions, title="书面意见", by=CHAIR),
            discuss=ActType(forms.Agenda, title="议程", by=CHAIR),
            count=ActType(CountedWithWritten, title="票数", by=CHAIR),
            defer=ActType(forms.Deferral, title="暂缓表决", by=CHAIR),
            set_aside=ActType(title="本次不议", by=CHAIR),
            fail=ActType(title="未达法定人数", by=CHAIR),
            decision=rules.admitted,
        ).Cite("28").Carried(this.admitted).Lost(this.talk).Deferred(this.referral).Inquorate(this.admission)

    A decision is two lines: ``meetings.outcome_of(s.data, seats(s), quorum=…, carried=…)``.
    """

    task_type: ClassVar[str] = "BALLOT"
    outcomes: ClassVar[tuple[str, ...]] = (Outcome.CARRIED, Outcome.LOST)

    def __init__(
        self,
        meeting: type[MatterType],
        *,
        title: str,
        count: ActType,
        decision: Callable[[Situation], Outcome],
        motions: Sequence[Motion] = (),
        secret: bool = True,
        tellers: int = 2,
        **events: ActType,
    ) -> None:
        if unknown := events.keys() - set(EVENTS):
            raise TypeError(f"a ballot knows no event {', '.join(sorted(unknown))}")
        given = {name: events[name] for name in EVENTS if name in events}
        for name, act in {meetings.COUNT: count, **given}.items():
            act.name, act.keep, act.matter = name, "each", meeting
            act.Keeps(_kept)
            act.discreet = name == "receive"
        super().__init__(count, *given.values(), title=title)
        self.meeting = meeting
        self.secret = secret
        self.tellers = tellers
        self.decision = decision
        self.motions = tuple(motions)
        count.Decides(self._counting).Keeps(self._kept_of_count)
        count.Redecides(self._outcome, without=("agreed",))
        for name, act in given.items():
            if name in DECISIONS:
                act.Decides(DECISIONS[name])
        if issubclass(meeting, MeetingType):
            _judge(meeting, count, given)

    def Carried(self, node: Any) -> Self:
        """Where enough approval leads."""
        return self.On(Outcome.CARRIED, node)

    def Lost(self, node: Any) -> Self:
        """Where too little approval leads."""
        return self.On(Outcome.LOST, node)

    def Inquorate(self, node: Any) -> Self:
        """Where too small an attendance leads."""
        return self.On(Outcome.INQUORATE, node)

    def Deferred(self, node: Any) -> Self:
        """Where a postponed decision leads."""
        return self.On(Outcome.DEFERRED, node)

    def motion(self, situation: Situation) -> Motion | None:
        """The motion that is put now, or None for a ballot without any."""
        left = self._left(situation)
        return left[0] if left else None

    def _left(self, situation: Situation) -> list[Motion]:
        """The motions that may still be put: those before were lost since the case came here."""
        lost: list[str] = []
        for fact in situation.facts.all(self.main.name):
            if fact.outcome == NEXT_MOTION:
                lost.append(str(fact.data.get("motion")))
            elif fact.outcome in self.targets:
                lost.clear()
        open_ones = (each for each in self.motions if each.may is None or each.may(situation))
        return [each for each in open_ones if each.name not in lost]

    def _counting(self, situation: Situation) -> str | None:
        outcome = self._outcome(situation)
        if outcome == Outcome.INQUORATE or self.tellers == 1:
            return outcome
        first = self._waiting_count(situation)
        if first is None:
            return None
        return outcome if seals.opens(first.data[meetings.SEAL], *self._sealed(situation)) else RECOUNT

    def _outcome(self, situation: Situation) -> str:
        """How the count comes out for the motion that is put; a lost one leads to the next."""
        left = self._left(situation)
        if not left:
            return str(self.decision(situation))
        put = replace(situation, data={**situation.data, "motion": left[0].name})
        outcome = self.decision(put)
        return NEXT_MOTION if outcome is Outcome.LOST and len(left) > 1 else str(outcome)

    def _kept_of_count(self, situation: Situation, outcome: str, facts: Mapping[str, Any]) -> Kept:
        """A count that decided keeps its totals and what they rest on; one that waits keeps its seal."""
        marks: dict[str, Any] = {"meeting": meetings.call_of(situation.matter)}
        if self.tellers > 1 and outcome in {"", RECOUNT}:
            return Kept({**marks, meetings.SEAL: seals.seal(*self._sealed(situation))}, sealed=True)
        first, motion = self._waiting_count(situation), self.motion(situation)
        if first is not None and outcome != Outcome.INQUORATE:
            marks["agreed"] = first.entry
        if motion is not None:
            marks["motion"] = motion.name
        if issubclass(self.meeting, MeetingType):
            seats = rules.seats(situation)
            marks |= {"entitled": seats.entitled, "present": seats.present, "written": seats.written}
        return Kept({**facts, **marks})

    def _sealed(self, situation: Situation) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """What a seal is of: this round of this case's ballot, and the numbers that must be equal."""
        rounds = len(situation.facts.all(self.main.name)) - (self._waiting_count(situation) is not None)
        context = (situation.subject.id, self.main.name, meetings.call_of(situation.matter), rounds)
        return context, {name: situation.data.get(name) for name in sorted(self._counted())}

    def _counted(self) -> set[str]:
        """The fields that two tellers must enter alike: all that the count's paper keeps."""
        paper = self.main.paper or Paper
        return set(paper.base_fields) - paper.private

    def _waiting_count(self, situation: Situation) -> Fact | None:
        """The count that another teller of this round sealed and nobody has answered yet."""
        counts = meetings.of_meeting(situation.facts, self.main.name, situation.matter)
        last = counts[-1] if counts else None
        return last if last is not None and not last.outcome else None


def _kept(situation: Situation, outcome: str, facts: Mapping[str, Any]) -> Kept:
    """What an event says, and the meeting in which it happened."""
    return Kept({**facts, "meeting": meetings.call_of(situation.matter)})


def _reached(situation: Situation) -> str | None:
    return OPENED if situation.data["order"][-1] in situation.data["items"] else None


def _deferred(situation: Situation) -> str:
    return str(Outcome.DEFERRED)


def _set_aside(situation: Situation) -> str:
    return meetings.SET_ASIDE


def _failed(situation: Situation) -> str:
    return str(Outcome.INQUORATE)


def _judge(meeting: type[MeetingType], count: ActType, events: Mapping[str, ActType]) -> None:
    """The rules of a meeting on what it brings to one case."""
    listed = (rules.on_agenda,) if meeting.in_turn else ()
    turn = (*listed, rules.in_turn) if meeting.in_turn else ()
    count.Requires(*turn, rules.not_settled, rules.roll_taken)
    # Where nobody is called for by name, only the count knows whom it is about.
    count.Accepts(rules.issued_to_those_present, rules.another_teller, rules.teller_apart)
    if "written_approve" in (count.paper or Paper).base_fields:
        count.Accepts(rules.every_envelope_opened)
    for name in {meetings.DISCUSS, meetings.DEFER, meetings.SET_ASIDE} & events.keys():
        events[name].Requires(*turn, rules.not_settled, rules.roll_taken, rules.not_opened)
    if "call" in events:
        events["call"].Accepts(rules.teller_apart)
    if "receive" in events:
        events["receive"].Requires(*listed, rules.not_settled, rules.not_opened).Accepts(
            rules.author_entitled, rules.author_absent, rules.handed_in_once, rules.in_time
        )
    if meetings.DISCUSS in events:
        events[meetings.DISCUSS].Requires(rules.quorate).Accepts(rules.in_order)
        count.Requires(rules.opened)
    if meetings.FAIL in events:
        count.Requires(rules.quorate)


#: what a meeting may bring to a case beside the count
EVENTS = ("call", "receive", meetings.DISCUSS, meetings.DEFER, meetings.SET_ASIDE, meetings.FAIL)
#: what follows from those that are no count
DECISIONS: Mapping[str, Callable[[Situation], str | None]] = {
    meetings.DISCUSS: _reached,
    meetings.DEFER: _deferred,
    meetings.SET_ASIDE: _set_aside,
    meetings.FAIL: _failed,
}
