"""A case file as it was read: who is there, what happens in which order, and what is expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from workflows.nodes import ActType, Paper
from workflows.rules.regulations import Edition
from workflows.texts.yaml_text import Document


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """One unit of the cast; ``above`` is another unit's name."""

    name: str
    kind: str
    title: str
    above: str | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where somebody belongs in one tree, with which standing, and from when to when (exclusive)."""

    unit: str
    tree: str
    standing: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Term:
    """An office held at a unit, from when to when (exclusive)."""

    office: str
    unit: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """One person of the cast."""

    number: str
    title: str
    born_on: date | None
    details: Mapping[str, Any]
    belongs: tuple[Belonging, ...]
    offices: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AdoptionSpec:
    """From a day, a unit works by an edition."""

    unit: str
    edition: str
    from_on: date


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a step should lead to; what is None is not looked at.

    ``refused`` is the exact set of the rules that refuse it; None means it is to be done. ``warned`` and
    ``overridden`` are exact sets too. ``outcomes`` are by case, or under the empty name for the act itself.
    """

    refused: frozenset[str] | None = None
    warned: frozenset[str] | None = None
    overridden: frozenset[str] | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    earliest: Mapping[str, date] = field(default_factory=dict)
    fired: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one actor, or a round of the sweeper where there is no act.

    ``case`` and the keys of ``cases`` name people, whose latest case is meant, or the step that opened one;
    ``matter`` is a name given by the file, as is ``within``, the matter in which a case is opened. Data are
    as papers want them, save for people and ``{step: name}``, which become numbers and entries when it is
    played; ``event_paper`` is the paper of what an act on a matter says of each case. ``scan`` says that the
    signed paper is handed in, or names another file; ``clock`` is the time of day at which it is recorded.
    """

    keys: tuple[str, ...]
    line: int
    on: date
    kind: ActType | None
    act: str
    actor: str | None = None
    case: str | None = None
    matter: str | None = None
    opens: str | None = None
    unit: str | None = None
    person: str | None = None
    within: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    cases: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    event_paper: type[Paper] = Paper
    recorded_by: str | None = None
    recorded_on: date | None = None
    clock: time | None = None
    confirmed_by: str | None = None
    reason: str = ""
    scan: str | bool = False
    name: str = ""
    expect: Expectation = field(default_factory=Expectation)
    states: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What is done, as people read it; empty for a round of the sweeper."""
        return self.kind.title if self.kind else self.act


@dataclass(frozen=True, slots=True)
class Variant:
    """One way the file goes on from what is given, always from the beginning; ``name`` may be empty."""

    name: str
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """One case file. ``people`` are by the name the file gives them; a group has several under one name."""

    document: Document
    title: str
    family: str
    since: date
    editions: tuple[tuple[Edition, str | None], ...]
    units: Mapping[str, UnitSpec]
    people: Mapping[str, tuple[PersonSpec, ...]]
    adoptions: tuple[AdoptionSpec, ...]
    given: tuple[Step, ...]
    variants: tuple[Variant, ...]
