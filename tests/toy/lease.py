"""A third toy, with a wait: land lies fallow for a month before it is ploughed."""

from __future__ import annotations

from datetime import date

from django import forms

from workflows.nodes import SUBJECT, ActType, End, Office, Paper, Procedure, Stage, Start, Step, Wait, this
from workflows.rules.calendars import add_months
from workflows.rules.situation import Situation

CLERK = Office("clerk", "文书")


class Note(Paper):
    """A remark."""

    text = forms.CharField(label="内容")


def rested(s: Situation) -> date:
    """A month after the lease."""
    return add_months(s.facts.on("lease") or s.on, 1)


class Leasing:
    """From the lease to the plough."""

    lease = Start(ActType(title="租地", by=SUBJECT)).Cite("1").Next(this.fallow)
    fallow = Stage(title="休耕", path=this.rest).Cite("1")
    rest = Wait(rested, title="休耕期").Cite("1").Next(this.plough)
    plough = Step(Note, title="翻耕", by=CLERK).Cite("1").Next(this.sown)
    sown = End(title="已种").Cite("1")


class Lease_1(Leasing, Procedure):  # noqa: N801 - rows keep the name with its version
    """Leased land."""

    family = "lease"
    title = "租地"
    home = "society"
    keepers = (CLERK,)
