"""Article 18: the political review of a candidate, what it covers, by which means, and its conclusion."""

from __future__ import annotations

from procedures.party_membership.rules import known_candidates as known
from workflows.rules.calendars import within
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

REVIEW = "political_review"
LETTERS = "letters"


def _waived(s: Situation) -> bool:
    """Whether enquiry by letter is left out because all is clear, with the reason."""
    return bool(s.data["clear"]) and bool(str(s.data.get("ground") or "").strip())


@rule("PM-18-1", "political_review.required", says=("political_review.required",))
def reviewed_politically(s: Situation, p: Parameter) -> Answer:
    """Without a political review that finds somebody qualified nobody is developed (art. 18)."""
    review = s.facts.latest(REVIEW)
    conclusion = review.data["conclusion"] if review else None
    return Answer((conclusion == "qualified") == p.flag, p.name, {"conclusion": conclusion})


@rule("PM-18-2", "political_review.after", says=("political_review.after",))
def concluded_as_a_candidate(s: Situation, p: Parameter) -> Answer:
    """The conclusion is drawn after the listing; an earlier review does not count (art. 18)."""
    since = known.candidate_on(s)
    earliest_on = p.period.after(since) if since else None
    params = {"listed_on": since, "on": s.on}
    return Answer(earliest_on is not None and s.on >= earliest_on, p.name, params, earliest_on)


@rule("PM-18-3", "political_review.items", says=("political_review.items",))
def everything_examined(s: Situation, p: Parameter) -> Answer:
    """The review covers its four items (art. 18)."""
    missing = p.lacks(set(s.data["items"]))
    return Answer(not missing, p.name, {"missing": missing})


@rule("PM-18-4", "political_review.methods", says=("political_review.methods",))
def examined_by_all_means(s: Situation, p: Parameter) -> Answer:
    """A talk and the files are needed, letters unless all is clear; else it is pointed out (art. 18)."""
    given = set(s.data["methods"])
    lacks = p.lacks(given)
    missing = tuple(each for each in lacks if each not in p.options["warn_only"])
    missing += () if LETTERS in given or _waived(s) else (LETTERS,)
    return Answer(not missing, p.name, {"missing": missing or lacks}, warns=bool(lacks))


@rule("PM-18-5", "political_review.skip_outside", says=("political_review.skip_outside",))
def letters_left_out_with_reason(s: Situation, p: Parameter) -> Answer:
    """Letters are left out where the talk and the files leave nothing open, with the reason (art. 18)."""
    applies = LETTERS not in s.data["methods"]
    return Answer(_waived(s), p.name, {"clear": bool(s.data["clear"])}, applies=applies)


@rule("PM-18-6", "political_review.floating_sources", says=("political_review.floating_sources",))
def both_places_asked(s: Situation, p: Parameter) -> Answer:
    """Of a floating person the home's and the residence's Party bodies are asked (art. 18)."""
    missing = p.lacks(set(s.data["replies"]))
    params: dict[str, Value] = {"missing": missing, "wait": p.period_option("wait")}
    return Answer(not missing, p.name, params, applies=bool(s.data["floating"]))


@rule("PM-18-7", "doc.political_review_conclusion", says=("doc.political_review_conclusion",))
def conclusion_signed(s: Situation, p: Parameter) -> Answer:
    """The conclusion is a signed paper, and is used within its year (art. 18)."""
    review = s.facts.latest(REVIEW)
    found = s.data.get("signature") or (review.data["signature"] if review else None)
    concluded_on = s.on if "signature" in s.data else review.on if review else None
    valid = p.period_option("valid")
    params: dict[str, Value] = {"found": found, "concluded_on": concluded_on, "valid": valid}
    fresh = concluded_on is None or within(concluded_on, valid, s.on)
    return Answer(found == p.word, p.name, params, warns=not fresh)
