"""Reading what a case file expects of a step, and of the cases after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from workflows.nodes import Procedure
from workflows.services.replay.script import Expectation
from workflows.services.replay.sheet import Sheet
from workflows.texts.yaml_text import Keys

EXPECT = ("refused", "warned", "overridden", "outcome", "earliest", "fired")
STATE = (
    *("status", "stage", "open", "since", "effective", "end", "ended_on", "deadlines", "standing"),
    "figures",
)
DONE = "done"


class ExpectationReader:
    """Reads expectations; nodes may be called by their name or their title."""

    def __init__(
        self, sheet: Sheet, procedure: type[Procedure], people: Collection[str], rules: Collection[str] = ()
    ) -> None:
        """``people`` are the names by which cases are called, ``rules`` those of the regulation."""
        self.sheet = sheet
        self.people = people
        self.rules = rules
        #: how the rules of the regulation begin; others are of the procedure or of every one
        self.series = frozenset(rule.partition("-")[0] for rule in rules if "-" in rule)
        nodes = procedure.all_nodes()
        self.nodes = {node.label: node.name for node in nodes if node.label}
        self.nodes.update({node.name: node.name for node in nodes})
        self._readers: dict[str, Callable[[Keys], Any]] = {
            "status": lambda keys: sheet.text(*keys),
            "stage": self._node,
            "open": lambda keys: sorted(self._node(item) for item in sheet.items(*keys)),
            "since": lambda keys: {self._called(keys, name): day for name, day in self._days(keys).items()},
            "effective": self._days,
            "end": self._node,
            "ended_on": lambda keys: self._iso(*keys),
            "deadlines": self._days,
            "standing": self._named,
            "figures": self._named,
        }

    def expectation(self, *keys: str) -> Expectation:
        """What a step should lead to; where nothing is said it is to be done."""
        value = self.sheet.value(*keys)
        if value is None or value == DONE:
            return Expectation()
        if isinstance(value, str) and value in EXPECT:
            self.sheet.wrong(keys, "play.bare_expectation", name=value)
            return Expectation()
        if not isinstance(value, dict):
            self.sheet.unknown(keys, "play.unknown_expectation", str(value), (DONE, *EXPECT))
            return Expectation()
        self.sheet.mapping(*keys, among=EXPECT)
        fired = self._words(*keys, "fired")
        days = self.sheet.mapping(*keys, "earliest")
        return Expectation(
            refused=self._rules(*keys, "refused"),
            warned=self._rules(*keys, "warned"),
            overridden=self._rules(*keys, "overridden"),
            outcomes=self._outcomes(*keys, "outcome"),
            earliest={rule: self.sheet.day(*keys, "earliest", rule) or date.min for rule in days},
            fired=None if fired is None else tuple(fired),
        )

    def states(self, keys: Keys, own: str | None) -> dict[str, Mapping[str, Any]]:
        """What cases are expected to be: the one that the step is about, or several by name."""
        found: dict[str, Mapping[str, Any]] = {}
        if self.sheet.has(*keys, "state"):
            if own is None:
                self.sheet.wrong((*keys, "state"), "play.whose_state")
            else:
                found[own] = self._state((*keys, "state"))
        for name in self.sheet.mapping(*keys, "states", among=self.people):
            found[name] = self._state((*keys, "states", name))
        return found

    def _state(self, keys: Keys) -> dict[str, Any]:
        return {name: self._readers[name]((*keys, name)) for name in self.sheet.mapping(*keys, among=STATE)}

    def _rules(self, *keys: str) -> frozenset[str] | None:
        words = self._words(*keys)
        for word in words or ():
            if word not in self.rules and word.partition("-")[0] in self.series:
                self.sheet.unknown(keys, "play.unknown_rule", word, self.rules)
        return None if words is None else frozenset(words)

    def _words(self, *keys: str) -> list[str] | None:
        """A list of words, None where there is none."""
        if not self.sheet.has(*keys):
            return None
        return [self.sheet.text(*item, default=None) for item in self.sheet.items(*keys)]

    def _outcomes(self, *keys: str) -> dict[str, str]:
        """One outcome for the act, or one for each case."""
        if isinstance(self.sheet.value(*keys), dict):
            names = self.sheet.mapping(*keys, among=self.people)
            return {name: self.sheet.text(*keys, name, default=None) for name in names}
        if not self.sheet.has(*keys):
            return {}
        # An empty outcome says that the act decided nothing yet.
        undecided = self.sheet.value(*keys) == ""
        return {"": "" if undecided else self.sheet.text(*keys, default=None)}

    def _named(self, keys: Keys) -> dict[str, str]:
        return {name: self.sheet.text(*keys, name, default=None) for name in self.sheet.mapping(*keys)}

    def _days(self, keys: Keys) -> dict[str, str]:
        return {name: self._iso(*keys, name) for name in self.sheet.mapping(*keys)}

    def _iso(self, *keys: str) -> str:
        day = self.sheet.day(*keys)
        return day.isoformat() if day else ""

    def _node(self, keys: Keys) -> str:
        return self._called(keys, self.sheet.text(*keys))

    def _called(self, keys: Keys, name: str) -> str:
        """The name of a node that was called by its name or its title; empty stays empty."""
        if name and name not in self.nodes:
            self.sheet.unknown(keys, "play.unknown_node", name, self.nodes)
        return str(self.nodes.get(name, ""))
