"""A fourth toy, whose days move while it is open: an errand is to be done by the day last promised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms

from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    Duty,
    End,
    Office,
    Paper,
    Period,
    Procedure,
    Stage,
    StageAct,
    Start,
    Step,
    Timer,
    this,
)
from workflows.rules.situation import Situation

CLERK = Office("clerk", "文书")
CHAIR = Office("chair", "会长")
EDITION = {"errand.ask": {"rule": "TOY-9", "article": "1", "at_least": {"days": 7}}}
WEEK = timedelta(days=7)


class Promise(Paper):
    """By when it will be done, and how often to be told of it until then; no day promises nothing."""

    by = forms.DateField(label="日期", required=False)
    reports = forms.IntegerField(label="次数", min_value=0, required=False)


class Report(Paper):
    """How it goes."""

    text = forms.CharField(label="内容")


class Work(Paper):
    """Whether it is done."""

    done = forms.BooleanField(label="办妥", required=False)


def promised(s: Situation) -> date | None:
    """The day that was last promised."""
    promise = s.facts.latest("promise")
    return promise.day("by") if promise else None


def ask_again(s: Situation) -> date:
    """So long after it was last asked how it goes, or after the work was begun."""
    return s.edition["errand.ask"].period.after(s.facts.on("ask") or s.on)


def weekly(s: Situation) -> Iterable[Period]:
    """As many reports as were promised, a week apart from the promise."""
    if promise := s.facts.latest("promise"):
        for number in range(1, (promise.data["reports"] or 0) + 1):
            yield Period(str(number), promise.on + number * WEEK)


def finished(s: Situation) -> str:
    """Whether there is more to do."""
    return "done" if s.data["done"] else "again"


class Running:
    """From the asking to the doing."""

    promise = StageAct(Promise, title="许诺", by=CLERK)
    report = StageAct(Report, title="报告", by=CLERK, keep="text")
    late = ActType(title="许诺之日已到", by=SYSTEM)
    ask = ActType(title="问进展", by=SYSTEM)
    errand = Start(ActType(title="托办", by=SUBJECT)).Cite("1").Next(this.running)
    running = Stage(
        title="办理",
        path=this.work,
        acts=(promise, report),
        duties=(Duty("report", "报告", report, weekly, field="text"),),
        timers=(Timer(ask, ask_again),),
    ).Cite("1")
    work = (
        Step(Work, title="去办", by=CLERK)
        .Cite("1")
        .Decides(finished)
        .Arms(Timer(late, promised))
        .Next(this.over)
        .On("again", this.work)
    )
    over = End(title="办妥").Cite("1")


class Errand_1(Running, Procedure):  # noqa: N801 - rows keep the name with its version
    """Errands."""

    family = "errand"
    title = "托办"
    home = "society"
    keepers = (CLERK, CHAIR)
