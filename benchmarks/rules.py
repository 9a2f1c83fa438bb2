"""Ten rules of the kinds that a regulation has: waits, ages, standings, shares, sets, numbers, windows."""

from __future__ import annotations

from workflows.rules.calendars import waited
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rulebook
from workflows.rules.situation import Situation
from workflows.rules.tallies import Tally

BOOK = Rulebook()
TREE = "office"


@BOOK.rule("B-1", "begin.wait")
def waited_since_beginning(s: Situation, p: Parameter) -> Answer:
    begun = s.facts.on("begin") or s.on
    return Answer(waited(begun, p.period, s.on), "bench.wait", {"begun": begun}, p.period.after(begun))


@BOOK.rule("B-2", "subject.age")
def old_enough(s: Situation, p: Parameter) -> Answer:
    age = s.subject.age_on(s.on) or 0
    return Answer(p.allows(age), "bench.age", {"age": age, "least": p.count})


@BOOK.rule("B-3", "subject.standing")
def stands(s: Situation, p: Parameter) -> Answer:
    standing = s.subject.standing_on(TREE, s.on)
    held = standing.standing if standing else ""
    return Answer(held in p.members, "bench.standing", {"standing": held})


@BOOK.rule("B-4", "reading.most")
def small_enough(s: Situation, p: Parameter) -> Answer:
    value = int(s.data.get("value") or 0)
    return Answer(p.allows(value), "bench.most", {"value": value, "most": p.count})


@BOOK.rule("B-5", "reading.share")
def carried(s: Situation, p: Parameter) -> Answer:
    tally = Tally(issued=11, returned=11, approve=8, oppose=2, abstain=1, void=0)
    return Answer(p.share.holds(tally.approve, 11), "bench.share", {"approve": tally.approve, "whole": 11})


@BOOK.rule("B-6", "reading.kinds")
def known_kind(s: Situation, p: Parameter) -> Answer:
    kind = str(s.data.get("kind"))
    return Answer(kind in p.members, "bench.kind", {"kind": kind})


@BOOK.rule("B-7", "reading.least")
def begun_with_enough(s: Situation, p: Parameter) -> Answer:
    begun = s.facts.latest("begin")
    value = begun.data["value"] if begun else 0
    return Answer(p.allows(value), "bench.least", {"value": value, "least": p.count})


@BOOK.rule("B-8", "actor.other")
def another_person(s: Situation, p: Parameter) -> Answer:
    return Answer(s.actor is not None and s.actor.id != s.subject.id, "bench.other")


@BOOK.rule("B-9", "begin.within")
def not_too_late(s: Situation, p: Parameter) -> Answer:
    last = p.period.after(s.opened_on or s.on)
    return Answer(s.on <= last, "bench.within", {"last": last})


@BOOK.rule("B-10", "text.given")
def said_something(s: Situation, p: Parameter) -> Answer:
    return Answer(bool(s.data.get("text")), "bench.text")


ALL = tuple(BOOK)
