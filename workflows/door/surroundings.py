"""Looking around: the matter within which a case was opened, and the cases that a matter surveys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from workflows.door.editions import NOTHING, chosen, edition_of
from workflows.door.requests import Act
from workflows.door.rows import day, matter_state, maybe_day
from workflows.door.world import AdoptionView, World, view_details
from workflows.nodes import ActType, MatterAct
from workflows.nodes.matters import MatterType, matter_type
from workflows.nodes.procedure import current, families, procedure, record_of, versions_of
from workflows.rules.facts import Facts
from workflows.rules.memory import collector_paused
from workflows.rules.regulations import Edition
from workflows.rules.situation import Dossier, PersonView, SeenFile, Standing
from workflows.rules.surveys import CaseView, Surveyed
from workflows.store.orders import Row
from workflows.store.reading import loads
from workflows.store.session import Session
from workflows.store.surroundings import (
    read_armed,
    read_below,
    read_consulted,
    read_dossiers,
    read_matters,
    read_seen,
    surroundings,
)


def look_around(session: Session, world: World, acts: Sequence[Act]) -> None:
    """Let the world know what the procedures and the acts say that their rules look at."""
    compared = {name for kind in families().values() for name, act in kind.act_types.items() if act.compares}
    files = {file for act in acts if act.name in compared for file in act.files}
    world.seen = [SeenFile(*row) for row in read_seen(session, files)]
    rows = read_consulted(session, {kind.kind() for kind in _consulted(world, acts)}, world.units)
    world.consulted = [state for state in map(matter_state, rows) if state]
    for home, unit, tree in _mustered(world, acts):
        people = (_belonging(row, tree) for row in read_below(session, unit, tree))
        world.below[home] = (*world.below.get(home, ()), *people)
    _document(session, world, acts)
    inside = {case.id: case.procedure.within for case in world.cases.values() if case.procedure.within}
    surveys = {act.matter for act in acts if act.matter in world.matters and _surveys(world, act)}
    opening = {act.within for act in acts if _opens_within(act)}
    if not (inside or surveys or opening):
        return
    kinds = {kind.kind() for kind in inside.values()}
    with collector_paused():
        found = surroundings(session, inside, kinds, {matter for matter in surveys if matter})
        _survey(world, found.get("surveyed", ()))
    for case, matter in found.get("inside", ()):
        world.inside.setdefault(case, matter)
    wanted = {*world.inside.values(), *(matter for matter in opening if matter)} - world.matters.keys()
    states = (matter_state(row) for row in read_matters(session, wanted))
    world.around = {state.id: state for state in states if state}


def _consulted(world: World, acts: Sequence[Act]) -> set[type[MatterType]]:
    """The kinds of matter that the acts consult, and what acts on a matter bring to cases."""
    return {matter for act in acts for kind in _act_types(world, act) for matter in kind.consults}


def _mustered(world: World, acts: Sequence[Act]) -> set[tuple[int, int, str]]:
    """Units of matters, and the units and trees whose people an act musters there; one tree for each."""
    found = set()
    for act, known in _on_matters(world, acts):
        matter = world.matters.get(act.matter or 0)
        home = matter.unit if matter else act.unit or 0
        named = act.data.get(known.musters_in) if known.musters_in else home
        if known.musters and str(named).isdecimal():
            found.add((home, int(str(named)), known.musters))
    return found


def _on_matters(world: World, acts: Sequence[Act]) -> Iterator[tuple[Act, MatterAct]]:
    """The acts on matters, each with what it is."""
    for act in acts:
        matter, opened = world.matters.get(act.matter or 0), matter_type(act.kind) if act.kind else None
        kind = matter.type if matter else opened
        known = kind.acts().get(act.name) if kind else None
        if known is not None:
            yield act, known


def _document(session: Session, world: World, acts: Sequence[Act]) -> None:
    """Let the world know the cases and the records of those whom the acts name."""
    for act, known in _on_matters(world, acts):
        matter = world.matters.get(act.matter or 0)
        if not known.dossiers or known.paper is None or matter is None:
            continue
        family, record = matter.type.family, record_of(matter.type.family)
        said = known.paper.named(known.read(dict(act.data)).data)
        people = {
            world.numbers[number].id: world.numbers[number] for number in said if number in world.numbers
        }
        own, around = record.kind() if record else "", _within(family)
        cases, records = read_dossiers(session, people, versions_of(family), around, own)
        facts = {person: Facts.from_json(loads(each)) for person, each in records}
        held: dict[int, list[tuple[date, CaseView]]] = {}
        for ruled_from, *row in cases:
            held.setdefault(row[1], []).append((day(ruled_from), _view(tuple(row))))
        for pk, person in people.items():
            mine = held.get(pk, [])
            world.dossiers[person.number] = Dossier(
                person,
                facts.get(pk, Facts()),
                tuple(view for _, view in mine),
                {view.id: on for on, view in mine},
                known.musters,
            )


def _within(family: str) -> str:
    """The word for the matters in which cases of a family are opened; empty where they stand alone."""
    kind = current(family)
    return kind.within.kind() if kind and kind.within else ""


def _belonging(row: Row, tree: str) -> PersonView:
    person, number, name, details, standing, unit, kind, from_on, to_on = row
    held = Standing(tree, unit, kind, standing, day(from_on), maybe_day(to_on))
    return PersonView(person, number, name, standings=(held,), details=view_details(loads(details)))


def _act_types(world: World, act: Act) -> Iterator[ActType]:
    """What an act of a list does: to a case, to a matter, and to the cases that this brings something."""
    case, procedure = world.cases.get(act.case or 0), current(act.family) if act.family else None
    if case is not None and act.name in case.procedure.act_types:
        yield case.procedure.act_types[act.name]
    elif procedure is not None and (start := procedure.opened_by(act.name)):
        yield start.main
    matter = world.matters.get(act.matter or 0)
    kind = matter.type.acts().get(act.name) if matter else None
    if matter is None or kind is None:
        return
    yield kind
    told = {world.cases[each].procedure for each in act.cases if each in world.cases}
    for each in (each for procedure in told for each in procedure.act_types.values()):
        if kind.event and each.matter is matter.type and each.event == kind.event:
            yield each


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
    views: dict[int, list[CaseView]] = {}

    @cache
    def adopted(matter: int, ref: str, opened_on: date | str) -> Sequence[AdoptionView]:
        """The adoptions among which the edition of a case is, which was opened on a day."""
        state, kind = world.matters[matter], procedure(ref)
        ruled_from = state.opened_on if kind.within is state.type else day(opened_on)
        return world.adoptions_of(state.unit, kind.family, ruled_from)

    for matter, details, ref, opened_on, *row in rows:
        held = adopted(matter, ref, opened_on)
        said = view_details(loads(details)) if len(held) > 1 else NOTHING
        found = chosen(held, said, lambda each: each.edition)
        views.setdefault(matter, []).append(_view(tuple(row), edition_of(found.edition) if found else None))
    world.surveyed = {matter: Surveyed(found) for matter, found in views.items()}


def _view(row: Row, edition: Edition | None = None) -> CaseView:
    case, subject, number, name, status, end, facts, steps = row
    known, open_ones = Facts.from_json(loads(facts)), frozenset(loads(steps))
    return CaseView(case, subject, number, name, status, end, known, open_ones, edition)
