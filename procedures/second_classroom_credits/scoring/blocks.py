"""What blocks a year: a sanction for module S001, an unsatisfactory dormitory for S005."""

from __future__ import annotations

from datetime import date

from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Holding, Item, Sanction
from procedures.second_classroom_credits.scoring.lines import Line, Lines, refused, said
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.calendars import add_months
from workflows.rules.findings import Finding

MORAL, LABOUR = "S001", "S005"
CLEAN_RECORD, DAILY_LABOUR = "clean_record", "daily_labour"
TWELVE_MONTHS = 12


def sanctioned(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """A sanction of warning or above blocks S001 for its year (annex 2, S001 req. 2)."""
    levels = rules.edition["discipline.block_level"].members
    blocking = tuple(each for each in holding.sanctions if each.level in levels)

    def why(line: Line) -> Finding | None:
        if line.row.module != MORAL:
            return None
        found = next((each for each in blocking if falls_into(each, line.item, rules)), None)
        return (
            said(rules, "CR-X2S1-2", "credits.sanction", on=found.on, year=str(line.item.year))
            if found
            else None
        )

    return refused(lines, why)


def falls_into(sanction: Sanction, item: Item, rules: Ruleset) -> bool:
    """Whether an item lies in the year of a sanction (A-50); one without a day is judged by academic year."""
    kind = rules.reads("discipline.year_kind")
    if kind == "calendar_year" and item.held_on:
        return item.held_on.year == sanction.on.year
    if kind == "twelve_months" and item.held_on:
        return sanction.on <= item.held_on < add_months(sanction.on, TWELVE_MONTHS)
    return item.year == year_of(sanction.on, rules)


def year_of(day: date, rules: Ruleset) -> AcademicYear:
    """The academic year of a day (A-49)."""
    return AcademicYear.of(day, rules.reads("academic_year.start"))


def clean(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """A clean record has no sanction of any level: in its year, or ever, which is a reading (A-05)."""
    whole_stay = rules.reads("discipline.compliance_scope") == "whole_stay"

    def why(line: Line) -> Finding | None:
        if line.row.group != CLEAN_RECORD:
            return None
        years = {year_of(each.on, rules) for each in holding.sanctions}
        if not years or not (whole_stay or line.item.year in years):
            return None
        return said(
            rules, "A-05", "credits.no_clean_record", years=tuple(str(year) for year in sorted(years))
        )

    return refused(lines, why)


def housed(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """A dormitory rated unsatisfactory for a year takes the labour credit of that year (S005 req. 2)."""
    rating, scope = rules.reads("dorm.annual"), rules.reads("labour.dorm_fail_scope")
    failed = {year for year, rated in holding.dormitory.items() if rated == rating}

    def why(line: Line) -> Finding | None:
        if not failed or line.row.module != LABOUR:
            return None
        if scope == "daily_only" and line.row.group != DAILY_LABOUR:
            return None
        if scope != "module_all" and line.item.year not in failed:
            return None
        years = tuple(str(year) for year in sorted(failed))
        return said(rules, "CR-X2S5-3", "credits.dormitory", years=years)

    return refused(lines, why)
