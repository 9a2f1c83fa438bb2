"""Of one project only the highest counts, and in one module only (articles 10 and 11)."""

from __future__ import annotations

from collections.abc import Mapping

from procedures.second_classroom_credits.scoring.holdings import Holding
from procedures.second_classroom_credits.scoring.lines import (
    Line,
    Lines,
    amount_said,
    recounted,
    said,
    scores,
)
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.findings import Finding
from workflows.rules.scores import grouped, only_the_highest, the_heaviest

ARTS = "S004"
#: the rules by which one line of a project outdoes another: in the arts, and elsewhere
SAME_PROJECT = ("CR-X2S4-2", "CR-11-2")


def highest_of_a_project(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """Within a module one project counts by its highest value; a later one by what it adds (art. 11)."""
    group = {line.item.id: (line.row.module, line.project) for line in lines}
    counts = grouped(scores(lines), lambda score: group[score.id], only_the_highest)

    def because(line: Line, other: Line | None) -> Finding:
        message, params = amount_said("credits.project", counts[line.item.id].value)
        rule = SAME_PROJECT[line.row.module != ARTS]
        return said(rules, rule, message, other=other.title if other else None, **params)

    return recounted(lines, counts, because)


def values_of(lines: Lines) -> dict[str, dict[str, int]]:
    """What each project that touches several modules gives in each of them."""
    values: dict[str, dict[str, int]] = {}
    for line in lines:
        if line.counted:
            modules = values.setdefault(line.project, {})
            modules[line.row.module] = modules.get(line.row.module, 0) + line.counted
    return {project: modules for project, modules in values.items() if len(modules) > 1}


def tied(modules: Mapping[str, int]) -> tuple[str, ...]:
    """The modules in which a project gives the most, when there are several."""
    most = max(modules.values())
    found = tuple(module for module, value in modules.items() if value == most)
    return found if len(found) > 1 else ()


def highest_module(lines: Lines, holding: Holding, rules: Ruleset) -> Lines:
    """A project counts as a whole in the module where it gives the most, never in two (art. 10)."""
    taken = {
        project: max(modules, key=modules.__getitem__)
        for project, modules in values_of(lines).items()
        if not tied(modules)
    }
    return _elsewhere(lines, taken, "CR-10-2", "credits.other_module", rules)


def tied_project(
    lines: Lines, project: str, gaps: Mapping[str, int], holding: Holding, rules: Ruleset
) -> Lines:
    """Of equal modules the student's choice, otherwise the one that lacks most (A-51)."""
    among = tied(values_of(lines)[project])
    keys = {line.item.project for line in lines if line.project == project} | {project}
    chosen = {holding.choices[key] for key in sorted(keys) if key in holding.choices} & set(among)
    if rules.reads("cross_module.tie") == "chosen" and chosen:
        module = min(chosen)
    else:
        module = the_heaviest(dict.fromkeys(among, 0), lambda each: gaps[each])
    return _elsewhere(lines, {project: module}, "A-51", "credits.tied_module", rules)


def _elsewhere(lines: Lines, taken: Mapping[str, str], rule: str, message: str, rules: Ruleset) -> Lines:
    """The lines of a project outside its module count for nothing.

    One that another of them had outdone is told the same: what outdid it counts for nothing either.
    """

    def one(line: Line) -> Line:
        module = taken.get(line.project, line.row.module)
        outdone = line.why is not None and line.why.rule in SAME_PROJECT
        if module == line.row.module or not (line.counted or outdone):
            return line
        other = next(
            each
            for each in lines
            if each.counted and (each.project, each.row.module) == (line.project, module)
        )
        return line.lowered(0, said(rules, rule, message, module=module, other=other.title))

    return tuple(one(line) for line in lines)
