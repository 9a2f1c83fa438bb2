"""Daily-life labour: hours add up over the stay, and what they give is a reading (table 5, A-42)."""

from __future__ import annotations

from collections.abc import Iterable

from procedures.second_classroom_credits.scoring.blocks import DAILY_LABOUR
from procedures.second_classroom_credits.scoring.holdings import AcademicYear, Holding
from procedures.second_classroom_credits.scoring.lines import Line, Lines, refused, said
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.findings import Finding


def hours_of(minutes: int, rules: Ruleset) -> int:
    """Full hours of a number of minutes; an hour has 60 (table 5)."""
    return minutes // int(rules.edition["labour.hours"].options["minutes_per_hour"])


def daily_labour(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Credit once the hours are reached, or for each year that reaches them, or each year from then on.

    Minutes add up first and become hours afterwards. Hours of a year that was blocked still are hours.
    """
    mine = [line for line in lines if line.row.group == DAILY_LABOUR]
    if not mine:
        return lines
    least = rules.edition["labour.hours"]
    kept = _kept(mine, _reaching(mine, rules), rules)

    def why(line: Line) -> Finding | None:
        if line.row.group != DAILY_LABOUR or line.item.id in kept:
            return None
        hours = _hours(mine, line, rules)
        if kept and least.allows(hours):
            return said(rules, "A-42", "credits.labour_once")
        return said(rules, "CR-X2S5-8", "credits.hours", hours=hours, least=least.count)

    return refused(lines, why)


def _hours(mine: Iterable[Line], upto: Line, rules: Ruleset) -> int:
    """The hours that count for a line: of its year, or of the stay up to and including it."""
    return hours_of(_minutes(mine, upto, rules), rules)


def _minutes(mine: Iterable[Line], upto: Line, rules: Ruleset) -> int:
    place = (upto.item.year, upto.item.id)
    if rules.reads("labour.daily_mode") == "per_year":
        return sum(line.item.minutes or 0 for line in mine if line.item.year == upto.item.year)
    return sum(line.item.minutes or 0 for line in mine if (line.item.year, line.item.id) <= place)


def _reaching(mine: Iterable[Line], rules: Ruleset) -> list[Line]:
    """The lines that still count and by which the hours are reached, in the order of the years."""
    hours = rules.edition["labour.hours"]
    reached = [line for line in mine if line.counted and hours.allows(_hours(mine, line, rules))]
    return sorted(reached, key=lambda line: (line.item.year, line.item.id))


def _kept(mine: Iterable[Line], reaching: list[Line], rules: Ruleset) -> set[str]:
    """The items that give credit: the first of the stay, or the first of each year."""
    if rules.reads("labour.daily_mode") == "once":
        return {line.item.id for line in reaching[:1]}
    first: dict[AcademicYear, str] = {}
    for line in reaching:
        first.setdefault(line.item.year, line.item.id)
    return set(first.values())
