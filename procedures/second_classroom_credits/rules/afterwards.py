"""Articles 5 and 8: appeals and forgery, and who may decide on them."""

from __future__ import annotations

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import (
    REVIEWS,
    claim_of,
    entry,
    final_review_of,
    first_review_of,
    is_forged,
)
from procedures.second_classroom_credits.rules import known
from procedures.second_classroom_credits.scoring.amounts import tenths, written
from workflows.rules.facts import Fact, Facts
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

ANSWERS = ("appeal_upheld", "appeal_dismissed", "appeal_sent_back")


def decision(s: Situation) -> Fact | None:
    """What decided on the item last: its rejection, or the final review; nothing once it was found forged."""
    if is_forged(s.facts):
        return None
    first, final = first_review_of(s.facts), final_review_of(s.facts)
    if final is not None and entry(final) > entry(first):
        return final if final.outcome != "returned" else None
    return first if first is not None and first.outcome == "rejected" else None


def open_appeal(facts: Facts) -> Fact | None:
    """The appeal of an item that waits for its answer."""
    lodged = facts.latest("appeal")
    answered = max(entry(facts.latest(act)) for act in ANSWERS)
    return lodged if entry(lodged) > answered else None


@rule("CR-5-2", "appeal.bodies", says=("credits.appeal",))
def to_one_of_three_bodies(s: Situation, p: Parameter) -> Answer:
    """An appeal goes to one of the three bodies, once the item was decided (art. 5)."""
    fine = s.data["body"] in p.members and decision(s) is not None and open_appeal(s.facts) is None
    return Answer(fine, "credits.appeal")


@rule("CR-GAP-3", "appeal.window_days", says=("credits.appeal_window",))
def appealed_in_time(s: Situation, p: Parameter) -> Answer:
    """Within some days of its publication; the Rules do not say how many, so this is recorded (A-59).

    The first publication after the decision counts; before it no day has passed yet.
    """
    decided, shown = decision(s), s.within.all("publish") if s.within else ()
    published = next((fact for fact in shown if entry(fact) > entry(decided)), None)
    if decided is None or published is None:
        return Answer(True, "credits.appeal_window", applies=False)
    due = p.period.after(published.on, s.calendar)
    return Answer(s.on <= due, "credits.appeal_window", {"on": published.on, "due": due})


@rule("A-72", "appeal.exclude_decider", says=("credits.appeal_decider",))
def not_to_the_decider(s: Situation, p: Parameter) -> Answer:
    """An appeal never goes to the body, nor is it decided by a person, that decided on the item (A-72)."""
    if "body" in s.data:
        decided = decision(s)
        own = decided is not None and decided.name == "final_review" and s.data["body"] == "registrar"
    else:
        reviewers = {fact.by for name in REVIEWS for fact in s.facts.all(name)}
        own = s.actor is not None and s.actor.id in reviewers
    return Answer(not (own and p.flag), "credits.appeal_decider")


@rule("CR-5-2-1", says=("credits.appeal_body",))
def answered_by_its_body(s: Situation) -> Answer:
    """The body answers to which the appeal went (art. 5)."""
    lodged, actor = open_appeal(s.facts), s.actor
    if lodged is None or actor is None:
        return Answer(False, "credits.appeal_body")
    offices = roles.SPEAKERS[lodged.data["body"]]
    places = [unit.id for unit in s.units.values()]
    held = any(actor.holds(office.name, s.on, place) for office in offices for place in places)
    return Answer(held, "credits.appeal_body")


@rule("CR-5-2-2", says=("credits.upheld_value", "credits.no_row"))
def upheld_by_the_table(s: Situation) -> Answer:
    """An upheld appeal recognises a value of the table, and no more than was claimed (art. 5, 7)."""
    table, claim = known.rules_of(s).table, claim_of(s.facts)
    name = s.data["row"]
    if name not in table:
        return Answer(False, "credits.no_row", {"row": name})
    value = table[name].credits * (s.data["times"] or 1)
    fine = tenths(s.data["credits"]) == value <= tenths(claim["claimed"])
    return Answer(fine, "credits.upheld_value", {"value": written(value), "claimed": claim["claimed"]})


@rule("CR-5-2-4", says=("credits.round_over",))
def round_goes_on(s: Situation) -> Answer:
    """An item goes back to its first review while its round goes on, which must sum it up (art. 5, 7)."""
    return Answer(s.within is not None and "close" not in s.within, "credits.round_over")


@rule("CR-5-2-3", says=("credits.appeal_open",))
def no_open_appeal(s: Situation) -> Answer:
    """Nothing is archived while an appeal waits for its answer (art. 5)."""
    return Answer(open_appeal(s.facts) is None, "credits.appeal_open")


@rule("CR-8-5-1", says=("credits.no_report",))
def reported(s: Situation) -> Answer:
    """Forgery is proven or cleared of what was reported (art. 8)."""
    answered = max(entry(s.facts.latest(act)) for act in ("forgery_proven", "forgery_cleared"))
    return Answer(entry(s.facts.latest("forgery_report")) > answered, "credits.no_report")


@rule("CR-8-5-2", says=("credits.no_forgery", "credits.beyond_scope"))
def another_was_forged(s: Situation) -> Answer:
    """An item is cancelled because another one of the student was forged, as the register says (art. 8).

    How far that reaches is a reading: this item alone, the round, or every open application (A-56).
    """
    forged = [fact for fact in s.record.all("forgery") if fact.data["item"] == s.data["item"] != s.case]
    if not forged:
        return Answer(False, "credits.no_forgery")
    scope, year = known.rules_of(s).reads("forgery.scope"), str(known.round_year(s))
    same = any(fact.data["year"] == year for fact in forged)
    return Answer(
        scope == "stay" or (scope == "round" and same), "credits.beyond_scope", {"scope": f"scope_{scope}"}
    )
