"""What a rule may look at: the day, the edition, the facts of the case, and who and what is concerned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar, cast

from workflows.rules import calendars
from workflows.rules.calendars import ORDINARY, Calendar
from workflows.rules.facts import Facts
from workflows.rules.regulations import Edition
from workflows.rules.surveys import CaseView, Surveyed


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is in a unit of one tree (class, League branch, Party branch) for some time.

    Where the progress of a ``case`` gives the standing, ``otherwise`` is the one that the roster records.
    """

    tree: str
    unit_id: int
    unit_kind: str
    standing: str
    from_on: date
    to_on: date | None = None
    case: int | None = None
    otherwise: str = ""

    @property
    def recorded(self) -> str:
        """The standing that the roster records."""
        return self.standing if self.case is None else self.otherwise

    def stands_on(self, day: date) -> bool:
        """Whether it holds on a day; ``to_on`` is the first day it no longer does."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True)
class Office:
    """An office a person holds in a unit for a term; ``to_on`` is the first day out of office."""

    office: str
    unit_id: int
    unit_kind: str
    from_on: date
    to_on: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the office is held on a day."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True)
class Progress:
    """An open case that says what its subject is in some tree, with its procedure and stage as people say."""

    case: int
    procedure: str
    stage: str
    #: the standings that its stages give in this tree, reached or not
    standings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as rules see one: number, birthday, standings and offices; ``details`` are plain JSON.

    Two things are known only where an act on the person's record asks for them: ``follows`` has the open case
    that the standing in a tree follows, and ``acted_on`` the last day on which they acted by each office.
    """

    id: int
    number: str
    name: str
    born_on: date | None = None
    standings: tuple[Standing, ...] = ()
    offices: tuple[Office, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    follows: Mapping[str, Progress] = field(default_factory=dict)
    acted_on: Mapping[str, date] = field(default_factory=dict)

    def standing_on(self, tree: str, day: date) -> Standing | None:
        """The standing in a tree on a day; the one begun last where several hold."""
        held = [each for each in self.standings if each.tree == tree and each.stands_on(day)]
        return max(held, key=lambda each: each.from_on, default=None)

    def age_on(self, day: date) -> int | None:
        """Completed years on a day, or None when the birthday is not known."""
        return None if self.born_on is None else calendars.age_on(self.born_on, day)

    def holds(self, office: str, day: date, unit_id: int | None = None) -> bool:
        """Whether the person holds an office on a day, in one unit or in any."""
        return any(
            each.office == office and each.held_on(day) and unit_id in {None, each.unit_id}
            for each in self.offices
        )


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as rules see it; ``details`` are plain JSON, ``opened_on`` its first day where that is known."""

    id: int
    kind: str
    name: str
    details: Mapping[str, Any] = field(default_factory=dict)
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a person whom an act on a matter names: their record, their cases of its family.

    ``opened`` are the days by which the cases go: on which they were opened, or the matters around them.
    ``editions`` are those of these days, ``edition`` that of the day of the act, where the person belongs in
    the ``tree`` whose people the act musters.
    """

    person: PersonView
    record: Facts
    cases: tuple[CaseView, ...] = ()
    opened: Mapping[int, date] = field(default_factory=dict)
    tree: str = ""
    edition: Edition | None = None
    editions: Mapping[int, Edition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that came with another case before: its digest, whose case it was, and how that case ended."""

    sha256: str
    case: int
    person: int
    end: str


T = TypeVar("T")


def once(ask: Callable[[Situation], T]) -> Callable[[Situation], T]:
    """Let every situation answer a question once: the rules of an act ask the same, and it never changes."""

    @wraps(ask)
    def answer(situation: Situation) -> T:
        known = situation.known
        if ask not in known:
            known[ask] = ask(situation)
        return cast("T", known[ask])

    return answer


@dataclass(frozen=True, slots=True)
class Situation:
    """One act about to happen, or imagined for a forecast: ``dataclasses.replace`` gives the next day's.

    ``on`` is the act's legal date and ``data`` what the act states; ``people`` are those the data names, by
    number; ``units`` are the subject's units by tree; ``matter`` are the facts of the shared matter the act
    belongs to and ``matter_kind`` the word for its kind; ``record`` are those of the subject's own record,
    which several cases and procedures read; ``places`` are the units that the data may name, by id;
    ``opened_on`` is the day the case was opened, ``case`` its id and ``node`` the name of the node at which
    the act happens. ``judged_on`` has, where an adoption asks for it, the day of the last act that each
    procedure judged.
    ``within`` are the facts of the matter in which the case was opened, ``surveyed`` every case that the
    matter concerns, where the act surveys them; ``files`` are the digests of what is handed in with the act,
    ``seen`` those of them that came with other cases before, where the act compares them. ``at`` is the
    moment at which it is recorded, for limits shorter than a day; an act from which they run keeps it.
    ``consulted`` are the facts of other matters in the units concerned, by their kind, where the act asks;
    ``below`` is everybody who belongs to the unit of a matter or below it, each with that one standing;
    ``editions`` are those of the day by which each of the subject's cases goes, where all of them are told;
    ``dossiers`` are those of whoever the data name, by number, where the act asks for them.
    """

    on: date
    edition: Edition
    facts: Facts
    subject: PersonView
    data: Mapping[str, Any] = field(default_factory=dict)
    calendar: Calendar = ORDINARY
    people: Mapping[str, PersonView] = field(default_factory=dict)
    actor: PersonView | None = None
    matter: Facts | None = None
    record: Facts = field(default_factory=Facts)
    units: Mapping[str, UnitView] = field(default_factory=dict)
    places: Mapping[int, UnitView] = field(default_factory=dict)
    opened_on: date | None = None
    case: int | None = None
    node: str = ""
    matter_kind: str = ""
    judged_on: Mapping[str, date] = field(default_factory=dict)
    within: Facts | None = None
    surveyed: Surveyed = field(default_factory=Surveyed)
    files: tuple[str, ...] = ()
    seen: tuple[SeenFile, ...] = ()
    at: datetime | None = None
    consulted: Mapping[str, tuple[Facts, ...]] = field(default_factory=dict)
    below: tuple[PersonView, ...] = ()
    editions: Mapping[int, Edition] = field(default_factory=dict)
    dossiers: Mapping[str, Dossier] = field(default_factory=dict)
    #: what was asked of it already (``once``)
    known: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)
