"""A toy whose cases are taken up again after their end, held by what is found, or left alone meanwhile."""

from __future__ import annotations

from django import forms

from tests.toy.ladder import CHAIR, CLERK
from workflows.nodes import SUBJECT, ActType, CaseAct, End, Paper, Procedure, Stage, Start, Step, this
from workflows.rules.situation import Situation


class Finding(Paper):
    """What was found."""

    grave = forms.BooleanField(label="严重", required=False)


def weight(s: Situation) -> str:
    """How grave it is."""
    return "grave" if s.data["grave"] else "slight"


class Closing:
    """A membership that is settled, and may turn out never to have been."""

    ask = Start(ActType(title="申请", by=SUBJECT)).Cite("1").Next(this.member)
    member = Stage(title="会员", path=this.settling).Cite("1").Gives("society", "settled")
    settling = Step(title="归档", by=CLERK).Cite("1").Next(this.settled)
    settled = End(title="已归档").Cite("1")
    gone = End(title="离开").Cite("2")
    denied = End(title="不予承认").Cite("3").Gives("society", "guest")
    leave = CaseAct(title="离开", by=CLERK, while_suspended=False).Cite("2").To(this.gone)
    inquiry = (
        CaseAct(Finding, title="查处", by=CLERK, after_end=True)
        .Cite("3")
        .Decides(weight)
        .Suspends(on="grave")
    )
    resume = CaseAct(title="恢复", by=CHAIR).Cite("3").Resumes()
    review = CaseAct(title="重审", by=CHAIR, after_end=True).Cite("3").To(this.member)
    denial = CaseAct(title="不予承认", by=CHAIR, after_end=True).Cite("3").To(this.denied)


class Closing_1(Closing, Procedure):  # noqa: N801 - rows keep the name with its version
    """Membership, settled and reviewed."""

    family = "closing"
    title = "会籍"
    home = "society"
    keepers = (CLERK, CHAIR)
