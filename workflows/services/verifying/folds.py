"""Cases and matters against their entries: what is folded from the journal must be what the rows say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Any, Protocol

from django.apps import apps
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from workflows.door.history import Folded, fold, given_by, keeping
from workflows.models import Case, CaseStatus, Entry, Matter, Membership
from workflows.nodes import Procedure, Stage
from workflows.nodes.matters import matter_type
from workflows.nodes.procedure import procedure
from workflows.services.verifying.differences import NOTHING, Difference, Pair, first_pair, shown
from workflows.services.verifying.standings import lines, memberships_of

#: how a fold fails on an entry whose parts are not of the kind that an act writes
UNFOLDABLE = (AttributeError, LookupError, TypeError, ValueError)
#: cases whose entries are held in memory together
CHUNK = 50
FOLDED = (
    *("unit_id", "seq", "case_id", "matter_id", "act", "on", "effective_on", "outcome", "facts", "moves"),
    *("acted_as", "acted_by_id", "supersedes_id"),
)


class Owner(Protocol):
    """What the row of a case and that of a matter have in common."""

    pk: int
    unit_id: int
    facts: dict[str, Any]


@dataclass(slots=True)
class Compared:
    """How many rows were compared, and the first difference of each that has one."""

    compared: int = 0
    differences: list[Difference] = field(default_factory=list)


def verify_cases(units: Mapping[int, str]) -> Compared:
    """Compare every case of these units with the fold of its entries, its open tasks and its standings."""
    done = Compared()
    for cases in _chunks(Case.objects.filter(unit__in=units).select_related("process")):
        entries = _entries(Entry.objects.filter(case__in=cases), "case_id")
        tasks, held = _open_tasks(cases), memberships_of(cases)
        for case in cases.values():
            done.compared += 1
            pairs = _case_pairs(case, entries[case.pk], tasks[case.process_id])
            pair = _first("case", chain(pairs, _standings(case, entries[case.pk], held[case.pk])))
            if pair:
                done.differences.append(_difference(units, case, entries[case.pk], pair, case=case.pk))
    return done


def verify_matters(units: Mapping[int, str]) -> Compared:
    """Compare every matter of these units with the fold of its own entries."""
    done = Compared()
    for matters in _chunks(Matter.objects.filter(unit__in=units)):
        entries = _entries(Entry.objects.filter(matter__in=matters, case=None), "matter_id")
        for matter in matters.values():
            done.compared += 1
            pair = _first("matter", _matter_pairs(matter, entries[matter.pk]))
            if pair:
                done.differences.append(
                    _difference(units, matter, entries[matter.pk], pair, matter=matter.pk)
                )
    return done


def _first(what: str, pairs: Iterable[Pair]) -> Pair | None:
    """The first pair that differs; entries that were changed into what nobody can fold differ, too."""
    try:
        return first_pair(pairs)
    except UNFOLDABLE as error:
        return f"{what}.entries", "folded", type(error).__name__


def _standings(case: Case, entries: list[Entry], held: list[Membership]) -> Iterator[Pair]:
    yield ("case.standings", *lines(case, given_by(entries), held))


def _case_pairs(case: Case, entries: list[Entry], tasks: dict[str, Any]) -> Iterator[Pair]:
    kind = _procedure(case.procedure)
    if not entries or kind is None:
        yield ("case.entries", NOTHING, case.pk) if kind else ("case.procedure", NOTHING, case.procedure)
        return
    folded = fold(entries, keeping(dict(kind.act_types)))
    row = {"procedure": case.procedure, "subject": case.subject_id, "unit": case.unit_id}
    opened = {"opened_on": case.opened_on.isoformat(), **_within(case, kind)}
    yield "case", folded.row, {**row, **opened}
    yield "case.facts", folded.facts.to_json(), case.facts
    yield "case.steps", folded.steps, {name: step["since"] for name, step in case.steps.items()}
    yield "case.status", [folded.status, folded.end], [case.status, case.end]
    yield "case.ended_on", _iso(folded.ended_on), _iso(case.ended_on)
    yield "case.stage", _stage(kind, folded), [case.stage, _iso(case.stage_since)]
    yield "case.tasks", {name: [s["task"], s["token"]] for name, s in case.steps.items()}, tasks
    ended = case.status == CaseStatus.ENDED
    yield "case.process", "DONE" if ended else "NEW", case.process.status
    yield (
        "case.single",
        f"{kind.family}:{case.subject_id}" if kind.single and not ended else None,
        case.single,
    )


def _within(case: Case, kind: type[Procedure]) -> dict[str, int]:
    """The matter in which the case was opened, where its procedure asks for one."""
    if kind.within is None:
        return {}
    first = case.concerns.filter(matter__kind=kind.within.kind()).order_by("pk").first()
    return {"within": first.matter_id} if first else {}


def _matter_pairs(matter: Matter, entries: list[Entry]) -> Iterator[Pair]:
    kind = matter_type(matter.kind)
    if not entries or kind is None:
        yield ("matter.entries", NOTHING, matter.pk) if kind else ("matter.kind", NOTHING, matter.kind)
        return
    folded = fold(entries, keeping(dict(kind.acts())))
    row = {"kind": matter.kind, "unit": matter.unit_id, "person": matter.person_id}
    row["opened_on"] = matter.opened_on.isoformat()
    if matter.closed_on:
        row["closed_on"] = matter.closed_on.isoformat()
    yield "matter", folded.row, row
    yield "matter.facts", folded.facts.to_json(), matter.facts


def _stage(kind: type[Procedure], folded: Folded) -> list[str | None]:
    stages = [name for name in folded.steps if isinstance(kind.named(name), Stage)]
    return [stages[0], folded.steps[stages[0]]] if stages else ["", None]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _procedure(ref: str) -> type[Procedure] | None:
    """The class a case is pinned to, or None where it is not installed."""
    try:
        return procedure(ref)
    except (ImportError, LookupError, ValueError):
        return None


def _chunks(rows: QuerySet[Any]) -> Iterator[dict[int, Any]]:
    stream = rows.order_by("pk").iterator(chunk_size=1000)
    while chunk := {row.pk: row for row in islice(stream, CHUNK)}:
        yield chunk


def _entries(found: QuerySet[Entry], owner: str) -> defaultdict[int, list[Entry]]:
    grouped: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in found.only(*FOLDED).order_by("pk"):
        grouped[getattr(entry, owner)].append(entry)
    return grouped


def _open_tasks(cases: Mapping[int, Case]) -> defaultdict[int, dict[str, Any]]:
    """The open tasks of these cases by process and node: task and token."""
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    tasks = apps.get_model("viewflow", "Task").objects.exclude(status__in=("DONE", "CANCELED"))
    text = {"node": Cast("flow_task", TextField()), "branch": Cast("token", TextField())}
    rows = tasks.filter(process__in=[case.process_id for case in cases.values()]).annotate(**text)
    for process, node, pk, token in rows.values_list("process_id", "node", "pk", "branch"):
        found[process][node.rpartition(".")[2]] = [pk, token]
    return found


def _difference(
    units: Mapping[int, str], row: Owner, entries: Iterable[Entry], pair: Pair, **which: int
) -> Difference:
    what, expected, found = pair
    last = max((entry.seq for entry in entries), default=0)
    return Difference(units[row.unit_id], last, what, shown(expected), shown(found), **which)
