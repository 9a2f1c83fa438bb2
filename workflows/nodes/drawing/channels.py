"""The channels between columns: their tracks, their widths, and with them the columns' places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflows.nodes.drawing.cells import Cell
from workflows.nodes.drawing.courses import Course, Labelled
from workflows.nodes.drawing.rows import Rows
from workflows.nodes.drawing.text import width, wrap
from workflows.nodes.drawing.tracks import Crossing, Key, order

#: between two tracks, and beside the outermost ones
TRACK, MARGIN = 12, 16
#: the widest label in a channel
ROOM = 84

#: a row, and the column before which the channel lies
Channel = tuple[int, int]


class Channels:
    """Where the columns of all rows stand, and the tracks between them; x from the left border."""

    def __init__(
        self,
        rows: Rows,
        cells: Mapping[str, Cell],
        flows: Sequence[Labelled],
        courses: Mapping[str, Course],
        begin: int,
    ) -> None:
        self.rows, self.cells, self.flows, self.courses = rows, cells, flows, courses
        sources = [flow.way[0] for flow in flows]
        self.splits = {source for source in sources if sources.count(source) > 1}
        self.tracks = {channel: order(crossings) for channel, crossings in self._crossings().items()}
        self.left: dict[Channel, int] = {}
        self.middle: dict[str, int] = {}
        self.width = max(self._set_row(row, begin) for row in range(len(rows.rows)))

    def depart(self, flow: Labelled) -> int:
        """The track on which a flow turns away from its source."""
        return self._track(self._behind(flow.way[0]), self._key(flow))

    def arrive(self, flow: Labelled) -> int:
        """The track on which a flow turns towards its target."""
        return self._track(self._before(flow.way[1]), ("in", flow.way[1]))

    def turn(self, flow: Labelled) -> int:
        """The only track of a flow that is not led around."""
        return self.arrive(flow) if self.courses[flow.id] is Course.TURN_LAST else self.depart(flow)

    def label_at(self, flow: Labelled) -> int:
        """Where the label of a flow begins that is not led around: behind the tracks of its first channel."""
        channel = self._behind(flow.way[0])
        return self.left[channel] + MARGIN + len(self.tracks.get(channel, ())) * TRACK

    def _key(self, flow: Labelled) -> Key:
        source, target = flow.way
        return ("out", source) if source in self.splits else ("in", target)

    def _behind(self, name: str) -> Channel:
        row, column = self.rows.seats[name]
        return row, column + 1

    def _before(self, name: str) -> Channel:
        row, column = self.rows.seats[name]
        return row, column

    def _crossings(self) -> dict[Channel, list[Crossing]]:
        found: dict[Channel, list[Crossing]] = {}
        for flow in self.flows:
            source, target = flow.way
            leaves, arrives, course = self.rows.axes[source], self.rows.axes[target], self.courses[flow.id]
            first, last = found.setdefault(self._behind(source), []), self._before(target)
            if course is Course.AROUND:
                first.append(Crossing(self._key(flow), leaves, None))
                found.setdefault(last, []).append(Crossing(("in", target), None, arrives))
            elif leaves != arrives and course is Course.TURN_LAST:
                found.setdefault(last, []).append(Crossing(("in", target), leaves, arrives))
            elif leaves != arrives or source in self.splits:
                first.append(Crossing(self._key(flow), leaves, arrives))
        return found

    def _track(self, channel: Channel, key: Key) -> int:
        tracks = self.tracks.get(channel, [])
        return self.left[channel] + MARGIN + (tracks.index(key) if key in tracks else 0) * TRACK

    def _set_row(self, row: int, x: int) -> int:
        """Place the channels and columns of a row from ``x`` on; where the row ends."""
        columns = self.rows.rows[row]
        for number, names in enumerate((*columns, ())):
            self.left[row, number] = x
            x += self._width((row, number), inner=0 < number < len(columns))
            wide = max((self.cells[name].space for name in names), default=0)
            self.middle.update(dict.fromkeys(names, x + wide // 2))
            x += wide
        return x

    def _width(self, channel: Channel, *, inner: bool) -> int:
        """Room for tracks and labels; the outermost channels need none when nothing passes there."""
        tracks = len(self.tracks.get(channel, ()))
        if not (inner or tracks):
            return 0
        labels = (
            width(line)
            for flow in self.flows
            if self._behind(flow.way[0]) == channel and self.courses[flow.id] is not Course.AROUND
            for line in wrap(flow.label, ROOM)
        )
        return 2 * MARGIN + tracks * TRACK + max(labels, default=0)
