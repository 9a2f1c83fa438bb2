"""The statement of a student as staff read it: modules, every item with its reason, the ledger by year."""

from __future__ import annotations

from dataclasses import dataclass

from portal.pages.parts import Fact, FindingRow, Link, Reason, State


@dataclass(frozen=True, slots=True)
class Minimum:
    """One minimum: a module, a part of one (``within``), or the total."""

    name: str
    earned: str
    minimum: str
    state: State
    within: bool = False


@dataclass(frozen=True, slots=True)
class StatementLine:
    """An item from what was claimed over what was recognised to what counts, and why it is less."""

    title: str
    content: str
    year: str
    claimed: str
    recognised: str
    counted: str
    href: str = ""
    why: Reason | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class StatementPart:
    """The items of one module, or those that are not decided yet."""

    title: str
    lines: tuple[StatementLine, ...]
    earned: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An academic year: what it added to each module, and together."""

    year: str
    amounts: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """学分明细 of one student."""

    title: str
    facts: tuple[Fact, ...]
    verdict: str
    state: State
    minima: tuple[Minimum, ...]
    parts: tuple[StatementPart, ...]
    heads: tuple[str, ...]
    ledger: tuple[LedgerRow, ...]
    warnings: tuple[FindingRow, ...] = ()
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    empty: str = ""
