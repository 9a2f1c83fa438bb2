"""A toy whose cases are opened within a matter: exhibits of a fair, which ends once all are judged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django import forms

from tests.toy.errand import CHAIR, CLERK
from workflows.nodes import (
    SUBJECT,
    SYSTEM,
    ActType,
    CaseAct,
    End,
    Kept,
    MatterAct,
    MatterType,
    Occurs,
    Paper,
    Procedure,
    Stage,
    Start,
    Step,
    Timer,
    this,
)
from workflows.rules.predicates import Answer, Rulebook
from workflows.rules.situation import Situation

BOOK = Rulebook()


class Opened(Paper):
    """What the fair takes."""

    takes = forms.CharField(label="种类")


class Shown(Paper):
    """What is shown."""

    what = forms.CharField(label="展品")


class Prize(Paper):
    """What it won."""

    place = forms.IntegerField(label="名次", min_value=1)


@BOOK.rule("FAIR-1")
def taken(s: Situation) -> Answer:
    """The fair takes exhibits of its kind, until it is over, each with a photograph."""
    fair = s.within.latest("open") if s.within else None
    fits = fair is not None and s.data.get("what") == fair.data["takes"]
    shown = any(each.person != s.subject.id for each in s.seen)
    return Answer(fits and len(s.files) == 1 and "end" not in (s.within or ()) and not shown, "toy.fair")


@BOOK.rule("FAIR-4")
def not_banned(s: Situation) -> Answer:
    """What a list of the society bans is not shown."""
    lists = s.consulted.get(Banned.kind(), ())
    banned = {fact.data["what"] for facts in lists for fact in facts.all("ban")}
    return Answer(s.data.get("what") not in banned, "toy.fair")


@BOOK.rule("FAIR-2")
def all_judged(s: Situation) -> Answer:
    """Every exhibit was judged."""
    open_ones = [view.number for view in s.surveyed if view.status != "ended"]
    return Answer(bool(s.surveyed) and not open_ones, "toy.judged", {"open": tuple(open_ones)})


@BOOK.rule("FAIR-3")
def just_looked(s: Situation) -> Answer:
    """A look is taken back within a quarter of an hour of it."""
    looked = s.facts.latest("look")
    if looked is None or s.at is None:
        return Answer(False, "toy.fair")
    since = s.at - datetime.fromisoformat(looked.data["at"])
    return Answer(since <= timedelta(minutes=15), "toy.fair")


def kept_moment(s: Situation, outcome: str, facts: object) -> Kept:
    """When somebody looked."""
    return Kept({"at": s.at.isoformat() if s.at else ""})


class Banned(MatterType):
    """A list of what is not shown."""

    family, name, title, at = "fair", "banned", "禁展名单", "society"
    open = MatterAct(title="立名单", by=CHAIR, opens=True)
    ban = MatterAct(Shown, title="禁展", by=CHAIR, keep="each")


@BOOK.rule("FAIR-5")
def attended(s: Situation) -> Answer:
    """A fair of melons is for three people at least."""
    return Answer(s.data["takes"] != "西瓜" or len(s.below) > 2, "toy.fair", {"count": len(s.below)})


def time_to_end(s: Situation) -> date:
    """A month after the fair began, or a week after the latest prize."""
    judged = s.facts.on("judge")
    return judged + timedelta(days=7) if judged else s.on + timedelta(days=30)


class Fair(MatterType):
    """A fair."""

    family, name, title, at = "fair", "fair", "展会", "society"
    once = "takes"
    open = MatterAct(Opened, title="开幕", by=CHAIR, opens=True, musters="society").Accepts(attended)
    judge = MatterAct(title="评奖", by=CHAIR, event="judge", keep="each")
    reminder = MatterAct(title="提醒闭幕", by=SYSTEM)
    end = MatterAct(title="闭幕", by=CHAIR, closes=True, surveys=True).Requires(all_judged)
    timers = (Timer(reminder, time_to_end),)


class Showing:
    """From the table to the prize."""

    fair = Fair
    banned = Banned
    exhibit = (
        Start(ActType(Shown, title="送展", by=SUBJECT, occurs=Occurs.ONLINE).Compares().Consults(Banned))
        .Cite("1")
        .Accepts(taken, not_banned)
        .Next(this.shown)
    )
    shown = Stage(title="展出", path=this.look).Cite("1")
    look = Step(title="验看", by=CLERK).Cite("1").Next(this.prize)
    look.main.Keeps(kept_moment)
    again = CaseAct(title="重看", by=CLERK, keep="each").Cite("1").Requires(just_looked).To(this.shown)
    prize = Step(Prize, title="评奖", by=CHAIR).Cite("1").Next(this.over)
    prize.main.Through(Fair, "judge")
    over = End(title="撤展").Cite("1")


class Exhibit_1(Showing, Procedure):  # noqa: N801 - rows keep the name with its version
    """Exhibits."""

    family = "fair"
    title = "展品"
    home = "society"
    single = False
    keepers = (CLERK, CHAIR)
    within: ClassVar[type[MatterType]] = Fair
