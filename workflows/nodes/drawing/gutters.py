"""The gutters below the rows, and the margin beside them: where arrows go that nothing lets through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workflows.nodes.drawing.channels import MARGIN, TRACK, Channels
from workflows.nodes.drawing.courses import Labelled
from workflows.nodes.drawing.places import Point
from workflows.nodes.drawing.rows import Rows
from workflows.nodes.drawing.text import width
from workflows.nodes.drawing.tracks import Key, Place, lanes

#: between two lanes
LANE = 22
#: the space between two rows without any arrow between them
QUIET = 24


def gutters(rows: Rows, flow: Labelled) -> tuple[int, ...]:
    """The gutters that a flow is led through, by the row above each: one, or two with the margin between."""
    here, there = (rows.seats[name].row for name in flow.way)
    first = here if there >= here else here - 1
    last = there if there <= here else there - 1
    return (first,) if first == last else (first, last)


def margin(rows: Rows, flows: Sequence[Labelled]) -> list[Key]:
    """The tracks of the margin: one for whatever is led through two gutters."""
    return list(dict.fromkeys(("in", flow.way[1]) for flow in flows if len(gutters(rows, flow)) > 1))


class Gutters:
    """Where the rows stand, and the lanes between them; y from the upper border."""

    def __init__(
        self, rows: Rows, channels: Channels, around: Sequence[Labelled], beside: Sequence[Key]
    ) -> None:
        self.rows, self.channels, self.around, self.beside = rows, channels, around, beside
        self.lanes = self._set_lanes()
        *self.top, self.height = self._set_rows()

    def lane(self, flow: Labelled, gutter: int) -> int:
        """The height at which a flow goes through a gutter."""
        bottom = self.top[gutter] + self.rows.heights[gutter]
        return bottom + MARGIN + (self.lanes[gutter, self._key(flow)] + 1) * LANE - LANE // 4

    def first_lane(self, flow: Labelled) -> int:
        """The height at which a flow goes right after its source."""
        return self.lane(flow, gutters(self.rows, flow)[0])

    def corners(self, flow: Labelled, start: Point, end: Point) -> list[Point]:
        """The corners of the way around, from the height of the source to that of the target."""
        depart, arrive = self.channels.depart(flow), self.channels.arrive(flow)
        passed = gutters(self.rows, flow)
        heights = [self.lane(flow, gutter) for gutter in passed]
        turns = [depart, arrive] if len(passed) == 1 else [depart, self._beside(flow), arrive]
        inner = [
            point
            for height, (left, right) in zip(heights, pairwise(turns), strict=True)
            for point in (Point(left, height), Point(right, height))
        ]
        return [Point(depart, start.y), *inner, Point(arrive, end.y)]

    def _key(self, flow: Labelled) -> Key:
        """Ways with a label keep a lane for themselves."""
        return ("way", flow.id) if flow.way[0] in self.channels.splits else ("in", flow.way[1])

    def _beside(self, flow: Labelled) -> int:
        return self.beside.index(("in", flow.way[1])) * TRACK

    def _spans(self, flow: Labelled) -> Iterator[tuple[int, int, int]]:
        """The stretch of each gutter that a way needs, with its label."""
        depart, arrive, passed = (
            self.channels.depart(flow),
            self.channels.arrive(flow),
            gutters(self.rows, flow),
        )
        turn = arrive if len(passed) == 1 else self._beside(flow)
        room = width(flow.label) + 8 if flow.label else 0
        stretch = (depart, turn, depart + room if turn > depart else depart - room)
        yield passed[0], min(stretch), max(stretch)
        if len(passed) > 1:
            yield passed[1], min(turn, arrive), max(turn, arrive)

    def _set_lanes(self) -> dict[Place, int]:
        spans: dict[Place, tuple[int, int]] = {}
        for flow in self.around:
            for gutter, first, last in self._spans(flow):
                place = (gutter, self._key(flow))
                known = spans.get(place, (first, last))
                spans[place] = (min(first, known[0]), max(last, known[1]))
        return lanes(spans)

    def _set_rows(self) -> list[int]:
        """The top of each row, and below the last one the height of it all."""
        tops = [0]
        for row, height in enumerate(self.rows.heights):
            taken = [lane for (gutter, _), lane in self.lanes.items() if gutter == row]
            last = row == len(self.rows.heights) - 1
            gutter = 2 * MARGIN + (max(taken) + 1) * LANE if taken else (0 if last else QUIET)
            tops.append(tops[-1] + height + gutter)
        return tops
