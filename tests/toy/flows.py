"""Two stages, one ballot, one notice, one loop, a matter, duties and case acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django import forms

from tests.toy import rules
from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    Ballot,
    CaseAct,
    Choice,
    Duty,
    End,
    Fork,
    Join,
    MatterAct,
    MatterType,
    Office,
    Paper,
    Period,
    Procedure,
    Publicity,
    RecordAct,
    RecordType,
    Stage,
    StageAct,
    Start,
    Step,
    Timer,
    this,
)
from workflows.rules.facts import Facts
from workflows.rules.situation import Situation

CLERK = Office("clerk", "文书")
CHAIR = Office("chair", "会长")


class Request(Paper):
    """What somebody asks for."""

    private = frozenset({"story"})
    size = forms.IntegerField(label="面积", min_value=1)
    story = forms.CharField(label="说明", required=False)


class Note(Paper):
    """A remark."""

    text = forms.CharField(label="内容")


class Count(Paper):
    """Totals of a hearing."""

    issued = forms.IntegerField(label="发出", min_value=0)
    returned = forms.IntegerField(label="收回", min_value=0)
    approve = forms.IntegerField(label="赞成", min_value=0)
    oppose = forms.IntegerField(label="不赞成", min_value=0)
    abstain = forms.IntegerField(label="弃权", min_value=0)
    void = forms.IntegerField(label="废票", min_value=0)


class Lodged(Paper):
    """An objection; who lodged it and what it says can be erased."""

    private = frozenset({"who", "text"})
    who = forms.CharField(label="反映人", required=False)
    text = forms.CharField(label="内容")


class Inquiry(Paper):
    """What the inquiry found."""

    objection = forms.IntegerField(label="异议", min_value=1)
    finding = forms.ChoiceField(label="结论", choices=[("upheld", "成立"), ("dismissed", "不成立")])


class Meeting(MatterType):
    """A hearing of several requests."""

    family, name, title, at = "toy", "meeting", "听证会", "society"
    convene = MatterAct(Note, title="召开", by=CHAIR, opens=True)
    count = MatterAct(title="计票", by=(CHAIR, CLERK), event="count", keep="each")
    adjourn = MatterAct(title="散会", by=CHAIR)
    remember = MatterAct(title="提醒散会", by=SYSTEM)


class Season(Paper):
    """What somebody's plots bore in a year."""

    private = frozenset({"remark"})
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    baskets = forms.IntegerField(label="筐数", min_value=0)
    receipt = forms.CharField(label="收据号", required=False)
    remark = forms.CharField(label="备注", required=False)


class Ledger(RecordType):
    """The record of a gardener, which rules read on every case of theirs."""

    family, name, title = "gardening", "ledger", "收成账"
    keepers = (CLERK, CHAIR)
    open = MatterAct(title="开账", by=CLERK, opens=True)
    season = RecordAct(Season, title="记收成", by=CLERK, keep="year", evidence="receipt")


class Board(MatterType):
    """The notice board."""

    family, name, title, at = "toy", "board", "公告", "society"
    post = MatterAct(Note, title="张贴", by=CLERK, opens=True, event="post")
    object = MatterAct(title="登记异议", by=CLERK, event="object", keep="each")
    inquire = MatterAct(title="核实", by=CLERK, event="inquire", keep="each")
    close = MatterAct(title="结束公告", by=CLERK, event="close", closes=True, keep="each")


def seasons(s: Situation) -> Iterable[Period]:
    """Two weedings, half a year apart."""
    return [Period(str(n), s.on + timedelta(days=180 * n)) for n in (1, 2)]


def wants_two(s: Situation) -> str:
    """Large plots are checked twice."""
    request = s.facts.latest("request")
    return "two" if request and request.data["size"] > 50 else "one"


class Asking:
    """The way to a plot."""

    dig = StageAct(Note, title="翻土", by=SUBJECT, recorders=(CLERK,), keep="each")
    request = (
        Start(ActType(Request, title="申请", by=SUBJECT, recorders=(CLERK,)))
        .Cite("1")
        .Accepts(rules.small_enough)
        .Next(this.waiting)
    )
    waiting = Stage(title="候补", path=this.check, acts=(dig,)).Cite("1")
    check = Step(Note, title="核对", by=CLERK).Cite("1").Next(this.size)
    size = Choice(wants_two, title="面积").Cite("1").On("one", this.hearing).On("two", this.both)
    both = Fork(title="两项检查").Cite("1").Branch(this.soil).Branch(this.water)
    soil = Step(Note, title="验土", by=CLERK).Cite("1").Next(this.checked)
    water = Step(Note, title="验水", by=CLERK).Cite("1").Next(this.checked)
    checked = Join(title="检查完毕").Cite("1").Next(this.hearing)
    hearing = (
        Ballot(Meeting, title="听证", count=ActType(Count, title="计票", by=CHAIR), decision=rules.hearing)
        .Cite("2")
        .Requires(rules.waited_two_months)
        .Carried(this.notice)
        .Lost(this.check)
    )
    notice = (
        Publicity(
            Board,
            title="公告",
            post=ActType(title="张贴", by=CLERK),
            objection=ActType(Lodged, title="异议", by=CLERK),
            inquiry=ActType(Inquiry, title="核实", by=CLERK),
            close=ActType(title="结束公告", by=CLERK),
        )
        .Cite("3")
        .Requires(rules.hung_long_enough, rules.nothing_open)
        .Unopposed(this.holding)
        .Upheld(this.refused)
    )
    refused = End(title="未获").Cite("3")


class Holding:
    """Having a plot."""

    weed = StageAct(Note, title="除草", by=SUBJECT, recorders=(CLERK,), keep="text")
    remind = StageAct(title="提醒检查", by=SYSTEM)
    holding = Stage(
        title="承种",
        path=this.inspection,
        acts=(Asking.dig, weed),
        duties=(Duty("weeding", "除草", weed, seasons, field="text"),),
        timers=(Timer(remind, rules.inspection_due),),
    ).Cite("4")
    takeover = Start(ActType(Note, title="接手", by=CLERK)).Cite("4").Next(this.holding)
    inspection = (
        Step(Note, title="检查", by=CLERK)
        .Cite("4")
        .Requires(rules.has_a_spade, rules.bears_fruit)
        .Next(this.settled)
    )
    settled = End(title="转为长期").Cite("4")
    gone = End(title="退出").Cite("5")
    withdraw = CaseAct(Note, title="退出", by=SUBJECT, recorders=(CLERK,)).Cite("5").To(this.gone)
    suspend = CaseAct(Note, title="中止", by=CHAIR).Cite("5").Suspends()
    resume = CaseAct(title="恢复", by=CHAIR).Cite("5").Resumes()


class Allotment_1(Asking, Holding, Procedure):
    """Garden plots."""

    family = "toy"
    title = "园地"
    home = "society"
    keepers = (CLERK, CHAIR)
    record = Ledger

    @classmethod
    def figures(cls, situation: Situation, cases: Iterable[tuple[int, Facts]]) -> Mapping[str, str]:
        """How many plots somebody asked for."""
        return {"plots": str(len(list(cases)))}
