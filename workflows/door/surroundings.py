"""Looking around: the matter within which a case was opened, and the cases that a matter surveys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflows.door.requests import Act
from workflows.door.rows import day, matter_state
from workflows.door.world import World
from workflows.nodes.matters import MatterType
from workflows.nodes.procedure import current, families
from workflows.rules.facts import Facts
from workflows.rules.situation import CaseView, SeenFile
from workflows.store.orders import Row
from workflows.store.reading import loads
from workflows.store.session import Session
from workflows.store.surroundings import read_armed, read_matters, read_seen, surroundings


def look_around(session: Session, world: World, acts: Sequence[Act]) -> None:
    """Let the world know what the procedures and the acts say that their rules look at."""
    compared = {name for kind in families().values() for name, act in kind.act_types.items() if act.compares}
    files = {file for act in acts if act.name in compared for file in act.files}
    world.seen = [SeenFile(*row) for row in read_seen(session, files)]
    inside = {case.id: case.procedure.within for case in world.cases.values() if case.procedure.within}
    surveys = {act.matter for act in acts if act.matter in world.matters and _surveys(world, act)}
    opening = {act.within for act in acts if _opens_within(act)}
    if not (inside or surveys or opening):
        return
    kinds = {kind.kind() for kind in inside.values()}
    found = surroundings(session, inside, kinds, {matter for matter in surveys if matter})
    for case, matter in found.get("inside", ()):
        world.inside.setdefault(case, matter)
    _survey(world, found.get("surveyed", ()))
    wanted = {*world.inside.values(), *(matter for matter in opening if matter)} - world.matters.keys()
    states = (matter_state(row) for row in read_matters(session, wanted))
    world.around = {state.id: state for state in states if state}


def armed_days(session: Session, world: World) -> None:
    """Let the world know the days of the timers of its matters, for those kinds that have any."""
    timed = {state.id for state in world.matters.values() if state.type.timers}
    for matter, act, due_on in read_armed(session, timed):
        world.armed.setdefault(matter, {})[act] = day(due_on)


def _opens_within(act: Act) -> bool:
    procedure = current(act.family) if act.case is None and act.family else None
    return act.within is not None and procedure is not None and procedure.within is not None


def _surveys(world: World, act: Act) -> bool:
    """Whether the act surveys the cases of its matter; what looks for all of its acts asks of each."""
    kind: type[MatterType] = world.matters[act.matter or 0].type
    return any(each.surveys and act.name in {"", name} for name, each in kind.acts().items())


def _survey(world: World, rows: Iterable[Row]) -> None:
    for matter, case, subject, number, name, status, end, facts, steps in rows:
        known, at = Facts.from_json(loads(facts)), frozenset(loads(steps))
        view = CaseView(case, subject, number, name, status, end, known, at)
        world.surveyed.setdefault(matter, []).append(view)
