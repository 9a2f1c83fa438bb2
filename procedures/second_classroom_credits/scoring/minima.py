"""Graduation: what each module has, what it needs, and what is missing (article 9, annex 1, table 3)."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.lines import Lines, said
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from workflows.rules.findings import Finding, Verdict

SPORT = "S003"


@dataclass(frozen=True, slots=True)
class Standing:
    """What was earned towards one minimum, in tenths: of a module, of a part of one, or of the whole."""

    name: str
    earned: int
    minimum: int
    finding: Finding

    @property
    def missing(self) -> int:
        """What is still missing, never less than nothing: a surplus fills no other minimum."""
        return max(0, self.minimum - self.earned)


def standing(name: str, earned: int, parameter: str, rules: Ruleset, *, binds: bool = True) -> Standing:
    """One minimum compared; unmet it blocks graduation, or only warns where a reading says so."""
    minimum, met = rules.tenths(parameter), rules.reaches(parameter, earned)
    verdict = Verdict.MET if met else Verdict.UNMET if binds else Verdict.WARNED
    message = "credits.minimum" if met else "credits.minimum_missing"
    amounts = {
        "earned": written(earned), "minimum": written(minimum), "missing": written(max(0, minimum - earned))
    }  # fmt: skip
    finding = said(rules, rules.edition[parameter].rule, message, verdict, name=name, **amounts)
    return Standing(name, earned, minimum, finding)


def totals(lines: Lines, rules: Ruleset) -> dict[str, int]:
    """What each module has: different projects of one module add up (art. 10)."""
    earned = dict.fromkeys(rules.modules, 0)
    for line in lines:
        earned[line.row.module] += line.counted
    return earned


def gaps(lines: Lines, rules: Ruleset) -> dict[str, int]:
    """What each module lacks of its minimum."""
    earned = totals(lines, rules)
    return {module: max(0, rules.minima[module] - earned[module]) for module in rules.modules}


def modules(lines: Lines, rules: Ruleset) -> tuple[Standing, ...]:
    """The five modules against their minima (annex 1); whether these block is a reading (A-55)."""
    earned, binds = totals(lines, rules), rules.allows("graduation.module_min_blocks")
    binding = rules.edition["graduation.module_min"].members if binds else ()
    return tuple(
        standing(module, earned[module], f"min.{module}", rules, binds=module in binding)
        for module in rules.modules
    )


def sport(lines: Lines, rules: Ruleset) -> tuple[Standing, ...]:
    """Within sport 0.4 by morning exercise and 0.6 by the rest (table 3), under A-28 and A-29."""
    binds = rules.allows("graduation.module_min_blocks")
    morning, other = rules.edition["pe.morning_min"], rules.edition["pe.other_min"]
    scope = other.options[rules.reads("pe.other_scope")]
    firm = binds and rules.reads("pe.morning_binds") == "block"
    return (
        standing(
            "morning_exercise", _within(lines, morning.options["categories"]), morning.name, rules, binds=firm
        ),
        standing("other_sport", _within(lines, scope), other.name, rules, binds=binds),
    )


def _within(lines: Lines, categories: list[str]) -> int:
    return sum(line.counted for line in lines if line.row.module == SPORT and line.row.category in categories)


def total(lines: Lines, rules: Ruleset) -> Standing:
    """The total against its minimum, 10.0 included (art. 9)."""
    return standing("credits_total", sum(totals(lines, rules).values()), "graduation.total_min", rules)
