"""Article 19: the Party school's course, its exam, and the certificate that admission asks for."""

from __future__ import annotations

from fractions import Fraction

from procedures.party_membership.rules import known_candidates as known
from workflows.rules.canonical import Value
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.situation import Situation


def _long_enough(s: Situation) -> bool:
    """Enough days or enough class hours; article 11 asks for both, article 19 for one."""
    days, hours = s.edition["training.candidate.min_days"], s.edition["training.candidate.min_hours"]
    return Fraction(s.data["days"]) >= days.count or hours.allows(s.data["hours"])


@rule("PM-19-1", "training.candidate.min_days", says=("training.candidate.min_days",))
def schooled_for_days(s: Situation, p: Parameter) -> Answer:
    """The course lasts its days, or its class hours (art. 19)."""
    params = {"days": s.data["days"], "hours": s.data["hours"], "least": p.count}
    return Answer(_long_enough(s), p.name, params)


@rule("PM-19-2", "training.candidate.min_hours", says=("training.candidate.min_hours",))
def schooled_for_hours(s: Situation, p: Parameter) -> Answer:
    """Or its class hours; hours missed do not count (art. 19)."""
    params = {"days": s.data["days"], "hours": s.data["hours"], "least": p.count}
    return Answer(_long_enough(s), p.name, params)


@rule("PM-19-3", "training.candidate.exam", says=("training.candidate.exam",))
def exam_passed(s: Situation, p: Parameter) -> Answer:
    """The exam is passed; it may be taken again (art. 19)."""
    score, least = s.data.get("score"), int(p.options["pass_mark"])
    return Answer(score is not None and score >= least, p.name, {"score": score, "least": least})


@rule("PM-19-4", "doc.training_certificate", says=("doc.training_certificate",))
def certificate_issued(s: Situation, p: Parameter) -> Answer:
    """A certificate has a number, and is issued for a course and an exam that were passed (art. 19)."""
    numbered = bool(str(s.data.get("number") or "").strip())
    earned = not exam_passed(s).refuses and not schooled_for_days(s).refuses
    params: dict[str, Value] = {"numbered": numbered, "earned": earned}
    return Answer(numbered and earned, p.name, params)


@rule("PM-19-5", "admission.requires_certificate", says=("admission.requires_certificate",))
def certificate_held(s: Situation, p: Parameter) -> Answer:
    """Without the Party school's certificate nobody is admitted (art. 19)."""
    issued_on = s.facts.on(known.PRE_COURSE)
    return Answer((issued_on is not None) == p.flag, p.name, {"issued_on": issued_on})


@rule("PM-19-6", "certificate.valid_months", says=("certificate.valid_months",))
def certificate_valid(s: Situation, p: Parameter) -> Answer:
    """The certificate is valid for its years, the anniversary included; it warns before the end (art. 19)."""
    issued_on = s.facts.on(known.PRE_COURSE)
    last_on = p.period.after(issued_on) if issued_on else None
    warn_from = p.period_option("warn_before").before(last_on) if last_on else None
    params = {"issued_on": issued_on, "last_on": last_on}
    met = last_on is not None and s.on <= last_on
    warns = warn_from is not None and s.on >= warn_from
    return Answer(met, p.name, params, applies=issued_on is not None, warns=warns)


@rule("PM-19-7", "training.candidate.provider", says=("training.candidate.provider",))
def schooled_by_the_college(s: Situation, p: Parameter) -> Answer:
    """The college's own Party school gives the course (art. 19)."""
    found = s.data["provider"]
    return Answer(found == p.word, p.name, {"found": found})
