"""Arrows with right angles only: through the channels between columns and the gutters between rows.

Nothing else stands there, so no arrow crosses a shape. Arrows out of one gateway share a track of a channel,
and so do arrows into one element; others keep their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, count

from workflows.nodes.drawing.cells import Cell
from workflows.nodes.drawing.channels import ROOM, Channels
from workflows.nodes.drawing.courses import Course, Labelled, courses
from workflows.nodes.drawing.gutters import Gutters, gutters, margin
from workflows.nodes.drawing.places import Box, Label, Point
from workflows.nodes.drawing.rows import Rows
from workflows.nodes.drawing.text import LINE, width, wrap
from workflows.nodes.drawing.tracks import APART


class Router:
    """Places for the flows between the cells of one set of rows, and with them the places of the cells."""

    def __init__(self, rows: Rows, cells: Mapping[str, Cell], flows: Sequence[Labelled]) -> None:
        self.rows, self.cells = rows, cells
        self.courses = courses(rows, cells, flows)
        around = [flow for flow in flows if self.courses[flow.id] is Course.AROUND]
        beside = margin(rows, around)
        self.channels = Channels(rows, cells, flows, self.courses, len(beside) * APART)
        self.gutters = Gutters(rows, self.channels, around, beside)
        self.width, self.height = self.channels.width, self.gutters.height

    def box(self, name: str) -> Box:
        """The shape of an element."""
        return self.cells[name].box(self.channels.middle[name], self._axis(name))

    def line(self, flow: Labelled) -> tuple[Point, ...]:
        """The corners of an arrow from border to border."""
        source, target = flow.way
        start = Point(self.box(source).right, self._axis(source))
        end = Point(self.box(target).x, self._axis(target))
        if self.courses[flow.id] is Course.AROUND:
            corners = self.gutters.corners(flow, start, end)
        else:
            turn = self.channels.turn(flow)
            corners = [Point(turn, start.y), Point(turn, end.y)]
        return _without_idle_corners([start, *corners, end])

    def labels(self, flows: Sequence[Labelled]) -> dict[str, Label]:
        """The labels of the arrows, from above; each above its line, or below where another is in the way."""
        found: dict[str, Label] = {}
        placed: list[Box] = []
        for flow in sorted((flow for flow in flows if flow.label), key=self._label_at):
            if self.courses[flow.id] is Course.AROUND:
                found[flow.id] = self._label_around(flow)
            else:
                found[flow.id] = self._label_beside(flow, placed)
                placed.append(found[flow.id].box)
        return found

    def _label_at(self, flow: Labelled) -> Point:
        """Where the line begins to which a label belongs."""
        end = flow.way[self.courses[flow.id] is Course.TURN_FIRST]
        return Point(self.channels.label_at(flow), self._axis(end))

    def _label_beside(self, flow: Labelled, placed: Sequence[Box]) -> Label:
        at, lines = self._label_at(flow), wrap(flow.label, ROOM)
        wide, high = max(width(line) for line in lines), len(lines) * LINE
        heights = chain((at.y - 2 - high,), count(at.y + 2, LINE))
        boxes = (Box(at.x, y, wide, high) for y in heights)
        return Label(next(box for box in boxes if not any(box.overlaps(each) for each in placed)), lines)

    def _label_around(self, flow: Labelled) -> Label:
        depart, wide = self.channels.depart(flow), width(flow.label)
        onward = self.channels.arrive(flow) > depart and len(gutters(self.rows, flow)) == 1
        x = depart + 4 if onward else depart - 4 - wide
        return Label(Box(x, self.gutters.first_lane(flow) - 2 - LINE, wide, LINE), (flow.label,))

    def _axis(self, name: str) -> int:
        return self.gutters.top[self.rows.seats[name].row] + self.rows.axes[name]


def _without_idle_corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """The corners at which a line really turns."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return tuple(kept)
