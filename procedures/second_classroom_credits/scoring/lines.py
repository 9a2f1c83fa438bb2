"""One line of a statement: what an item claims, what it counts for, and the sentence when that is less."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import Holding, Item
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.findings import Finding, Verdict
from workflows.rules.scores import Counts, Score


@dataclass(frozen=True, slots=True)
class Line:
    """An item on its way through the steps of the calculation; amounts in tenths.

    ``why`` is the reason of the last step that lowered it, None while it counts in full.
    """

    item: Item
    row: Row
    project: str
    claimed: int
    counted: int
    why: Finding | None = None

    @property
    def title(self) -> str:
        """The line as another one's reason names it."""
        return f"{self.row.title}（{self.item.year}）"

    @property
    def score(self) -> Score:
        """The line as one score among others, won in its academic year."""
        return Score(self.item.id, self.counted, (self.item.year.first,))

    def lowered(self, amount: int, why: Finding) -> Line:
        """The line with a smaller amount and its reason."""
        return replace(self, counted=amount, why=why)


Lines: TypeAlias = "tuple[Line, ...]"
Step: TypeAlias = Callable[[Lines, Holding, Ruleset], Lines]
Because: TypeAlias = Callable[[Line, "Line | None"], Finding]


def said(
    rules: Ruleset, rule: str, message: str, verdict: Verdict = Verdict.RECORDED, **params: Any
) -> Finding:
    """What a rule or a reading says, with the article of the edition behind it."""
    return Finding(rule, verdict, message, params, article=rules.edition.article_of(rule))


def recounted(lines: Lines, counts: Counts, because: Because) -> Lines:
    """The lines with what they count for now; each that counts for less is given its reason."""
    by_id = {line.item.id: line for line in lines}

    def one(line: Line) -> Line:
        counted = counts.get(line.item.id)
        if counted is None or counted.value >= line.counted:
            return line
        return line.lowered(counted.value, because(line, by_id.get(counted.because or "")))

    return tuple(one(line) for line in lines)


def scores(lines: Iterable[Line]) -> list[Score]:
    """The lines that still count for something; what counts for nothing takes nobody's place."""
    return [line.score for line in lines if line.counted]


def refused(lines: Lines, why: Callable[[Line], Finding | None]) -> Lines:
    """The lines with nothing for each that has a reason against it."""
    found = ((line, why(line) if line.counted else None) for line in lines)
    return tuple(line.lowered(0, reason) if reason else line for line, reason in found)


def amount_said(message: str, amount: int) -> tuple[str, dict[str, Any]]:
    """A message in its two shapes: nothing is left, or a difference is."""
    if amount:
        return f"{message}_difference", {"credits": written(amount)}
    return message, {}
