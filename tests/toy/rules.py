"""The toy's rules: a wait, an open objection, a window."""

from __future__ import annotations

from datetime import date, timedelta

from workflows.nodes import open_objections
from workflows.rules.calendars import waited
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rulebook
from workflows.rules.shares import Share
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

BOOK = Rulebook()


@BOOK.rule("TOY-2", "plot.wait")
def waited_two_months(s: Situation, p: Parameter) -> Answer:
    """Two months lie between the request and the hearing."""
    asked = s.facts.on("request") or s.on
    earliest = p.period.after(asked)
    return Answer(waited(asked, p.period, s.on), "toy.wait", {"asked": asked}, earliest)


@BOOK.rule("TOY-3", "plot.spade")
def has_a_spade(s: Situation, p: Parameter) -> Answer:
    """A spade is good to have."""
    return Answer(bool(s.data.get("spade", True)), "toy.spade")


@BOOK.rule("TOY-4", "plot.notice")
def hung_long_enough(s: Situation, p: Parameter) -> Answer:
    """The notice hung for the whole days asked for."""
    posted = s.facts.on("notice.post") or s.on
    usable = posted + timedelta(days=p.days + 1)
    return Answer(s.on >= usable, "toy.notice", {"posted": posted}, usable)


@BOOK.rule("TOY-5", "plot.objection")
def nothing_open(s: Situation, p: Parameter) -> Answer:
    """No objection waits for an answer."""
    return Answer(not open_objections(s, "notice"), "toy.objection")


@BOOK.rule("TOY-6", "plot.size")
def small_enough(s: Situation, p: Parameter) -> Answer:
    """The plot asked for is not too large."""
    return Answer(p.allows(int(s.data.get("size") or 0)), "toy.size", {"most": p.count})


@BOOK.rule("TOY-9")
def bears_fruit(s: Situation) -> Answer:
    """The latest season on the gardener's ledger was not a bare one; whoever has no ledger bore no less."""
    season = s.record.latest("season")
    bare = season is not None and not season.data["baskets"]
    params = {"year": season.data["year"], "entry": season.entry} if season else {}
    return Answer(not bare, "toy.fruit", params, applies=season is not None)


def hearing(s: Situation) -> Outcome:
    """Carried by more than half of those entitled."""
    share: Share = s.edition["plot.majority"].share
    return Outcome.CARRIED if share.holds(s.data["approve"], 5) else Outcome.LOST


def inspection_due(s: Situation) -> date:
    """A year after the plot was taken."""
    return date(s.on.year + 1, s.on.month, 1)
