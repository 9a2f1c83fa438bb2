"""Article 8 on the notice of a recommendation: its channels, what it shows, its days, its objections."""

from __future__ import annotations

from procedures.party_membership.rules import hanging, known
from procedures.party_membership.rules.chapter_2 import given
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

#: the field of the paper in which each thing that the notice must show is written
WRITTEN_IN = {"nominee_basic_info": "basic_info", "league_contact": "contact"}


def hangs(s: Situation) -> bool:
    """Whether a notice of this recommendation was posted and is not closed."""
    return known.pending(s) and bool(known.hung(s))


@rule("PM-8-6", "publicity.tuiyou.channels", says=("publicity.tuiyou.channels",))
def in_all_channels(s: Situation, p: Parameter) -> Answer:
    """The notice hangs on paper and on the web at the same time (art. 8)."""
    missing = hanging.missing_channels(s, known.NOTICE, p)
    return Answer(not missing, p.name, {"missing": missing}, applies=hangs(s))


@rule("PM-8-7", "publicity.tuiyou.fields", says=("publicity.tuiyou.fields",))
def shows_what_it_must(s: Situation, p: Parameter) -> Answer:
    """The notice shows the nominee's basic data and where the League can be reached (art. 8)."""
    written = given(s, tuple(WRITTEN_IN.values()))
    missing = p.lacks({thing for thing, field in WRITTEN_IN.items() if field in written})
    return Answer(not missing, "publicity.tuiyou.fields", {"missing": missing})


@rule("PM-8-8", "publicity.tuiyou.min_days", says=("publicity.tuiyou.min_days", hanging.TAKEN_DOWN))
def hung_long_enough(s: Situation, p: Parameter) -> Answer:
    """The notice hung for its whole days in both channels at once (art. 8).

    An objection that was found true ends the recommendation, however long the notice hung.
    """
    asked = hangs(s) and not hanging.upheld(s, known.NOTICE)
    return hanging.long_enough(s, p, known.window(s), asked=asked)


@rule("PM-8-9", "tuiyou.objection_handler", says=("tuiyou.objection_handler",))
def no_open_objection(s: Situation, p: Parameter) -> Answer:
    """No objection is left without a decision of the college League committee (art. 8)."""
    left = known.objections(s)
    return Answer(not left, "tuiyou.objection_handler", {"open": left}, applies=hangs(s))
