"""Procedures with one fault each."""

from __future__ import annotations

from typing import Any

from django import forms
from viewflow.workflow import lock

from tests.nodes import synthetic
from tests.nodes.building import CLERK, carried, first_way, procedure, start, step, today
from tests.toy.flows import Board
from workflows.nodes import (
    SYSTEM,
    ActType,
    Ballot,
    BranchEnd,
    CaseAct,
    Choice,
    Convene,
    CountBallot,
    Counted,
    Defer,
    Designated,
    Discuss,
    DossierPaper,
    Duty,
    End,
    Fork,
    Join,
    Leave,
    MatterAct,
    MatterType,
    MeetingType,
    Paper,
    Procedure,
    Publicity,
    RecordAct,
    RecordType,
    Review,
    Stage,
    StageAct,
    Step,
    SubProcedure,
    Timer,
    this,
)


def chapter(**nodes: Any) -> dict[str, Any]:
    """A case that goes from its start to the node ``node``, and an end."""
    return {"begin": start(this.node), "over": End(title="完").Cite("1"), **nodes}


class Filled(Paper):
    """Two fields, one of them erasable."""

    private = frozenset({"secret"})
    key = forms.CharField(label="键")
    secret = forms.CharField(label="密")


class Wrong(Paper):
    """A paper that speaks of fields it does not have."""

    private = frozenset({"nothing"})
    people = frozenset({"nobody"})


class Crowd(MeetingType):
    """A meeting without a roll, an electorate and a quorum."""

    family, name, title, at = "made", "crowd", "群", "society"
    convene = Convene(by=CLERK)
    discuss = Discuss(by=CLERK)
    count = CountBallot(by=CLERK)
    defer = Defer(by=CLERK)


class Hall(MatterType):
    """A matter that brings its cases something that no node waits for."""

    family, name, title, at = "made", "hall", "厅", "society"
    ring = MatterAct(title="敲钟", by=CLERK, opens=True, event="ring")


def no_article() -> type[Procedure]:
    return procedure(chapter(node=Step(title="办理", by=CLERK).Next(this.over)))


def case_act_without_article() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over), leave=CaseAct(title="退", by=CLERK).To(this.over)))


def outcome_without_edge() -> type[Procedure]:
    return procedure(
        chapter(node=Review(synthetic.Verdict, title="审", by=CLERK).Cite("1").Returned(this.over))
    )


def leaf_in_a_stage() -> type[Procedure]:
    return procedure(
        chapter(
            node=Stage(title="阶段", path=this.work).Cite("1"),
            work=step().Decides(first_way).Next(this.over).On("off", this.leaf),
            leaf=Leave("off").Cite("1"),
        )
    )


def part(**more: Any) -> type[Procedure]:
    """A sub-procedure with a leaf for ``kept`` only."""
    return procedure(
        chapter(
            node=SubProcedure(title="部分", path=this.work).Cite("1").On("kept", this.over),
            work=step().Next(this.leaf),
            leaf=Leave("kept").Cite("1"),
            **more,
        )
    )


def leaf_without_an_edge() -> type[Procedure]:
    kind = part()
    kind.named("leaf").outcome = "thrown"
    return kind


def edge_of_a_stage() -> type[Procedure]:
    stage = Stage(title="阶段", path=this.work).Cite("1").Next(this.over)
    return procedure(chapter(node=stage, work=step().Next(this.over)))


def edge_of_a_plain_step() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over).On("else", this.over)))


def dead_end() -> type[Procedure]:
    return procedure(
        chapter(
            node=step().Decides(first_way).Next(this.over).On("lost", this.lost),
            lost=Choice(first_way, title="何去").Cite("1"),
            leave=CaseAct(title="退", by=CLERK).Cite("1").To(this.over),
        )
    )


def island() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over), island=step().Next(this.over)))


def endless() -> type[Procedure]:
    return synthetic.single(step("守").Next(this.node), over=None)


def branches_meet() -> type[Procedure]:
    return procedure(
        chapter(
            node=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            left=step().Next(this.both),
            right=step().Next(this.both),
            both=step().Next(this.over),
        )
    )


def back_to_the_fork() -> type[Procedure]:
    return procedure(
        chapter(
            node=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            left=step().Decides(first_way).Next(this.met).On("again", this.node),
            right=step().Next(this.met),
            met=Join(title="合").Cite("1").Next(this.over),
        )
    )


def branch_end_without_a_fork() -> type[Procedure]:
    return procedure(
        chapter(
            node=step().Decides(first_way).Next(this.over).On("off", this.off),
            off=BranchEnd(title="断了").Cite("1"),
        )
    )


def end_in_a_branch() -> type[Procedure]:
    return procedure(
        chapter(
            node=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            left=step().Decides(first_way).Next(this.met).On("out", this.out),
            right=step().Next(this.met),
            met=Join(title="合").Cite("1").Next(this.over),
            out=End(title="出").Cite("1"),
        )
    )


def empty_stage() -> type[Procedure]:
    return procedure(chapter(node=Stage(title="阶段", path=this.over).Cite("1")))


def another_lock() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over)), lock_impl=staticmethod(lock.no_lock))


def boundary() -> type[Procedure]:
    kind = procedure(chapter(node=step().Next(this.over)))
    kind.named("node")._boundary_specs = [("timeout", object())]
    return kind


def no_version() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over)), name="Made")


def no_home() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over)), home="")


def long_name() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over), **{"n" * 61: step().Next(this.over)}))


def no_title() -> type[Procedure]:
    return procedure(chapter(node=step("").Next(this.over)))


def system_without_timer() -> type[Procedure]:
    return procedure(chapter(node=Step(title="办理", by=SYSTEM).Cite("1").Next(this.over)))


def timer_of_a_person() -> type[Procedure]:
    told = ActType(title="提醒", by=CLERK)
    return procedure(chapter(told=told, node=step().Arms(Timer(told, today)).Next(this.over)))


def timer_about_nothing() -> type[Procedure]:
    told = ActType(title="提醒", by=SYSTEM)
    node = step().Arms(Timer(told, today, about="other")).Next(this.over)
    return procedure(chapter(told=told, node=node))


def wrong_paper() -> type[Procedure]:
    return procedure(chapter(node=Step(Wrong, title="办理", by=CLERK).Cite("1").Next(this.over)))


def kept_by_what_is_erased() -> type[Procedure]:
    node = Step(Filled, title="办理", by=CLERK, keep="secret").Cite("1").Next(this.over)
    return procedure(chapter(node=node))


def duty_of_nobody() -> type[Procedure]:
    act = StageAct(Filled, title="汇报", by=CLERK)
    duties = (
        Duty("one", "甲", act, synthetic.yearly, field="key"),
        Duty("two", "乙", act, synthetic.yearly, field="quarter"),
        Duty("three", "丙", StageAct(title="别的", by=CLERK), synthetic.yearly),
    )
    stage = Stage(title="阶段", path=this.work, acts=(act,), duties=duties).Cite("1")
    return procedure(chapter(act=act, node=stage, work=step().Next(this.over)))


def role_of_nobody() -> type[Procedure]:
    good, bad = Designated("node", "key", "甲"), Designated("node", "secret", "乙")
    node = Step(Filled, title="办理", by=(good, bad)).Cite("1").Next(this.over)
    return procedure(chapter(node=node))


def nothing_brought() -> type[Procedure]:
    acts = {
        name: ActType(title=name, by=CLERK) for name in ("post", "objection", "inquiry", "close", "channel")
    }
    node = Publicity(Board, title="公告", **acts).Cite("1").Unopposed(this.over).Upheld(this.over)
    return procedure(chapter(node=node))


def nothing_awaited() -> type[Procedure]:
    return procedure(chapter(hall=Hall, node=step().Next(this.over)))


def astray() -> type[Procedure]:
    return procedure(
        chapter(node=step().Next(this.over), leave=CaseAct(title="退", by=CLERK).Cite("1").To(this.nowhere))
    )


class Lane(MatterType):
    """A matter of which somebody may have several."""

    family, name, title = "made", "lane", "巷"
    walk = MatterAct(title="走", by=CLERK, opens=True)


def several_records() -> type[Procedure]:
    return procedure(chapter(record=Lane, node=step().Next(this.over)))


class Book(RecordType):
    """A record whose evidence is erasable."""

    family, name, title = "made", "book", "簿"
    write = RecordAct(Filled, title="写", by=CLERK, evidence="secret")


def erasable_evidence() -> type[Procedure]:
    return procedure(chapter(record=Book, node=step().Next(this.over)))


def bare_meeting() -> type[Procedure]:
    return procedure(
        chapter(
            node=Ballot(
                Crowd,
                title="票决",
                discuss=ActType(Filled, title="议", by=CLERK),
                count=ActType(Counted, title="计", by=CLERK),
                defer=ActType(title="缓", by=CLERK),
                decision=carried,
            )
            .Cite("1")
            .Carried(this.over)
            .Lost(this.over)
        )
    )


class Numbered(Paper):
    code, title = "D01", "编号文书"


def folder_of_nothing() -> type[Procedure]:
    """A dossier that names no act, leaves one out, and has one twice."""
    nodes = {
        "node": Step(Numbered, title="办理", by=CLERK).Cite("1").Next(this.left_out),
        "left_out": Step(Numbered, title="再办", by=CLERK).Cite("1").Next(this.over),
    }
    papers = (DossierPaper("D01", "甲", ("node", "nothing")), DossierPaper("D02", "乙", ("node",)))
    return procedure(chapter(**nodes), dossier=papers)
