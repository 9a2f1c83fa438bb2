"""The way of a case as a drawing and as a list: what lies behind, where it stands, what lies ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from portal.pages.case import Passage, StagePoint
from portal.pages.parts import Cite, Link


class Words(NamedTuple):
    """A line of text, centred on ``x``, standing on ``y``."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class ChartShape:
    """One shape: ``form`` is task, scope, event, end or gateway; the frame is its rectangle.

    ``cite`` is its article.
    """

    form: str
    x: int
    y: int
    width: int
    height: int
    passage: Passage
    words: tuple[Words, ...] = ()
    cite: Words | None = None

    @property
    def middle(self) -> tuple[int, int]:
        """The centre."""
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def diamond(self) -> str:
        """The corners of a gateway."""
        x, y = self.middle
        return f"{x},{self.y} {self.x + self.width},{y} {x},{self.y + self.height} {self.x},{y}"

    @property
    def badge(self) -> int:
        """The upper edge of the badge of where the case stands: it straddles the frame."""
        return self.y - 10

    @property
    def badge_middle(self) -> tuple[int, int]:
        """Where the words of the badge stand, centred."""
        return self.x + 26, self.y + 3

    @property
    def tick(self) -> tuple[int, int]:
        """Where the mark of what is done stands."""
        return self.x + self.width - 10, self.y + 15

    @property
    def radius(self) -> int:
        """Half the width of an event."""
        return self.width // 2


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One arrow by its corners, its head, and what is written beside it."""

    points: str
    head: str
    passage: Passage
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A step or an act in the list: its article, who does it, when it was done, where it leads."""

    title: str
    passage: Passage
    state: str
    cite: Cite | None = None
    who: str = ""
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """One stage: its drawing and the list that says the same. ``opened`` is the stage the case stands in."""

    key: str
    title: str
    when: str
    passage: Passage
    says: str
    left: int
    top: int
    width: int
    height: int
    shapes: tuple[ChartShape, ...]
    lines: tuple[ChartLine, ...]
    path: tuple[FlowNode, ...]
    acts: tuple[FlowNode, ...]

    @property
    def opened(self) -> bool:
        """Whether the case stands here."""
        return self.passage is Passage.NOW


@dataclass(frozen=True, slots=True)
class FlowPage:
    """The whole way of a case, stage by stage; ``anytime`` may happen in any of them."""

    title: str
    lede: str
    stages: tuple[StagePoint, ...]
    charts: tuple[Chart, ...]
    anytime: tuple[FlowNode, ...] = ()
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
