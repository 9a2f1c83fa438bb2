"""What may count once, once a year, or only up to a number of years (annex 2)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from procedures.second_classroom_credits.scoring.blocks import CLEAN_RECORD, MORAL
from procedures.second_classroom_credits.scoring.holdings import Holding
from procedures.second_classroom_credits.scoring.lines import (
    Because,
    Line,
    Lines,
    amount_said,
    recounted,
    refused,
    said,
    scores,
)
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.findings import Finding
from workflows.rules.scores import Combination, Counts, grouped, only_the_first, only_the_highest, up_to

VOLUNTEERING = "volunteering"
OFFICE, TEAM = "highest_office_per_year", ("team_morning", "team_year")


def _each(
    lines: Lines,
    chosen: Callable[[Line], bool],
    group: Callable[[Line], Any],
    combine: Combination,
    because: Because,
) -> Lines:
    """The same combination within each group of the lines that were chosen."""
    taken = {line.item.id: group(line) for line in lines if chosen(line)}
    mine = [score for score in scores(lines) if score.id in taken]
    return recounted(lines, grouped(mine, lambda score: taken[score.id], combine), because)


def _year(line: Line) -> Any:
    return line.item.year


def _group(line: Line) -> Any:
    return line.row.group


def _row_and_year(line: Line) -> Any:
    return line.row.id, line.item.year


def highest_office(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Of several offices in one academic year only the highest counts (annex 2, S001 req. 4)."""

    def because(line: Line, other: Line | None) -> Finding:
        return said(rules, "CR-X2S1-5", "credits.office", other=other.title if other else None)

    return _each(lines, lambda line: line.row.combine == OFFICE, _year, only_the_highest, because)


def as_on_the_card(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """All services of a year together are no more than its volunteer card lists (annex 2, S001 req. 3)."""
    for year, listed in holding.card.items():
        mine = [line for line in lines if line.row.group == VOLUNTEERING and line.item.year == year]
        most = max((line.row.credits for line in mine), default=0) * listed
        counts = up_to(most, scores(mine))

        def because(line: Line, other: Line | None, said_of: Counts = counts, of: str = str(year)) -> Finding:
            message, params = amount_said("credits.card_full", said_of[line.item.id].value)
            return said(rules, "CR-X2S1-3", message, year=of, listed=holding.card[line.item.year], **params)

        lines = recounted(lines, counts, because)
    return lines


def duties(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Activities inside an office: only the highest of a year counts (annex 2, S001 req. 4).

    Whether it counts beside the office or only when it is higher than the office is a reading (A-71).
    """
    with_office = rules.reads("cadre.duty_activity") == "highest_with_office"
    if not any(line.item.duty for line in lines):
        return lines

    def because(line: Line, other: Line | None) -> Finding:
        return said(rules, "CR-X2S1-4", "credits.duty", other=other.title if other else None)

    def chosen(line: Line) -> bool:
        return line.row.module == MORAL and (line.item.duty or (with_office and line.row.combine == OFFICE))

    return _each(lines, chosen, _year, only_the_highest, because)


def once(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Some rows count once in the whole stay: 不累积加分 (table 2), the school team's 0.4 (table 3)."""
    repeated = rules.allows("putonghua.once")

    def chosen(line: Line) -> bool:
        return line.row.combine == "once" and (repeated or line.row.group != "putonghua")

    def because(line: Line, other: Line | None) -> Finding:
        rule = "CR-X2S2-8" if line.row.group == "putonghua" else "A-30"
        return said(rules, rule, "credits.once", other=other.title if other else None)

    return _each(lines, chosen, lambda line: line.row.id, only_the_first, because)


def once_a_year(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Rows counted by the year give their value once in each academic year (the unit of the table)."""

    def because(line: Line, other: Line | None) -> Finding:
        return said(rules, "CR-7-5", "credits.once_a_year", year=str(line.item.year))

    yearly = {"once_per_year", "sum_per_year"}
    return _each(lines, lambda line: line.row.combine in yearly, _row_and_year, only_the_first, because)


def clean_years(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """A clean record counts for no more years than the programme lasts (note of table 1, A-06)."""
    most = holding.student.programme_years

    def why(line: Line) -> Finding:
        return said(rules, "CR-X2S1-6", "credits.programme_years", years=most)

    def mine(line: Line) -> bool:
        return line.row.group == CLEAN_RECORD

    if rules.reads("compliance.years_counted") == "calendar_span":
        return refused(
            lines,
            lambda line: (
                why(line) if mine(line) and holding.student.nth_year(line.item.year) > most else None
            ),
        )
    combine = partial(only_the_first, most=most)
    return _each(lines, mine, _group, combine, lambda line, _: why(line))


def lectures(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Lectures have no cap in the Rules; a yearly one is a reading (A-19)."""
    if rules.reads("lecture.cap") != "yearly_cap":
        return lines
    cap = rules.tenths("lecture.soft_cap")

    def because(line: Line, other: Line | None) -> Finding:
        message, params = amount_said("credits.capped", counts[line.item.id].value)
        most = str(rules.edition["lecture.soft_cap"].quantity)
        return said(rules, "A-19", message, year=str(line.item.year), most=most, **params)

    taken = {line.item.id: _year(line) for line in lines if line.row.group == "lecture"}
    mine = [score for score in scores(lines) if score.id in taken]
    counts = grouped(mine, lambda score: taken[score.id], partial(up_to, cap))

    return recounted(lines, counts, because)


def team(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """The school team stands in two rows; whether both count is a reading (A-30)."""
    reading = rules.reads("pe.team_double")
    groups = {line.row.group for line in lines if line.counted and line.row.group in TEAM}
    if reading == "both" or len(groups) < len(TEAM):
        return lines
    chosen = holding.choices.get("team", "") if reading == "chosen" else ""
    kept = chosen if chosen in TEAM else TEAM[1]

    def why(line: Line) -> Finding | None:
        if line.row.group not in TEAM or line.row.group == kept:
            return None
        return said(rules, "A-30", "credits.team")

    return refused(lines, why)


def team_only(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Whether activities in sport count only for members of the school team is a reading (A-31)."""
    if rules.reads("pe.activity_rows") == "independent":
        return lines
    years = {line.item.year for line in lines if line.counted and line.row.group in TEAM}

    def why(line: Line) -> Finding | None:
        if "A-31" not in line.row.readings or line.row.group in TEAM or line.item.year in years:
            return None
        return said(rules, "A-31", "credits.team_only")

    return refused(lines, why)
