"""Acts fit together: timers and the system, papers and fields, duties, roles named on paper, matters."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.checks.problems import Problem
from workflows.checks.ruling import acts_of
from workflows.nodes.acts import ActType, StageAct
from workflows.nodes.graph import Resting
from workflows.nodes.procedure import Procedure
from workflows.nodes.roles import SYSTEM, Designated
from workflows.nodes.timers import Timer
from workflows.rules.facts import EACH, JOINED, LATEST, ON

#: what a paper may say of its fields
SAID = ("private", "people", "units")


def astray(kind: type[Procedure]) -> Iterator[Problem]:
    """Case acts that lead to no node."""
    for act in kind.case_acts.values():
        if act.leads_to is not None and act.leads_to.name not in kind._nodes_by_name:
            yield Problem("E048", f"{kind.__name__}.{act.name}", str(act.leads_to.name))


def check(kind: type[Procedure]) -> Iterator[Problem]:
    """What an act names must be there."""
    for name, act in acts_of(kind):
        where = f"{kind.__name__}.{name}"
        yield from _paper(where, act)
        yield from _roles(kind, where, act)
    yield from _timers(kind)
    yield from _duties(kind)
    yield from _events(kind)
    if kind.record is not None and not kind.record.single:
        yield Problem("E049", kind.__name__, kind.record.kind())


def _timers(kind: type[Procedure]) -> Iterator[Problem]:
    """Acts of the system without a timer, and timers of other acts."""
    timers: list[Timer] = [timer for node in kind.all_nodes() for timer in getattr(node, "timers", ())]
    timed = {timer.act for timer in timers}
    for name, act in kind.act_types.items():
        if SYSTEM in act.by and act not in timed:
            yield Problem("E040", f"{kind.__name__}.{name}")
        if act in timed and act.by != (SYSTEM,):
            yield Problem("E041", f"{kind.__name__}.{name}", act.name)
    for matter in kind.matter_types.values():
        for timer in matter.timers:
            if timer.act.by != (SYSTEM,) or timer.act not in matter.acts().values():
                yield Problem("E041", matter.kind(), timer.act.name)
    for node in kind.all_nodes():
        for timer in getattr(node, "timers", ()):
            if timer.about and not (isinstance(node, Resting) and node.reminded(timer)):
                yield Problem("E052", f"{kind.__name__}.{node.name}", (timer.act.name, timer.about))


def _fields(act: ActType) -> set[str]:
    """The fields of an act's paper that its facts keep."""
    paper = act.paper
    return set(paper.base_fields) - paper.private if paper else set()


def _paper(where: str, act: ActType) -> Iterator[Problem]:
    paper = act.paper
    for said in SAID if paper else ():
        for field in sorted(getattr(paper, said) - set(paper.base_fields if paper else ())):
            yield Problem("E042", where, (paper.__name__ if paper else "", field, said))
    if act.evidence and act.evidence not in _fields(act):
        yield Problem("E050", where, act.evidence)
    for part in set(act.keep.split(JOINED)) - {LATEST, EACH, ON, *_fields(act)}:
        yield Problem("E043", where, part)


def _roles(kind: type[Procedure], where: str, act: ActType) -> Iterator[Problem]:
    for role in (*act.by, *act.recorders):
        if isinstance(role, Designated) and not _names_people(kind, role):
            yield Problem("E045", where, (role.title, f"{role.act}.{role.field}"))


def _names_people(kind: type[Procedure], role: Designated) -> bool:
    return any(role.act == act.name and role.field in _fields(act) for _, act in acts_of(kind))


def _duties(kind: type[Procedure]) -> Iterator[Problem]:
    for stage in kind.stages:
        for duty in stage.duties:
            offered = isinstance(duty.act, StageAct) and duty.act in stage.acts.values()
            if not offered or (duty.field and duty.field not in _fields(duty.act)):
                yield Problem("E044", f"{kind.__name__}.{stage.name}", (duty.name, duty.act.name))


def _events(kind: type[Procedure]) -> Iterator[Problem]:
    """Acts at nodes that come through a matter, and acts on matters that bring something to nodes."""
    brought = [
        (matter, act.event)
        for matter in kind.matter_types.values()
        for act in matter.acts().values()
        if act.event
    ]
    awaited = {(act.matter, act.event) for act in kind.act_types.values() if act.matter}
    for name, act in kind.act_types.items():
        if act.matter and (act.matter, act.event) not in brought:
            yield Problem("E046", f"{kind.__name__}.{name}", (act.matter.kind(), act.event))
    for matter, event in brought:
        if (matter, event) not in awaited:
            yield Problem("E047", f"{kind.__name__}.{matter.name}", event)
