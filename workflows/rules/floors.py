"""The floor: what a parent edition sets may be tightened by a child edition, never loosened."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from workflows.rules.calendars import Period
from workflows.rules.parameters import ENFORCEMENTS, TIME_UNITS, Parameter, ParameterValue
from workflows.rules.shares import LOWER, UPPER

FIXED = ("rule", "unit", "of", "since", "floor")


def loosened(parent: Parameter, child: Parameter) -> str | None:
    """The aspect in which the child loosens the parent or leaves what can be compared; None when it tightens.

    A parent without a floor binds only the rule it serves. A value the parent names as its alternative
    reading, or offers as a choice, is allowed although it may be looser.
    """
    if child.rule != parent.rule:
        return "rule"
    if not parent.floor:
        return None
    for aspect in FIXED:
        if getattr(child, aspect) != getattr(parent, aspect):
            return aspect
    if not _binds_as_strongly(parent, child):
        return "enforcement"
    if not (_is_offered(parent, child) or _value_is_tighter(parent, child)):
        return "value"
    return _loosened_option(parent, child)


def _binds_as_strongly(parent: Parameter, child: Parameter) -> bool:
    if ENFORCEMENTS.index(child.enforcement) < ENFORCEMENTS.index(parent.enforcement):
        return False
    if parent.enforcement == "block":
        return child.override in {None, parent.override}
    # The office named on a warning owes a written reason: taking it away loosens, adding it tightens.
    still_warns = parent.enforcement == child.enforcement == "warn"
    return not still_warns or parent.override in {None, child.override}


def _is_offered(parent: Parameter, child: Parameter) -> bool:
    """Whether the parent itself names the child's value: as the other reading or as a word to choose."""
    if child.comparator == parent.comparator and child.value in parent.among:
        return True
    return parent.options.get("alternative") == {child.comparator: child.value}


def _value_is_tighter(parent: Parameter, child: Parameter) -> bool:
    old, new = parent.value, child.value
    if {parent.comparator, child.comparator} <= set(LOWER):
        return _bound_is_tighter(parent, child, moved=_no_less(new, old))
    if {parent.comparator, child.comparator} <= set(UPPER):
        return _bound_is_tighter(parent, child, moved=_no_less(old, new))
    if parent.comparator != child.comparator:
        return False
    if isinstance(old, tuple) and isinstance(new, tuple) and parent.comparator != "maps":
        return _members_are_tighter(parent, old, child, new)
    return old == new


def _bound_is_tighter(parent: Parameter, child: Parameter, *, moved: bool) -> bool:
    """An equal bound may not go from excluding its boundary to including it."""
    same = parent.value == child.value
    excluded_before = parent.comparator in {"more_than", "less_than"}
    return moved and not (same and excluded_before and child.comparator != parent.comparator)


def _no_less(new: ParameterValue, old: ParameterValue) -> bool:
    match new, old:
        case Period(), Period():
            return new.covers(old)
        case (int(), int()) | (Decimal(), Decimal()) | (Fraction(), Fraction()) | (str(), str()):
            return bool(new >= old)  # type: ignore[operator]  # the pattern pairs like with like
    return False


def _members_are_tighter(
    parent: Parameter, old: tuple[ParameterValue, ...], child: Parameter, new: tuple[ParameterValue, ...]
) -> bool:
    if parent.comparator == "includes":
        return set(old) <= set(new)
    if parent.comparator == "one_of":
        return set(new) <= set(old)
    if parent.unit in TIME_UNITS:
        return child.low <= parent.low and child.high <= parent.high
    return _no_less(new[0], old[0]) and _no_less(old[1], new[1])


def _loosened_option(parent: Parameter, child: Parameter) -> str | None:
    if parent.posting_day != child.posting_day and not _counts_fewer_days(parent, child):
        return "posting_day"
    if not set(parent.channels) <= set(child.channels):
        return "channels"
    compared = {"posting_day", "channels", "alternative"}
    for option in sorted((set(parent.options) | set(child.options)) - compared):
        if parent.options.get(option) != child.options.get(option):
            return option
    return None


def _counts_fewer_days(parent: Parameter, child: Parameter) -> bool:
    """Leaving the posting day out makes a least number of days longer."""
    return parent.comparator in LOWER and child.posting_day == "excluded"
