"""Parameters: one number, share, period, word, set or table of a regulation, with comparator and article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias, cast

from workflows.rules.calendars import Period
from workflows.rules.shares import LOWER, UPPER, Share
from workflows.rules.tables import TableReference

COMPARATORS: Final = (*LOWER, *UPPER, "equals", "includes", "one_of", "between", "maps", "table")
# From the weakest to the strongest.
ENFORCEMENTS: Final = ("record", "warn", "block")
# A range in one of these units is a ladder of time limits: a warning after the first, the end after both.
TIME_UNITS: Final = frozenset({"day", "month", "year"})

#: words with the word each stands for, in the order of the edition
Pairs: TypeAlias = "tuple[tuple[str, str], ...]"
Listed: TypeAlias = "tuple[str, ...] | tuple[int, int] | Pairs"
ParameterValue: TypeAlias = "bool | int | Decimal | Fraction | Period | str | Listed | TableReference"


class ParameterKindError(TypeError):
    """A rule read a parameter as something it is not."""

    def __init__(self, name: str, wanted: str, value: object) -> None:
        """Name the parameter, what the rule wanted and what the edition holds."""
        super().__init__(f"parameter {name} is no {wanted}: the edition holds {value!r}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an edition: its number as text, and what it is about in a few words of ours."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of an edition and how it binds.

    ``comparator`` is one of ``COMPARATORS``; ``of`` is the base of a share; ``override`` names the office
    that may let an unmet rule pass (several joined by ``+``) or owes the reason for a warning; ``since``
    says which date picks the edition for an open case (``act``, or ``opened``: the first day of the matter
    in which it was opened, else its own); a false ``floor`` lets a child edition choose freely instead of
    only tightening. ``options`` hold what only some parameters have: ``from``, ``posting_day``,
    ``channels``, ``alternative``, ``among`` and free ones.
    """

    name: str
    rule: str
    article: str
    comparator: str
    value: ParameterValue
    unit: str = ""
    of: str | None = None
    enforcement: str = "block"
    override: str | None = None
    since: str = "act"
    day_kind: str = "calendar"
    floor: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def period(self) -> Period:
        """The value as a length of time."""
        if isinstance(self.value, Period):
            return self.value
        raise ParameterKindError(self.name, "period", self.value)

    @property
    def days(self) -> int:
        """The number of days of a period in days of one kind, calendar or working (see ``day_kind``)."""
        period = self.period
        if period.total_months or (period.days and period.working_days):
            raise ParameterKindError(self.name, "number of days", self.value)
        return period.days + period.working_days

    @property
    def share(self) -> Share:
        """The value as a share, with its comparator and its base."""
        if isinstance(self.value, Fraction) and self.of:
            return Share(self.comparator, self.value, self.of)
        raise ParameterKindError(self.name, "share", self.value)

    @property
    def count(self) -> int:
        """The value as a whole number."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        raise ParameterKindError(self.name, "count", self.value)

    @property
    def quantity(self) -> Decimal:
        """The value as an exact decimal of its unit."""
        if isinstance(self.value, Decimal):
            return self.value
        raise ParameterKindError(self.name, "quantity", self.value)

    def in_parts(self, parts: int) -> int:
        """The value as a whole number of parts of its unit, such as tenths; it must be one exactly."""
        scaled = self.quantity * parts
        if scaled != scaled.to_integral_value():
            raise ParameterKindError(self.name, f"whole number of parts ({parts} to one)", self.value)
        return int(scaled)

    @property
    def flag(self) -> bool:
        """The value as a yes or no."""
        if isinstance(self.value, bool):
            return self.value
        raise ParameterKindError(self.name, "flag", self.value)

    @property
    def word(self) -> str:
        """The value as a word of the regulation's vocabulary."""
        if isinstance(self.value, str):
            return self.value
        raise ParameterKindError(self.name, "word", self.value)

    @property
    def members(self) -> tuple[str, ...]:
        """The members of a set, in the order of the edition."""
        if isinstance(self.value, tuple) and self.comparator not in {"between", "maps"}:
            return tuple(str(member) for member in self.value)
        raise ParameterKindError(self.name, "set", self.value)

    @property
    def among(self) -> tuple[str, ...]:
        """The words of which the value is one; empty when the edition offers no choice."""
        return tuple(self.options.get("among", ()))

    @property
    def mapped(self) -> Mapping[str, str]:
        """The words that stand for other words."""
        if isinstance(self.value, tuple) and self.comparator == "maps":
            return dict(cast("Pairs", self.value))
        raise ParameterKindError(self.name, "map", self.value)

    @property
    def table(self) -> TableReference:
        """The table the edition rests on, by its file and its digest."""
        if isinstance(self.value, TableReference):
            return self.value
        raise ParameterKindError(self.name, "table", self.value)

    @property
    def low(self) -> int:
        """The first number of a range."""
        return self._range()[0]

    @property
    def high(self) -> int:
        """The second number of a range."""
        return self._range()[1]

    def share_option(self, option: str) -> Share:
        """A share among the options, such as the quorum of a committee: a comparator and ``of``."""
        stated = dict(self.options.get(option) or {})
        of = stated.pop("of", None)
        match list(stated.items()):
            case [(comparator, str(fraction))] if of:
                return Share(comparator, Fraction(fraction), of)
        raise ParameterKindError(f"{self.name} ({option})", "share", self.options.get(option))

    def period_option(self, option: str) -> Period:
        """A period among the options, such as the days after which somebody is reminded."""
        stated = self.options.get(option)
        if isinstance(stated, Mapping):
            return Period.parse(stated)
        raise ParameterKindError(f"{self.name} ({option})", "period", stated)

    @property
    def anchor(self) -> str | None:
        """What a period is counted from, in the edition's own word; None when the rule alone says it."""
        anchor: str | None = self.options.get("from")
        return anchor

    @property
    def posting_day(self) -> str:
        """Whether the day a notice is posted counts: ``excluded`` unless the edition says ``included``."""
        return str(self.options.get("posting_day", "excluded"))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels a notice must hang in at the same time."""
        return tuple(self.options.get("channels", ()))

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices that must all agree to an override; empty when none may."""
        return tuple(self.override.split("+")) if self.override else ()

    def days_in(self, year: int) -> tuple[date, date]:
        """The first and last day, in a year, of a window written as month and day (``06-01``)."""
        days = self.value if isinstance(self.value, tuple) else (self.value, self.value)
        try:
            first, last = (date.fromisoformat(f"{year}-{day}") for day in days)
        except ValueError:
            raise ParameterKindError(self.name, "window of the year", self.value) from None
        return first, last

    def allows(self, value: int) -> bool:
        """Whether a number meets the comparator."""
        match self.comparator:
            case "between":
                return self.low <= value <= self.high
            case "at_least":
                return value >= self.count
            case "more_than":
                return value > self.count
            case "at_most":
                return value <= self.count
            case "less_than":
                return value < self.count
        return value == self.count

    def lacks(self, given: frozenset[str] | set[str]) -> tuple[str, ...]:
        """The members of the set that were not given, in the order of the edition."""
        return tuple(member for member in self.members if member not in given)

    def _range(self) -> tuple[int, int]:
        if self.comparator == "between" and isinstance(self.value, tuple):
            low, high = self.value
            if isinstance(low, int) and isinstance(high, int):
                return low, high
        raise ParameterKindError(self.name, "range", self.value)
