"""The first steps: what each item claims, what was accepted of it, and what speaks against it (art. 7)."""

from __future__ import annotations

from dataclasses import replace

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.conditions import objections
from procedures.second_classroom_credits.scoring.holdings import Holding, Item
from procedures.second_classroom_credits.scoring.lines import Line, Lines, refused, said
from procedures.second_classroom_credits.scoring.projects import joined_projects
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.findings import Finding


def opened(holding: Holding, rules: Ruleset) -> Lines:
    """A line for each confirmed item, by the table of its day, in the order of the years (art. 7)."""
    items = sorted(holding.items.values(), key=lambda item: (item.year, item.row, item.id))
    own = {item.id: holding.rules_of(item.id, rules) for item in items}
    rows = {item.id: own[item.id].table[item.row] for item in items}
    projects = joined_projects(items, rows, rules)
    return tuple(_line(item, projects[item.id], own[item.id]) for item in items)


def _line(item: Item, project: str, rules: Ruleset) -> Line:
    row = rules.table[item.row]
    asked = rules.table[item.claimed_row] if item.claimed_row else row
    times = item.claimed_times or item.times
    line = Line(item, row, project, claimed=asked.credits * times, counted=row.credits * item.times)
    if asked is not row:
        line = replace(line, why=said(rules, "CR-7-5", "credits.lowered", row=row.title))
    elif item.times < times:
        line = replace(line, why=_fewer(item, times, rules))
    return line


def _fewer(item: Item, claimed: int, rules: Ruleset) -> Finding:
    """How often somebody served is what the volunteer card says (annex 2, S001 req. 3)."""
    return said(rules, "CR-X2S1-3", "credits.fewer_times", claimed=claimed, counted=item.times)


def shared_in_teams(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Whether the members of a team each get the full value is a reading; the Rules do not say (A-21)."""
    if rules.reads("team.split") == "full_value":
        return lines
    return tuple(_shared(line, rules) if line.item.members > 1 else line for line in lines)


def _shared(line: Line, rules: Ruleset) -> Line:
    amount = line.counted // line.item.members
    why = said(rules, "CR-GAP-5", "credits.shared", members=line.item.members, credits=written(amount))
    return line.lowered(amount, why)


def conditions_met(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """An item that does not meet what its row asks for counts for nothing."""

    def first(line: Line) -> Finding | None:
        against = objections(line.item, holding.student, holding.rules_of(line.item.id, rules))
        return against[0].recorded() if against else None

    return refused(lines, first)
