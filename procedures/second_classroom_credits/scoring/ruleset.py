"""What a student is judged by: an edition of the Rules with its scoring table (articles 1 and 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from procedures.second_classroom_credits.scoring.amounts import TENTHS
from procedures.second_classroom_credits.scoring.table import ScoringTable
from workflows.rules.regulations import Edition


@dataclass(frozen=True)
class Ruleset:
    """One edition with its table; readings are asked by the name of their parameter."""

    edition: Edition
    table: ScoringTable

    def reads(self, parameter: str) -> str:
        """The reading an edition chose, as its word."""
        return self.edition[parameter].word

    def allows(self, parameter: str) -> bool:
        """The reading an edition chose, as yes or no."""
        return self.edition[parameter].flag

    def tenths(self, parameter: str) -> int:
        """An amount of credits in tenths."""
        return self.edition[parameter].in_parts(TENTHS)

    def reaches(self, parameter: str, amount: int) -> bool:
        """Whether an amount in tenths meets a lower bound, the bound itself included or not."""
        least = self.tenths(parameter)
        return amount > least or (amount == least and self.edition[parameter].comparator == "at_least")

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The codes of the modules in the order of the Rules (art. 4, annex 3)."""
        return self.edition["form.codes"].members

    @cached_property
    def minima(self) -> dict[str, int]:
        """The minimum of each module in tenths (annex 1)."""
        return {module: self.tenths(f"min.{module}") for module in self.modules}

    def covers(self, intake: int) -> bool:
        """Whether the Rules apply to students of an intake (art. 13)."""
        return self.edition["ruleset.intake_from"].allows(intake)

    def in_force(self, on: date) -> bool:
        """Whether the Rules were promulgated on a day (art. 13)."""
        return on >= date.fromisoformat(self.reads("ruleset.valid_from"))
