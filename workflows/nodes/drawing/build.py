"""From a procedure to a diagram: a stage becomes a sub-process with its acts beside its path.

An arrow that crosses borders is drawn in pieces: an end within each border that it leaves, a gateway behind
the border where several ways come out, and one behind the start of what it enters past its beginning.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from workflows.nodes.acts import CaseAct
from workflows.nodes.drawing import words
from workflows.nodes.drawing.model import Body, Diagram, Element, Kind
from workflows.nodes.drawing.regions import ROOT, Regions
from workflows.nodes.drawing.sketch import Sketch
from workflows.nodes.drawing.stages import cancels, draw_acts, has_acts
from workflows.nodes.gates import Fork
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.procedure import Procedure
from workflows.nodes.stage import Leave, Scope
from workflows.nodes.ways import destination
from workflows.texts.speaking import said


def diagram(procedure: type[Procedure]) -> Diagram:
    """What is drawn of a procedure; nodes that nothing leads to are left out (a check refuses them)."""
    return _Builder(procedure).diagram()


class _Builder:
    def __init__(self, procedure: type[Procedure]) -> None:
        self.procedure = procedure
        self.regions = Regions(procedure)
        self.nodes = [node for node in procedure.all_nodes() if node in self.regions.home]
        self.sketches = {name: Sketch() for name in (ROOT, *self.regions.around)}
        #: by scope, the nodes at which ways come in: its first one, or one in its midst
        self.entries: dict[str, dict[str, ProcedureNode]] = {name: {} for name in self.regions.around}

    def diagram(self) -> Diagram:
        """Draw the nodes, then the ways between them, then how each scope is entered."""
        for node in self.nodes:
            self.sketches[self.regions.home[node]].add(self._element(node))
        for act in self.procedure.case_acts.values():
            self.sketches[ROOT].add(_event(act))
            self._case_act(act)
        for node in self.nodes:
            self._ways(node)
        for node in self.nodes:
            if isinstance(node, Scope):
                self._beginning(node)
        kind = self.procedure
        return Diagram(kind.__name__, kind.family, kind.title, self._body(ROOT))

    def _element(self, node: ProcedureNode) -> Element:
        name, kind = node.label or node.name, Kind(node.bpmn_element)
        if node in self.procedure.starts[1:]:
            # BPMN has one start without a cause; the others tell what begins them.
            kind = Kind.TRIGGER
        if isinstance(node, Leave):
            name = node.label or words.word(node.outcome)
            kind = self._end_of(node.scopes[0].name)
        timers = getattr(node, "timers", ()) if kind is Kind.TIMER else ()
        timer = words.timer_name(timers[0]) if timers else ""
        return Element(node.name, kind, name, node.name, words.node_text(node), timer)

    def _ways(self, node: ProcedureNode) -> None:
        for outcome, target in node.targets.items():
            label, condition = words.word(outcome), f'outcome = "{outcome}"'
            shown = ("", "") if isinstance(node, Fork) else (label, condition)
            self._way(node.name, self.regions.home[node], target, *shown)
        if isinstance(node, Scope):
            around = self.regions.above(node.path)
            self._enter(around[: around.index(node.name) + 1], node.path)

    def _case_act(self, act: CaseAct) -> None:
        """What happens inside the event sub-process of a case act."""
        body = self.sketches[act.name]
        by = _("由%(who)s") % {"who": _("、").join(role.title for role in act.by)}
        start = body.add(Element(f"{act.name}.start", Kind.TRIGGER, by, interrupting=bool(act.leads_to)))
        target = destination(self.procedure, act)
        if target:
            self._way(start, act.name, target)
        else:
            body.arrow(
                start,
                body.add(
                    Element(
                        f"{act.name}.end",
                        Kind.END,
                        said(words.STATUS["" if act.sets_on else act.sets_status]),
                    )
                ),
            )

    def _way(
        self, source: str, body: str, target: ProcedureNode, label: str = "", condition: str = ""
    ) -> None:
        """Draw the way from an element to a node, out of borders and into others."""
        around = self.regions.above(target)
        while body not in around:
            name = words.destination(target)
            end = Element(f"{body}.to.{target.name}", self._end_of(body), name)
            self.sketches[body].arrow(source, self.sketches[body].add(end), label, condition)
            if body in self.procedure.case_acts:
                return
            source, body = body, self.regions.around[body]
            label, condition = name, f'exit = "{target.name}"'
        self.sketches[body].arrow(source, self._within(body, target), label, condition)
        self._enter(around[: around.index(body)], target)

    def _enter(self, scopes: list[str], target: ProcedureNode) -> None:
        """Remember that these scopes are entered on the way to a node."""
        for scope in scopes:
            self.entries[scope].setdefault(target.name, target)

    def _within(self, body: str, target: ProcedureNode) -> str:
        """The element of ``body`` that is the target or holds it."""
        around: list[str] = [target.name, *self.regions.above(target)]
        return around[around.index(body) - 1]

    def _end_of(self, body: str) -> Kind:
        """The kind of the ends that lead out of a body."""
        if body in self.procedure.case_acts:
            return Kind.END
        return Kind.TERMINATE if cancels(self.nodes, self.procedure.named(body)) else Kind.END

    def _beginning(self, scope: Scope) -> None:
        """The start within a scope, the ways in, and beside them the acts."""
        sketch, name, entries = self.sketches[scope.name], scope.name, self.entries[scope.name]
        start = at = sketch.add(Element(f"{name}.start", Kind.START, said(words.BEGIN)))
        beside = has_acts(scope)
        if beside:
            at = sketch.add(Element(f"{name}.open", Kind.PARALLEL))
            sketch.arrow(start, at)
        fork = at
        if len(entries) > 1:
            at = sketch.add(Element(f"{name}.entry", Kind.CHOICE, said(words.WAY_IN)))
            sketch.arrow(fork, at)
        for target in entries.values():
            sketch.arrow(at, self._within(name, target), target.label, f'entry = "{target.name}"')
        if beside:
            draw_acts(sketch, scope, fork)

    def _body(self, name: str) -> Body:
        sketch = self.sketches[name]
        flows = sketch.flows()
        held = {Kind.SCOPE, Kind.EVENT}
        elements = (
            replace(each, body=self._body(each.id)) if each.kind in held else each
            for each in sketch.elements.values()
        )
        return Body(tuple(elements), flows)


def _event(act: CaseAct) -> Element:
    return Element(
        act.name,
        Kind.EVENT,
        act.title,
        act.name,
        words.act_text(act),
        interrupting=bool(act.leads_to),
    )
