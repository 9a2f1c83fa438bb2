"""Places on the drawing: points, boxes, labels, in whole pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: int
    y: int

    def moved(self, x: int, y: int) -> Point:
        """The same place after everything moved."""
        return Point(self.x + x, self.y + y)


class Box(NamedTuple):
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column of pixels behind it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row of pixels below it."""
        return self.y + self.height

    def moved(self, x: int, y: int) -> Box:
        """The same rectangle after everything moved."""
        return Box(self.x + x, self.y + y, self.width, self.height)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share a pixel."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def contains(self, other: Box) -> bool:
        """Whether the other lies within this one."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Label(NamedTuple):
    """Lines of text and the rectangle they fill."""

    box: Box
    lines: tuple[str, ...]

    def moved(self, x: int, y: int) -> Label:
        """The same label after everything moved."""
        return Label(self.box.moved(x, y), self.lines)


@dataclass(slots=True)
class Drawing:
    """Where everything stands: a box for each element, a line for each flow, labels for either."""

    width: int = 0
    height: int = 0
    boxes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    lines: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    def put(self, other: Drawing, x: int, y: int) -> None:
        """Take over another drawing, moved; this one grows with it."""
        self.boxes.update({name: box.moved(x, y) for name, box in other.boxes.items()})
        self.labels.update({name: label.moved(x, y) for name, label in other.labels.items()})
        self.lines.update(
            {name: tuple(point.moved(x, y) for point in line) for name, line in other.lines.items()}
        )
        self.width = max(self.width, x + other.width)
        self.height = max(self.height, y + other.height)
