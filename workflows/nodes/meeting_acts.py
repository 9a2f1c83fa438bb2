"""The acts of a meeting, with the rules that they always have; a procedure adds who may do them and its own.

Each is declared under the name that ``workflows.rules.meetings`` reads::

    class Council(MeetingType):
        convene = Convene(Call, by=CHAIR, event="call")
        lock_roll = LockRoll(Roll, by=CHAIR)
        attend = Attend(Attendance, by=CHAIR)
        receive = Receive(by=CHAIR)
        discuss = Discuss(by=CHAIR)
        count = CountBallot(by=Designated("convene", "tellers", "计票人"))
        defer = Defer(by=CHAIR)
        set_aside = SetAside(by=CHAIR)
        fail = GiveUp(by=CHAIR)
        adjourn = Adjourn(by=CHAIR)
"""

from __future__ import annotations

from typing import Any

from workflows.nodes import meeting_rules as rules
from workflows.nodes.matters import MatterAct
from workflows.nodes.meeting_papers import Attended, Called, Opinions, Rolled, Voting
from workflows.nodes.papers import Paper
from workflows.rules import meetings


class Convene(MatterAct):
    """召开: opens the meeting; its cases in their order are the agenda.

    With ``event="call"`` it has to have one, and each case learns that it stands there.
    """

    def __init__(
        self, paper: type[Paper] = Called, *, title: str = "召开会议", event: str = "", **options: Any
    ) -> None:
        super().__init__(paper, title=title, event=event, opens=True, **options)


class LockRoll(MatterAct):
    """确定应到会名册: everybody of the electorate is entitled or left out; fixed from the first turn on."""

    def __init__(self, paper: type[Paper] = Rolled, *, title: str = "确定应到会名册", **options: Any) -> None:
        super().__init__(paper, title=title, roll=True, **options)
        self.Requires(rules.not_begun).Accepts(rules.accounts_for_all)


class Attend(MatterAct):
    """登记到会: who stayed away, all at once; again when somebody comes or goes between two ballots."""

    def __init__(self, paper: type[Paper] = Attended, *, title: str = "登记到会", **options: Any) -> None:
        super().__init__(paper, title=title, **options)
        self.Requires(rules.roll_locked, rules.no_ballot_open)
        self.Accepts(rules.absent_were_entitled, rules.chair_came)


class Receive(MatterAct):
    """收到书面意见: sealed, for the cases ticked."""

    def __init__(self, paper: type[Paper] = Opinions, *, title: str = "登记书面意见", **options: Any) -> None:
        super().__init__(paper, title=title, event="receive", keep="each", **options)


class Discuss(MatterAct):
    """议程: the items of one person's agenda that were reached."""

    def __init__(self, paper: type[Paper] = Paper, *, title: str = "登记议程", **options: Any) -> None:
        super().__init__(paper, title=title, event=meetings.DISCUSS, keep="each", **options)


class CountBallot(MatterAct):
    """计票: the totals of one person's ballot, by one teller."""

    def __init__(self, paper: type[Paper] = Voting, *, title: str = "录入票数", **options: Any) -> None:
        super().__init__(paper, title=title, event=meetings.COUNT, keep="each", **options)


class Defer(MatterAct):
    """暂缓表决: the meeting puts its decision on one person off."""

    def __init__(self, paper: type[Paper] = Paper, *, title: str = "暂缓表决", **options: Any) -> None:
        super().__init__(paper, title=title, event=meetings.DEFER, keep="each", **options)


class SetAside(MatterAct):
    """本次不议: one person's turn is left out; the next meeting may take it up."""

    def __init__(self, paper: type[Paper] = Paper, *, title: str = "本次不议", **options: Any) -> None:
        super().__init__(paper, title=title, event=meetings.SET_ASIDE, keep="each", **options)


class GiveUp(MatterAct):
    """未达法定人数: too few came; the meeting ends when all of its cases were told."""

    def __init__(self, paper: type[Paper] = Paper, *, title: str = "未达法定人数", **options: Any) -> None:
        super().__init__(paper, title=title, event=meetings.FAIL, closes=True, keep="each", **options)
        self.Requires(rules.inquorate)


class Adjourn(MatterAct):
    """散会: the meeting ends; a round that was not counted to its end has no effect."""

    def __init__(self, paper: type[Paper] = Paper, *, title: str = "散会", **options: Any) -> None:
        super().__init__(paper, title=title, closes=True, **options)
