"""A sort of list: its sheet, how it is compared with what stands, what recording it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from portal.imports.columns import Book, Schema
from portal.imports.current import Keeper
from portal.imports.record.facts import FactChange
from portal.imports.remarks import Remark
from portal.imports.rows import RawRow
from workflows.nodes import Office

#: what the template of a list says of itself
INTRODUCTION: Final = ("help_intro_list", "help_intro_date", "help_intro_private", "help_intro_formula")


@dataclass(slots=True)
class Found:
    """What comes of the rows, one after the other."""

    changes: list[FactChange] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unchanged: int = 0


Compare: TypeAlias = Callable[[Sequence[RawRow], Keeper, datetime], Found]
Record: TypeAlias = Callable[[Sequence[FactChange], Keeper, str, datetime, tuple[str, ...]], int]


@dataclass(frozen=True, slots=True)
class ListKind:
    """One sort of list. ``name`` stands in addresses and rows; ``by`` are the offices that send it.

    ``evidence`` says whether a file must come with the confirmation; ``words`` is what a change says.
    """

    name: str
    by: tuple[Office, ...]
    schema: Schema
    compare: Compare
    record: Record
    words: Callable[[FactChange], str]
    evidence: bool = False

    @property
    def kind(self) -> str:
        """The word that kept files are known by."""
        return f"second_classroom_credits.{self.name}"

    @property
    def book(self) -> Book:
        """Its one sheet, as a book."""
        return Book((self.schema,))
