"""What several rooms show alike: states, dates with their kind, articles, links, refusals, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Shape(StrEnum):
    """The shape of a state; each has its icon, its tint and its usual word, so that no state is colour
    alone.
    """

    LATE = "late"
    UNMET = "unmet"
    MISSING = "missing"
    SOON = "soon"
    EARLY = "early"
    READY = "ready"
    MET = "met"
    EXCEPTION = "exception"
    RUNNING = "running"
    HELD = "held"
    AHEAD = "ahead"
    NOTE = "note"

    @property
    def icon(self) -> str:
        """The name of its symbol in the sprite."""
        return _LOOK[self][0]

    @property
    def tone(self) -> str:
        """The name of its tint in the stylesheet."""
        return _LOOK[self][1]

    @property
    def word(self) -> str:
        """The word that is shown when the page gives no closer one."""
        words = {
            Shape.LATE: _("逾期"),
            Shape.UNMET: _("未满足"),
            Shape.MISSING: _("缺材料"),
            Shape.SOON: _("临近"),
            Shape.EARLY: _("未满期"),
            Shape.READY: _("可推进"),
            Shape.MET: _("满足"),
            Shape.EXCEPTION: _("例外"),
            Shape.RUNNING: _("进行中"),
            Shape.HELD: _("被卡住"),
            Shape.AHEAD: _("未到"),
            Shape.NOTE: _("提示"),
        }
        return words[self]


_LOOK: dict[Shape, tuple[str, str]] = {
    Shape.LATE: ("alert-triangle", "late"),
    Shape.UNMET: ("circle-x", "late"),
    Shape.MISSING: ("file-text", "late"),
    Shape.SOON: ("clock", "soon"),
    Shape.EARLY: ("calendar-time", "soon"),
    Shape.READY: ("circle-arrow-right", "ok"),
    Shape.MET: ("circle-check", "ok"),
    Shape.EXCEPTION: ("diamonds", "exception"),
    Shape.RUNNING: ("circle-dot", "running"),
    Shape.HELD: ("lock", "mute"),
    Shape.AHEAD: ("circle-dashed", "mute"),
    Shape.NOTE: ("info-circle", "soon"),
}


class DateKind(StrEnum):
    """What sort of date it is; the word stands in a small box beside every date."""

    STATUTORY = "statutory"
    UNIT = "unit"
    PLANNED = "planned"
    ACTUAL = "actual"
    PROVISIONAL = "provisional"

    @property
    def word(self) -> str:
        """The boxed word."""
        words = {
            DateKind.STATUTORY: _("法定"),
            DateKind.UNIT: _("单位"),
            DateKind.PLANNED: _("计划"),
            DateKind.ACTUAL: _("实际"),
            DateKind.PROVISIONAL: _("暂算"),
        }
        return words[self]


@dataclass(frozen=True, slots=True)
class State:
    """A state as shown: shape, word, tint. An empty word means the shape's own."""

    shape: Shape
    said: str = ""

    @property
    def word(self) -> str:
        """What is written."""
        return self.said or self.shape.word


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere; ``icon`` names a symbol of the sprite."""

    text: str
    href: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """An article, such as 第九条第4项; without an address it is shown as words only."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date as shown: its text, its ISO form, its kind, and how far away it is in words.

    ``text`` may also say 日期未定; ``iso`` and ``kind`` are then empty. ``shape`` gives the words their tint.
    """

    text: str
    iso: str = ""
    kind: DateKind | None = None
    note: str = ""
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """The one act that a row offers. ``primary`` makes it the red button: one in a view, the most urgent."""

    text: str
    href: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was refused: the sentence, its article, from which day it may be done, who may make an
    exception; ``rule`` is the id of the rule where the page names it.
    """

    sentence: str
    cite: Cite | None = None
    earliest: str = ""
    override: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused act: every unmet finding at once. Nothing was written; what was typed is still in the
    form, unless ``hint`` says how to go on.
    """

    title: str
    reasons: tuple[Reason, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in sentences, and where to go on."""

    title: str
    sentences: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One answer of a rule: requirement, article, the fact it rests on, the day it can be met.

    ``quiet`` rows (met, not applicable) shrink to one line.
    """

    state: State
    requirement: str
    cite: Cite | None = None
    fact: str = ""
    day: Day | None = None
    link: Link | None = None

    @property
    def day_said(self) -> bool:
        """Whether the sentence says its day itself."""
        return self.day is not None and self.day.text in self.requirement + self.fact

    @property
    def quiet(self) -> bool:
        """Success is shown small."""
        return self.state.shape in {Shape.MET, Shape.AHEAD}


@dataclass(frozen=True, slots=True)
class Findings:
    """Why not yet, and from which day: a title, the verdict in one sentence, the totals and the rows, worst
    first.
    """

    title: str
    verdict: str
    totals: tuple[State, ...]
    rows: tuple[FindingRow, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one is in a long list: 第 1 至 50 名，共 132 名."""

    text: str
    previous: str = ""
    next: str = ""
