"""Article 7: the reviews of one item, who may hold them, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from procedures.second_classroom_credits.items import (
    RECOGNISING,
    REVIEWS,
    claim_of,
    entry,
    final_review_of,
    first_review_of,
    review_of,
)
from procedures.second_classroom_credits.rules import known
from workflows.rules.facts import Fact, Facts
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rule, rule
from workflows.rules.situation import Situation

VOLUNTEERING = "volunteering"
REFUSING = "rejected"


def outcome(s: Situation) -> str:
    """What a review says."""
    return str(s.data["outcome"])


def returned_on(facts: Facts) -> date | None:
    """The day on which a review gave an item back to its student last."""
    back = [first_review_of(facts), final_review_of(facts)]
    return max((fact.on for fact in back if fact is not None and fact.outcome == "returned"), default=None)


def waits_for_student(facts: Facts) -> bool:
    """Whether an item was not handed in yet, or not again since it was given back."""
    handed, back = facts.latest("evidence") or facts.latest("listing"), first_review_of(facts)
    if handed is None:
        return True
    return back is not None and back.outcome == "returned" and entry(back) > entry(handed)


@rule("CR-GAP-1", "return.days", says=("credits.returned",))
def corrected_in_time(s: Situation, p: Parameter) -> Answer:
    """A returned item is corrected within some days; the Rules do not say how many, so this is recorded."""
    day = returned_on(s.facts)
    if day is None:
        return Answer(True, "credits.returned", applies=False)
    due = p.period.after(day, s.calendar)
    return Answer(s.on <= due, "credits.returned", {"on": day, "due": due})


@rule("CR-GAP-2", "reject.reason", says=("credits.reason",))
def with_a_reason(s: Situation, p: Parameter) -> Answer:
    """A rejection has a code and a reason, a return and a sending back a reason (not in the Rules)."""
    said = s.data["outcome"]
    reasoned = bool(s.data["why"].strip()) and (said != REFUSING or bool(s.data.get("ground")))
    owed = said in {REFUSING, "returned", "sent_back"}
    return Answer(reasoned is p.flag, "credits.reason", {"outcome": said}, applies=owed)


@rule("CR-X2S1-3", "volunteer.count_source", says=("credits.card",))
def as_on_the_card(s: Situation, p: Parameter) -> Answer:
    """No more services are recognised than the volunteer card lists (annex 2, S001 req. 3)."""
    row, said = known.row_of(s), claim_of(s.facts)
    if row is None or row.group != VOLUNTEERING or s.data["outcome"] not in RECOGNISING:
        return Answer(True, "credits.card", applies=False)
    cards = [fact for fact in s.record.all("card") if fact.data["year"] == said["year"]]
    if not cards:
        return Answer(True, "credits.card", applies=False)
    times, listed = s.data["times"] or said["times"] or 1, cards[-1].data["times"]
    return Answer(times <= listed, "credits.card", {"times": times, "listed": listed})


@rule("CR-7-7", "step.re_review", says=("credits.not_summarised",))
def on_the_sheet(s: Situation, p: Parameter) -> Answer:
    """The second review is of what the summary sheet was frozen with (art. 7)."""
    summed, first = known.latest(s, "summarise"), first_review_of(s.facts)
    return Answer(entry(summed) > entry(first) > 0, "credits.not_summarised")


@rule("A-57", "review.four_eyes", says=("credits.four_eyes",))
def by_another(s: Situation, p: Parameter) -> Answer:
    """Who reviewed an item first does not review it again (art. 6 and 7, A-57)."""
    first, actor = first_review_of(s.facts), s.actor
    same = first is not None and actor is not None and first.by == actor.id
    warned = same and p.word == "warning"
    return Answer(not same or warned, "credits.four_eyes", warns=warned, applies=first is not None)


@rule("CR-6-9", "summary.required", says=("credits.no_summary",))
def summed_up(s: Situation, p: Parameter) -> Answer:
    """No final review without a summary sheet (art. 6)."""
    return Answer((known.latest(s, "summarise") is not None) is p.flag, "credits.no_summary")


@rule("CR-7-12", "flow.order", says=("credits.order_of_steps",))
def in_order(s: Situation, p: Parameter) -> Answer:
    """First review, second review, signature, submission and final review follow each other (art. 7)."""
    first, again = entry(first_review_of(s.facts)), entry(review_of(s.facts, "re_review"))
    signed, sent = entry(known.latest(s, "sign")), entry(known.latest(s, "submit"))
    return Answer(0 < first < again < signed < sent, "credits.order_of_steps")


@rule("CR-GAP-1-1", says=("credits.not_lapsed",))
def lapsed(s: Situation) -> Answer:
    """An item lapses that its student did not hand in or correct before the deadline (not in the Rules)."""
    year = known.round_year(s)
    over = year is not None and s.on >= s.edition["declare.deadline"].days_in(year.second)[0]
    return Answer(waits_for_student(s.facts) and over, "credits.not_lapsed")


@rule("CR-7-12-1", says=("credits.reviewed_already",))
def not_yet_reviewed(s: Situation) -> Answer:
    """A student withdraws an item that nobody has reviewed yet (not in the Rules)."""
    return Answer(first_review_of(s.facts) is None, "credits.reviewed_already")


# ── Taking a review back (not in the Rules) ──

#: what the round does on the ground of each review: the sheet lists it, is signed over it, tells of it
RESTS: Final = {"first_review": "summarise", "re_review": "sign", "final_review": "publish"}


def last_review(s: Situation) -> Fact | None:
    """The review of the item that was made last, of those that stand."""
    return max((review_of(s.facts, review) for review in REVIEWS), key=entry)


def undoable(review: str) -> Callable[[Situation], bool]:
    """Where taking back a review of this kind is offered: it came last, and nothing was added since."""

    def offered(s: Situation) -> bool:
        last = last_review(s)
        return last is not None and last.name == review and s.facts.last_entry == last.entry

    return offered


def last_is(rule_id: str, review: str) -> Rule:
    """The rule that a review of this kind came last."""

    def came_last(s: Situation) -> Answer:
        last = last_review(s)
        return Answer(last is not None and last.name == review, "credits.undo_used", applies=last is not None)

    return rule(rule_id, says=("credits.undo_used",))(came_last)


last_is_first = last_is("CR-7-undo-3", "first_review")
last_is_second = last_is("CR-7-undo-4", "re_review")
last_is_final = last_is("CR-7-undo-5", "final_review")


@rule("CR-7-undo", "review.undo_minutes", says=("credits.undo_late",))
def just_reviewed(s: Situation, p: Parameter) -> Answer:
    """A review is taken back within minutes of it, the last second included (not in the Rules)."""
    review = last_review(s)
    if review is None or s.at is None:
        return Answer(True, "credits.undo_late", applies=False)
    moment: str = review.data.get("reviewed_at") or ""
    soon = moment != "" and s.at - datetime.fromisoformat(moment) <= timedelta(minutes=p.count)
    return Answer(soon, "credits.undo_late", {"minutes": p.count})


@rule("CR-7-undo-1", says=("credits.undo_own",))
def own_review(s: Situation) -> Answer:
    """Only who reviewed takes the review back (not in the Rules)."""
    review, actor = last_review(s), s.actor
    return Answer(review is not None and actor is not None and review.by == actor.id, "credits.undo_own")


@rule("CR-7-undo-2", says=("credits.undo_used",))
def not_yet_used(s: Situation) -> Answer:
    """Nothing rests on the review: no later act on the item, nor on its round (not in the Rules)."""
    review = last_review(s)
    if review is None:
        return Answer(True, "credits.undo_used", applies=False)
    listed = review.name != "first_review" or review.outcome in RECOGNISING
    rests = entry(known.latest(s, RESTS[review.name])) if listed else 0
    return Answer(max(s.facts.last_entry, rests) <= entry(review), "credits.undo_used")


UNDOING = (just_reviewed, own_review, not_yet_used)
FINAL = (summed_up, in_order)
