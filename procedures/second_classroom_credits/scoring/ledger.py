"""The ledger: what each confirmation, decision on an appeal or reversal changed, by module.

An entry is the difference between two statements. So the ledger of a student sums to the statement of what
is confirmed, whatever came first; and an award that raises the highest of its project is entered by what it
adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from procedures.second_classroom_credits.scoring.holdings import Holding, Item
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import statement_of


class Cause(StrEnum):
    """Why a ledger changed."""

    #: the final review confirmed an item (art. 7)
    CONFIRMED = "confirmed"
    #: an appeal was decided, or an undoing within its time (art. 5)
    DECIDED_AGAIN = "decided_again"
    #: a confirmed item turned out forged (art. 8)
    REVERSED = "reversed"
    #: a sanction, a dormitory rating or a choice came or went
    CIRCUMSTANCE = "circumstance"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What one act changed in one module, in tenths; ``item`` is empty for a circumstance."""

    cause: Cause
    item: str
    module: str
    amount: int


def differences(
    before: Mapping[str, int], after: Mapping[str, int], *, cause: Cause, item: str = ""
) -> tuple[LedgerEntry, ...]:
    """The entries that lead from one state of the modules to another, in the order of the modules."""
    return tuple(
        LedgerEntry(cause, item, module, after[module] - before[module])
        for module in after
        if after[module] != before[module]
    )


def moved(
    before: Holding, after: Holding, rules: Ruleset, *, cause: Cause, item: str = ""
) -> tuple[LedgerEntry, ...]:
    """The entries of any change of a holding."""
    earned = (statement_of(each, rules).earned for each in (before, after))
    return differences(*earned, cause=cause, item=item)


def confirmed(holding: Holding, item: Item) -> Holding:
    """The holding with an item that the final review confirmed; ``ValueError`` when it is there already."""
    if item.id in holding.items:
        raise ValueError(item.id)
    return replace(holding, items={**holding.items, item.id: item})


def decided_again(holding: Holding, item: Item) -> Holding:
    """The holding with an item as an appeal left it: accepted otherwise, or for the first time."""
    return replace(holding, items={**holding.items, item.id: item})


def reversed_item(holding: Holding, item: str) -> Holding:
    """The holding without an item that was forged or refused on appeal; ``KeyError`` when it has none."""
    items = dict(holding.items)
    del items[item]
    return replace(holding, items=items)


def balance(entries: Iterable[LedgerEntry], rules: Ruleset) -> dict[str, int]:
    """What the entries sum to in each module."""
    sums = dict.fromkeys(rules.modules, 0)
    for entry in entries:
        sums[entry.module] += entry.amount
    return sums
