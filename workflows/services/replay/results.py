"""Results of played case files, as lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflows.services.replay.comparing import Mismatch, mismatches
from workflows.services.replay.database import empty_tables
from workflows.services.replay.playing import Observed, Player
from workflows.services.replay.script import Script, Step, Variant
from workflows.services.verifying import Difference, verify
from workflows.texts.sentences import sentence


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step as it was played."""

    step: Step
    observed: Observed
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        """Whether it came as expected."""
        return not self.mismatches

    def to_json(self) -> dict[str, Any]:
        """The step for programs."""
        refused = self.observed.refused
        return {
            "line": self.step.line,
            "date": self.step.on.isoformat(),
            "actor": self.step.actor,
            "act": self.step.act,
            "holds": self.holds,
            "refused": None if refused is None else sorted(refused),
            "said": list(self.observed.said),
            "mismatches": [
                {"what": each.what, "of": each.of, "expected": each.expected, "found": each.found}
                for each in self.mismatches
            ],
        }


@dataclass(frozen=True, slots=True)
class VariantResult:
    """One variant as it was played; ``left`` are steps that made no sense any more."""

    script: Script
    variant: Variant
    steps: tuple[StepResult, ...]
    left: int
    journal: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether everything came as expected, and the journal is whole."""
        return not self.left and not self.journal and all(step.holds for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """The variant for programs."""
        return {
            "file": self.script.document.source,
            "title": self.script.title,
            "variant": self.variant.name,
            "holds": self.holds,
            "steps": [step.to_json() for step in self.steps],
            "not_played": self.left,
            "journal": [difference.to_json() for difference in self.journal],
        }

    def lines(self) -> Iterator[str]:
        """The variant for people."""
        titles = (self.script.title, self.variant.name, self.variant.title)
        yield f"{self.script.document.source}  {' · '.join(filter(None, titles))}"
        for result in self.steps:
            yield from _lines(self.script.document.source, result)
        if self.left:
            yield "  " + sentence("play.left", {"count": self.left})
        for difference in self.journal:
            yield "  ✗ " + sentence("verify.difference", difference.to_json())


def play(script: Script) -> Iterator[VariantResult]:
    """Play every variant of a script in the default database, which is emptied before each."""
    for variant in script.variants:
        empty_tables()
        player = Player(script)
        results = list(_played(player, (*script.given, *variant.steps)))
        left = len(script.given) + len(variant.steps) - len(results)
        yield VariantResult(script, variant, tuple(results), left, verify().differences)


def _played(player: Player, steps: tuple[Step, ...]) -> Iterator[StepResult]:
    """The results of steps up to the first whose fate is another than expected."""
    for step in steps:
        observed = player.play(step)
        found = tuple(mismatches(player, step, observed))
        yield StepResult(step, observed, found)
        if any(each.fatal for each in found):
            return


def _lines(source: str, result: StepResult) -> Iterator[str]:
    step = result.step
    mark = "✓" if result.holds else "✗"
    what = f"{step.actor}：{step.title}" if step.kind else _swept(result)
    how = "" if result.observed.refused is None else f"  {sentence('play.was_refused')}"
    yield f"  {mark} {step.on.isoformat()} {what}{how}"
    yield from (f"      {source}:{step.line} {each.say()}" for each in result.mismatches)
    if not result.holds or step.expect.refused:
        yield from (f"      {each}" for each in result.observed.said)


def _swept(result: StepResult) -> str:
    return sentence("play.swept", {"acts": result.observed.fired})
