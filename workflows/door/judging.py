"""Judging one act: is its date possible, may this person do it, can the data be, do the rules hold.

Every question is asked even when an earlier one was answered badly, so that all that is missing is said at
once. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from workflows.door.authority import acting_office, holds_any, not_yours, on_own_case, recording_office, stop
from workflows.door.editions import adopted, edition_for, edition_of
from workflows.door.requests import Act
from workflows.door.world import CaseState, MatterState, World
from workflows.nodes import ActType, Occurs, Office
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.papers import EARLIEST_YEAR, Reading, read_words
from workflows.nodes.procedure import families, record_of
from workflows.rules.facts import Facts
from workflows.rules.findings import Finding
from workflows.rules.predicates import evaluate
from workflows.rules.regulations import Edition
from workflows.rules.situation import Dossier, PersonView, Situation, UnitView
from workflows.rules.surveys import Surveyed

NOTHING: Mapping[str, Any] = MappingProxyType({})
EARLIEST = date(EARLIEST_YEAR, 1, 1)
NOBODY = PersonView(id=0, number="", name="")
LATE_RECORD = "journal.late_record_days"
REASON = "书面原因"


@dataclass(frozen=True, slots=True)
class Judged:
    """An act that was judged: what planning needs when nothing refuses it."""

    act: Act
    kind: ActType
    node: ProcedureNode | None
    situation: Situation
    reading: Reading
    findings: tuple[Finding, ...]
    acted_as: str
    recorded_as: str
    edition: str

    @property
    def facts(self) -> dict[str, Any]:
        """What the journal and the case keep: the paper's facts and the written reason."""
        reason, _ = read_words("reason", REASON, self.act.reason)
        return {**self.reading.facts, "reason": reason} if reason else dict(self.reading.facts)

    @property
    def outcome(self) -> str:
        """What follows from the act; empty where nothing in particular does."""
        return (self.kind.decides(self.situation) if self.kind.decides else None) or ""

    @property
    def effective_on(self) -> date:
        """The day of its effect, ordinarily its legal date."""
        return self.kind.effective(self.situation) if self.kind.effective else self.situation.on

    def kept(self, outcome: str) -> Judged:
        """The act as the journal keeps it once its outcome is known; a seal tells nothing."""
        if self.kind.keeps is None:
            return self
        kept = self.kind.keeps(self.situation, outcome, self.reading.facts)
        if not kept.sealed:
            return replace(self, reading=replace(self.reading, facts=kept.facts))
        asked = {rule.id for rule in self.kind.requires}
        told = tuple(finding for finding in self.findings if finding.rule in asked)
        return replace(self, reading=Reading(kept.facts, {}, ()), findings=told)

    @property
    def refused(self) -> bool:
        """Whether any finding refuses the act."""
        return any(finding.refuses for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Ground:
    """What an act stands on: its facts, its subject, its units, and the day before which it cannot be.

    ``ruled_from`` is the day of the edition for what follows the opening, where that is not ``opened_on``.
    ``own`` says by its message id what the subject may not do other than as such; it is empty on the roster's
    record of a person. ``asked_on`` is the day of which offices are asked, where it is not the act's own.
    """

    facts: Facts
    subject: PersonView
    units: Mapping[str, UnitView]
    unit: int
    family: str
    opened_on: date
    since: date
    matter: Facts | None = None
    record: Facts = field(default_factory=Facts)
    own: str = ""
    asked_on: date | None = None
    case: int | None = None
    matter_kind: str = ""
    within: Facts | None = None
    surveyed: Surveyed = field(default_factory=Surveyed)
    below: tuple[PersonView, ...] = ()
    ruled_from: date | None = None

    def edition_in(self, world: World, on: date) -> tuple[Edition, str, list[Finding]]:
        """The edition by which an act of a day is judged, its digest, and a refusal when none is adopted."""
        opened_on = self.ruled_from or self.opened_on
        return edition_for(world, self.unit, self.family, on, opened_on, self.subject.details)

    def situation(
        self,
        world: World,
        *,
        on: date,
        edition: Edition,
        actor: int | None,
        data: Mapping[str, Any] = NOTHING,
        node: str = "",
        files: tuple[str, ...] = (),
        at: datetime | None = None,
    ) -> Situation:
        """What rules may look at when somebody acts on this ground, with these data or yet without any."""
        return Situation(
            on=on,
            edition=edition,
            facts=self.facts,
            subject=self.subject,
            data=data,
            calendar=world.calendar_for(edition),
            people=world.numbers,
            actor=world.people.get(actor or 0),
            matter=self.matter,
            record=self.record,
            units=self.units,
            places=world.units,
            opened_on=self.opened_on,
            case=self.case,
            node=node,
            matter_kind=self.matter_kind,
            judged_on=world.judged_in(self.unit),
            within=self.within,
            surveyed=self.surveyed,
            files=files,
            seen=world.seen_elsewhere(self.case, files) if files else (),
            at=at,
            below=tuple(person for person in self.below if person.standings[0].stands_on(on)),
            consulted=world.consulted_in(unit.id for unit in self.units.values()),
            dossiers=documented(world, self.family, on) if world.dossiers else {},
        )


def documented(world: World, family: str, on: date) -> dict[str, Dossier]:
    """What is known of those whom the acts name, each with the editions that hold for them."""
    found = {}
    for number, each in world.documented().items():
        standing = each.person.standing_on(each.tree, on)
        unit, details = standing.unit_id if standing else 0, each.person.details

        def then(day: date, unit: int = unit, details: Mapping[str, Any] = details) -> Edition | None:
            adoption = adopted(world, unit, family, min(day, on), details)
            return edition_of(adoption.edition) if adoption else None

        editions = {case: edition for case, day in each.opened.items() if (edition := then(day))}
        found[number] = replace(each, edition=then(on), editions=editions)
    return found


def case_ground(
    world: World, case: CaseState, on: date, since: date, matter: MatterState | None = None
) -> Ground:
    """The ground of an act on a case, perhaps brought to it by a matter."""
    subject = world.people[case.subject]
    units = world.units_of(subject, on, case.unit)
    family, record = case.procedure.family, world.record_of(case.procedure.record, subject.id)
    within = world.within(case.id)
    return Ground(
        case.facts,
        subject,
        units,
        case.unit,
        family,
        case.opened_on,
        since,
        matter=matter.facts if matter else None,
        record=record,
        own="act.own_case",
        case=case.id,
        matter_kind=matter.type.kind() if matter else "",
        within=within.facts if within else None,
        ruled_from=world.ruled_from(case),
    )


def matter_ground(world: World, matter: MatterState, on: date, today: date) -> Ground:
    """The ground of an act on a matter on a day; its subject is the matter's person, or nobody.

    What is about a person is kept where the person belongs on that day, wherever it was opened; where it may
    tell of any day, where the person belongs today.
    """
    kind, person = matter.type, world.people.get(matter.person or 0, NOBODY)
    on = today if kind.retrospective else on
    places = [standing.unit_id for standing in person.standings if standing.stands_on(on)]
    units = world.units_of(person, on, places[0] if places else matter.unit)
    return Ground(
        matter.facts,
        person,
        units,
        matter.unit,
        kind.family,
        matter.opened_on,
        EARLIEST if kind.retrospective else matter.opened_on,
        record=world.record_of(record_of(kind.family), person.id),
        own="act.own_record" if kind.impartial else "",
        asked_on=today if kind.retrospective else None,
        matter_kind=kind.kind(),
        surveyed=world.survey(matter.id),
        below=world.below.get(matter.unit, ()),
    )


def legal_date(act: Act, kind: ActType, since: date, today: date) -> date:
    """The act's date: today for what happens in the portal, the typed one for what happened on paper.

    What falls due happens on the day it does, but not before the step is open that it belongs to.
    """
    if kind.occurs is Occurs.ONLINE or act.on is None:
        return today
    return max(act.on, since) if kind.occurs is Occurs.BY_ITSELF else act.on


def judge(
    world: World,
    act: Act,
    kind: ActType,
    node: ProcedureNode | None,
    ground: Ground,
    at: datetime,
    *,
    trusted: bool = False,
) -> Judged:
    """Judge one act. ``trusted`` skips authority: the act on the shared matter has answered for it."""
    today = world.day_of(at)
    on = legal_date(act, kind, ground.since, today)
    reading = kind.read(dict(act.data))
    edition, digest, missing = ground.edition_in(world, on)
    situation = ground.situation(
        world,
        on=on,
        edition=edition,
        data=reading.data,
        actor=act.by,
        node=node.name if node else "",
        files=act.files,
        at=at,
    )
    findings = [*missing, *_dates(act, kind, situation, ground, today), *_data(kind, reading, world, act)]
    findings += _reach(world, kind, situation)
    acted_as, recorded_as = "", ""
    if not trusted:
        asked = replace(situation, on=ground.asked_on) if ground.asked_on else situation
        acted_as = acting_office(kind, asked, ground.units) or ""
        same = acted_as if on == today and act.recorder == act.by and not ground.asked_on else ""
        recorded_as, refusals = _recorder(world, act, kind, situation, ground, at, same)
        findings += refusals if acted_as else [not_yours(kind)]
    if ground.own and (trusted or acted_as):
        findings += _own(world, act, kind, situation, ground.own, (acted_as, recorded_as))
    if not missing:
        findings += _rules(kind, reading, situation)
        findings += _reasons(world, act, situation, findings, ground)
    return Judged(act, kind, node, situation, reading, tuple(findings), acted_as, recorded_as, digest)


def _rules(kind: ActType, reading: Reading, situation: Situation) -> list[Finding]:
    """Whether it may happen; and where the data can be read, whether they can be and what follows."""
    found = [*evaluate(kind.requires, situation)]
    if not reading.problems:
        found += evaluate(kind.accepts, situation)
        found += [finding.recorded() for finding in evaluate(kind.explains, situation)]
    return found


def _dates(act: Act, kind: ActType, situation: Situation, ground: Ground, today: date) -> list[Finding]:
    if kind.occurs is Occurs.ONLINE:
        return [stop("act.online_date", act=kind.title)] if act.on not in {None, today} else []
    if situation.on > today:
        return [stop("act.future_date", on=situation.on, today=today)]
    if situation.on < ground.since:
        return [stop("act.before_opening", on=situation.on, since=ground.since)]
    return _late(act, kind, situation, today) if kind.occurs is Occurs.ON_PAPER else []


def _late(act: Act, kind: ActType, situation: Situation, today: date) -> list[Finding]:
    """Recording long after the day needs a reason and a second person; a roll is never recorded so late."""
    if LATE_RECORD not in situation.edition:
        return []
    days = situation.edition[LATE_RECORD].count
    if (today - situation.on).days <= days:
        return []
    if getattr(kind, "roll", False):
        return [stop("act.never_late", days=days, on=situation.on)]
    confirmed = act.confirmed_by not in {None, act.recorder, situation.subject.id}
    return [] if act.reason and confirmed else [stop("act.late_needs_second", days=days, on=situation.on)]


def _data(kind: ActType, reading: Reading, world: World, act: Act) -> list[Finding]:
    _, wrong = read_words("reason", REASON, act.reason)
    problems = [stop(problem.message, **problem.params) for problem in (*reading.problems, *wrong)]
    named = kind.paper.named(reading.data) if kind.paper else set()
    unknown = sorted(number for number in named if number not in world.numbers)
    problems += [stop("person.unknown", number=number) for number in unknown]
    return [*problems, *without_evidence(kind, reading, act.files)]


def without_evidence(kind: ActType, reading: Reading, files: Collection[str]) -> list[Finding]:
    """What is told of somebody needs evidence: a file, or words that say where it is to be found."""
    if not kind.evidence or files or reading.problems or reading.facts.get(kind.evidence):
        return []
    return [stop("act.needs_evidence", act=kind.title)]


def _reach(world: World, kind: ActType, situation: Situation) -> list[Finding]:
    """A unit that the data name must be known, and lie where the actor's office reaches."""
    fields = kind.paper.units if kind.paper else ()
    named = [unit for field in fields if (unit := situation.data.get(field))]
    found = [stop("unit.unknown") for unit in named if unit not in world.units]
    for unit in named:
        places = world.lineage(unit)
        if not any(holds_any([situation.actor], role.name, situation.on, places) for role in kind.by):
            found.append(stop("unit.out_of_reach"))
    return found


def _recorder(
    world: World, act: Act, kind: ActType, situation: Situation, ground: Ground, at: datetime, same: str
) -> tuple[str, list[Finding]]:
    """The recorder's role now, and what stands against recording for somebody else.

    ``same`` is the role in which the recorder acted just now; where nobody but actors may record, it is this.
    """
    recorder = world.people.get(act.recorder or 0)
    office: str | None = same if same and not kind.recorders else None
    office = office or recording_office(kind, recorder, situation, ground.units, world.day_of(at))
    if office is None:
        return "", [stop("act.recorder_without_office", act=kind.title)]
    refusals = []
    if act.recorder != act.by and not act.files:
        refusals.append(stop("act.needs_scan", act=kind.title))
    if recorder and recorder.id in world.closed:
        refusals.append(stop("person.closed", name=recorder.name))
    return office, refusals


def _own(
    world: World, act: Act, kind: ActType, situation: Situation, message: str, roles: tuple[str, str]
) -> list[Finding]:
    """Nobody decides on what is about themselves, nor records it, except what is the subject's to do."""
    parts = zip((act.by, act.recorder), roles, strict=True)
    own = any(on_own_case(world.people.get(person or 0), role, situation) for person, role in parts)
    return [stop(message, act=kind.title)] if own else []


def _reasons(
    world: World, act: Act, situation: Situation, findings: list[Finding], ground: Ground
) -> list[Finding]:
    """A warning whose reason is owed passes only with one, by somebody holding the office that owes it."""
    owed = [finding for finding in findings if finding.needs_reason]
    if not owed:
        return []
    if not act.reason.strip():
        return [_by_article(stop("act.reason_owed", rule=finding.rule), finding) for finding in owed]
    named = {act.by, act.recorder, act.confirmed_by} - ({ground.subject.id} if ground.own else set())
    people = [world.people.get(person or 0) for person in named]
    units = [unit.id for unit in ground.units.values()]
    return [
        _by_article(stop("act.reason_by_office", rule=finding.rule, office=str(finding.override)), finding)
        for finding in owed
        if not any(
            holds_any(people, office.name, situation.on, units)
            for office in _speaking(ground.family, str(finding.override))
        )
    ]


def _by_article(refusal: Finding, finding: Finding) -> Finding:
    """A refusal for the sake of a finding rests on the same article."""
    return replace(refusal, article=finding.article)


def _speaking(family: str, body: str) -> tuple[Office, ...]:
    procedure = families().get(family)
    return procedure.speaking_for(body) if procedure else (Office(body, body),)
