"""One small procedure for each kind of node and each way across a border."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from tests.nodes.building import CLERK, ballot, first_way, procedure, publicity, start, step, today
from workflows.nodes import (
    SYSTEM,
    ActType,
    Assembly,
    BranchEnd,
    CaseAct,
    Choice,
    Duty,
    End,
    Fork,
    Join,
    Leave,
    Paper,
    Period,
    Procedure,
    Review,
    Stage,
    StageAct,
    Step,
    SubProcedure,
    Timer,
    Wait,
    this,
)
from workflows.rules.situation import Situation


class Verdict(Paper):
    """What a body found."""

    code, title = "S1", "审核表"
    outcome = forms.CharField(label="结论")


def supported(s: Situation) -> str:
    """An assembly that always supports."""
    return "supported"


def yearly(s: Situation) -> list[Period]:
    """One period."""
    return [Period("1", s.on)]


def single(node: Any, **more: Any) -> type[Procedure]:
    """A procedure whose only stage holds one node, which leads to ``over`` and back to ``again``."""
    chapter = {
        "begin": start(this.stage),
        "stage": Stage(title="阶段", path=this.again).Cite("1"),
        "again": step("准备").Next(this.node),
        "node": node,
        "over": End(title="完").Cite("1"),
    }
    return procedure({**chapter, **more})


def plain() -> type[Procedure]:
    """No stage at all."""
    return procedure(
        {"begin": start(this.one), "one": step().Next(this.over), "over": End(title="完").Cite("1")}
    )


def reviewed() -> type[Procedure]:
    """A review with its three ways."""
    node = Review(Verdict, title="上级审核", by=CLERK, recorders=(CLERK,)).Cite("1")
    return single(
        node.Approved(this.over).Returned(this.again).Refused(this.no), no=End(title="不同意").Cite("1")
    )


def assembled() -> type[Procedure]:
    """An assembly that repeats."""
    node = Assembly(Verdict, title="座谈会", by=CLERK, decision=supported).Cite("1")
    return single(node.Supported(this.over).Unsupported(this.node))


def voted() -> type[Procedure]:
    """A ballot with all of its ways."""
    node = ballot().Carried(this.over).Lost(this.again).Inquorate(this.node).Deferred(this.late)
    return single(node, late=step("缓议").Next(this.node))


def published() -> type[Procedure]:
    """A notice."""
    return single(publicity().Unopposed(this.over).Upheld(this.again))


def waited() -> type[Procedure]:
    """A wait that also announces."""
    told = ActType(title="提醒", by=SYSTEM).Cite("1")
    return single(Wait(today, title="等待").Cite("1").Next(this.over), told=told)


def timed() -> type[Procedure]:
    """A step with a timer, and a stage with acts, a duty and a timer."""
    told = ActType(title="提醒", by=SYSTEM).Cite("1")
    report = StageAct(title="汇报", by=CLERK).Cite("1")
    stage = Stage(
        title="阶段",
        path=this.node,
        acts=(report,),
        duties=(Duty("report", "汇报", report, yearly, cites=("1",)),),
        timers=(Timer(told, today),),
    ).Cite("1")
    node = Step(title="办理", by=CLERK).Cite("1").Arms(Timer(told, today)).Next(this.over)
    return procedure(
        {
            "begin": start(this.stage),
            "told": told,
            "report": report,
            "stage": stage,
            "node": node,
            "over": End(title="完").Cite("1"),
        }
    )


def chosen() -> type[Procedure]:
    """A choice with a loop to itself, and two outcomes with one way."""
    node = Choice(first_way, title="何去").Cite("1").On("a", this.over).On("b", this.over).On("c", this.again)
    return single(node)


def forked() -> type[Procedure]:
    """Forks within forks, one branch with two ways to its join."""
    return single(
        Fork(title="分").Cite("1").Branch(this.left).Branch(this.inner),
        left=step("左").Decides(first_way).Next(this.join).On("more", this.further),
        further=step("再左").Next(this.join),
        inner=Fork(title="再分").Cite("1").Branch(this.third).Branch(this.fourth),
        third=step("三").Next(this.met),
        fourth=step("四").Next(this.met),
        met=Join(title="汇").Cite("1").Next(this.join),
        join=Join(title="合").Cite("1").Next(this.over),
    )


def resting() -> type[Procedure]:
    """Branches that never join: one leaves the stage, the other repeats for as long as it is open."""
    return single(
        Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
        left=step("左").Next(this.over),
        right=step("右").Next(this.right),
    )


def spent() -> type[Procedure]:
    """A branch that has done its part, beside one that leads back or on; both begin anew with their part."""
    return single(
        SubProcedure(title="部分", path=this.fork).Cite("1").On("again", this.node).On("done", this.over),
        fork=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
        left=step("左").Decides(first_way).Next(this.enough).On("again", this.anew),
        right=step("右").Next(this.heard),
        heard=BranchEnd(title="听过了").Cite("1"),
        anew=Leave("again").Cite("1"),
        enough=Leave().Cite("1"),
    )


def endless() -> type[Procedure]:
    """A stage whose path never leaves it."""
    return single(step("守").Next(this.node))


def parted() -> type[Procedure]:
    """A sub-procedure in a sub-procedure, left by both leaves, to its stage and out of it."""
    return single(
        SubProcedure(title="外", path=this.inner).Cite("1").On("kept", this.over).On("thrown", this.again),
        inner=SubProcedure(title="内", path=this.dig).Cite("1").On("done", this.kept).On("bad", this.thrown),
        dig=step("挖").Decides(first_way).Next(this.dug).On("bad", this.broken).On("out", this.no),
        dug=Leave().Cite("1"),
        broken=Leave("bad", title="坏了").Cite("1"),
        kept=Leave("kept").Cite("1"),
        thrown=Leave("thrown").Cite("1"),
        no=End(title="不同意").Cite("1"),
    )


def entered() -> type[Procedure]:
    """A stage that is also entered in its midst, and a sub-procedure in its midst."""
    matter = StageAct(title="事项", by=CLERK).Cite("1")
    return procedure(
        {
            "begin": start(this.go),
            "go": step("去").Decides(first_way).Next(this.second).On("midst", this.late).On("deep", this.dig),
            "matter": matter,
            "second": Stage(title="二", path=this.early, acts=(matter,)).Cite("1"),
            "early": step("早").Next(this.late),
            "late": step("晚").Decides(first_way).Next(this.part).On("deep", this.dig),
            "part": SubProcedure(title="部分", path=this.look).Cite("1").Next(this.over),
            "look": step("看").Next(this.dig),
            "dig": step("挖").Next(this.dug),
            "dug": Leave().Cite("1"),
            "over": End(title="完").Cite("1"),
        }
    )


def diverted() -> type[Procedure]:
    """Case acts to an end of their own, to a way of their own, into the midst of the path, and to nowhere."""
    return single(
        step("去").Next(this.over),
        gone=End(title="退出").Cite("1"),
        packing=step("收拾").Decides(first_way).Next(this.moved).On("stays", this.again),
        moved=End(title="转出").Cite("1"),
        leave=CaseAct(title="退出", by=CLERK).Cite("1").To(this.gone),
        move=CaseAct(title="转出", by=CLERK).Cite("1").To(this.packing),
        hurry=CaseAct(title="赶紧", by=CLERK).Cite("1").To(this.packing),
        back=CaseAct(title="退回", by=CLERK).Cite("1").To(this.node),
        stop=CaseAct(title="中止", by=CLERK).Cite("1").Suspends(),
        go=CaseAct(title="恢复", by=CLERK).Cite("1").Resumes(),
        note=CaseAct(title="备注", by=CLERK).Cite("1"),
    )


def named() -> type[Procedure]:
    """Names that are no English, long titles, and characters that XML keeps for itself."""
    title = "审核《材料》是否齐全、真实、有效，并由经办人与复核人逐项签字确认（A & B <C>）"
    return procedure(
        {
            "begin": start(this.核对, title=title),
            "核对": step(title).Decides(first_way).Next(this.über).On("again & again", this.核对),
            "über": step("Internationalisation-of-the-whole-procedure").Next(this.over),
            "over": End(title=title).Cite("1"),
        }
    )


EVERY_KIND: dict[str, Callable[[], type[Procedure]]] = {
    make.__name__: make
    for make in (
        plain,
        reviewed,
        assembled,
        voted,
        published,
        waited,
        timed,
        chosen,
        forked,
        resting,
        spent,
        endless,
        parted,
        entered,
        diverted,
        named,
    )
}
