"""Shares of people: a comparator, an exact fraction and the base it is taken of.

Comparison multiplies integers across; nothing is rounded and no float occurs. The regulation's word picks
the comparator: "at least" includes the boundary, "more than" does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

LOWER: Final = ("at_least", "more_than")
UPPER: Final = ("at_most", "less_than")
IMPOSSIBLE: Final = {"more_than": 1, "less_than": 0}


@dataclass(frozen=True, slots=True)
class Share:
    """A bound on part of a whole, for example more than 1/2 of those entitled.

    Raises ``ValueError`` for an unknown comparator, a fraction outside 0..1, and a bound that no part
    could meet (more than all, less than none).
    """

    comparator: str
    fraction: Fraction
    of: str

    def __post_init__(self) -> None:
        """Refuse what can never be decided."""
        if self.comparator not in LOWER + UPPER:
            message = f"unknown comparator {self.comparator!r}"
            raise ValueError(message)
        if not 0 <= self.fraction <= 1:
            message = f"a share lies between 0 and 1, not at {self.fraction}"
            raise ValueError(message)
        if self.fraction == IMPOSSIBLE.get(self.comparator):
            message = f"no part can be {self.comparator} {self.fraction}"
            raise ValueError(message)

    def holds(self, part: int, whole: int) -> bool:
        """Whether ``part`` of ``whole`` meets the bound; a share of nobody is never met."""
        _refuse_negative(part, whole)
        if whole == 0:
            return False
        left, right = part * self.fraction.denominator, whole * self.fraction.numerator
        if self.comparator in LOWER:
            return left > right or (left == right and self.comparator == "at_least")
        return left < right or (left == right and self.comparator == "at_most")

    def least(self, whole: int) -> int:
        """The smallest part that meets the bound; 0 for an upper bound. ``whole`` is at least 1.

        >>> Share("more_than", Fraction(1, 2), "entitled").least(10)
        6
        """
        floor, rest = self._divided(whole)
        if self.comparator in UPPER:
            return 0
        return floor + 1 if rest or self.comparator == "more_than" else floor

    def most(self, whole: int) -> int:
        """The largest part that meets the bound; the whole for a lower bound. ``whole`` is at least 1."""
        floor, rest = self._divided(whole)
        if self.comparator in LOWER:
            return whole
        return floor - 1 if not rest and self.comparator == "less_than" else floor

    def _divided(self, whole: int) -> tuple[int, int]:
        if whole < 1:
            message = f"a share of {whole} has no least and no most"
            raise ValueError(message)
        return divmod(whole * self.fraction.numerator, self.fraction.denominator)


def _refuse_negative(part: int, whole: int) -> None:
    if part < 0 or whole < 0:
        message = f"people are counted from 0, not {part} of {whole}"
        raise ValueError(message)
