"""Articles 32 to 34: oath, branch, education and the observation form of a probationary member."""

from __future__ import annotations

from procedures.party_membership.rules import hanging
from procedures.party_membership.rules import known_probation as probation
from workflows.rules.calendars import within
from workflows.rules.facts import Fact
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, rule
from workflows.rules.recurrences import Quarter, quarters
from workflows.rules.situation import Situation
from workflows.rules.windows import Window

# ── Article 32 ──


@rule("PM-32-1", "oath.after", says=("oath.after",))
def sworn_after_the_approval(s: Situation, p: Parameter) -> Answer:
    """The oath follows the approval; its day moves no other (art. 32)."""
    approved = probation.approval(s)
    approved_on = approved.on if approved else None
    ok = approved_on is not None and s.on >= approved_on
    return Answer(ok, "oath.after", {"approved_on": approved_on, "on": s.on}, approved_on)


# ── Article 33 ──


@rule("PM-33-1", "new_member.assign_within", says=("new_member.assign_within",))
def assigned_in_time(s: Situation, p: Parameter) -> Answer:
    """A new member is assigned to a branch or a group within days of the approval (art. 33)."""
    approved = probation.approval(s)
    due_on = p.period.after(approved.on, s.calendar) if approved else s.on
    return Answer(s.on <= due_on, "new_member.assign_within", {"due_on": due_on, "on": s.on})


@rule("PM-33-2", "probation.report_per_quarter", says=("probation.report_per_quarter",))
def reported_each_quarter(s: Situation, p: Parameter) -> Answer:
    """A probationary member reports to the branch in each quarter that is over (art. 33)."""
    named = [fact.data["quarter"] for fact in s.facts.all("probation_report")]
    missing = tuple(str(each) for each in quarters_over(s) if not p.allows(named.count(str(each))))
    return Answer(not missing, "probation.report_per_quarter", {"least": p.count, "missing": missing})


@rule("PM-33-3", "probation.education_hours", says=("probation.education_hours",))
def educated_enough(s: Situation, p: Parameter) -> Answer:
    """The year of probation holds its hours of education; an extension adds none (art. 33).

    Of a year that was over before somebody came from elsewhere this branch has no record to keep.
    """
    began, expiry = probation.began_on(s), probation.expires_on(s)
    year = Window(began, expiry) if began and expiry else None
    hours = sum(fact.data["hours"] for fact in s.facts.all("education") if year and fact.on in year)
    came_on = s.facts.on(probation.TRANSFER)
    elsewhere = came_on is not None and expiry is not None and came_on >= expiry
    applies = probation.motion(s) == probation.CONVERT and not elsewhere
    params = {"hours": hours, "least": p.count}
    return Answer(p.allows(hours), "probation.education_hours", params, applies=applies)


# ── Article 34 ──


@rule("PM-34-1", "doc.probation_form", says=("doc.probation_form",))
def probation_form_opened(s: Situation, p: Parameter) -> Answer:
    """The observation form is opened before an analysis is written in it (art. 34)."""
    opened_on = s.facts.on("probation_form")
    return Answer(opened_on is not None, "doc.probation_form", {"opened_on": opened_on})


@rule("PM-34-2", "probation.analysis_per_quarter", says=("probation.analysis_per_quarter",))
def analysed_each_quarter(s: Situation, p: Parameter) -> Answer:
    """The branch analyses each quarter that is over; a late analysis makes good (art. 34)."""
    named = [fact.data["quarter"] for fact in s.facts.all("probation_analysis")]
    named += [s.data["quarter"]] if "quarter" in s.data else []
    missing = tuple(str(each) for each in quarters_over(s) if not p.allows(named.count(str(each))))
    return Answer(not missing, "probation.analysis_per_quarter", {"least": p.count, "missing": missing})


def quarters_over(s: Situation) -> tuple[Quarter, ...]:
    """The quarters of the probation that are over; one that ended before the approval was known is exempt."""
    began, approved = probation.began_on(s), probation.approval(s)
    if began is None or approved is None:
        return ()
    least = s.edition["probation.analysis_per_quarter"].options["least_days_in_first"]
    return tuple(each for each in quarters(began, s.on, least) if each.last_on >= approved.on)


@rule("PM-34-3", "probation.problem_talk_within", says=("probation.problem_talk_within",))
def talked_about_problems(s: Situation, p: Parameter) -> Answer:
    """What an analysis finds wrong is talked about within days (art. 34)."""
    found = _untalked(s)
    due_on = p.period.after(found.on, s.calendar) if found else None
    timely = found is None or within(found.on, p.period, s.on, s.calendar)
    params = {"found_on": found.on if found else None, "due_on": due_on, "on": s.on}
    return Answer(timely, "probation.problem_talk_within", params, applies=found is not None)


def _untalked(s: Situation) -> Fact | None:
    """The first analysis that found a problem after the last talk about one."""
    talked = s.facts.latest("problem_talk")
    analyses = [fact for fact in s.facts.all("probation_analysis") if fact.data["problem"] == "found"]
    return next((fact for fact in analyses if hanging.follows(fact, talked)), None)


@rule("probation.quarter_begun", says=("report.quarter_begun",))
def quarter_of_the_probation(s: Situation) -> Answer:
    """A report or an analysis is of a quarter that has begun and that the probation reaches into."""
    year, number = s.data["quarter"].split("Q")
    quarter = Quarter(int(year), int(number))
    began = probation.began_on(s) or s.on
    begun = quarter.first_on <= s.on and quarter.last_on >= began
    return Answer(begun, "report.quarter_begun", {"quarter": str(quarter)})
