"""What a declaration must say: in time, a row of the table, its value, evidence of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import AcademicYear
from procedures.second_classroom_credits.scoring.lines import said
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row, met
from workflows.rules.findings import Finding, Verdict

#: the parameters of the assessors, by group of rows; a row of practice is the student's own or the school's
ASSESSED: Final = {
    "daily_labour": "assessor.daily",
    "placement": "assessor.service",
    "practice_award": "assessor.service",
    "work_study": "assessor.workstudy",
}
#: the parameters that say which document decides, by group of rows
DECIDED: Final = {
    "contest": "evidence.decisive.contest",
    "research": "evidence.decisive.research",
    "innovation_project": "evidence.decisive.research",
    "incubation_end": "evidence.decisive.research",
    "paper": "evidence.decisive.paper",
    "right": "evidence.decisive.right",
}


def in_time(at: datetime, year: AcademicYear, rules: Ruleset) -> Finding:
    """Whether a moment lies before the deadline of a year's round: before May, so not on 1 May (art. 7).

    A corrected item is asked with the moment of its first submission. A moment without its zone is refused
    with ``ValueError``: at midnight it could be either day.
    """
    if at.tzinfo is None:
        raise ValueError(at)
    deadline = rules.edition["declare.deadline"]
    first_late, _ = deadline.days_in(year.second)
    day = at.astimezone(ZoneInfo(str(deadline.options["zone"]))).date()
    verdict = Verdict.MET if day < first_late else Verdict.UNMET
    return said(rules, deadline.rule, "credits.deadline", verdict, first_late=first_late, on=day)


def on_the_table(row: str, rules: Ruleset) -> Finding:
    """Whether the table has a row; what has none gets nothing (art. 7)."""
    return said(
        rules, "CR-7-5", "credits.no_row", Verdict.MET if row in rules.table else Verdict.UNMET, row=row
    )


def at_its_value(row: Row, times: int, amount: int, rules: Ruleset) -> Finding:
    """Whether the stated credits are those of the table, once for each time (art. 7)."""
    value = row.credits * times
    verdict = Verdict.MET if amount == value else Verdict.UNMET
    return said(rules, "CR-7-5", "credits.value", verdict, stated=written(amount), value=written(value))


def lowered_with_reason(before: Row, after: Row, reason: str, rules: Ruleset) -> Finding:
    """Whether a first reviewer may accept another row: none that gives more, less with a reason (art. 7)."""
    fine = after.credits == before.credits or (after.credits < before.credits and bool(reason.strip()))
    values = {"before": written(before.credits), "after": written(after.credits)}
    return said(rules, "CR-7-5", "credits.lowering", Verdict.MET if fine else Verdict.UNMET, **values)


def evidenced(row: Row, kinds: Set[str], rules: Ruleset) -> Finding:
    """Whether the evidence is of a kind the row asks for (art. 8); the list of kinds is open."""
    wanted = tuple(sorted({kind for way in row.evidence for kind in way}))
    rule = next((rules.edition[name].rule for name in map(_kind, wanted) if name in rules.edition), "CR-8-1")
    verdict = Verdict.MET if met(row.evidence, kinds) else Verdict.UNMET
    given = tuple(sorted(kinds))
    return said(rules, rule, "credits.evidence", verdict, wanted=_words(wanted), given=_words(given))


def _kind(kind: str) -> str:
    return f"evidence.kind.{kind}"


def _words(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"evidence_{kind}" for kind in kinds)


def deciding_documents(row: Row, rules: Ruleset) -> tuple[str, ...]:
    """The documents of which one decides on items of a row; empty where none in particular does."""
    return rules.edition[DECIDED[row.group]].members if row.group in DECIDED else ()


def decided_by(row: Row, document: str, rules: Ruleset) -> Finding | None:
    """Whether the document that was seen is the one that decides (annex 2, S002 req. 1 to 3); None elsewhere.

    A sponsor's certificate, an unfinished project, a letter of acceptance or a receipt decide nothing.
    """
    deciding = deciding_documents(row, rules)
    if not deciding:
        return None
    parameter = rules.edition[DECIDED[row.group]]
    verdict = Verdict.MET if document in deciding else Verdict.UNMET
    wanted = tuple(f"document_{each}" for each in deciding)
    return said(rules, parameter.rule, "credits.document", verdict, wanted=wanted)


def assessed(row: Row, by: Set[str], rules: Ruleset) -> Finding | None:
    """Whether those assessed a labour item who must (annex 2, S005 req. 2 and 3); None for other rows."""
    if not row.assessors:
        return None
    parameter = parameter_of(row, rules)
    verdict = Verdict.MET if met(row.assessors, by) else Verdict.UNMET
    wanted = tuple(sorted({f"assessor_{who}" for way in row.assessors for who in way}))
    return said(rules, rules.edition[parameter].rule, "credits.assessors", verdict, wanted=wanted)


def parameter_of(row: Row, rules: Ruleset) -> str:
    """The parameter that says who assesses a row; a student's own practice differs from the school's."""
    own = row.group == "practice" and frozenset({rules.reads("assessor.own")}) in row.assessors
    return "assessor.own" if own else ASSESSED.get(row.group, "assessor.service")
