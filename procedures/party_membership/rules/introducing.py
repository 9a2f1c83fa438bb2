"""Articles 23 to 25: who introduces a candidate, what they do, and how the membership form is filled in."""

from __future__ import annotations

from procedures.party_membership import roles
from procedures.party_membership.rules import known
from procedures.party_membership.rules import known_admission as admission
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.recurrences import quarters
from workflows.rules.situation import Situation

#: the duty of an introducer that is done at the meeting, not in the form
AT_THE_MEETING = "present"
#: what a filled form is checked for
QUALITY = ("accurate", "neat", "no_errors")
ORGANISER = roles.ORGANISER.name


def _name(s: Situation, number: str) -> str:
    return s.people[number].name if number in s.people else number


# ── Article 23 ──


@rule("PM-23-1", "introducer.count", says=("introducer.count",))
def two_introducers(s: Situation, p: Parameter) -> Answer:
    """A candidate has exactly two introducers; one who is no member any more is replaced (art. 23)."""
    named = admission.introducers(s)
    if "introducers" not in s.data:
        named = tuple(each for each in named if _serves(s, each))
    return Answer(p.allows(len(named)), "introducer.count", {"count": len(named), "needed": p.count})


def _serves(s: Situation, number: str) -> bool:
    """Whether an introducer is still a full member; one whom the act does not name counts."""
    person = s.people.get(number)
    return person is None or known.full_member(person, s.on)


@rule("PM-23-2", "introducer.member_type", says=("introducer.member_type",))
def introducers_are_members(s: Situation, p: Parameter) -> Answer:
    """Introducers are full members, when they are named and on the day of the meeting (art. 23)."""
    named = admission.introducers(s)
    unfit = tuple(
        _name(s, each)
        for each in named
        if (each in s.people or "introducers" in s.data) and not known.full_member(s.people.get(each), s.on)
    )
    return Answer(not unfit, "introducer.member_type", {"unfit": unfit})


@rule("PM-23-3", "introducer.source", says=("introducer.source",))
def a_contact_introduces(s: Situation, p: Parameter) -> Answer:
    """Contact persons usually introduce; where none of them does, the branch says why (art. 23)."""
    accompanying = set(admission.contacts(s))
    found = tuple(_name(s, each) for each in admission.introducers(s) if each in accompanying)
    return Answer(bool(found), "introducer.source", {"contacts": found})


@rule("PM-23-4", "introducer.not_under_probation", says=("introducer.not_under_probation",))
def introducers_have_their_rights(s: Situation, p: Parameter) -> Answer:
    """Nobody introduces who is on probation within the Party and has not got his rights back (art. 23)."""
    under = bool(s.data["on_probation"])
    return Answer(under != p.flag, "introducer.not_under_probation", {"found": under})


@rule("PM-23-5", "introducer.not_floating", says=("introducer.not_floating",))
def introducers_belong_here(s: Situation, p: Parameter) -> Answer:
    """Nobody introduces whose registration and file are elsewhere; one of them is pointed out (art. 23)."""
    found = s.data["elsewhere"]
    floating = found == "both"
    return Answer(
        floating != p.flag, "introducer.not_floating", {"found": f"elsewhere_{found}"}, warns=found == "one"
    )


# ── Article 24 ──


@rule("PM-24-1", "doc.membership_form.introducer_opinions", says=("doc.membership_form.introducer_opinions",))
def both_opinions_written(s: Situation, p: Parameter) -> Answer:
    """Each introducer wrote in the filled form; two that say the same are pointed out (art. 24)."""
    written = admission.opinions(s)
    alike = len({fact.data.get("mark") for fact in written}) < len(written)
    params = {"count": len(written), "needed": p.count, "alike": alike}
    complete = p.allows(len(written))
    return Answer(complete, "doc.membership_form.introducer_opinions", params, warns=alike)


@rule("introducer_opinion.after_form", says=("introducer_opinion.after_form",))
def form_is_filled(s: Situation) -> Answer:
    """An introducer writes in a form that the candidate has filled in."""
    form = admission.filled(s)
    return Answer(form is not None, "introducer_opinion.after_form", {"on": form.on if form else None})


@rule("PM-24-2", "introducer.duties", says=("introducer.duties",))
def introducers_did_their_duties(s: Situation, p: Parameter) -> Answer:
    """Introducers explain, find out and report, and speak at the meeting (art. 24); it is only kept."""
    done = {duty for fact in admission.opinions(s) for duty in fact.data["duties"]}
    done |= {AT_THE_MEETING} if set(admission.introducers(s)) <= admission.spoke(s) else set()
    missing = p.lacks(done)
    return Answer(not missing, "introducer.duties", {"missing": missing})


@rule("PM-24-3", "introducer.continue_until", says=("introducer.continue_until",))
def introducers_go_on_helping(s: Situation, p: Parameter) -> Answer:
    """Introducers go on helping until the conversion, noted with each quarter that is over (art. 24)."""
    since = admission.admitted_on(s)
    noted = {fact.data["quarter"] for fact in s.facts.all("introducer_help")} | {s.data.get("quarter")}
    least = s.edition["activist.report_per_quarter"].options["least_days_in_first"]
    due = quarters(since, s.on, least) if since else ()
    missing = tuple(str(quarter) for quarter in due if str(quarter) not in noted)
    gone = tuple(_name(s, each) for each in admission.introducers(s) if not _serves(s, each))
    params: dict[str, Value] = {"missing": missing, "gone": gone}
    return Answer(not (missing or gone), "introducer.continue_until", params)


# ── Article 25 ──


@rule("PM-25-1", "membership_form.briefed", says=("membership_form.briefed",))
def form_explained(s: Situation, p: Parameter) -> Answer:
    """The branch secretary explains how the form is filled in before it is drafted (art. 25)."""
    found = bool(s.data["briefed"])
    return Answer(found == p.flag, "membership_form.briefed", {"briefed": found})


@rule("PM-25-2", "membership_form.draft_approved_by", says=("membership_form.draft_approved_by",))
def draft_agreed(s: Situation, p: Parameter) -> Answer:
    """The branch or an organiser agreed to the last draft before the form is filled in (art. 25)."""
    draft, review = s.facts.latest(admission.DRAFT), s.facts.latest(admission.DRAFT_REVIEW)
    approved = review is not None and review.outcome == "approved" and admission.follows(review, draft)
    by = ORGANISER if review and review.office == ORGANISER else "branch"
    agreed = draft is not None and approved and by in p.members
    return Answer(agreed, "membership_form.draft_approved_by", {"agreed": agreed})


@rule("PM-25-3", "membership_form.quality_checked", says=("membership_form.quality_checked",))
def form_is_neat(s: Situation, p: Parameter) -> Answer:
    """The form is accurate, neat and without wrong characters; what was corrected is sealed (art. 25)."""
    missing = tuple(each for each in QUALITY if each not in s.data["checks"])
    unsealed = bool(s.data.get("corrections")) and not s.data["sealed"]
    params: dict[str, Value] = {"missing": missing, "unsealed": unsealed}
    return Answer((not missing and not unsealed) == p.flag, "membership_form.quality_checked", params)
