"""What could be done on a case today, what stands against it, and from which day it would be possible.

The same rules that refuse an act explain it here, without its data: only what says whether the act may
happen is asked (``Requires``), never whether some data could be (``Accepts``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from workflows.door.authority import acting_office, on_own_case
from workflows.door.editions import adopted, edition_of
from workflows.door.finding_acts import since_of
from workflows.door.judging import Ground, case_ground, matter_ground
from workflows.door.loading import load
from workflows.door.requests import Act
from workflows.door.world import AdoptionView, CaseState, MatterState, World
from workflows.nodes import ActType, Procedure, Stage
from workflows.nodes.graph import ProcedureNode, Resting
from workflows.nodes.roles import SYSTEM
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding, refusing
from workflows.rules.memory import collector_paused
from workflows.rules.predicates import evaluate
from workflows.rules.regulations import Edition
from workflows.rules.situation import Situation
from workflows.selectors.cases import ruling_days
from workflows.store.session import Session


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day that a timer announces while its node is open, whether it has come or not."""

    act: ActType
    on: date
    late: bool
    awaited: bool = False


@dataclass(frozen=True)
class Prospect:
    """One act that is open on a case: its findings, whether the asker may do it, and who may.

    ``stands`` is the situation of the case, whatever may be done on it; ``opened_on`` the day its node
    opened, ``since`` that from which it waits. What follows is computed when somebody asks: a list of many
    cases shows a few of the acts that are open on each.
    """

    case: int
    act: ActType
    node: ProcedureNode | None
    opened_on: date
    since: date
    stands: Situation = field(repr=False)

    @property
    def path(self) -> bool:
        """Whether it is a step of the path, or else an act of a stage or of the case."""
        return self.node is not None and not isinstance(self.node, Stage)

    @property
    def main(self) -> bool:
        """Whether it completes its node."""
        return self.node is not None and self.act.name == self.node.name

    @cached_property
    def situation(self) -> Situation:
        """What the act would be judged by today, without its data."""
        return replace(self.stands, node=self.node.name) if self.node else self.stands

    @cached_property
    def mine(self) -> bool:
        """Whether the asker may do it."""
        role = acting_office(self.act, self.stands, self.stands.units)
        return role is not None and not on_own_case(self.stands.actor, role, self.stands)

    @cached_property
    def reminders(self) -> tuple[Reminder, ...]:
        """The days on which people are reminded of it, the earliest first."""
        node = self.node if isinstance(self.node, Resting) else None
        timers = [timer for timer in node.timers if node.reminded(timer) is self.act] if node else []
        then = replace(self.situation, on=self.opened_on) if timers else self.situation
        found = (
            Reminder(timer.act, day, timer.late, timer.awaited)
            for timer in timers
            for day in timer.days(then)
        )
        return tuple(sorted(found, key=lambda each: each.on))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules that say whether the act may happen answer today."""
        return evaluate(self.act.requires, self.situation)

    @cached_property
    def unmet(self) -> tuple[Finding, ...]:
        """The findings that stand against it."""
        return refusing(self.findings)

    @cached_property
    def earliest_on(self) -> date | None:
        """The first day on which nothing would stand against it, when waiting alone brings it about."""
        days = [finding.earliest_on for finding in self.unmet]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    @property
    def awaited_on(self) -> date | None:
        """The day by which it is wanted, long before which nobody waits for it; None where none is."""
        return next((each.on for each in self.reminders if each.awaited), None)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A case as it stands today: its situation and everything that is open on it."""

    case: CaseState
    situation: Situation
    prospects: tuple[Prospect, ...]
    world: World

    def adoption_on(self, day: date) -> AdoptionView | None:
        """Which unit adopted the edition by which an act of a day is judged, and when."""
        details = self.situation.subject.details
        return adopted(self.world, self.case.unit, self.case.procedure.family, day, details)

    def edition_on(self, day: date) -> Edition:
        """The edition by which an act of a day was judged."""
        ground = case_ground(self.world, self.case, day, self.case.opened_on)
        return ground.edition_in(self.world, day)[0]

    def editions_of(self, cases: Collection[int]) -> dict[int, Edition]:
        """The editions of the days by which cases of the subject go, by case."""
        within = self.case.procedure.within
        days = ruling_days(cases, within.kind() if within else "")
        found = ((case, self.adoption_on(day)) for case, day in days.items())
        return {case: edition_of(adoption.edition) for case, adoption in found if adoption}


def outlook(cases: Iterable[int], *, at: datetime, actor: int | None = None) -> dict[int, Outlook]:
    """What is open on each case today, for the person who asks; unknown cases are left out.

    Whom a case is about sees it as it would be if none of its discreet acts had happened: it must not be
    possible to tell from what still stands in the way whether somebody objected.
    """
    acts = [Act(name="", by=actor, key="", case=case) for case in cases]
    world = load(Session(), acts, lock=False) if acts else None
    if world is None:
        return {}
    return {case.id: _outlook(world, case, at, actor) for case in world.cases.values()}


@dataclass(frozen=True, slots=True)
class MatterOutlook:
    """A matter as it stands today: what its acts would be judged by, and what stands for and against each."""

    situation: Situation
    findings: Mapping[str, tuple[Finding, ...]]


def matter_outlook(matter: int, *, at: datetime, actor: int | None = None) -> dict[str, tuple[Finding, ...]]:
    """What stands for and against each act of a matter today, by the act's name."""
    return matters_outlook([matter], at=at, actor=actor).get(matter, {})


def matter_standing(matter: int, *, at: datetime, actor: int | None = None) -> MatterOutlook | None:
    """The same with the situation behind it, of a matter that exists."""
    with collector_paused():
        world = load(Session(), [Act(name="", by=actor, key="", matter=matter)], lock=False)
        state = world.matters.get(matter)
        return _of_matter(world, state, at, actor) if state else None


def matter_situation(matter: int, act: str, data: Mapping[str, Any], *, at: datetime) -> Situation | None:
    """What an act with these data would be judged by now; None of a matter that does not exist."""
    world = load(Session(), [Act(name=act, by=None, key="", matter=matter, data=data)], lock=False)
    state = world.matters.get(matter)
    return replace(_of_matter(world, state, at, None).situation, data=data) if state else None


def matters_outlook(
    matters: Collection[int], *, at: datetime, actor: int | None = None
) -> dict[int, dict[str, tuple[Finding, ...]]]:
    """The same of several matters, read at once; one that does not exist is left out."""
    if not matters:
        return {}
    asked = [Act(name="", by=actor, key="", matter=each) for each in sorted(matters)]
    world = load(Session(), asked, lock=False)
    found = {pk: _of_matter(world, state, at, actor) for pk, state in world.matters.items() if pk in matters}
    return {pk: dict(each.findings) for pk, each in found.items()}


def _of_matter(world: World, state: MatterState, at: datetime, actor: int | None) -> MatterOutlook:
    on = timezone.localdate(at)
    ground = matter_ground(world, state, on, on)
    edition, _, missing = ground.edition_in(world, on)
    situation = ground.situation(world, on=on, edition=edition, actor=actor, at=at)
    acts = state.type.acts()
    findings = {name: (*missing, *evaluate(act.requires, situation)) for name, act in acts.items()}
    return MatterOutlook(situation, findings)


def _outlook(world: World, case: CaseState, at: datetime, actor: int | None) -> Outlook:
    on = timezone.localdate(at)
    ground = case_ground(world, case, on, case.opened_on)
    edition, _, _ = ground.edition_in(world, on)
    if actor == case.subject:
        ground = _told(ground, case.procedure)
    situation = ground.situation(world, on=on, edition=edition, actor=actor, at=at)
    found = tuple(
        Prospect(case.id, act, node, since, since, situation)
        for act, node in _offers(case)
        if act.offered is None or act.offered(situation)
        for since in (since_of(case, node),)
    )
    return Outlook(case, situation, found, world)


def _told(ground: Ground, kind: type[Procedure]) -> Ground:
    """The ground of a case as its subject may know it."""
    facts, record = _open_to_all(ground.facts, kind.act_types), ground.record
    if kind.record is not None:
        record = _open_to_all(record, kind.record.acts())
    return replace(ground, facts=facts, record=record)


def _open_to_all(facts: Facts, acts: Mapping[str, ActType]) -> Facts:
    return facts.without({name for name, act in acts.items() if act.discreet})


def _offers(case: CaseState) -> list[tuple[ActType, ProcedureNode | None]]:
    declared: list[tuple[ActType, ProcedureNode | None]] = [
        (act, None) for act in case.procedure.case_acts.values() if act.fits(case.status)
    ]
    if case.status != "open":
        return declared
    steps = case.procedure.open_acts(case.steps).values()
    return [*((act, node) for act, node in steps if SYSTEM not in act.by), *declared]
