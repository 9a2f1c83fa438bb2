"""What came of a step beside what was expected of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workflows.door import outlook
from workflows.models import Case, Deadline, DeadlineState
from workflows.nodes import Procedure
from workflows.nodes.stage import Scope
from workflows.rules.facts import Facts
from workflows.services.replay.playing import Observed, Player
from workflows.services.replay.script import Step
from workflows.texts.sentences import sentence

#: how several words are listed, and nothing
COMMA, NOTHING = "、", "—"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that is not as expected; ``of`` says of which case, act or rule.

    A ``fatal`` one leaves no sense in what follows.
    """

    what: str
    of: str
    expected: str
    found: str
    fatal: bool = False

    def say(self) -> str:
        """The sentence for people."""
        params = {"what": sentence(f"play.what_{self.what}"), "of": self.of}
        return sentence("play.mismatch", {**params, "expected": self.expected, "found": self.found})


def mismatches(player: Player, step: Step, observed: Observed) -> list[Mismatch]:
    """Everything about a step that is not as expected, of the cases afterwards too."""
    if not observed.came_to(step.expect.refused):
        return [Mismatch("fate", "", _fate(step.expect.refused), _fate(observed.refused), fatal=True)]
    found = list(_answers(step, observed))
    for name, state in step.states.items():
        found += _state(player, name, state, player.moment_of(step))
    return found


def _answers(step: Step, observed: Observed) -> Iterator[Mismatch]:
    expect = step.expect
    for what in ("warned", "overridden", "fired"):
        wanted, got = getattr(expect, what), getattr(observed, what)
        if wanted is not None and wanted != got:
            yield Mismatch(what, "", _list(wanted), _list(got))
    for name, value in expect.outcomes.items():
        found = observed.outcomes.get(name, "")
        if value != found and value not in _called(step, found):
            yield Mismatch("outcome", name, str(value), _text(found))
    yield from _pairs("earliest", expect.earliest, observed.earliest)


def _called(step: Step, outcome: str) -> set[str]:
    """What an outcome is called on the papers of a step: the label of the choice that it comes from."""
    papers = [step.event_paper, *([step.kind.paper] if step.kind and step.kind.paper else [])]
    words = (paper.choice_words(name) for paper in papers for name in paper.base_fields)
    return {word[outcome] for word in words if outcome in word}


def _pairs(what: str, wanted: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[Mismatch]:
    for name, value in wanted.items():
        if got.get(name, "") != value:
            yield Mismatch(what, name, str(value), _text(got.get(name)))


def _state(player: Player, name: str, wanted: Mapping[str, Any], at: datetime) -> Iterator[Mismatch]:
    case = player.asking.case(name)
    if case is None:
        yield Mismatch("case", name, name, NOTHING)
        return
    actual = _actual(player.procedure, case)
    if "figures" in wanted:
        actual["figures"] = _figures(player.procedure, case, at)
    for what, value in wanted.items():
        if isinstance(value, Mapping):
            yield from _pairs(what, value, actual[what])
        elif value != actual[what]:
            yield Mismatch(what, "", _text(value), _text(actual[what]))


def _actual(procedure: type[Procedure], case: Case) -> dict[str, Any]:
    """The case in the words that a file may use."""
    facts = Facts.from_json(case.facts)
    armed = Deadline.objects.filter(case=case, state=DeadlineState.ARMED)
    held = case.subject.memberships.filter(to_on=None)
    latest = {name: fact for name in case.facts if (fact := facts.latest(name))}
    return {
        "status": case.status,
        "stage": case.stage,
        "open": sorted(name for name in case.steps if not isinstance(procedure.named(name), Scope)),
        "since": {name: step["since"] for name, step in case.steps.items()},
        "effective": {name: fact.effective_on.isoformat() for name, fact in latest.items()},
        "end": case.end,
        "ended_on": case.ended_on.isoformat() if case.ended_on else "",
        "deadlines": {deadline.act: deadline.due_on.isoformat() for deadline in armed},
        "standing": dict(held.values_list("tree", "standing")),
    }


def _figures(procedure: type[Procedure], case: Case, at: datetime) -> Mapping[str, str]:
    """What the procedure counts for the subject of a case."""
    view = outlook([case.pk], at=at)[case.pk]
    cases = Case.objects.filter(subject=case.subject_id, procedure=procedure.ref).order_by("pk")
    known = {pk: Facts.from_json(facts) for pk, facts in cases.values_list("pk", "facts")}
    situation = replace(view.situation, editions=view.editions_of(known))
    return procedure.figures(situation, known.items())


def _fate(rules: frozenset[str] | None) -> str:
    return sentence("play.done") if rules is None else sentence("play.refused", {"rules": _list(rules)})


def _list(words: Iterable[str]) -> str:
    return COMMA.join(sorted(words)) or NOTHING


def _text(value: Any) -> str:
    return _list(value) if isinstance(value, list) else str(value or NOTHING)
