"""Finding the act type that a request names, and saying why it is not open when it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from workflows.door.authority import stop
from workflows.door.judging import case_ground, judge
from workflows.door.planning import single_case_key
from workflows.door.requests import Act
from workflows.door.world import CaseState, MatterState, World
from workflows.models import Case, Entry
from workflows.nodes import ActType, CaseAct, Stage
from workflows.nodes.graph import ProcedureNode, Resting
from workflows.rules.findings import Finding, refusing
from workflows.rules.predicates import evaluate

Offer = tuple[ActType, ProcedureNode | None]


def offer_of(case: CaseState, name: str) -> Offer | None:
    """The act type of this name that is open on the case, with the node that offers it."""
    if name in case.procedure.case_acts:
        return case.procedure.case_acts[name], None
    return case.procedure.open_acts(case.steps).get(name) or _timer_act(case, name)


def event_of(case: CaseState, kind: type, event: str) -> Offer | None:
    """The act type that waits on the case for this event of a matter of this kind, or may always come."""
    steps = case.procedure.open_acts(case.steps).values()
    anytime = ((act, None) for act in case.procedure.case_acts.values())
    offers: Iterable[Offer] = (*steps, *anytime)
    return next((each for each in offers if each[0].matter is kind and each[0].event == event), None)


def since_of(case: CaseState, node: ProcedureNode | None) -> date:
    """The day before which an act at this node cannot have happened."""
    if node is None or node.name not in case.steps:
        return case.opened_on
    return date.fromisoformat(case.steps[node.name]["since"])


def closed(case: CaseState, offer: Offer) -> list[Finding]:
    """Why an act may not happen on a case that has ended or is suspended."""
    kind, _ = offer
    if case.status == "open" or (isinstance(kind, CaseAct) and kind.comes_while(case.status)):
        return []
    return [stop("case.closed", on=case.ended_on) if case.status == "ended" else stop("case.suspended")]


def beside_another(case: CaseState, offer: Offer, name: str) -> list[Finding]:
    """An act that opens an ended case again does not do so beside another open one of the same person."""
    kind, _ = offer
    leads_to = kind.leads_to if isinstance(kind, CaseAct) else None
    if case.status != "ended" or leads_to is None or case.procedure.named(leads_to.name).ends_case:
        return []
    key = single_case_key(case)
    taken = key is not None and Case.objects.filter(single=key).exclude(pk=case.id).exists()
    return [stop("case.already_open", name=name)] if taken else []


def why_not_open(
    world: World, case: CaseState, act: Act, at: datetime, matter: MatterState | None = None
) -> list[Finding]:
    """Why an act that the procedure knows is not open: done already, or something comes first.

    What comes first is said by the open steps that lead to it, and by what the act itself asks for.
    """
    known = case.procedure.act_types.get(act.name)
    if known is None:
        return [stop("act.unknown", act=act.name)]
    if case.status == "ended":
        return [stop("case.closed", on=case.ended_on)]
    nodes = list(case.procedure.all_nodes())
    waiting = [case.procedure.named(name) for name in case.steps]
    wanted = [node for node in nodes if act.name in node.acts]
    before = [node for node in waiting if isinstance(node, Resting) and _leads_to(node, wanted)]
    on = act.on or world.day_of(at)
    lacking = [finding for node in before for finding in _lacking(world, case, node, on, at)]
    held = {rule.id for node in waiting if isinstance(node, Resting) for rule in node.holds}
    done = None if _is_ahead(nodes, before, wanted) else _done_by(case, act.name)
    if done and held.isdisjoint(finding.rule for finding in lacking):
        return [done]
    labels = "、".join(node.label for node in waiting if not isinstance(node, Stage) and node.label)
    asked = _asked_for(world, case, known, wanted[0], on, matter) if _lies_ahead(waiting, wanted) else ()
    said = {finding.rule: finding for finding in (*lacking, *asked)}
    return [stop("act.not_open", act=known.title, open=labels), *said.values()]


def _leads_to(node: ProcedureNode, wanted: list[ProcedureNode]) -> bool:
    """Whether a step comes before others; what lies on another branch is no hindrance."""
    return not node.following().isdisjoint(wanted)


def _lies_ahead(waiting: list[ProcedureNode], wanted: list[ProcedureNode]) -> bool:
    """Whether anything open, a stage too, leads to the steps."""
    return any(_leads_to(node, wanted) for node in waiting)


def _is_ahead(
    nodes: list[ProcedureNode], before: Sequence[ProcedureNode], wanted: list[ProcedureNode]
) -> bool:
    """Whether the case still comes to the steps, in the order of the text: what it did there was earlier."""
    places = {node.name: place for place, node in enumerate(nodes)}
    last = max((places[node.name] for node in wanted), default=-1)
    return any(places[node.name] < last for node in before)


def _lacking(world: World, case: CaseState, node: Resting, on: date, at: datetime) -> list[Finding]:
    """What an open step still lacks."""
    ground = case_ground(world, case, on, since_of(case, node))
    judged = judge(world, Act(name=node.main.name, by=None, key="", on=on), node.main, node, ground, at)
    rules = {rule.id for rule in node.main.requires}
    found = [finding for finding in refusing(judged.findings) if finding.rule in rules]
    return [*found, *refusing(evaluate(node.holds, judged.situation))]


def _asked_for(
    world: World, case: CaseState, kind: ActType, node: ProcedureNode, on: date, matter: MatterState | None
) -> tuple[Finding, ...]:
    """What an act asks for that does not hold yet, whatever its paper will say."""
    ground = case_ground(world, case, on, on, matter)
    edition, _, missing = ground.edition_in(world, on)
    situation = ground.situation(world, on=on, edition=edition, actor=None, node=node.name)
    return () if missing else refusing(evaluate(kind.requires, situation))


def _done_by(case: CaseState, name: str) -> Finding | None:
    fact = case.facts.latest(name)
    if fact is None or fact.entry is None:
        return None
    entry = Entry.objects.select_related("recorded_by").filter(pk=fact.entry).first()
    if entry is None:
        return None
    who = entry.recorded_by.name if entry.recorded_by else "系统"
    at = entry.at.astimezone()
    return stop("act.already_done", who=who, on=at.date(), time=f"{at:%H:%M}")


def _timer_act(case: CaseState, name: str) -> Offer | None:
    for open_node in case.steps:
        node = case.procedure.named(open_node)
        for timer in getattr(node, "timers", ()):
            if timer.act.name == name:
                return timer.act, node
    return None
