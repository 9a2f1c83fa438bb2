"""The part of the world that a list of acts is judged in, as it stands under the locks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from workflows.nodes import ActType, MatterType, Office, Procedure
from workflows.nodes.walk import OpenStep
from workflows.rules.calendars import ORDINARY, Calendar
from workflows.rules.facts import Facts
from workflows.rules.regulations import Edition
from workflows.rules.situation import Dossier, PersonView, SeenFile, UnitView
from workflows.rules.surveys import CaseView, Surveyed
from workflows.selectors.calendars import institution_calendar
from workflows.selectors.units import climbed


@dataclass(slots=True)
class CaseState:
    """A case while acts are planned on it; the last state of the list is what is written."""

    id: int
    process: int
    procedure: type[Procedure]
    subject: int
    unit: int
    status: str
    stage: str
    stage_since: date | None
    opened_on: date
    ended_on: date | None
    end: str
    facts: Facts
    steps: dict[str, OpenStep]
    revision: int
    new: bool = False
    touched: bool = False
    #: the open steps as they were read, with what was armed for each
    before: dict[str, OpenStep] = field(default_factory=dict)

    @property
    def kinds(self) -> Mapping[str, ActType]:
        """The acts that its entries may tell of, by name."""
        return self.procedure.act_types

    @property
    def keepers(self) -> tuple[Office, ...]:
        """The offices that may correct and void its entries."""
        return self.procedure.keepers


@dataclass(slots=True)
class MatterState:
    """A matter while acts are planned on it."""

    id: int
    type: type[MatterType]
    unit: int
    person: int | None
    opened_on: date
    closed_on: date | None
    facts: Facts
    revision: int
    new: bool = False
    touched: bool = False

    @property
    def subject(self) -> int | None:
        """Whom it is about, if anybody."""
        return self.person

    @property
    def kinds(self) -> Mapping[str, ActType]:
        """The acts that its entries may tell of, by name."""
        return self.type.acts()

    @property
    def keepers(self) -> tuple[Office, ...]:
        """The offices that may correct and void its entries."""
        return self.type.keepers


#: what entries belong to
Owner = CaseState | MatterState


@dataclass(slots=True)
class Head:
    """The end of a unit's chain, moving on with every entry planned."""

    unit: int
    seq: int
    hash: str
    touched: bool = False


#: an edition's record and its digest: together they name one content for ever
EditionKey = tuple[int, str]


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """From a day, a unit and those below it work by an edition."""

    unit: int
    family: str
    edition: EditionKey
    from_on: date


@dataclass(frozen=True, slots=True)
class Earlier:
    """An act that was performed under the same key."""

    digest: str
    entry: int
    case: int | None
    matter: int | None
    outcome: str


@dataclass(slots=True)
class World:
    """Everything read for a list of acts."""

    cases: dict[int, CaseState]
    matters: dict[int, MatterState]
    people: dict[int, PersonView]
    closed: dict[int, date]
    units: dict[int, UnitView]
    parents: Mapping[int, int | None]
    adoptions: list[AdoptionView]
    heads: dict[int, Head]
    earlier: dict[str, Earlier]
    singles: set[str]
    records: dict[tuple[str, int], Facts]
    ids: dict[str, list[int]]
    calendar: Calendar | None = None
    numbers: dict[str, PersonView] = field(default_factory=dict)
    #: entries of a person's cases that a place reaching back may concern, by the matter that records it
    done: dict[int, list[tuple[int, date]]] = field(default_factory=dict)
    #: the matter within which each case was opened, and those matters as they stand
    inside: dict[int, int] = field(default_factory=dict)
    around: dict[int, MatterState] = field(default_factory=dict)
    #: the cases that a matter concerns, where an act surveys them
    surveyed: dict[int, Surveyed] = field(default_factory=dict)
    #: what was handed in before with any case, among the files of these acts
    seen: list[SeenFile] = field(default_factory=list)
    #: other matters that the acts consult, in whatever unit
    consulted: list[MatterState] = field(default_factory=list)
    #: everybody below a unit, where an act musters them
    below: dict[int, tuple[PersonView, ...]] = field(default_factory=dict)
    #: what is known of those whom the acts name, by number, where they ask for it
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    #: the days of the timers of its matters, by act
    armed: dict[int, dict[str, date]] = field(default_factory=dict)
    #: the last day on which something was judged in a unit or below it, by unit and procedure
    judged: dict[tuple[int, str], date] = field(default_factory=dict)
    #: the moment that was asked for last, with its day
    moment: tuple[datetime, date] | None = None

    def day_of(self, at: datetime) -> date:
        """The day of a moment here; every act of a list asks for that of the same moment."""
        if self.moment is None or self.moment[0] is not at:
            self.moment = at, timezone.localdate(at)
        return self.moment[1]

    def calendar_for(self, edition: Edition) -> Calendar:
        """The calendar an edition counts by; it is read only for one that counts working days."""
        if not edition.counts_working_days:
            return ORDINARY
        if self.calendar is None:
            self.calendar = institution_calendar()
        return self.calendar

    def record_of(self, kind: type[MatterType] | None, person: int) -> Facts:
        """What the record of this kind says of somebody, the acts of this list included."""
        return self.records.get((kind.kind(), person), Facts()) if kind else Facts()

    def within(self, case: int) -> MatterState | None:
        """The matter within which a case was opened, the acts of this list included."""
        matter = self.inside.get(case, 0)
        return self.matters.get(matter) or self.around.get(matter)

    def ruled_from(self, case: CaseState) -> date:
        """The day by whose edition a case goes where a parameter says ``since: opened``.

        All that is opened within one matter goes by its first day: one list or sheet is made of it.
        """
        within = self.within(case.id)
        return within.opened_on if within else case.opened_on

    def consulted_in(self, units: Iterable[int]) -> dict[str, tuple[Facts, ...]]:
        """The facts of the matters that the acts consult in these units, by kind, as they stand by now."""
        places, found = set(units), dict[str, tuple[Facts, ...]]()
        for state in self.consulted:
            if state.unit in places:
                now, kind = self.matters.get(state.id, state), state.type.kind()
                found[kind] = (*found.get(kind, ()), now.facts)
        return found

    def survey(self, matter: int) -> Surveyed:
        """The cases that a matter concerns, the acts of this list included."""
        known = self.surveyed.get(matter, Surveyed())
        found = (self._as_it_stands(case, known.of(case.id)) for case in self.cases.values() if case.touched)
        self.surveyed[matter] = known.after([view for view in found if view])
        return self.surveyed[matter]

    def documented(self) -> dict[str, Dossier]:
        """What is known of those whom the acts name, the acts of this list included."""
        return {
            number: replace(each, cases=tuple(self._now(view) for view in each.cases))
            for number, each in self.dossiers.items()
        }

    def _now(self, view: CaseView) -> CaseView:
        case = self.cases.get(view.id)
        return (self._as_it_stands(case, view) if case else None) or view

    def seen_elsewhere(self, case: int | None, files: tuple[str, ...]) -> tuple[SeenFile, ...]:
        """The files that came with other cases, the acts of this list included."""
        return tuple(each for each in self.seen if each.sha256 in files and each.case != case)

    def _as_it_stands(self, case: CaseState, seen: CaseView | None) -> CaseView | None:
        """A case as it stands now, where it was seen and has changed since."""
        if seen is None or (seen.facts is case.facts and seen.open == case.steps.keys()):
            return None
        return replace(seen, status=case.status, end=case.end, facts=case.facts, open=frozenset(case.steps))

    def learn(self, matter: MatterState) -> None:
        """Let the acts that follow in the list be judged by what a person's record says now."""
        if matter.person is not None:
            self.records[matter.type.kind(), matter.person] = matter.facts

    def meet(self, person: PersonView) -> None:
        """Let the acts that follow in the list be judged by where a person stands now."""
        self.people[person.id] = self.numbers[person.number] = person

    def head(self, unit: int) -> Head:
        """The end of a unit's chain; of one without entries, its beginning."""
        return self.heads.setdefault(unit, Head(unit, 0, ""))

    def judged_in(self, unit: int) -> Mapping[str, date]:
        """The last day on which something was judged in a unit or below it, by procedure."""
        return {family: day for (here, family), day in self.judged.items() if here == unit}

    def lineage(self, unit: int) -> list[int]:
        """The unit and those above it, nearest first."""
        return climbed(unit, self.parents)

    def units_of(self, person: PersonView, on: date, home: int) -> dict[str, UnitView]:
        """The units a person belongs to on a day and those above, by kind.

        First come those of the unit that has taken the place of the home unit, because the person went from
        one to another of its kind; then the home unit's, which keeps the case.
        """
        kind = self.units[home].kind if home in self.units else ""
        here = [s.unit_id for s in person.standings if s.stands_on(on)]
        moved = [unit for unit in here if unit in self.units and self.units[unit].kind == kind]
        starts = [*moved, home, *here]
        found: dict[str, UnitView] = {}
        for start in starts:
            for unit in self.lineage(start):
                if unit in self.units:
                    found.setdefault(self.units[unit].kind, self.units[unit])
        return found

    def keeping(self, home: int) -> dict[str, UnitView]:
        """The unit in whose journal something stands and those above it, by words that name no kind."""
        return {f"keeps.{unit}": self.units[unit] for unit in self.lineage(home) if unit in self.units}

    def adoptions_of(self, unit: int, family: str, on: date) -> list[AdoptionView]:
        """What a unit and those above it had adopted by a day: the nearest unit first, its latest first."""
        held = [each for each in self.adoptions if each.family == family and each.from_on <= on]
        held.sort(key=lambda adoption: adoption.from_on, reverse=True)
        return [each for here in self.lineage(unit) for each in held if each.unit == here]


def view_details(value: Any) -> Mapping[str, Any]:
    """Details as rules see them; an empty column is an empty mapping."""
    return value or {}
