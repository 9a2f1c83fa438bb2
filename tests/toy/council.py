"""A fourth toy: a council votes on those who would join it, and on their staying, in three motions."""

from __future__ import annotations

from typing import Any

from tests.toy.rules import BOOK
from workflows.documents import FormPaper, Lines, Prose
from workflows.nodes import (
    SUBJECT,
    ActType,
    Adjourn,
    AgendaItems,
    Attend,
    Attended,
    Ballot,
    Called,
    CasePaper,
    Convene,
    CountBallot,
    CountedWithWritten,
    Defer,
    Designated,
    Discuss,
    End,
    GiveUp,
    Kinds,
    LockRoll,
    MatterPaper,
    MeetingType,
    Motion,
    Office,
    Opinions,
    Procedure,
    Reached,
    Receive,
    Rolled,
    SetAside,
    Start,
    Step,
    ToldCase,
    ToldMatter,
    seats,
    this,
)
from workflows.rules import meetings
from workflows.rules.facts import Fact
from workflows.rules.predicates import Answer
from workflows.rules.regulations import Edition
from workflows.rules.shares import Share
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

CHAIR = Office("chair", "会长")
TELLERS = Designated("convene", "tellers", "计票人")
FAMILY = "council"
KIND = f"{FAMILY}.council_meeting"
PARAMETERS = {
    "council.quorum": {"rule": "C-1", "article": "1", "more_than": "1/2", "of": "entitled"},
    "council.majority": {"rule": "C-2", "article": "1", "more_than": "1/2", "of": "entitled"},
}


class Roll(Rolled):
    """Members abroad are left out when the city agrees."""

    excluded = Kinds({"abroad": "长期在外", "suspended": "停权"}, consent=("abroad",), required=False)


class Attendance(Attended):
    """Why members stay away."""

    absent = Kinds({"ill": "病假", "away": "外出"}, required=False)


class Agenda(Reached):
    """Three items, the ballot last."""

    items = AgendaItems({"report": "汇报", "debate": "讨论", "ballot": "投票"})


def agenda(told: ToldMatter) -> FormPaper:
    """Where the council meets, and whom it meets about."""
    place, names = told.text(told.facts.latest("convene"), "place"), "、".join(c.name for c in told.cases)
    parts = (Lines(((("地点", place), ("人选", names)),)),)
    return FormPaper(**told.imprint.to_json(), title="议程", parts=parts)


def result(told: ToldCase) -> FormPaper:
    """What the council tells whoever asked to join."""
    said = "接收" if told.fact.outcome == Outcome.CARRIED else "不接收"
    prose = Prose("", (f"{told.name}：{said}。",))
    return FormPaper(**told.imprint.to_json(), title="结果通知", person=told.name, parts=(prose,))


def settled(_s: Situation, fact: Fact) -> bool:
    """The council has decided."""
    return fact.outcome in {Outcome.CARRIED, Outcome.LOST}


class Council(MeetingType):
    """The council's meeting."""

    papers = (
        MatterPaper(name="agenda", title="议程", code="C-0", cites=("1",), of=("convene",), write=agenda),
    )
    family, name, title, at = FAMILY, "council_meeting", "议事会", "society"
    electorate = ("society", frozenset({"member"}))

    @classmethod
    def quorum(cls, edition: Edition) -> Share:
        """More than half of those entitled."""
        return edition["council.quorum"].share

    convene = Convene(Called, by=CHAIR, event="call")
    lock_roll = LockRoll(Roll, by=CHAIR)
    attend = Attend(Attendance, by=CHAIR)
    receive = Receive(by=CHAIR)
    discuss = Discuss(by=CHAIR)
    count = CountBallot(by=TELLERS)
    defer = Defer(by=CHAIR)
    set_aside = SetAside(by=CHAIR)
    fail = GiveUp(by=CHAIR)
    adjourn = Adjourn(by=CHAIR)


def decision(s: Situation) -> Outcome:
    """More than half of those entitled approve."""
    quorum, carried = s.edition["council.quorum"].share, s.edition["council.majority"].share
    return meetings.outcome_of(s.data, seats(s), quorum=quorum, carried=carried)


def events() -> dict[str, Any]:
    """What a meeting brings to a case, the same for both ballots."""
    return {
        "call": ActType(title="列入议程", by=CHAIR),
        "receive": ActType(Opinions, title="书面意见", by=CHAIR),
        "discuss": ActType(Agenda, title="议程", by=CHAIR),
        "count": ActType(CountedWithWritten, title="票数", by=CHAIR),
        "defer": ActType(title="暂缓", by=CHAIR),
        "set_aside": ActType(title="不议", by=CHAIR),
        "fail": ActType(title="不足", by=CHAIR),
    }


@BOOK.rule("council.considered", says=("council.considered",))
def considered_again(s: Situation) -> Answer:
    """Whoever was put off is considered again before the council meets on him."""
    last = s.facts.latest("joining.defer")
    again = s.facts.latest("referral")
    done = last is None or (again is not None and (again.entry or 0) > (last.entry or 0))
    return Answer(done, "council.considered")


def not_yet_put_off(s: Situation) -> bool:
    """A member is put off only once."""
    put_off = (f for f in s.facts.all("staying") if f.data.get("motion") == "extend")
    return all(fact.outcome != Outcome.CARRIED for fact in put_off)


class Joining:
    """Somebody asks to join, and is voted on; a year later the council votes on staying."""

    ask = Start(ActType(title="申请", by=SUBJECT)).Cite("1").Next(this.joining)
    joining = (
        Ballot(Council, title="接收", decision=decision, **events())
        .Cite("1")
        .Gives("society", "councillor", on=Outcome.CARRIED)
        .Carried(this.staying)
        .Lost(this.turned_away)
        .Deferred(this.referral)
        .Inquorate(this.joining)
    )
    referral = Step(title="再议", by=CHAIR).Cite("1").Holds(considered_again).Next(this.joining)
    staying = (
        Ballot(
            Council,
            title="去留",
            decision=decision,
            motions=(
                Motion("keep", "留任"),
                Motion("extend", "延长", not_yet_put_off),
                Motion("dismiss", "免去"),
            ),
            **events(),
        )
        .Cite("1")
        .Carried(this.settled)
        .Lost(this.referral)
        .Deferred(this.referral)
    )
    settled = End(title="已定").Cite("1")
    turned_away = End(title="未接收").Cite("1")


class Council_1(Joining, Procedure):  # noqa: N801 - rows keep the name with its version
    """Joining the council."""

    family = FAMILY
    title = "议事会"
    home = "society"
    keepers = (CHAIR,)
    papers = (
        CasePaper(
            name="result",
            title="结果通知",
            code="C-1",
            cites=("1",),
            by=(CHAIR,),
            of=("joining",),
            when=settled,
            write=result,
        ),
    )
