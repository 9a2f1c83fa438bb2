"""What a meeting knows of itself: its roll, who came, its agenda, and how far each person's ballot has got.

A meeting's acts have fixed names, so that its facts can be read without knowing which regulation called it.
Nothing here relates a person to a choice: a roll says who was entitled, attendance who came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from workflows.rules.facts import Fact, Facts
from workflows.rules.shares import Share
from workflows.rules.situation import Situation
from workflows.rules.tallies import (
    NOTHING_WRITTEN,
    ContradictionError,
    Decision,
    Outcome,
    Tally,
    Written,
    decide,
)

CALL: Final = "convene"
ROLL: Final = "lock_roll"
ATTENDANCE: Final = "attend"
#: what an act on a meeting keeps beside its paper: what came of it for each case
OUTCOMES: Final = "outcomes"
#: what happens to a person's ballot, in the order in which it may
DISCUSS, COUNT, DEFER, SET_ASIDE, FAIL = "discuss", "count", "defer", "set_aside", "fail"
PROGRESS: Final = (DISCUSS, COUNT, DEFER, SET_ASIDE, FAIL)

#: outcomes of acts that do not end a ballot
OPENED: Final = "opened"
RECOUNT: Final = "recount"
NEXT_MOTION: Final = "next_motion"
#: a first teller's numbers lie sealed, and this is what is kept of them
SEALED: Final = ""
SEAL: Final = "seal"
#: with these a person's turn in a meeting is over
SETTLED: Final = frozenset({Outcome.CARRIED, Outcome.LOST, Outcome.INQUORATE, Outcome.DEFERRED, "set_aside"})
#: with these papers may be out, and nothing that they rest on may change
UNDER_WAY: Final = frozenset({OPENED, SEALED, RECOUNT, NEXT_MOTION, Outcome.VOIDED})

TALLIED: Final = ("issued", "returned", "approve", "oppose", "abstain", "void")
WRITTEN: Final = ("approve", "oppose", "abstain")


def written_field(choice: str) -> str:
    """The field of a count for the written opinions of one kind."""
    return f"written_{choice}"


@dataclass(frozen=True, slots=True)
class Seats:
    """Who decides one ballot: the numbers of those entitled, of those of them who came, and of opinions."""

    entitled: int
    present: int
    written: int = 0


def entitled(meeting: Facts | None, barred: Collection[str] = ()) -> tuple[str, ...]:
    """应到: the people whom the locked roll entitles, in its order; nobody while it is not locked."""
    roll = meeting.latest(ROLL) if meeting else None
    return tuple(number for number in (roll.data["entitled"] if roll else ()) if number not in barred)


def absent(meeting: Facts | None) -> Mapping[str, Any] | None:
    """Who stayed away and why; None before attendance was taken of the roll as it stands."""
    roll, attendance = (meeting.latest(ROLL), meeting.latest(ATTENDANCE)) if meeting else (None, None)
    if roll is None or attendance is None or (attendance.entry or 0) < (roll.entry or 0):
        return None
    found: Mapping[str, Any] = attendance.data["absent"]
    return found


def present(meeting: Facts | None, barred: Collection[str] = ()) -> tuple[str, ...]:
    """实到: those entitled who came; nobody before attendance was taken."""
    away = absent(meeting)
    return () if away is None else tuple(each for each in entitled(meeting, barred) if each not in away)


def agenda(meeting: Facts) -> tuple[int, ...]:
    """The cases that the meeting was called for, in their order."""
    call = meeting.latest(CALL)
    return tuple(call.data.get("cases", ())) if call else ()


def state(meeting: Facts, case: int) -> str | None:
    """What last came of a case's turn in the meeting (see SETTLED and UNDER_WAY); None before its turn."""
    found = [fact for fact in _progress(meeting) if str(case) in fact.data.get(OUTCOMES, {})]
    last = max(found, key=lambda fact: fact.entry or 0, default=None)
    return str(last.data[OUTCOMES][str(case)]) if last else None


def settled(meeting: Facts, case: int) -> bool:
    """Whether a case's turn in the meeting is over."""
    return state(meeting, case) in SETTLED


def under_way(meeting: Facts) -> tuple[int, ...]:
    """The cases whose ballot is open."""
    cases = dict.fromkeys(int(case) for fact in _progress(meeting) for case in fact.data.get(OUTCOMES, {}))
    return tuple(case for case in cases if state(meeting, case) in UNDER_WAY)


def waiting_before(meeting: Facts, case: int) -> tuple[int, ...]:
    """The cases whose turn comes before this one's and is not over."""
    order = agenda(meeting)
    before = order[: order.index(case)] if case in order else order
    return tuple(each for each in before if not settled(meeting, each))


def _progress(meeting: Facts) -> Iterable[Fact]:
    return (fact for name in PROGRESS for fact in meeting.all(name))


def call_of(meeting: Facts | None) -> int | None:
    """The entry by which a meeting was called: it tells one meeting from another."""
    call = meeting.latest(CALL) if meeting else None
    return call.entry if call else None


def of_meeting(facts: Facts, name: str, meeting: Facts | None) -> tuple[Fact, ...]:
    """What happened to a case in one meeting, by the name of the act."""
    call = call_of(meeting)
    return tuple(fact for fact in facts.all(name) if fact.data.get("meeting") == call)


def items_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The items of the agenda that were reached, in order."""
    return tuple(item for fact in facts for item in fact.data.get("items", ()))


def opinions_of(facts: Iterable[Fact]) -> dict[str, str]:
    """Who handed in a sealed written opinion, and the moment at which it came in."""
    return {number: moment for fact in facts for number, moment in fact.data["opinions"].items()}


def tally_of(data: Mapping[str, Any]) -> Tally | None:
    """The papers of a count; None for a meeting that gave out no papers and got none back."""
    if not (data["issued"] or data["returned"]):
        return None
    return Tally(**{name: data[name] for name in TALLIED})


def written_of(data: Mapping[str, Any]) -> Written:
    """The written opinions of a count, for a paper that asks for them."""
    given = {choice: data.get(written_field(choice)) or 0 for choice in WRITTEN}
    return Written(**given) if any(given.values()) else NOTHING_WRITTEN


def decided(data: Mapping[str, Any], seats: Seats, *, quorum: Share, carried: Share) -> Decision:
    """Decide a count by its shares. Raises ContradictionError for numbers that cannot be."""
    return decide(
        entitled=seats.entitled,
        present=seats.present,
        tally=tally_of(data),
        written=written_of(data),
        quorum=quorum,
        carried=carried,
    )


def outcome_of(data: Mapping[str, Any], seats: Seats, *, quorum: Share, carried: Share) -> Outcome:
    """How a count came out; numbers that contradict each other decide nothing, and the round is void."""
    try:
        return decided(data, seats, quorum=quorum, carried=carried).outcome
    except ContradictionError:
        return Outcome.VOIDED


def meeting_of(s: Situation) -> Facts:
    """The facts of the meeting, for an act on it and for what the act brings to a case."""
    return s.facts if s.matter is None else s.matter
