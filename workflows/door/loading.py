"""From acts to the world they are judged in: what to read, and the rows turned into views."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workflows.door.history import CORRECT, VOID
from workflows.door.looking_back import look_back, reaching_back
from workflows.door.planning import single_key
from workflows.door.requests import Act
from workflows.door.rows import day, matter_state, maybe_day
from workflows.door.surroundings import armed_days, look_around
from workflows.door.world import (
    AdoptionView,
    CaseState,
    Earlier,
    Head,
    World,
    view_details,
)
from workflows.nodes.matters import MatterType, matter_type, matter_types
from workflows.nodes.procedure import current, procedure, record_types
from workflows.rules.facts import Facts
from workflows.rules.situation import Office, PersonView, Progress, Standing, UnitView
from workflows.store.orders import Row
from workflows.store.reading import Wanted, loads, read
from workflows.store.session import Session

#: ids taken in advance for each act; more are fetched when a walk is longer
TASKS_AHEAD = 6
#: what may be somebody's number
NUMBER = re.compile(r"[0-9A-Za-z-]{1,40}")
#: numbers may be typed beside each other; nobody types a list longer than this
LONGEST_LIST, MOST_NUMBERS = 40_000, 2_000


def load(session: Session, acts: Sequence[Act], *, lock: bool) -> World:
    """Read (and lock) what the acts need. Unknown ids are simply absent from the world."""
    needed = wanted(acts, fresh=lock)
    found = read(session, needed, lock=lock)
    world = World(
        cases={row[0]: _case(row) for row in found.cases if row[0] in needed.cases},
        matters={},
        people={row[0]: _person(row) for row in found.people},
        closed={row[0]: day(row[5]) for row in found.people if row[5]},
        units={row[0]: _unit(row) for row in found.places},
        parents={row[0]: row[4] for row in found.places},
        adoptions=[adoption for row in found.places for adoption in _adoptions(row)],
        heads={row[0]: Head(*row) for row in found.heads},
        earlier={row[0]: Earlier(*row[1:]) for row in found.requests},
        singles={row[0] for row in found.singles},
        records={(row[0], row[1]): Facts.from_json(loads(row[2])) for row in found.records},
        ids=found.ids,
    )
    world.matters = {state.id: state for row in found.matters if (state := matter_state(row))}
    world.numbers = {person.number: person for person in world.people.values()}
    if needed.placing:
        _follow(world, [_case(row) for row in found.cases])
    look_back(world, found.past)
    look_around(session, world, acts)
    if lock:
        armed_days(session, world)
    return world


def wanted(acts: Sequence[Act], *, fresh: bool) -> Wanted:
    """The ids and keys that the acts mention; ``fresh`` also asks for ids of the rows to come."""
    concerned = {case for act in acts for case in act.cases}
    people = {person for act in acts for person in (act.by, act.recorder, act.confirmed_by, act.subject)}
    opening = [act for act in acts if act.case is None and act.matter is None]
    cases = [act for act in opening if not act.kind]
    entries = sum(1 + len(act.cases) for act in acts)
    new = {
        "workflows_entry": entries,
        "viewflow_task": TASKS_AHEAD * entries,
        "workflows_case": len(cases),
        "viewflow_process": len(cases),
        "workflows_matter": len(opening) - len(cases),
    }
    procedures = [procedure for act in cases if (procedure := current(act.family))]
    return Wanted(
        cases={act.case for act in acts if act.case is not None} | concerned,
        matters={act.matter for act in acts if act.matter is not None},
        people={person for person in people if person is not None},
        numbers={number for act in acts for number in _numbers(act)},
        homes={unit for act in acts for unit in (act.unit, act.data.get("unit")) if type(unit) is int},
        journals={act.unit for act in opening if act.unit is not None},
        opening={act.subject for act in cases if act.subject is not None},
        kinds={procedure.home for procedure in procedures},
        requests={act.request for act in acts if act.request},
        singles={key for act in opening if (key := single_of(act))},
        records=record_types(),
        recording={act.matter for act in acts if act.matter is not None and act.name in _recording()},
        placing={act.matter for act in acts if act.matter is not None and "tree" in act.data},
        around={act.within for act in cases if act.within is not None},
        past=reaching_back(acts),
        recorded={act.subject for act in opening if act.kind in record_types() and act.subject is not None},
        electorate=_electorate(acts),
        new=new if fresh else {},
    )


def single_of(act: Act) -> str:
    """The key under which what the act opens may be open only once; empty where there may be many."""
    kind = matter_type(act.kind)
    if kind is not None:
        return _single_matter(kind, act)
    procedure = current(act.family)
    return f"{act.family}:{act.subject}" if procedure and procedure.single else ""


def _single_matter(kind: type[MatterType], act: Act) -> str:
    opening = kind.acts().get(act.name)
    if kind.once and opening is not None:
        said = opening.read(dict(act.data)).facts.get(kind.once)
        return single_key(kind, act.subject, act.unit or 0, str(said))
    return single_key(kind, act.subject, act.unit or 0) if kind.single else ""


def _follow(world: World, cases: Sequence[CaseState]) -> None:
    """Let those be known of whom an open case says what they are in some tree."""
    for case in cases:
        person, kind = world.people.get(case.subject), case.procedure
        if person is not None and kind.gives and case.status != "ended":
            stage = kind.named(case.stage).label if case.stage else ""
            follows = {
                tree: Progress(case.id, kind.title, stage, given) for tree, given in kind.gives.items()
            }
            world.meet(replace(person, follows={**person.follows, **follows}))


def _recording() -> set[str]:
    """The names of acts that may change a record."""
    return {CORRECT, VOID, *(name for kind in record_types().values() for name in kind.acts())}


def _numbers(act: Act) -> set[str]:
    """Every word in the data that may be somebody's number; papers know which fields are."""
    found: set[str] = set()
    for data in (act.data, *act.cases.values()):
        for value in data.values():
            items = value if isinstance(value, (list, tuple)) else str(value or "")[:LONGEST_LIST].split()
            found.update(item for item in items if isinstance(item, str) and NUMBER.fullmatch(item))
    return set(sorted(found)[:MOST_NUMBERS])


def _electorate(acts: Sequence[Act]) -> tuple[set[int], set[str], set[str]] | None:
    """Units, trees and standings whose people must be known because an act may freeze a roll."""
    names = {act.name for act in acts if act.matter is not None or act.kind}
    found = [
        kind.electorate
        for kind in matter_types().values()
        if kind.electorate and any(each.roll and each.name in names for each in kind.acts().values())
    ]
    if not names or not found:
        return None
    units = {act.unit for act in acts if act.unit is not None}
    return units, {tree for tree, _ in found}, {standing for _, held in found for standing in held}


def _case(row: Row) -> CaseState:
    steps = loads(row[11])
    return CaseState(
        id=row[0],
        process=row[1],
        procedure=procedure(row[2]),
        subject=row[3],
        unit=row[4],
        status=row[5],
        stage=row[6],
        stage_since=maybe_day(row[7]),
        opened_on=day(row[8]),
        ended_on=maybe_day(row[9]),
        end=row[13],
        facts=Facts.from_json(loads(row[10])),
        steps=steps,
        revision=row[12],
        before=dict(steps),
    )


def _person(row: Row) -> PersonView:
    return PersonView(
        id=row[0],
        number=row[1],
        name=row[2],
        born_on=maybe_day(row[3]),
        standings=tuple(
            Standing(tree, unit, kind, standing, day(from_on), maybe_day(to_on), case, otherwise)
            for tree, unit, kind, standing, from_on, to_on, case, otherwise in loads(row[6]) or ()
        ),
        offices=tuple(
            Office(office, unit, kind, day(from_on), maybe_day(to_on))
            for office, from_on, to_on, unit, kind in loads(row[7]) or ()
        ),
        details=view_details(loads(row[4])),
    )


def _unit(row: Row) -> UnitView:
    return UnitView(row[0], row[1], row[2], view_details(loads(row[3])), maybe_day(row[5]))


def _adoptions(row: Row) -> list[AdoptionView]:
    return [
        AdoptionView(row[0], procedure, (edition, digest), day(from_on))
        for procedure, edition, digest, from_on in loads(row[6]) or ()
    ]
