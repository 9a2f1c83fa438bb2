"""Annex 2, S002: a contest is of the class in which the university lists it for its academic year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from procedures.second_classroom_credits.flows.words import CONTESTS
from procedures.second_classroom_credits.forms.rounds import STRUCK
from procedures.second_classroom_credits.rules import known
from workflows.rules.facts import Facts
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

CONTEST: Final = "contest"


def list_of(s: Situation, year: str) -> Facts | None:
    """The list of an academic year, or None while there is none."""
    found = (facts for facts in s.consulted.get(CONTESTS, ()) if _year(facts) == year)
    return next(found, None)


def _year(facts: Facts) -> str:
    opened = facts.latest("open")
    return str(opened.data["year"]) if opened else ""


def classes_of(facts: Facts) -> Mapping[str, str]:
    """The class of each contest by its name; what was said last of one holds."""
    rows = (row for fact in facts.all("classify") for row in fact.data["contests"])
    return {row["contest"]: row["contest_class"] for row in rows}


def class_of(facts: Facts, contest: str) -> str:
    """The same of one contest, as a review of many items asks it; ``STRUCK`` for one that is not listed."""
    rows = (row for fact in reversed(facts.all("classify")) for row in reversed(fact.data["contests"]))
    return next((str(row["contest_class"]) for row in rows if row["contest"] == contest), STRUCK)


@rule(
    "CR-X2S2-5",
    "competition.class_list",
    says=("credits.no_contest_list", "credits.contest_unlisted", "credits.contest_class"),
)
def of_its_class(s: Situation, p: Parameter) -> Answer:
    """A contest counts in the class of its list (annex 2, S002).

    While the university has no list of the year, the reviewer decides, and is told so; another reading
    refuses such items.
    """
    row, said = known.recognised_row(s), known.claim(s)
    if row is None or row.group != CONTEST:
        return Answer(True, "credits.no_contest_list", applies=False)
    listed, contest = list_of(s, said["year"]), str(said["contest"]).strip()
    if listed is None:
        waits = known.rules_of(s).reads("competition.without_list") == "reviewer"
        return Answer(waits, "credits.no_contest_list", {"year": said["year"]}, warns=waits)
    known_as = class_of(listed, contest)
    if known_as == STRUCK:
        return Answer(False, "credits.contest_unlisted", {"contest": contest or "——", "year": said["year"]})
    fits = known_as in p.options.get(row.item, ())
    params = {"contest": contest, "listed": f"contest_class_{known_as}", "row": row.item}
    return Answer(fits, "credits.contest_class", params)
