"""A fourth toy, whose cases say what somebody is in the society: apprentice, gardener, guest again."""

from __future__ import annotations

from datetime import date

from django import forms

from workflows.nodes import (
    SUBJECT,
    ActType,
    CaseAct,
    End,
    Office,
    Paper,
    Procedure,
    Review,
    Stage,
    StageAct,
    Start,
    Step,
    this,
)
from workflows.rules.situation import Situation

CLERK = Office("clerk", "文书")
CHAIR = Office("chair", "会长")


class Vote(Paper):
    """Since when somebody is what they are found to be, and what was found."""

    outcome = forms.ChoiceField(label="结论", choices=[("approved", "通过"), ("returned", "退回")])
    since = forms.DateField(label="从哪天起")


def since(s: Situation) -> date:
    """The day that the paper names."""
    return date.fromisoformat(str(s.data["since"]))


class Climbing:
    """From asking to belong to being a gardener."""

    ask = Start(ActType(title="申请入园", by=SUBJECT, recorders=(CLERK,))).Cite("1").Next(this.asking)
    asking = Stage(title="申请", path=this.admission).Cite("1")
    admission = (
        Review(Vote, title="收为学徒", by=CLERK)
        .Cite("1")
        .Effective(since)
        .Approved(this.apprentice)
        .Returned(this.admission)
    )
    praise = StageAct(title="表扬", by=CLERK).Gives("garden", "praised")
    apprentice = (
        Stage(title="学徒", path=this.raising, acts=(praise,)).Cite("2").Gives("society", "apprentice")
    )
    raising = (
        Review(Vote, title="升为园丁", by=CLERK)
        .Cite("2")
        .Effective(since)
        .Approved(this.gardener)
        .Returned(this.raising)
    )
    gardener = Stage(title="园丁", path=this.farewell).Cite("3").Gives("society", "gardener")
    farewell = Step(title="送别", by=CLERK).Cite("3").Next(this.honoured)
    honoured = End(title="荣退").Cite("3").Gives("society", "honorary")
    gone = End(title="退出").Cite("5")
    leave = (
        CaseAct(title="退出", by=SUBJECT, recorders=(CLERK,))
        .Cite("5")
        .To(this.gone)
        .Gives("society", "guest")
    )


class Ladder_1(Climbing, Procedure):  # noqa: N801 - rows keep the name with its version
    """Gardeners of the society."""

    family = "ladder"
    title = "入园"
    home = "society"
    keepers = (CLERK, CHAIR)
