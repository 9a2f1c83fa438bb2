"""Reading the steps of a case file: who does what, when, to which case or matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.nodes import ActType, MatterAct, MatterType, Paper, Procedure
from workflows.services.replay.acts import (
    Fields,
    case_acts,
    event_paper,
    kinds,
    matter_acts,
    named,
    rules_of,
)
from workflows.services.replay.cast import Cast
from workflows.services.replay.expectations import ExpectationReader
from workflows.services.replay.script import Step
from workflows.services.replay.sheet import Sheet
from workflows.texts.yaml_text import Keys

STEP = (
    *("name", "date", "actor", "act", "data", "case", "matter", "kind", "unit", "person", "cases", "within"),
    *(
        "sweep",
        "time",
        "recorded_by",
        "recorded_on",
        "confirmed_by",
        "reason",
        "scan",
        "expect",
        "state",
        "states",
    ),
)
#: what only an act on a matter has
ON_MATTERS = ("kind", "unit", "person", "cases")


class StepReader:
    """Reads steps in their order, and knows which matters have been opened by then."""

    def __init__(self, sheet: Sheet, procedure: type[Procedure], cast: Cast) -> None:
        """The cast says who and what is there, and which rules the regulation has."""
        self.sheet = sheet
        self.procedure = procedure
        self.people = people = cast.people
        self.units = cast.units
        #: whose latest case is meant by their name, and the steps that open a case and bear one
        self.known: set[str] = set(people)
        known_rules = cast.rules | rules_of(procedure)
        self.expectations = ExpectationReader(sheet, procedure, self.known, known_rules)
        self.subject = sheet.chosen("subject", among=people, message="play.unknown_person")
        self.matters: dict[str, type[MatterType]] = {}
        #: those of them whose opening is expected to be refused: the name is free for the next attempt
        self.vain: set[str] = set()
        #: the names of the steps read so far
        self.names: set[str] = set()

    def go_on_from(self, before: StepReader) -> None:
        """Know all that the steps of another reader have opened and named."""
        self.matters, self.vain, self.names = before.matters, before.vain, before.names
        self.known |= before.known

    def read(self, *keys: str) -> tuple[Step, ...]:
        """The steps of a list."""
        found = []
        for item in self.sheet.items(*keys):
            step = self._step(item)
            if step.name in self.names:
                self.sheet.wrong((*item, "name"), "play.step_twice", name=step.name)
            self.names.update(filter(None, [step.name]))
            if step.name and step.kind and self.procedure.opened_by(step.act):
                self.known.add(step.name)
            found.append(step)
        return tuple(found)

    def _step(self, keys: Keys) -> Step:
        content = self.sheet.mapping(*keys, among=STEP)
        common: dict[str, Any] = {
            "keys": keys,
            "line": self.sheet.document.place(keys)[0],
            "on": self.sheet.day(*keys, "date") or date.min,
            "name": self.sheet.text(*keys, "name"),
            "clock": self.sheet.clock(*keys, "time"),
            "expect": self.expectations.expectation(*keys, "expect"),
        }
        self._needs(keys, "date")
        if content.get("sweep") is True:
            return Step(kind=None, act="", states=self.expectations.states(keys, self.subject), **common)
        self._needs(keys, "actor", "act")
        target = self._matter(keys) if "matter" in content else self._case(keys)
        return Step(**common, **target, **self._circumstances(keys, target))

    def _circumstances(self, keys: Keys, target: Mapping[str, Any]) -> dict[str, Any]:
        """Who acts, records and confirms, and what is expected of the case it is about."""
        sheet, cases = self.sheet, list(target["cases"])
        own = target["case"] or (cases[0] if len(cases) == 1 else None)
        return {
            "actor": self._person(keys, "actor"),
            "recorded_by": self._person(keys, "recorded_by"),
            "recorded_on": sheet.day(*keys, "recorded_on"),
            "confirmed_by": self._person(keys, "confirmed_by"),
            "reason": sheet.text(*keys, "reason"),
            "scan": self._scan(keys),
            "states": self.expectations.states(keys, own),
        }

    def _case(self, keys: Keys) -> dict[str, Any]:
        """An act on a case, by default that of the file's subject; the opening act opens the actor's own."""
        for name in ON_MATTERS:
            if self.sheet.has(*keys, name):
                self.sheet.wrong((*keys, name), "play.without_matter", key=name)
        kind = self._act(keys, case_acts(self.procedure))
        opening = kind is not None and self.procedure.opened_by(kind.name) is not None
        among = self.people if opening else self.known
        case = self.sheet.chosen(*keys, "case", among=among, message="play.unknown_person") or self.subject
        if case is None and opening:
            case = self.sheet.text(*keys, "actor") or None
        elif case is None and kind is not None:
            self._needs(keys, "case")
        within = self.sheet.chosen(*keys, "within", among=self.matters, message="play.unknown_matter")
        return {**self._paper(keys, kind), "case": case, "cases": {}, "within": within}

    def _matter(self, keys: Keys) -> dict[str, Any]:
        """An act on a matter that was opened before, or is opened by it."""
        sheet, name, known = self.sheet, self.sheet.text(*keys, "matter"), kinds(self.procedure)
        opens = sheet.chosen(*keys, "kind", among=known, message="play.unknown_kind")
        if opens:
            self._open(keys, name, known[opens])
        elif name not in self.matters:
            sheet.unknown((*keys, "matter"), "play.unknown_matter", name, self.matters)
        matter = self.matters.get(name)
        kind = self._act(keys, matter_acts(matter)) if matter else None
        return {
            **self._paper(keys, kind),
            "case": None,
            "matter": name,
            "opens": matter.kind() if opens and matter else None,
            "unit": sheet.chosen(*keys, "unit", among=self.units, message="play.unknown_unit"),
            "person": self._person(keys, "person"),
            **self._cases(keys, matter, kind),
        }

    def _open(self, keys: Keys, name: str, kind: type[MatterType]) -> None:
        self._needs(keys, "unit")
        if name in self.matters and name not in self.vain:
            self.sheet.wrong((*keys, "matter"), "play.matter_twice", name=name)
        self.matters[name] = kind
        self.vain.discard(name)
        if self.sheet.has(*keys, "expect", "refused"):
            self.vain.add(name)

    def _cases(self, keys: Keys, matter: type[MatterType] | None, kind: ActType | None) -> dict[str, Any]:
        """The cases that the act concerns, with what it says of each and on which paper."""
        here = (*keys, "cases")
        value = self.sheet.value(*here)
        names = [str(name) for name in value] if isinstance(value, list) else [*self.sheet.mapping(*here)]
        for name in names:
            if name not in self.known:
                self.sheet.unknown(here, "play.unknown_person", name, self.known)
        paper: type[Paper] = Paper
        if matter and isinstance(kind, MatterAct):
            paper = event_paper(self.procedure, matter, kind)
        fields = Fields(self.sheet, paper, self.people, self.names)
        return {"cases": {name: fields.read((*here, name)) for name in names}, "event_paper": paper}

    def _paper(self, keys: Keys, kind: ActType | None) -> dict[str, Any]:
        if kind is None:
            return {"kind": None, "act": "", "data": {}}
        data = Fields(self.sheet, kind.paper or Paper, self.people, self.names).read((*keys, "data"))
        return {"kind": kind, "act": kind.name, "data": data}

    def _act(self, keys: Keys, acts: Mapping[str, Any]) -> ActType | None:
        name = self.sheet.text(*keys, "act")
        return named(self.sheet, (*keys, "act"), name, acts) if name else None

    def _scan(self, keys: Keys) -> str | bool:
        """Whether the signed paper is handed in, or what else is, by a name that stands for the file."""
        value = self.sheet.value(*keys, "scan")
        return value if isinstance(value, str) else value is True

    def _person(self, keys: Keys, name: str) -> str | None:
        found = self.sheet.chosen(*keys, name, among=self.people, message="play.unknown_person")
        if found and len(self.people[found]) > 1:
            self.sheet.wrong((*keys, name), "play.one_of_a_group", name=found)
        return found

    def _needs(self, keys: Keys, *names: str) -> None:
        for name in names:
            if not self.sheet.has(*keys, name):
                self.sheet.wrong(keys, "play.missing", key=name)
