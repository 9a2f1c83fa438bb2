"""Opening a case or a matter: whose journal it belongs to, and whether there may be another."""

from __future__ import annotations

from datetime import date

from workflows.door.authority import stop
from workflows.door.loading import single_of
from workflows.door.planning import Plan
from workflows.door.requests import Act
from workflows.door.world import CaseState, MatterState
from workflows.nodes import MatterAct, RecordType, Start
from workflows.nodes.matters import matter_type
from workflows.nodes.procedure import current
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding


def new_case(plan: Plan, act: Act) -> tuple[CaseState | None, Start | None, list[Finding]]:
    """A case as it would be opened, its start node, and what stands against opening it."""
    procedure = current(act.family)
    start = procedure.opened_by(act.name) if procedure else None
    if procedure is None or start is None:
        return None, None, [stop("act.unknown", act=act.name)]
    person = plan.world.people.get(act.subject or 0)
    if person is None:
        return None, None, [stop("person.unknown", number=str(act.subject or ""))]
    on = act.on or plan.world.day_of(plan.at)
    homes = [s for s in person.standings if s.unit_kind == procedure.home and s.stands_on(on)]
    if not homes:
        return None, None, [stop("case.no_home", name=person.name, on=on)]
    held = person.standing_on(start.tree, on) if start.tree else None
    if held is not None and held.standing not in start.standings:
        what = {"name": person.name, "act": start.main.title, "standing": held.standing}
        return None, None, [stop("case.not_admitted", **what)]
    case = CaseState(
        id=plan.new_id("workflows_case"),
        process=plan.new_id("viewflow_process"),
        procedure=procedure,
        subject=person.id,
        unit=homes[0].unit_id,
        status="open",
        stage="",
        stage_since=None,
        opened_on=on,
        ended_on=None,
        end="",
        facts=Facts(),
        steps={},
        revision=0,
        new=True,
    )
    return case, start, [*_another(plan, act, person.name), *_inside(plan, act, case, on)]


def new_matter(plan: Plan, act: Act) -> tuple[MatterState | None, MatterAct | None, list[Finding]]:
    """A matter as it would be opened, the act that opens it, and what stands against it."""
    kind = matter_type(act.kind)
    opening = kind.acts().get(act.name) if kind else None
    if kind is None or opening is None or not opening.opens:
        return None, None, [stop("act.unknown", act=act.name)]
    unit = plan.world.units.get(act.unit or 0)
    if unit is None:
        return None, None, [stop("unit.unknown")]
    if kind.at and unit.kind != kind.at:
        return None, None, [stop("unit.other_kind", unit=unit.name, matter=kind.title)]
    if issubclass(kind, RecordType) and act.subject not in plan.world.people:
        return None, None, [stop("person.unknown", number=str(act.subject or ""))]
    on = act.on or plan.world.day_of(plan.at)
    if taken(plan, act):
        there = "matter.already_there" if kind.once else "matter.already_open"
        return None, None, [stop(there, matter=kind.title)]
    state = MatterState(
        id=plan.new_id("workflows_matter"),
        type=kind,
        unit=unit.id,
        person=act.subject,
        opened_on=on,
        closed_on=None,
        facts=Facts(),
        revision=0,
        new=True,
    )
    plan.world.matters[state.id] = state
    take(plan, act)
    return state, opening, []


def _inside(plan: Plan, act: Act, case: CaseState, on: date) -> list[Finding]:
    """Where cases are opened within a matter: an open one, of a unit that the subject belongs to."""
    kind, matter = case.procedure.within, plan.world.around.get(act.within or 0)
    if kind is None:
        return []
    if matter is None or matter.type is not kind:
        return [stop("case.within", matter=kind.title)]
    if matter.closed_on is not None:
        return [stop("matter.closed", on=matter.closed_on)]
    units = plan.world.units_of(plan.world.people[case.subject], on, case.unit)
    if matter.unit not in {unit.id for unit in units.values()}:
        return [stop("matter.not_concerned", matter=kind.title)]
    plan.world.inside[case.id] = matter.id
    return []


def _another(plan: Plan, act: Act, name: str) -> list[Finding]:
    """A procedure with one open case per subject refuses another; the database's unique key stands behind."""
    return [stop("case.already_open", name=name)] if taken(plan, act) else []


def taken(plan: Plan, act: Act) -> bool:
    """Whether what there may be only one of is there already, the acts of this list included."""
    key = single_of(act)
    return bool(key) and key in plan.world.singles


def take(plan: Plan, act: Act) -> None:
    """Let the acts that follow in the list know of what there may be only one of."""
    if key := single_of(act):
        plan.world.singles.add(key)
