"""Articles 5 to 7: handing in, prior applications, the branch's check, induction, file, first talk."""

from __future__ import annotations

from datetime import date

from procedures.party_membership.rules import known
from workflows.rules.calendars import add_months, within
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation

MONTHS = 12


def given(s: Situation, parts: tuple[str, ...]) -> set[str]:
    """The parts of a paper that hold more than blanks."""
    return {part for part in parts if str(s.data.get(part) or "").strip()}


# ── Article 5 ──


@rule("PM-5-1", "applicant.min_age", says=("applicant.min_age",))
def old_enough(s: Situation, p: Parameter) -> Answer:
    """An applicant has completed the years of age on the day of handing in (art. 5, by the constitution)."""
    prior = s.data.get("handed_in_on")
    on = date.fromisoformat(prior) if prior else s.on
    age, born_on = s.subject.age_on(on), s.subject.born_on
    reached_on = add_months(born_on, MONTHS * p.count) if born_on and not prior else None
    params = {"on": on, "age": age, "least": p.count}
    return Answer(age is not None and p.allows(age), "applicant.min_age", params, reached_on)


@rule("PM-5-2", "doc.application", says=("doc.application",))
def in_writing(s: Situation, p: Parameter) -> Answer:
    """The application is a paper that the student signed; a prior one is still on its way (art. 5)."""
    found = s.data["signature"]
    return Answer(
        found == p.word, "doc.application", {"found": found}, applies=not s.data.get("earlier", False)
    )


@rule("PM-5-3", "applicant.confirm_by", says=("applicant.confirm_by",))
def confirmed_by_branch(s: Situation, p: Parameter) -> Answer:
    """The branch checked and confirmed the applicant (art. 5)."""
    check = s.facts.latest("check")
    checked = check is not None and check.outcome == "approved"
    return Answer(checked, "applicant.confirm_by", {"checked": checked})


@rule("PM-5-4", "prior_application.declare_within", says=("prior_application.declare_within",))
def declared_promptly(s: Situation, p: Parameter) -> Answer:
    """A freshman tells the branch of a prior application soon after enrolment (art. 5)."""
    enrolled_on = date.fromisoformat(s.data["enrolled_on"])
    due_on = p.period.after(enrolled_on, s.calendar)
    params = {"enrolled_on": enrolled_on, "due_on": due_on, "on": s.on}
    timely = within(enrolled_on, p.period, s.on, s.calendar)
    return Answer(timely, "prior_application.declare_within", params)


@rule("PM-5-5", "doc.prior_application", says=("doc.prior_application",))
def original_forwarded(s: Situation, p: Parameter) -> Answer:
    """The former unit sent the original; anything less is for the branch to verify (art. 5)."""
    latest = s.facts.latest("forwarding")
    found = s.data.get("found") or (latest.data["found"] if latest else "not_received")
    settled = known.received_on(s) is not None or "reapplication" in s.facts
    applies = "declaration" in s.facts
    return Answer(found == p.word or settled, "doc.prior_application", {"found": found}, applies=applies)


@rule("PM-5-6", "applicant.start_date_rule", says=("applicant.start_date_rule",))
def time_runs_on(s: Situation, p: Parameter) -> Answer:
    """With a prior application the time runs on from its own date (art. 5)."""
    declared, start = s.facts.latest("declaration"), known.started_on(s)
    kept = declared is not None and start == declared.day("handed_in_on")
    applies = declared is not None and "reapplication" not in s.facts
    return Answer(kept, "applicant.start_date_rule", {"started_on": start}, applies=applies)


@rule("PM-5-7", "applicant.restart_condition", says=("applicant.restart_condition",))
def restarted_rightly(s: Situation, p: Parameter) -> Answer:
    """Time starts anew only without a record and without the original, else it is kept (art. 5)."""
    filed, original, decision = s.data["filed"], s.data["original"], s.data["decision"]
    nothing = not filed and not original
    proven = not nothing and bool(str(s.data.get("proof") or "").strip())
    right = {"restart": nothing, "keep": proven, "wait": True}[decision]
    return Answer(right, "applicant.restart_condition", {"filed": filed, "original": original})


# ── Article 6 ──


@rule("PM-6-1", "freshman.induction_within", says=("freshman.induction_within",))
def inducted_in_time(s: Situation, p: Parameter) -> Answer:
    """A class has its induction within the semester of enrolment (art. 6)."""
    timely = s.on <= date.fromisoformat(s.data["semester_ends_on"])
    return Answer(timely, "freshman.induction_within", {"held": timely})


@rule("PM-6-2", "class.applicant_pool", says=("class.applicant_pool",))
def class_has_applicants(s: Situation, p: Parameter) -> Answer:
    """A class has applicants early; they are only counted (art. 6)."""
    number = s.data["applicants"]
    return Answer(p.allows(number), "class.applicant_pool", {"count": number, "least": p.count})


# ── Article 7 ──


@rule("PM-7-1", "doc.cultivation_file", says=("doc.cultivation_file",))
def file_opened(s: Situation, p: Parameter) -> Answer:
    """Each applicant has a cultivation file, opened with the branch's check (art. 7)."""
    check = s.facts.latest("check")
    number = s.data["file_number"] if "file_number" in s.data else check and check.data["file_number"]
    refused = s.data.get("outcome") == "refused"
    return Answer(bool(number), "doc.cultivation_file", {"created": bool(number)}, applies=not refused)


@rule("PM-7-2", "applicant.talk_within_months", says=("applicant.talk_within_months",))
def talked_in_time(s: Situation, p: Parameter) -> Answer:
    """The first talk is held within the months after handing in (art. 7)."""
    applied_on = known.talk_from(s)
    due_on = p.period.after(applied_on) if applied_on else None
    params = {"applied_on": applied_on, "due_on": due_on, "on": s.on}
    timely = applied_on is not None and within(applied_on, p.period, s.on)
    return Answer(timely, "applicant.talk_within_months", params)


@rule("PM-7-3", "talk.interviewer", says=("talk.interviewer",))
def interviewer_sent(s: Situation, p: Parameter) -> Answer:
    """Whoever talks was sent by the branch and is a full member (art. 7)."""
    sent = s.facts.latest("interviewer")
    number = s.data.get("interviewer") or (s.actor.number if s.actor else "")
    designated = "interviewer" in s.data or (sent is not None and sent.data["interviewer"] == number)
    person = s.people.get(number)
    fit = known.full_member(person, s.on)
    params = {"designated": designated, "interviewer": person.name if person else number, "full_member": fit}
    return Answer(designated and fit, "talk.interviewer", params)


@rule("PM-7-4", "doc.first_talk.fields", says=("doc.first_talk.fields",))
def talk_recorded_in_full(s: Situation, p: Parameter) -> Answer:
    """The record of the talk has all its parts; "none" may be written, a blank may not stand (art. 7)."""
    missing = p.lacks(given(s, p.members))
    return Answer(not missing, "doc.first_talk.fields", {"missing": missing})


@rule("PM-7-5", "activist.requires_talk", says=("activist.requires_talk",))
def talk_held(s: Situation, p: Parameter) -> Answer:
    """Nobody becomes an activist without the first talk, late or not (art. 7 before art. 10)."""
    talked_on = s.facts.on("first_talk")
    held = talked_on is not None and talked_on <= s.on
    return Answer(held, "activist.requires_talk", {"talked_on": talked_on}, talked_on)
