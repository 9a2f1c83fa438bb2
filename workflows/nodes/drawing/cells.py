"""How large an element is drawn, and where its label goes, measured from its axis.

The axis is the height at which arrows arrive and leave: the middle of the shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflows.nodes.drawing.model import Element
from workflows.nodes.drawing.places import Box, Drawing, Label
from workflows.nodes.drawing.text import LINE, SIZE, width, wrap

TASK_WIDTH, TASK_HEIGHT = 132, 60
EVENT, GATEWAY = 36, 50
#: what small shapes need on either side of their axis, so that they stand in line across columns
ABOVE, BELOW = 30, 46
#: the widest label below an event or a gateway
ROOM = 108
#: between the border of a scope and what it holds, and the height of its own label
PADDING, HEAD = 24, 28


@dataclass(frozen=True, slots=True)
class Cell:
    """The space of one element: its shape in the middle, what lies above and below the axis, its label."""

    name: str
    width: int
    height: int
    lines: tuple[str, ...]
    label_below: bool
    inside: Drawing | None = None

    @property
    def label_width(self) -> int:
        """The width of the widest line."""
        return max((width(line) for line in self.lines), default=0)

    @property
    def space(self) -> int:
        """The width of the shape and its label."""
        return max(self.width, self.label_width) if self.label_below else self.width

    @property
    def above(self) -> int:
        """What it needs above its axis."""
        return max(self.height // 2, ABOVE)

    @property
    def below(self) -> int:
        """What it needs below its axis."""
        label = len(self.lines) * LINE + 4 if self.label_below and self.lines else 0
        return max(self.height - self.height // 2 + label, BELOW)

    def box(self, middle: int, axis: int) -> Box:
        """The shape, given its middle and its axis."""
        return Box(middle - self.width // 2, axis - self.height // 2, self.width, self.height)

    def label(self, box: Box) -> Label | None:
        """The label of the shape in ``box``: below it, in its head, or in its midst."""
        if not self.lines:
            return None
        wide, high = self.label_width, len(self.lines) * LINE
        x = box.x + (box.width - wide) // 2
        if self.label_below:
            return Label(Box(x, box.bottom + 4, wide, high), self.lines)
        if self.inside is not None:
            return Label(Box(box.x + PADDING // 2, box.y + 8, wide, high), self.lines)
        return Label(Box(x, box.y + (box.height - high) // 2, wide, high), self.lines)


def cell(element: Element, inside: Drawing | None) -> Cell:
    """The cell of an element; ``inside`` is the drawing of what it holds."""
    if inside is not None:
        wide = max(inside.width + 2 * PADDING, width(element.name) + 2 * PADDING)
        return Cell(element.id, wide, inside.height + HEAD + 2 * PADDING, (element.name,), False, inside)
    if element.kind.is_event or element.kind.is_gateway:
        side = EVENT if element.kind.is_event else GATEWAY
        return Cell(element.id, side, side, wrap(element.name, ROOM), True)
    lines = wrap(element.name, TASK_WIDTH - 2 * SIZE)
    return Cell(element.id, TASK_WIDTH, max(TASK_HEIGHT, len(lines) * LINE + 2 * SIZE), lines, False)
