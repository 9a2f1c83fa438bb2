"""The way of a case, drawn stage by stage from the procedure itself, with where the case stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.case import Passage, StagePoint
from portal.pages.days import day_text
from portal.pages.flow import Chart, FlowNode, FlowPage
from portal.pages.parts import Link
from portal.rooms.actor import Actor
from portal.rooms.case import stage_points
from portal.rooms.chart import Drawn, drawn
from portal.rooms.corrections import later_of, standing
from portal.rooms.journal import stage_days
from portal.rooms.words import cite, outcome_text
from workflows.door import Outlook, outlook
from workflows.models import Case, Entry
from workflows.nodes import SYSTEM, ActType, Fork, Leave, Procedure, Stage
from workflows.nodes.drawing import Diagram, Drawing, arrange, diagram
from workflows.nodes.graph import ProcedureNode, Resting
from workflows.nodes.procedure import procedure
from workflows.selectors.entries import entries_of
from workflows.texts.speaking import spoken


@lru_cache(maxsize=8)
def _drawing(ref: str, _language: str) -> tuple[Diagram, Drawing]:
    """What is drawn of the procedure of this name, in the language that is spoken now: the same for each
    case, and slow to arrange.
    """
    found = diagram(procedure(ref))
    return found, arrange(found)


class Way:
    """Which nodes and acts of a procedure lie behind a case, and since when."""

    def __init__(self, view: Outlook, entries: Sequence[Entry], today: date) -> None:
        self.here = frozenset(view.case.steps)
        self.today = today
        self.done: dict[str, date] = {}
        self.counts: dict[str, int] = {}
        self.outcomes: set[tuple[str, str]] = set()
        later = later_of(entries)
        for entry in reversed(entries):
            now = standing(entry, later.get(entry.pk, ()))
            if now is None or entry.supersedes_id is not None:
                continue
            for name in (*entry.moves.get("done", ()), *entry.moves.get("passed", ()), entry.act):
                self.done[name] = now.on
            self.counts[entry.act] = self.counts.get(entry.act, 0) + 1
            self.outcomes.add((entry.act, now.outcome))

    def left(self, name: str, outcome: str) -> bool:
        """Whether a node was ever left with this outcome."""
        return (name, outcome) in self.outcomes

    def passage(self, name: str) -> Passage:
        """Where a node lies."""
        if name in self.here:
            return Passage.NOW
        return Passage.DONE if name in self.done else Passage.AHEAD

    def says(self, name: str, since: Mapping[str, date]) -> str:
        """The state of a node in words."""
        passage = self.passage(name)
        if passage is Passage.NOW:
            day = since.get(name)
            return _("现在，%(day)s起") % {"day": day_text(day, today=self.today)} if day else _("现在")
        if passage is Passage.DONE:
            return _("%(day)s已办") % {"day": day_text(self.done[name], today=self.today)}
        return _("未到")

    def act_says(self, name: str) -> tuple[Passage, str]:
        """The state of an act of a stage, which may be done several times."""
        if name not in self.counts:
            return Passage.AHEAD, _("未办过")
        day = day_text(self.done[name], today=self.today)
        if self.counts[name] == 1:
            return Passage.DONE, _("%(day)s已办") % {"day": day}
        return Passage.DONE, _("已办 %(n)s 次，最近 %(day)s") % {"n": self.counts[name], "day": day}


def flow_page(actor: Actor, case: Case, at: datetime) -> FlowPage:
    """The drawing of a case's way for an office that may read the case."""
    view = outlook([case.pk], at=at, actor=actor.id)[case.pk]
    entries = list(entries_of(case=case.pk))
    kind, way = view.case.procedure, Way(view, entries, actor.on)
    points = stage_points(view, stage_days(kind, entries), actor.on)
    charts = tuple(_chart(view, stage, point, way) for stage, point in zip(kind.stages, points, strict=True))
    back = reverse("case", args=[case.pk])
    return FlowPage(
        title=_("%(name)s，流程图") % {"name": case.subject.name},
        lede=_("%(title)s。走过的画实线，没走到的画虚线，现在所在的环节标◉。") % {"title": kind.title},
        stages=points,
        charts=charts,
        anytime=tuple(_act(act, way) for act in kind.case_acts.values()),
        crumbs=(Link(_("办件"), reverse("cases")), Link(case.subject.name, back)),
    )


def _chart(view: Outlook, stage: Stage, point: StagePoint, way: Way) -> Chart:
    found, places = _drawing(view.case.procedure.ref, spoken())
    element = next(each for each in found.body.everything() if each.id == stage.name)
    box = places.boxes[stage.name]
    picture: Drawn = drawn(element, places, way.passage, way.left, _cites(view.case.procedure.ref, spoken()))
    path = tuple(_node(node, way, _since(view)) for node in _path(view.case.procedure, stage))
    return Chart(
        key=stage.name,
        title=stage.label,
        when=point.when,
        passage=point.passage,
        says=_said(path),
        left=box.x,
        top=box.y,
        width=box.width,
        height=box.height,
        shapes=picture.shapes,
        lines=picture.lines,
        path=path,
        acts=tuple(_act(act, way) for act in stage.acts.values()),
    )


@lru_cache(maxsize=8)
def _cites(ref: str, _language: str) -> Mapping[str, str]:
    """The first article of each node and act of a procedure, as it is written into its shape."""
    kind = procedure(ref)
    cited = {node.name: node.cites for node in kind.all_nodes()}
    for stage in kind.stages:
        for act in (*stage.acts.values(), *(timer.act for timer in stage.timers)):
            cited.setdefault(act.name, act.cites)
    return {name: found.text for name, articles in cited.items() if (found := cite(articles))}


def _path(kind: type[Procedure], stage: Stage) -> list[ProcedureNode]:
    """The nodes within a stage, in the order of the text."""
    return [node for node in kind.all_nodes() if stage in node.scopes]


def _since(view: Outlook) -> dict[str, date]:
    return {name: date.fromisoformat(step["since"]) for name, step in view.case.steps.items()}


def _node(node: ProcedureNode, way: Way, since: Mapping[str, date]) -> FlowNode:
    main = node.main if isinstance(node, Resting) else None
    title = node.label or (outcome_text(node.outcome) if isinstance(node, Leave) else node.name)
    return FlowNode(
        title=title,
        passage=way.passage(node.name),
        state=way.says(node.name, since),
        cite=cite(node.cites),
        who=_who(main) if main else "",
        ways=tuple(_ways(node)),
    )


def _ways(node: ProcedureNode) -> Iterator[str]:
    """Where a node leads: with each outcome by its word, or to each branch of a fork."""
    for outcome, target in node.targets.items():
        said = "" if isinstance(node, Fork) else outcome_text(outcome)
        label = target.label or target.name
        if said:
            yield _("%(outcome)s：到“%(target)s”") % {"outcome": said, "target": label}
        else:
            yield _("之后到“%(target)s”") % {"target": label}


def _act(act: ActType, way: Way) -> FlowNode:
    passage, state = way.act_says(act.name)
    return FlowNode(act.title, passage, state, cite(act.cites), _who(act))


def _who(act: ActType) -> str:
    who = _("、").join(role.title for role in act.by if role is not SYSTEM)
    return _("由%(who)s办") % {"who": who} if who else _("到期自动")


def _said(path: Sequence[FlowNode]) -> str:
    """What the drawing shows, in a sentence."""
    done = sum(node.passage is Passage.DONE for node in path)
    here = _("、").join(node.title for node in path if node.passage is Passage.NOW)
    said = _("共 %(n)s 个环节，已办 %(done)s 个") % {"n": len(path), "done": done}
    if here:
        said = _("%(said)s，现在在%(here)s") % {"said": said, "here": here}
    return _("%(said)s。下面的列表逐项说明同样的内容。") % {"said": said}
