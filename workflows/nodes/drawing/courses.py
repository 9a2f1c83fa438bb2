"""Which way each arrow takes: straight on with one turn where nothing stands in between, or around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from workflows.nodes.drawing.cells import Cell
from workflows.nodes.drawing.layers import Way
from workflows.nodes.drawing.rows import Rows

#: how near an arrow may pass a shape
CLEAR = 10


class Course(Enum):
    """The way of one arrow."""

    #: turns right behind its source and goes on at the height of its target
    TURN_FIRST = auto()
    #: goes on at the height of its source and turns before its target
    TURN_LAST = auto()
    #: through the gutter below the row, and perhaps the margin
    AROUND = auto()


class Labelled(NamedTuple):
    """A flow to be routed."""

    id: str
    way: Way
    label: str


class _Stretch(NamedTuple):
    row: int
    height: int
    first: int
    last: int

    def meets(self, other: _Stretch) -> bool:
        """Whether the two would lie upon each other."""
        same = (self.row, self.height) == (other.row, other.height)
        return same and self.first < other.last and other.first < self.last


def courses(rows: Rows, cells: Mapping[str, Cell], flows: Sequence[Labelled]) -> dict[str, Course]:
    """The course of each flow by its id. Neighbours come first; then whoever finds a height that is free."""
    found = {flow.id: Course.TURN_FIRST for flow in flows if rows.near(flow.way)}
    taken: dict[_Stretch, str] = {}
    for flow in flows:
        if flow.id not in found:
            found[flow.id] = _far(rows, cells, flow.way, taken)
    return found


def _far(rows: Rows, cells: Mapping[str, Cell], way: Way, taken: dict[_Stretch, str]) -> Course:
    source, target = way
    here, there = rows.seats[source], rows.seats[target]
    if here.row != there.row or there.column < here.column:
        return Course.AROUND
    for name, course in ((target, Course.TURN_FIRST), (source, Course.TURN_LAST)):
        stretch = _Stretch(here.row, rows.axes[name], here.column, there.column)
        others = (owner for other, owner in taken.items() if other.meets(stretch))
        if _free(rows, cells, stretch) and all(owner == name for owner in others):
            taken[stretch] = name
            return course
    return Course.AROUND


def _free(rows: Rows, cells: Mapping[str, Cell], stretch: _Stretch) -> bool:
    """Whether no shape stands between the two columns at this height."""
    between = rows.rows[stretch.row][stretch.first + 1 : stretch.last]
    return not any(
        rows.axes[name] - cells[name].above - CLEAR
        <= stretch.height
        <= rows.axes[name] + cells[name].below + CLEAR
        for column in between
        for name in column
    )
