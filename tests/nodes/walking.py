"""A case that walks in memory: open steps and the moves of one act after the other, without a database."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from tests.toy.world import EDITION
from workflows.nodes import Procedure
from workflows.nodes.walk import Moves, OpenStep, Walk
from workflows.rules.facts import Facts
from workflows.rules.regulations import Edition
from workflows.rules.situation import PersonView, Situation

DAY = date(2024, 3, 1)


@dataclass(slots=True)
class Walker:
    """One case of a procedure; ids of tasks count from 1."""

    procedure: type[Procedure]
    situation: Situation = field(
        default_factory=lambda: Situation(
            DAY, Edition.from_mapping(EDITION), Facts(), PersonView(1, "m1", "人")
        )
    )
    steps: dict[str, OpenStep] = field(default_factory=dict)
    ids: count[int] = field(default_factory=lambda: count(1))

    @property
    def open(self) -> list[str]:
        """The names of the open nodes, in the order in which they were opened."""
        return list(self.steps)

    def token(self, node: str) -> str:
        """The token at an open node."""
        return self.steps[node]["token"]

    def begin(self) -> Moves:
        """Open the case."""
        walk = self._walk()
        walk.begin(self.procedure.start)
        return walk.moves

    def complete(self, node: str, outcome: str = "done") -> Moves:
        """An act at an open node decides its outcome."""
        walk = self._walk()
        walk.complete(self.procedure.named(node), outcome)
        return walk.moves

    def divert(self, act: str) -> Moves:
        """A case act sends the case elsewhere."""
        walk = self._walk()
        walk.divert(self.procedure.named(self.procedure.case_acts[act].leads_to.name))
        return walk.moves

    def on(self, day: date) -> Walker:
        """The same case on another day."""
        self.situation = replace(self.situation, on=day)
        return self

    def _walk(self) -> Walk:
        return Walk(self.procedure, self.steps, self.situation, lambda: next(self.ids))


def walker(procedure: type[Procedure], *acts: str) -> Walker:
    """A case that was opened and has come through ``acts``, each a node or ``node:outcome``."""
    found = Walker(procedure)
    found.begin()
    for act in acts:
        node, _, outcome = act.partition(":")
        found.complete(node, outcome or "done")
    return found
