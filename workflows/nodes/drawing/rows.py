"""Columns folded into rows like lines of text, and the height of each element within its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workflows.nodes.drawing.cells import Cell
from workflows.nodes.drawing.layers import Way
from workflows.nodes.drawing.settle import Wish, settle

#: between two elements of a column
GAP = 20
#: about what arrows need between two columns, when rows are folded
BETWEEN = 60
#: how much the first way out of an element matters beside the others: the ordinary way is drawn straight
ORDINARY = 1000.0
INDIFFERENT = 0.001


class Seat(NamedTuple):
    """The row and the column of an element."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The elements by row and column, where each sits, and its axis from the top of its row."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    seats: Mapping[str, Seat]
    axes: Mapping[str, int]
    heights: tuple[int, ...]

    def near(self, way: Way) -> bool:
        """Whether a way leads from a column to the next one of its row."""
        source, target = self.seats[way[0]], self.seats[way[1]]
        return (source.row, source.column + 1) == target


def fold(columns: Sequence[Sequence[str]], cells: Mapping[str, Cell], ways: Sequence[Way], room: int) -> Rows:
    """Rows at most about ``room`` pixels wide, a column at least in each."""
    rows: list[list[tuple[str, ...]]] = []
    left = 0
    for column in columns:
        wide = max(cells[name].space for name in column) + BETWEEN
        if not rows or wide > left:
            rows.append([])
            left = room
        rows[-1].append(tuple(column))
        left -= wide
    axes: dict[str, int] = {}
    heights = [_settle(row, cells, ways, axes) for row in rows]
    seats = {
        name: Seat(row, column)
        for row, columns_ in enumerate(rows)
        for column, names in enumerate(columns_)
        for name in names
    }
    return Rows(tuple(tuple(row) for row in rows), seats, axes, tuple(heights))


def _settle(
    row: Sequence[Sequence[str]], cells: Mapping[str, Cell], ways: Sequence[Way], axes: dict[str, int]
) -> int:
    """Give each element of a row its axis; the height of the row."""
    before: Sequence[str] = ()
    for column in row:
        wishes = [_wish(name, before, cells[name], ways, axes) for name in column]
        axes.update(zip(column, settle(wishes, GAP), strict=True))
        before = column
    names = [name for column in row for name in column]
    top = min(axes[name] - cells[name].above for name in names)
    axes.update({name: axes[name] - top for name in names})
    return max(axes[name] + cells[name].below for name in names)


def _wish(name: str, before: Sequence[str], cell: Cell, ways: Sequence[Way], axes: Mapping[str, int]) -> Wish:
    """As high as what leads to it from the column before, the ordinary way most of all."""
    at, weight = 0.0, INDIFFERENT
    for source in before:
        targets = [target for start, target in ways if start == source]
        if name in targets:
            own = ORDINARY if targets[0] == name else 1.0
            at, weight = at + own * axes[source], weight + own
    return Wish(at / weight, weight, cell.above, cell.below)
