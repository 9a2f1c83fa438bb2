"""Folding a case's or a matter's entries back into its facts and open steps, as the door had folded them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflows.models import Entry
from workflows.rules.facts import EACH, LATEST, Fact, Facts, refold

CORRECT = "correct"
VOID = "void"
OVERRIDE = "override"

Keep = Callable[[str], str]


@dataclass(slots=True)
class Folded:
    """What entries say of a case: its facts, its open steps with the day each opened, and its end."""

    facts: Facts
    steps: dict[str, str] = field(default_factory=dict)
    end: str = ""
    ended_on: date | None = None
    status: str = "open"


def superseded(entries: Iterable[Entry]) -> frozenset[int]:
    """The entries that a correction replaced or that were voided."""
    return frozenset(entry.supersedes_id for entry in entries if entry.supersedes_id is not None)


def fact_of(entry: Entry) -> Fact | None:
    """The fact that an entry states; a voided act states none."""
    if entry.act == VOID:
        return None
    own: dict[str, Any] = entry.facts
    name, data, office, by = entry.act, own, entry.acted_as or None, entry.acted_by_id
    if entry.act == CORRECT:
        name, data, office, by = own["act"], own["facts"], own["office"], own["by"]
    return Fact(
        name=name,
        on=entry.on,
        effective_on=entry.effective_on,
        data=data,
        outcome=entry.outcome or None,
        entry=entry.pk,
        office=office,
        by=by,
    )


def keeping(act_types: dict[str, Any]) -> Keep:
    """How long the facts of an act are kept, by the act's name."""

    def keep(name: str) -> str:
        if name == OVERRIDE:
            return EACH
        return act_types[name].keep if name in act_types else LATEST

    return keep


def facts_of(entries: Sequence[Entry], keep: Keep) -> Facts:
    """The facts that stand after these entries."""
    found = [(fact, keep(fact.name)) for entry in entries if (fact := fact_of(entry))]
    return refold(found, superseded(entries))


def fold(entries: Sequence[Entry], keep: Keep) -> Folded:
    """Everything the entries of one case say, in the order of their chain."""
    folded = Folded(facts_of(entries, keep))
    for entry in entries:
        moves: dict[str, Any] = entry.moves
        for name in (*moves.get("done", ()), *moves.get("cancelled", ())):
            folded.steps.pop(name, None)
        since = str(moves.get("since") or entry.on.isoformat())
        ended = {*moves.get("done", ()), *moves.get("cancelled", ())}
        folded.steps.update({name: since for name in moves.get("opened", ()) if name not in ended})
        folded.status = moves.get("status", folded.status)
        if "end" in moves:
            folded.end, folded.ended_on = moves["end"], entry.on if moves["end"] else None
    return folded
