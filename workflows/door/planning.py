"""Planning what follows from judged acts: facts, moves, duties, deadlines and entries, all in memory."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from workflows.door.judging import Judged
from workflows.door.requests import Receipt
from workflows.door.world import CaseState, Head, MatterState, World
from workflows.nodes import ActType, CaseAct, Designated, MatterType, Stage, Start
from workflows.nodes.acts import Projected
from workflows.nodes.walk import Moves, Walk
from workflows.rules.canonical import canonical_json, plain
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Finding, Verdict
from workflows.rules.situation import SeenFile
from workflows.store.batch import Batch
from workflows.store.chain import link_written, private_hash
from workflows.texts.sentences import finding_sentence

#: columns of cases and matters keep the order in which keys were given
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
#: findings that are kept without a sentence
SILENT = frozenset({Verdict.MET, Verdict.NOT_APPLICABLE})


@dataclass(slots=True)
class Plan:
    """The plan of a list of acts: the rows so far, and where new ids and chain heads come from."""

    world: World
    at: datetime
    moment: Any
    batch: Batch
    more_ids: Callable[[str, int], list[int]]
    head: Callable[[int], Head]
    last_task: Callable[[int, str], tuple[int, str]]
    receipts: list[Receipt] = field(default_factory=list)

    def new_id(self, table: str) -> int:
        """An id that nobody else has."""
        stock = self.world.ids.setdefault(table, [])
        if not stock:
            stock.extend(self.more_ids(table, 50))
        return stock.pop()


def remember(facts: Facts, judged: Judged, entry: int, outcome: str) -> Facts:
    """The facts with this act's own."""
    on = judged.situation.on
    fact = Fact(
        name=judged.kind.name,
        on=on,
        effective_on=judged.effective_on,
        data=judged.facts,
        outcome=outcome or None,
        entry=entry,
        office=judged.acted_as or None,
        by=judged.act.by,
    )
    return facts.fold(fact, judged.kind.keep)


def move(plan: Plan, case: CaseState, judged: Judged, outcome: str) -> Moves:
    """Walk the tokens of a case on from this act; the case's state is changed in place."""
    situation = replace(judged.situation, facts=case.facts)
    walk = Walk(case.procedure, case.steps, situation, lambda: plan.new_id("viewflow_task"))
    kind, node = judged.kind, judged.node
    if isinstance(kind, CaseAct):
        if kind.leads_to is not None:
            walk.divert(case.procedure.named(kind.leads_to.name))
        walk.moves.status = kind.status_after(case.status, outcome)
        if case.status == "ended" and kind.leads_to is not None and not walk.moves.end:
            walk.moves.status = "open"
    elif isinstance(node, Start):
        walk.begin(node)
        walk.moves.row = _opening(case, plan.world.inside.get(case.id))
    elif node is not None and not isinstance(node, Stage) and outcome in node.targets:
        walk.complete(node, outcome)
    settle(plan, case, walk.moves, situation.on)
    return walk.moves


def settle(plan: Plan, case: CaseState, moves: Moves, on: date) -> None:
    """What the case's row says after moves, and the rows that follow from them."""
    _task_rows(plan, case, moves)
    stages = [node for name in case.steps if isinstance(node := case.procedure.named(name), Stage)]
    stage = stages[0].name if stages else ""
    case.stage, case.stage_since = stage, since_of_step(case, stage) if stage else None
    if moves.status and case.status == "ended":
        plan.batch.ended_processes.append(("NEW", None, case.process))
    if moves.status:
        case.status, case.end, case.ended_on = moves.status, "", None
    if moves.end:
        case.status, case.end, case.ended_on = "ended", moves.end, moves.day_of_end(on)
        plan.batch.ended_processes.append(("DONE", plan.moment, case.process))


def since_of_step(case: CaseState, name: str) -> date:
    """The day on which an open step opened."""
    return date.fromisoformat(case.steps[name]["since"])


def matter_moves(matter: MatterState, *, opens: bool) -> Moves:
    """What an entry says of the matter's own row: how it was opened, and the day it ended."""
    row: dict[str, object] = {}
    if opens:
        row = {"kind": matter.type.kind(), "unit": matter.unit, "person": matter.person}
        row["opened_on"] = matter.opened_on.isoformat()
    if matter.closed_on:
        row["closed_on"] = matter.closed_on.isoformat()
    return Moves(row=row)


def _opening(case: CaseState, within: int | None) -> dict[str, object]:
    """What the opening entry says of the case, so that nobody can change it without an entry."""
    said: dict[str, object] = {
        "procedure": case.procedure.ref,
        "subject": case.subject,
        "unit": case.unit,
        "opened_on": case.opened_on.isoformat(),
    }
    return said if within is None else {**said, "within": within}


def record(
    plan: Plan,
    judged: Judged,
    *,
    entry: int,
    unit: int,
    case: CaseState | None,
    matter: int | None,
    outcome: str,
    moves: Moves | None = None,
    cause: int | None = None,
    supersedes: int | None = None,
) -> None:
    """Append one entry to the unit's chain, and its private part where there is one."""
    head = plan.head(unit)
    head.seq, head.touched = head.seq + 1, True
    private = {name: value for name, value in judged.reading.private.items() if value not in (None, "", [])}
    salt = secrets.token_hex(16) if private else ""
    content: dict[str, Any] = {
        **_said(plan, judged, repeated=cause is None),
        "unit": unit,
        "seq": head.seq,
        "case": case.id if case else None,
        "matter": matter,
        "cause": cause,
        "outcome": outcome,
        "moves": moves.to_json() if moves else {},
        "supersedes": supersedes,
        "private_hash": private_hash(salt, private) if private else "",
    }
    texts = {name: _canonical(content[name]) for name in ("facts", "findings", "moves", "files")}
    prev, head.hash = head.hash, link_written(head.hash, content, texts)
    plan.batch.entries.append(_entry_row(entry, {**content, **texts, "at": plan.moment}, prev, head.hash))
    if private:
        plan.batch.privates.append((entry, salt, _json(private)))


def _said(plan: Plan, judged: Judged, *, repeated: bool) -> dict[str, Any]:
    """What an entry says of the act itself; ``repeated`` keeps the key by which a repetition is known."""
    act, on = judged.act, judged.situation.on
    return {
        "act": judged.kind.name,
        "on": on,
        "effective_on": judged.effective_on,
        "at": plan.at,
        "acted_by": act.by,
        "acted_as": judged.acted_as,
        "recorded_by": act.recorder,
        "recorded_as": judged.recorded_as,
        "confirmed_by": act.confirmed_by,
        "edition": judged.edition,
        "facts": plain(judged.facts),
        "findings": [_kept(finding) for finding in judged.findings],
        "files": list(act.files),
        "request": (act.request or None) if repeated else None,
        "request_digest": act.digest if act.request and repeated else "",
    }


def project(
    plan: Plan, judged: Judged, entry: int, case: int | None, matter: int | None, outcome: str
) -> None:
    """The rows that a procedure keeps beside the journal, and the files that are compared from now on."""
    if judged.kind.compares and case is not None:
        _hand_in(plan, judged, entry, case)
    for projection in judged.kind.projects:
        ids = Projected(entry, case, matter, outcome)
        plan.batch.projections.extend(projection(judged.situation, ids))


def _hand_in(plan: Plan, judged: Judged, entry: int, case: int) -> None:
    person = judged.situation.subject.id
    for file in dict.fromkeys(judged.act.files):
        plan.batch.handed_in.append((file, entry, case, person))
        plan.world.seen.append(SeenFile(file, case, person, ""))


def discharge(plan: Plan, case: CaseState, judged: Judged) -> None:
    """Mark the period of a duty that this act discharges."""
    stage = case.procedure.named(case.stage) if case.stage else None
    for duty in stage.duties if isinstance(stage, Stage) else ():
        if duty.act is judged.kind:
            period = duty.period_of(dict(judged.reading.facts))
            plan.batch.discharged.append((judged.situation.on, case.id, duty.name, period))


def assign(
    plan: Plan, judged: Judged, acts: Iterable[ActType], *, case: int | None, matter: int | None
) -> None:
    """Let those see the case or the matter whom the paper names to do one of its ``acts``.

    A teller or an interviewer has something to do here; who stands on a roll has not.
    """
    paper = judged.kind.paper
    if paper is None or not paper.people:
        return
    roles = (role for act in acts for role in (*act.by, *act.recorders) if isinstance(role, Designated))
    fields = {role.field for role in roles if role.act == judged.kind.name}
    for number in sorted(paper.named(judged.reading.data, fields)):
        person = plan.world.numbers[number]
        plan.batch.assignments.append((case, matter, person.id, judged.kind.name))


def case_rows(plan: Plan, case: CaseState) -> None:
    """The case's own row, inserted or updated from the revision it was read with."""
    procedure = case.procedure
    single = single_case_key(case) if case.status != "ended" else None
    folded = (_json(case.facts.to_json()), _json(case.steps))
    stage = (case.stage, case.stage_since)
    if case.new:
        plan.batch.processes.append((case.process, procedure.ref, "NEW", plan.moment, None, "{}"))
        row = (case.id, case.process, procedure.ref, case.subject, case.unit, case.status, *stage)
        plan.batch.new_cases.append((*row, case.opened_on, case.ended_on, case.end, *folded, 1, single))
        return
    dates = (case.opened_on, case.ended_on, case.end)
    changed = (case.unit, case.status, *stage, *dates, *folded, case.revision + 1, single)
    plan.batch.cases.append((*changed, case.id, case.revision))


def single_case_key(case: CaseState) -> str | None:
    """The key under which there is only one open case of a subject, where the procedure asks for that."""
    procedure = case.procedure
    return f"{procedure.family}:{case.subject}" if procedure.single else None


def single_key(kind: type[MatterType], person: int | None, unit: int, said: str = "") -> str:
    """The key under which there is only one open matter of this kind, or one at all of which this is said."""
    whose = f"{kind.kind()}:person:{person}" if person else f"{kind.kind()}:unit:{unit}"
    return f"{whose}:{said}" if said else whose


def _held(matter: MatterState) -> str | None:
    """The key that a matter holds: while it is open, or for ever where there is only one of the same."""
    kind = matter.type
    if kind.once:
        opened = (matter.facts.latest(name) for name, act in kind.acts().items() if act.opens)
        said = next(str(fact.data.get(kind.once)) for fact in opened if fact)
        return single_key(kind, matter.person, matter.unit, said)
    held = kind.single and matter.closed_on is None
    return single_key(kind, matter.person, matter.unit) if held else None


def matter_rows(plan: Plan, matter: MatterState) -> None:
    """The matter's own row, inserted or updated from the revision it was read with."""
    facts = _json(matter.facts.to_json())
    single = _held(matter)
    if matter.new:
        row = (matter.id, matter.type.kind(), matter.unit, matter.person, matter.opened_on, matter.closed_on)
        plan.batch.new_matters.append((*row, facts, 1, single))
        return
    dates = (matter.opened_on, matter.closed_on)
    plan.batch.matters.append((*dates, facts, matter.revision + 1, single, matter.id, matter.revision))


def _task_rows(plan: Plan, case: CaseState, moves: Moves) -> None:
    ref = case.procedure.ref
    for task in moves.inserted:
        status = moves.ended.pop(task.id, task.status)
        finished = plan.moment if status in {"DONE", "CANCELED"} else None
        row = (
            task.id,
            case.process,
            f"{ref}.{task.node}",
            task.type,
            status,
            task.token,
            plan.moment,
            finished,
            "{}",
        )
        plan.batch.tasks.append(row)
        plan.batch.previous.extend((task.id, before) for before in task.previous)
    plan.batch.previous.extend(moves.joined)
    plan.batch.ended_tasks.extend((status, plan.moment, task) for task, status in moves.ended.items())


def _kept(finding: Finding) -> dict[str, Any]:
    """A finding with the sentence that was shown; a rule that was simply met says nothing to anybody."""
    kept = finding.to_json()
    return kept if finding.verdict in SILENT else {**kept, "sentence": finding_sentence(finding)}


def _entry_row(entry: int, row: dict[str, Any], prev: str, own: str) -> tuple[Any, ...]:
    head = (entry, row["unit"], row["seq"], row["case"], row["matter"], row["cause"], row["act"])
    dates = (row["on"], row["effective_on"], row["at"])
    people = ("acted_by", "acted_as", "recorded_by", "recorded_as", "confirmed_by")
    rest = ("edition", "outcome", "facts", "findings", "moves", "files", "supersedes", "request")
    tail = (row["request_digest"], row["private_hash"], prev, own)
    return (*head, *dates, *(row[name] for name in people), *(row[name] for name in rest), *tail)


def _canonical(value: Any) -> str:
    """What the columns of an entry keep: the text that its link covers, which is put into JSON once."""
    return canonical_json(value) if value else _json(value)


def _json(value: Any) -> str:
    if not value:
        return "[]" if isinstance(value, list) else "{}"  # most entries have no files, and move nothing
    return JSON.encode(value)
