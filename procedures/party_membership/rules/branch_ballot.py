"""Articles 28 and 41: how the branch meeting decides and reports, whether on an admission or a conversion.

A conversion is voted on as an admission is; what each asks for stands in parameters of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from procedures.party_membership.rules import known_admission as admission
from workflows.nodes import meeting_rules as engine
from workflows.rules import meetings
from workflows.rules.canonical import Value
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome


def decided(s: Situation, *, quorum: str, majority: str) -> Outcome:
    """How a ballot came out: quorum of those who came, majority of those entitled, by two parameters."""
    return meetings.outcome_of(
        s.data, engine.seats(s), quorum=s.edition[quorum].share, carried=s.edition[majority].share
    )


def attended(s: Situation, p: Parameter) -> Answer:
    """The share of those entitled is in the room; an opinion in writing is nobody there."""
    meeting = meetings.meeting_of(s)
    entitled, present = len(meetings.entitled(meeting)), len(meetings.present(meeting))
    params: dict[str, Value] = {"entitled": entitled, "present": present, **_needed(p, entitled)}
    applies = meetings.absent(meeting) is not None
    return Answer(p.share.holds(present, entitled), p.name, params, applies=applies)


def approved(s: Situation, p: Parameter) -> Answer:
    """Those in favour, in the room and in writing, are more than the share of those entitled."""
    entitled = engine.seats(s).entitled
    approve = s.data["approve"] + meetings.written_of(s.data).approve
    params: dict[str, Value] = {"entitled": entitled, "approve": approve, **_needed(p, entitled)}
    return Answer(p.share.holds(approve, entitled), p.name, params)


def _needed(p: Parameter, entitled: int) -> dict[str, Value]:
    """The share, and how many people it is."""
    return {"needed": p.share.least(entitled) if entitled else 0, "share": p.share.fraction}


def reported(s: Situation, p: Parameter) -> Answer:
    """The resolution stands in the form, and the report of the ballot was sent up."""
    in_form, sent = bool(s.data["in_form"]), bool(s.data["reported"])
    return Answer(in_form and sent, p.name, {"in_form": in_form, "sent": sent})


def stated(s: Situation, written_in: Mapping[str, Iterable[str]]) -> set[str]:
    """The parts of a resolution of which every field is filled in; nought is a number, a blank is none."""
    return {part for part, fields in written_in.items() if all(_filled(s.data.get(each)) for each in fields)}


def _filled(value: object) -> bool:
    return value is not False and (value == 0 or bool(str(value or "").strip()))


def counted(s: Situation, ballot: Fact | None, message: str) -> Answer:
    """A resolution states the numbers and the day of its ballot; what it leaves blank is asked elsewhere."""
    totals = admission.totals_of(ballot)
    due = totals._asdict() if totals else {}
    said = {name: s.data.get(name) for name in due}
    wrong = tuple(
        f"report_{name}"
        for name, value in due.items()
        if said[name] is not None and str(said[name]) != str(value)
    )
    return Answer(totals is not None and not wrong, message, {"wrong": wrong})


def outcome_of(ballot: Fact | None) -> str:
    """How the ballot came out that a resolution is about; one that nobody held is lost."""
    return str(ballot.outcome) if ballot else Outcome.LOST
