"""A second toy that only nests: forks in forks, a sub-procedure in a branch, ways into the midst."""

from __future__ import annotations

from django import forms

from workflows.nodes import (
    ActType,
    CaseAct,
    End,
    Fork,
    Join,
    Leave,
    Office,
    Paper,
    Procedure,
    Stage,
    Start,
    Step,
    SubProcedure,
    this,
)
from workflows.rules.situation import Situation

CLERK = Office("clerk", "文书")


class Way(Paper):
    """Where to go from here."""

    to = forms.CharField(label="去向")


def wanted(s: Situation) -> str:
    """The way that the paper names."""
    return str(s.data["to"])


class Outer:
    """Two branches, one of them a sub-procedure that forks again."""

    begin = Start(ActType(title="开始", by=CLERK)).Cite("1").Next(this.first)
    first = Stage(title="一", path=this.both).Cite("1")
    both = Fork(title="分").Cite("1").Branch(this.part).Branch(this.side)
    side = Step(title="旁", by=CLERK).Cite("1").Next(this.met)
    part = (
        SubProcedure(title="部分", path=this.split).Cite("1").On("kept", this.met).On("thrown", this.second)
    )
    split = Fork(title="再分").Cite("1").Branch(this.left).Branch(this.right)
    left = Step(title="左", by=CLERK).Cite("1").Next(this.joined)
    right = Step(Way, title="右", by=CLERK).Decides(wanted).Cite("1").Next(this.joined).On("out", this.thrown)
    joined = Join(title="合").Cite("1").Next(this.kept)
    kept = Leave("kept").Cite("1")
    thrown = Leave("thrown").Cite("1")
    met = Join(title="汇").Cite("1").Next(this.last)
    last = Step(Way, title="末", by=CLERK).Decides(wanted).Cite("1").Next(this.second).On("again", this.both)


class Inner:
    """A stage that is reached in its midst, and left from a sub-procedure."""

    second = Stage(title="二", path=this.look).Cite("1")
    look = Step(Way, title="看", by=CLERK).Decides(wanted).Cite("1").Next(this.deep).On("back", this.first)
    deep = SubProcedure(title="深", path=this.dig).Cite("1").On("dug", this.done)
    dig = Step(Way, title="挖", by=CLERK).Decides(wanted).Cite("1").Next(this.dug).On("again", this.dig)
    dug = Leave("dug").Cite("1")
    done = End(title="完").Cite("1")
    jump = CaseAct(title="跳", by=CLERK).Cite("1").To(this.dig)
    aside = CaseAct(title="让", by=CLERK).Cite("1").To(this.side)
    halt = CaseAct(title="停", by=CLERK).Cite("1").To(this.done)


class Nested_1(Outer, Inner, Procedure):  # noqa: N801 - rows keep the name with its version
    """Nothing but nesting."""

    family = "nested"
    title = "嵌套"
    home = "society"
    keepers = (CLERK,)
