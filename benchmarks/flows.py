"""A case that goes to and fro: every act ends one step, opens the other, cancels a deadline and arms one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms

from benchmarks import rules
from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    CaseAct,
    End,
    Office,
    Paper,
    Procedure,
    Projected,
    Stage,
    StageAct,
    Start,
    Step,
    Timer,
    this,
)
from workflows.rules.situation import Situation
from workflows.store.batch import Row

CLERK = Office("clerk", "文书")


class Slip(Paper):
    """A number with a remark; the remark can be erased."""

    private = frozenset({"text"})
    value = forms.IntegerField(label="数值", min_value=0)
    kind = forms.CharField(label="类别")
    text = forms.CharField(label="说明")


def in_a_month(s: Situation) -> date:
    """The day of the reminder."""
    return s.on + timedelta(days=30)


def reading(s: Situation, ids: Projected) -> Iterable[Row]:
    """The projection of the measured act."""
    values = {"case_id": ids.case, "entry_id": ids.entry, "read_on": s.on, "value": s.data["value"]}
    return [Row("benchmarks_reading", values)]


class ToAndFro:
    """Two steps that follow each other for ever."""

    begin = Start(ActType(Slip, title="开始", by=SUBJECT, recorders=(CLERK,))).Cite("1").Next(this.walk)
    remind = StageAct(title="提醒", by=SYSTEM)
    walk = Stage(title="往复", path=this.there).Cite("1")
    there = (
        Step(Slip, title="往", by=CLERK)
        .Cite("1")
        .Requires(*rules.ALL)
        .Projects(reading)
        .Arms(Timer(remind, in_a_month))
        .Next(this.back)
    )
    back = (
        Step(Slip, title="复", by=CLERK)
        .Cite("1")
        .Requires(*rules.ALL)
        .Projects(reading)
        .Arms(Timer(remind, in_a_month))
        .Next(this.there)
    )
    over = End(title="结束").Cite("1")
    end = CaseAct(title="结束", by=CLERK).Cite("1").To(this.over)


class Rounds_1(ToAndFro, Procedure):  # noqa: N801 (rows keep the class name with its version)
    """Nothing but acts to measure."""

    family = "rounds"
    title = "往复"
    home = "office"
    keepers = (CLERK,)
