"""The review room: the queue, one item with what it would add, its evidence, and the decision on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.desk import View
from portal.pages.parts import Cite, Fact, FindingRow, Link, Paging, Refusal, State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step has come: 已审 253 / 400 with what came of them; the line is drawn by ``share``."""

    done: int
    total: int
    parts: tuple[str, ...]

    @property
    def share(self) -> int:
        """How much of the line of 220 is filled."""
        return self.done * 220 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An item that waits: whose, what, how much, its module or what there is to look at."""

    pk: int
    name: str
    unit: str
    href: str
    what: str
    credits: str
    module: str
    flag: State | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """Items that came with the same file; one alone has no title. ``lead`` names the group in a form."""

    rows: tuple[QueueRow, ...]
    title: str = ""
    note: str = ""
    lead: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a filter."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What waits at a step without anybody being able to review it: how many, why, and where to see them."""

    text: str
    why: str
    link: Link


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits: all of it in number, a part of it in groups.

    ``bulk`` is the word of the one button for what is ticked; ``keep`` are the fields that a form carries on.
    ``held`` says how many cannot be reviewed yet, and why not.
    """

    title: str
    groups: tuple[QueueGroup, ...]
    bulk: str
    whole: str
    keep: tuple[tuple[str, str], ...]
    modules: tuple[Choice, ...] = ()
    classes: tuple[Choice, ...] = ()
    query: str = ""
    paging: Paging | None = None
    empty: str = ""
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of the reckoning: what, said how, by which article, how much. ``struck`` counts no more."""

    label: str
    said: str
    value: str
    cite: Cite | None = None
    struck: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of the evidence: where it is opened, whether it can be shown, and what is known of it."""

    text: str
    href: str
    shown: bool
    choose: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence beside the form: the file being looked at, the others, and the facts about it."""

    title: str
    shown: Picture | None
    others: tuple[Picture, ...]
    facts: tuple[Fact, ...]
    seen: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A button: its words, the outcome that it posts, and the key that presses it.

    ``needs`` is what must be filled in first: a reason, or what is recognised instead.
    """

    text: str
    outcome: str
    key: str
    primary: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Canned:
    """A reason by its code, and the sentence that stands for it until somebody writes another."""

    code: str
    text: str
    sentence: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """The item in the middle. ``held`` says what stands in the way of any decision at this step."""

    pk: int
    title: str
    facts: tuple[str, ...]
    amounts: tuple[Amount, ...]
    findings: tuple[FindingRow, ...]
    met: str
    evidence: Evidence
    form: BaseForm
    decisions: tuple[Decision, ...]
    canned: tuple[Canned, ...]
    href: str
    next: str
    previous: str
    case_href: str
    lowers: bool = False
    doubt: str = ""
    with_group: str = ""
    refusal: Refusal | None = None
    held: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """An item of a list that the rules refused: it stays, and why."""

    name: str
    what: str
    href: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """What can be taken back: words with the minutes that are left, and the entries that the form names."""

    text: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the room and what it does."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole room at one step of one round."""

    title: str
    href: str
    steps: tuple[View, ...]
    rounds: tuple[Choice, ...]
    progress: Progress | None
    queue: Queue
    item: ReviewedItem | None
    undo: Undo | None
    undo_href: str
    bulk_href: str
    keys: tuple[Key, ...]
    keep: tuple[tuple[str, str], ...]
    act_key: str
    left: tuple[Left, ...] = ()
    left_title: str = ""
    paper: BaseForm | None = None
    foot: str = ""
