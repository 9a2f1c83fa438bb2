"""What an edition may write behind a comparator, read into exact values and written back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, cast

from workflows.rules.calendars import Period
from workflows.rules.parameters import Pairs, ParameterValue
from workflows.rules.shares import LOWER, UPPER, Share
from workflows.rules.tables import FILE, SHA256, TableReference

FRACTION: Final = re.compile(r"\d+(/[1-9]\d*|\.\d+)?")
DECIMAL: Final = re.compile(r"\d+(\.\d+)?")
DAY_OF_YEAR: Final = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class ValueProblemError(ValueError):
    """A value an edition may not hold: the problem's id and what it says."""

    def __init__(self, *, problem: str, **params: Any) -> None:
        """Keep the id and its parameters; the path is known by whoever reads the edition."""
        super().__init__(problem, params)
        self.problem = problem
        self.params = params


def parse_value(
    comparator: str, raw: Any, *, of: str | None = None, unit: str | None = None
) -> ParameterValue:
    """The exact value behind a comparator; raises ``ValueProblemError`` for what it may not stand before.

    A share needs its base ``of``: half of those entitled is not half of those present. A decimal that has
    a unit and no base is a quantity of that unit.
    """
    if isinstance(raw, float):
        raise ValueProblemError(problem="edition.float", value=repr(raw))
    if comparator in (*LOWER, *UPPER) and unit and not of and isinstance(raw, str) and DECIMAL.fullmatch(raw):
        return Decimal(raw)
    value = READERS[comparator](comparator, raw)
    if isinstance(value, Fraction) and not of:
        raise ValueProblemError(problem="edition.share_without_base", value=str(value))
    return value


def write_value(value: ParameterValue) -> Any:
    """The value as the edition's file writes it; ``parse_value`` reads it back."""
    if isinstance(value, Period):
        return value.to_mapping()
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if isinstance(value, TableReference):
        return value.to_mapping()
    if not isinstance(value, tuple):
        return value
    return dict(cast("Pairs", value)) if any(isinstance(each, tuple) for each in value) else list(value)


def _bound(comparator: str, raw: Any) -> ParameterValue:
    if isinstance(raw, Mapping):
        return _period(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and FRACTION.fullmatch(raw):
        return _fraction(comparator, raw)
    if isinstance(raw, str) and DAY_OF_YEAR.fullmatch(raw):
        return raw
    raise _kind(comparator, raw, "a period, a count, a share or a day of the year")


def _fraction(comparator: str, raw: str) -> Fraction:
    try:
        return Share(comparator, Fraction(raw), "").fraction
    except ValueError as error:
        raise ValueProblemError(problem="edition.share_out_of_range", value=raw, why=str(error)) from None


def _period(raw: Mapping[str, Any]) -> Period:
    try:
        return Period.parse(raw)
    except ValueError as error:
        raise ValueProblemError(problem="edition.period", value=dict(raw), why=str(error)) from None


def _equals(comparator: str, raw: Any) -> ParameterValue:
    if isinstance(raw, Mapping):
        return _period(raw)
    if isinstance(raw, (bool, int)) or (isinstance(raw, str) and raw):
        return raw
    raise _kind(comparator, raw, "a yes or no, a count, a word or a period")


def _set(comparator: str, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, (list, tuple)) or not all(isinstance(member, str) and member for member in raw):
        raise _kind(comparator, raw, "a list of words")
    if not raw:
        raise ValueProblemError(problem="edition.empty_set", comparator=comparator)
    if len(set(raw)) < len(raw):
        raise ValueProblemError(problem="edition.member_twice", value=list(raw))
    return tuple(raw)


def _range(comparator: str, raw: Any) -> tuple[int, int] | tuple[str, str]:
    match raw:
        case [bool(), _] | [_, bool()]:
            pass
        case [int(low), int(high)] if low <= high:
            return low, high
        case [str(first), str(last)] if first <= last:
            if DAY_OF_YEAR.fullmatch(first) and DAY_OF_YEAR.fullmatch(last):
                return first, last
    raise _kind(comparator, raw, "two counts or two days of the year, the lesser first")


def _pairs(comparator: str, raw: Any) -> Pairs:
    if not isinstance(raw, Mapping):
        raise _kind(comparator, raw, "a mapping of words to words")
    if not raw:
        raise ValueProblemError(problem="edition.empty_set", comparator=comparator)
    if not all(isinstance(word, str) and word for pair in raw.items() for word in pair):
        raise _kind(comparator, dict(raw), "a mapping of words to words")
    return tuple(raw.items())


def _table(comparator: str, raw: Any) -> TableReference:
    if not isinstance(raw, Mapping) or set(raw) != {"file", "sha256"}:
        raise _kind(comparator, raw, "a file and its sha256")
    file, sha256 = raw["file"], raw["sha256"]
    if not (isinstance(file, str) and FILE.fullmatch(file)):
        raise _kind(comparator, file, "the name of a file that ends in .csv")
    if not (isinstance(sha256, str) and SHA256.fullmatch(sha256)):
        raise _kind(comparator, sha256, "64 hexadecimal figures")
    return TableReference(file, sha256)


def _kind(comparator: str, raw: Any, wanted: str) -> ValueProblemError:
    return ValueProblemError(problem="edition.value_kind", comparator=comparator, value=raw, wanted=wanted)


READERS: Final[Mapping[str, Callable[[str, Any], ParameterValue]]] = {
    **dict.fromkeys((*LOWER, *UPPER), _bound),
    "equals": _equals,
    "includes": _set,
    "one_of": _set,
    "between": _range,
    "maps": _pairs,
    "table": _table,
}
