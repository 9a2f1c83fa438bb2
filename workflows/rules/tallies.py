"""Counting a ballot: what a tally must add up to, and how the round came out.

The electorate, the attendance, written opinions and ballots are different numbers. A quorum counts those
who came; a majority is taken of the base its share names; a written opinion adds to the votes and never to
the quorum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from workflows.rules.shares import Share


class Outcome(StrEnum):
    """How a round of a ballot came out; each is recorded, none is an error."""

    CARRIED = "carried"
    LOST = "lost"
    INQUORATE = "inquorate"
    DEFERRED = "deferred"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two numbers of a count that cannot both be right: a message id and the numbers."""

    message: str
    params: Mapping[str, int] = field(default_factory=dict)


class ContradictionError(ValueError):
    """A count that contradicts itself decides nothing."""

    def __init__(self, contradictions: tuple[Contradiction, ...]) -> None:
        """Keep everything that does not add up."""
        super().__init__(", ".join(each.message for each in contradictions))
        self.contradictions = contradictions


@dataclass(frozen=True, slots=True)
class Written:
    """Opinions in writing of those who are entitled and absent, handed in before the ballot opened."""

    approve: int = 0
    oppose: int = 0
    abstain: int = 0

    @property
    def total(self) -> int:
        """How many opinions there are."""
        return self.approve + self.oppose + self.abstain


@dataclass(frozen=True, slots=True)
class Tally:
    """The papers of one round: issued and returned, and what the returned ones say."""

    issued: int
    returned: int
    approve: int
    oppose: int
    abstain: int
    void: int

    @property
    def counted(self) -> int:
        """The papers that were sorted, by what they say."""
        return self.approve + self.oppose + self.abstain + self.void

    @property
    def voided(self) -> bool:
        """Whether more papers came back than were given out: the round has no effect."""
        return self.returned > self.issued

    def contradictions(self, present: int) -> tuple[Contradiction, ...]:
        """What does not add up: one paper for each who came, and each returned paper sorted once.

        More papers returned than issued is no contradiction but an outcome: it can happen and is recorded.
        """
        found = []
        if min(self.issued, self.returned, self.approve, self.oppose, self.abstain, self.void) < 0:
            found.append(Contradiction("tally.negative"))
        if self.issued != present:
            found.append(
                Contradiction("tally.issued_not_present", {"issued": self.issued, "present": present})
            )
        if self.counted != self.returned:
            found.append(
                Contradiction(
                    "tally.counted_not_returned", {"counted": self.counted, "returned": self.returned}
                )
            )
        return tuple(found)


NOTHING_WRITTEN: Final = Written()


def roll_contradictions(
    *, entitled: int, present: int, written: Written = NOTHING_WRITTEN
) -> tuple[Contradiction, ...]:
    """What cannot be true of a roll: more came than are entitled, or more wrote than stayed away."""
    found = []
    if min(entitled, present, written.approve, written.oppose, written.abstain) < 0:
        found.append(Contradiction("roll.negative"))
    if present > entitled:
        found.append(Contradiction("roll.present_over_entitled", {"present": present, "entitled": entitled}))
    elif written.total > entitled - present:
        numbers = {"written": written.total, "absent": entitled - present}
        found.append(Contradiction("roll.written_over_absent", numbers))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with every number it rests on, as a vote report states them.

    ``needed_present`` and ``needed_approve`` are the smallest numbers that would have met the shares; totals
    are ballots and written opinions together. ``tally`` is None when no ballot was opened.
    """

    outcome: Outcome
    entitled: int
    present: int
    needed_present: int
    needed_approve: int
    approve_total: int
    oppose_total: int
    abstain_total: int
    written: Written
    tally: Tally | None


def decide(
    *,
    entitled: int,
    present: int,
    tally: Tally | None,
    written: Written = NOTHING_WRITTEN,
    quorum: Share,
    carried: Share,
) -> Decision:
    """Decide one round: quorum first, then whether the round is void, then the majority.

    ``tally`` is None when the meeting opened no ballot: without a quorum it could not, with one it put the
    vote off. Raises ``ContradictionError`` when the numbers cannot be, ``ValueError`` when nobody is
    entitled or a share is taken of a base that a ballot does not have.
    """
    contradictions = roll_contradictions(entitled=entitled, present=present, written=written)
    if tally is not None:
        contradictions += tally.contradictions(present)
    if contradictions:
        raise ContradictionError(contradictions)
    ballots = tally or Tally(0, 0, 0, 0, 0, 0)
    approve = ballots.approve + written.approve
    base = _base(carried, entitled, present, written)
    return Decision(
        outcome=_outcome(
            quorate=quorum.holds(present, _base(quorum, entitled, present, NOTHING_WRITTEN)),
            tally=tally,
            majority=carried.holds(approve, base),
        ),
        entitled=entitled,
        present=present,
        needed_present=quorum.least(entitled),
        needed_approve=carried.least(base) if base else 0,
        approve_total=approve,
        oppose_total=ballots.oppose + written.oppose,
        abstain_total=ballots.abstain + written.abstain,
        written=written,
        tally=tally,
    )


def _outcome(*, quorate: bool, tally: Tally | None, majority: bool) -> Outcome:
    if not quorate:
        return Outcome.INQUORATE
    if tally is None:
        return Outcome.DEFERRED
    if tally.voided:
        return Outcome.VOIDED
    return Outcome.CARRIED if majority else Outcome.LOST


def _base(share: Share, entitled: int, present: int, written: Written) -> int:
    """The number a share is taken of; a committee's electorate is an electorate."""
    if share.of.endswith("entitled"):
        return entitled
    if share.of == "attendance":
        return present
    if share.of == "attendance_and_written":
        return present + written.total
    message = f"a ballot has no base {share.of!r}"
    raise ValueError(message)
