"""What a student has by all confirmed items, in the words of a case file: modules, total, eligibility."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from procedures.second_classroom_credits.items import holding_of, student_of
from procedures.second_classroom_credits.rules.known import rules_of
from procedures.second_classroom_credits.rulesets import rulesets_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.statement import statement_of
from workflows.rules.facts import Facts
from workflows.rules.situation import Situation


def figures_of(s: Situation, cases: Iterable[tuple[int, Facts]]) -> Mapping[str, str]:
    """Credits by module, in sport by part, in total, and whether they suffice (art. 9); nothing for staff."""
    student = student_of(s.subject)
    if student is None:
        return {}
    statement = statement_of(holding_of(student, s.record, cases, rulesets_of(s.editions)), rules_of(s))
    earned = {each.name: written(each.earned) for each in (*statement.modules, *statement.sport)}
    eligible = "yes" if statement.eligible else "no"
    return {**earned, "total": written(statement.total.earned), "eligible": eligible}
