"""What an item must meet to count at all: intake, major, affiliation, consent, scores and lengths of time.

The automatic check of a declaration asks the same functions as the statement, so that an item which is
refused for a reason counts for nothing for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from procedures.second_classroom_credits.scoring.holdings import Item, Student
from procedures.second_classroom_credits.scoring.lines import said
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.calendars import Period
from workflows.rules.findings import Finding, Verdict
from workflows.rules.parameters import Parameter

Condition: TypeAlias = Callable[[Item, Row, Student, Ruleset], "Finding | None"]

#: the demand for consent of each module that has one
CONSENT: Final[Mapping[str, str]] = {"S003": "consent.sport", "S004": "consent.arts"}
#: the reading that decides whether later authors count, by group of rows, with the word that excludes them
AUTHORS: Final = {
    "paper": ("paper.author_rule", "first_author"),
    "right": ("ip.inventor_rule", "first_inventor"),
}


def of_intake(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """The Rules apply from an intake on (art. 13)."""
    first = rules.edition["ruleset.intake_from"]
    if first.allows(student.intake):
        return None
    return unmet(rules, "CR-13-2", "credits.intake", intake=student.intake, first=first.count)


def of_major(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """Some examinations count only for majors in which they are no part of the programme (table 2)."""
    wanted = row.majors
    if row.group == "computer_profession" and rules.reads("computer.row2_majors") == "computer_only":
        wanted = "computer"
    major = wanted.removeprefix("not_")
    if not wanted or (major in student.majors) is not wanted.startswith("not_"):
        return None
    rule = rules.edition[row.threshold].rule if row.threshold else "CR-7-5"
    return unmet(rules, rule, "credits.major", majors=wanted)


def of_the_university(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """An honour is given under the name of this university (art. 11)."""
    university = rules.reads("honour.affiliation")
    if row.group != "honour" or item.affiliation == university:
        return None
    if not item.affiliation:
        return unmet(rules, "CR-11-1", "credits.affiliation_unstated", university=university)
    return unmet(rules, "CR-11-1", "credits.affiliation", university=university, found=item.affiliation)


def took_part(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """Who only watched gets no credit in the arts (annex 2, S004 req. 2)."""
    if not item.audience or row.module != "S004" or rules.tenths("arts.audience"):
        return None
    return unmet(rules, "CR-X2S4-3", "credits.audience")


def consented(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """Off-campus sport and arts need consent before the day of the event (annex 2, S003 and S004 req. 1)."""
    if not item.off_campus or row.module not in CONSENT:
        return None
    if item.consent_on and item.held_on and item.consent_on < item.held_on:
        return None
    rule = rules.edition[CONSENT[row.module]].rule
    return unmet(rules, rule, "credits.consent", consent_on=item.consent_on, held_on=item.held_on)


def reached(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """A score or a length of time reaches what its row asks for (tables 2 and 3); hours add up elsewhere."""
    if not row.threshold or row.combine == "once_or_per_year":
        return None
    least = rules.edition[row.threshold]
    if isinstance(least.value, Period):
        return _long_enough(item, least, rules)
    return _high_enough(item, least, rules)


def _high_enough(item: Item, least: Parameter, rules: Ruleset) -> Finding | None:
    if item.score is not None and least.allows(item.score):
        return None
    return unmet(rules, least.rule, "credits.score", score=item.score, least=least.count)


def _long_enough(item: Item, least: Parameter, rules: Ruleset) -> Finding | None:
    since, until = item.started_on, item.ended_on
    if since and until and least.period.after(since) <= until:
        return None
    return unmet(rules, least.rule, "credits.too_short", since=since, until=until, least=least.period)


def of_authors(item: Item, row: Row, student: Student, rules: Ruleset) -> Finding | None:
    """Whether authors and inventors after the first count is a reading (A-20, A-22)."""
    parameter, excluding = AUTHORS.get(row.group, ("", ""))
    if not parameter or item.order == 1 or rules.reads(parameter) != excluding:
        return None
    return unmet(rules, rules.edition[parameter].rule, "credits.order", order=item.order)


CONDITIONS: Final[tuple[Condition, ...]] = (
    of_intake,
    of_major,
    of_the_university,
    took_part,
    consented,
    reached,
    of_authors,
)


def objections(item: Item, student: Student, rules: Ruleset) -> tuple[Finding, ...]:
    """All that speaks against an item, so that everything which is missing is named at once."""
    row = rules.table[item.row]
    found = (condition(item, row, student, rules) for condition in CONDITIONS)
    return tuple(each for each in found if each)


def unmet(rules: Ruleset, rule: str, message: str, **params: object) -> Finding:
    """What an item does not meet."""
    return said(rules, rule, message, Verdict.UNMET, **params)
