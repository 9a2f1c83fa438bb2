"""What blocks nothing but should be said in time (A-19, A-28, annex 1)."""

from __future__ import annotations

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Holding
from procedures.second_classroom_credits.scoring.lines import Lines, said
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.findings import Finding, Verdict

MORNING = "morning_exercise"


def warnings_of(lines: Lines, holding: Holding, rules: Ruleset) -> tuple[Finding, ...]:
    """The warnings of a statement."""
    return (*_lectures(lines, rules), *_outside(holding, rules))


def _lectures(lines: Lines, rules: Ruleset) -> tuple[Finding, ...]:
    """Ten lectures fill the minimum of their module; above an amount somebody should look (A-19)."""
    earned = sum(line.counted for line in lines if line.row.group == "lecture")
    if earned <= rules.tenths("lecture.soft_cap"):
        return ()
    most = str(rules.edition["lecture.soft_cap"].quantity)
    return (
        said(rules, "A-19-1", "credits.many_lectures", Verdict.WARNED, earned=written(earned), most=most),
    )


def _outside(holding: Holding, rules: Ruleset) -> tuple[Finding, ...]:
    """Credits are spread over the semesters of the programme; a later year is worth a look (annex 1)."""
    student = holding.student
    years = sorted(
        {
            each.year
            for each in holding.items.values()
            if student.nth_year(each.year) > student.programme_years
        }
    )
    semesters = student.programme_years * rules.edition["programme.semesters"].count
    return tuple(
        said(rules, "CR-X1-7", "credits.after_programme", Verdict.WARNED, year=str(year), semesters=semesters)
        for year in years
    )


def morning_outlook(lines: Lines, holding: Holding, rules: Ruleset, *, now: AcademicYear) -> Finding | None:
    """Whether the minimum of morning exercise can still be reached by the years that are left (A-28).

    The minimum leaves a four-year student no slack, so the first missed year is the moment to say so.
    """
    needed = rules.edition["pe.morning_min"]
    categories = needed.options["categories"]
    earned = sum(line.counted for line in lines if line.row.category in categories)
    row = next(each for each in rules.table if each.group == MORNING)
    done = {line.item.year for line in lines if line.row.group == MORNING and line.counted}
    last = holding.student.intake + holding.student.programme_years - 1
    left = sum(AcademicYear(first) not in done for first in range(now.first, last + 1))
    if earned + left * row.credits >= rules.tenths(needed.name):
        return None
    missing = rules.tenths(needed.name) - earned - left * row.credits
    return said(rules, "A-28", "credits.morning_short", Verdict.WARNED, missing=written(missing))
