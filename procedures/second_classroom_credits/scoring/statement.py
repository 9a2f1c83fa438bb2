"""The statement of a student's credits, made anew from what is confirmed; it explains itself.

The steps follow each other as the Rules do. Each only lowers what a line counts for and says why, so that the
sum of the lines is the total and the last reason is the one that decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from procedures.second_classroom_credits.scoring import blocks, counting, highest, minima, opening
from procedures.second_classroom_credits.scoring.holdings import Holding
from procedures.second_classroom_credits.scoring.labour import daily_labour
from procedures.second_classroom_credits.scoring.lines import Lines, Step
from procedures.second_classroom_credits.scoring.minima import Standing
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.warnings import warnings_of
from workflows.rules.findings import Finding

#: what is accepted, and what blocks a year (articles 7, 8, 11; annex 2)
ACCEPTING: Final[tuple[Step, ...]] = (
    opening.conditions_met,
    opening.shared_in_teams,
    blocks.sanctioned,
    blocks.clean,
    blocks.housed,
    counting.team_only,
)
#: offices, then what counts once, once a year, or for so many years (annex 2)
COUNTING: Final[tuple[Step, ...]] = (
    counting.as_on_the_card,
    counting.highest_office,
    counting.duties,
    counting.once,
    counting.once_a_year,
    counting.clean_years,
    daily_labour,
    counting.team,
    counting.lectures,
)


@dataclass(frozen=True)
class Statement:
    """Every item with what it counts for and why, the modules, the two minima in sport, and the total."""

    lines: Lines
    modules: tuple[Standing, ...]
    sport: tuple[Standing, ...]
    total: Standing
    warnings: tuple[Finding, ...] = ()

    @property
    def earned(self) -> dict[str, int]:
        """What each module has, in tenths."""
        return {each.name: each.earned for each in self.modules}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What graduation depends on, met or not: modules, sport, total."""
        return tuple(each.finding for each in (*self.modules, *self.sport, self.total))

    @property
    def missing(self) -> tuple[Standing, ...]:
        """The minima that keep the student from graduating, with the amount that is missing (art. 7)."""
        return tuple(each for each in (*self.modules, *self.sport, self.total) if each.finding.refuses)

    @property
    def eligible(self) -> bool:
        """Whether the credits are enough to graduate (art. 9)."""
        return not self.missing


def statement_of(holding: Holding, rules: Ruleset) -> Statement:
    """What a student's confirmed items count for."""
    lines = _applied(ACCEPTING, opening.opened(holding, rules), holding, rules)
    lines = highest.highest_of_a_project(lines, holding, rules)
    lines = highest.highest_module(lines, holding, rules)
    lines = _ties_settled(lines, holding, rules)
    lines = _applied(COUNTING, lines, holding, rules)
    return Statement(
        lines=lines,
        modules=minima.modules(lines, rules),
        sport=minima.sport(lines, rules),
        total=minima.total(lines, rules),
        warnings=warnings_of(lines, holding, rules),
    )


def _applied(steps: tuple[Step, ...], lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    for step in steps:
        lines = step(lines, holding, rules)
    return lines


def _ties_settled(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Projects of equal value in several modules, one after the other, each where most is missing so far.

    What is missing is counted without the projects that are not settled yet, so that it does not depend on
    them; they come in the order of their value and their name.
    """
    values = {project: max(each.values()) for project, each in highest.values_of(lines).items()}
    waiting = sorted(values, key=lambda project: (-values[project], project))
    while waiting:
        settled = tuple(line for line in lines if line.project not in waiting)
        gaps = minima.gaps(_applied(COUNTING, settled, holding, rules), rules)
        lines = highest.tied_project(lines, waiting.pop(0), gaps, holding, rules)
    return lines
