"""A meeting: whether there is a quorum, the roll, each person in turn, and the one act that comes next.

Nothing here puts a person beside a choice: of written opinions it is said that they came in, of another
teller's numbers that they lie sealed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from portal.pages.case import OpenAct
from portal.pages.journal import JournalRow
from portal.pages.papers import Prints
from portal.pages.parts import Cite, Fact, Link, Reason, Refusal, State


@dataclass(frozen=True, slots=True)
class Quorum:
    """Attendance in one sentence, one block per entitled member; ``needed`` is where the law draws its line.

    ``written`` of the absent have handed in an opinion: it counts as a vote and not as coming.
    """

    verdict: str
    entitled: int
    present: int
    needed: int
    line: str
    state: State
    written: int = 0
    cite: Cite | None = None
    advice: str = ""

    @property
    def seats(self) -> range:
        """One number per entitled member, from 1."""
        return range(1, self.entitled + 1)

    @property
    def sealed(self) -> range:
        """The blocks of those absent whose opinion came in."""
        return range(self.present + 1, self.present + self.written + 1)

    @property
    def absent(self) -> int:
        """Entitled and not there."""
        return self.entitled - self.present

    @property
    def leans(self) -> bool:
        """Whether the line stands so far to the right that its words go to its left."""
        return self.needed * 3 > self.entitled * 2

    @property
    def silent(self) -> int:
        """Absent without an opinion."""
        return self.absent - self.written


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody entitled who stayed away: why, and that a written opinion came in."""

    name: str
    why: str
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody of the electorate who has no vote here, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Roll:
    """The locked roll: who stayed away first, then who came, then who was left out.

    ``taken`` is False until attendance is taken: everybody entitled then stands in ``present``.
    """

    note: str
    present: tuple[str, ...]
    away: tuple[Away, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing to say of one person: a choice where there are ``options``, else a text or a moment."""

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with what can be said of them; an untouched line says what is usual."""

    key: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A form that says something of many people at once: what an untouched line means, and the lines."""

    usual: str
    lines: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """One number to type: form field name, label, value as typed. ``role`` ties it to the sums: issued,
    returned, approve, oppose, abstain, void, or any other name a check uses.
    """

    role: str
    name: str
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """An identity that the numbers must satisfy: the sum of ``left`` compared with the sum of ``right``.

    ``relation`` is "eq" or "le"; a role may be a number written out (14). The three sentences are shown for
    not yet typed, satisfied and violated; {left} and {right} in them are replaced by the sums, also by the
    script while typing. ``holds`` is what the server found: None while numbers are missing.
    """

    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    pending: str
    satisfied: str
    violated: str
    holds: bool | None = None
    sums: tuple[int, int] = (0, 0)

    @property
    def sentence(self) -> str:
        """What the page says before any script runs."""
        text = {None: self.pending, True: self.satisfied, False: self.violated}[self.holds]
        return text.replace("{left}", str(self.sums[0])).replace("{right}", str(self.sums[1]))


@dataclass(frozen=True, slots=True)
class Teller:
    """A teller of the ballot that is counted: who, and whether a count of theirs lies sealed."""

    label: str
    name: str
    sealed: bool = False
    me: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """My numbers of one person's ballot, in groups, beside the other teller's sealed ones."""

    groups: tuple[tuple[Numbers, ...], ...]
    checks: tuple[Check, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a person's agenda: reached or not, and when."""

    title: str
    reached: bool = False
    now: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person on the agenda. ``now`` marks whose turn it is: the only one who is opened; the act in view
    ends with the ``last`` of them.

    ``lines`` say what came of the rounds, the result first; ``waits`` why nothing can be done yet.
    """

    no: int
    name: str
    note: str
    state: State
    now: bool = False
    last: bool = False
    href: str = ""
    lines: tuple[str, ...] = ()
    cite: Cite | None = None
    motion: str = ""
    items: tuple[Item, ...] = ()
    tellers: tuple[Teller, ...] = ()
    count: Count | None = None
    refused: tuple[Reason, ...] = ()
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """The one act in view: its form, and where it stands on the page.

    With ``about_people`` it stands before the candidates, else with whose turn it is.
    """

    title: str
    href: str
    submit: str
    form: BaseForm
    cite: Cite | None = None
    hint: str = ""
    icon: str = ""
    people: People | None = None
    about_people: bool = False


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting as somebody sees it who may act on it, or who only reads."""

    title: str
    facts: tuple[Fact, ...]
    quorum: Quorum | None
    say: str
    candidates: tuple[Candidate, ...]
    roll: Roll | None = None
    turn: Turn | None = None
    acts: tuple[OpenAct, ...] = ()
    journal: tuple[JournalRow, ...] = ()
    crumbs: tuple[Link, ...] = ()
    tools: tuple[Link, ...] = ()
    prints: tuple[Prints, ...] = ()
    refusal: Refusal | None = None
    closed: str = ""
    foot: str = ""
