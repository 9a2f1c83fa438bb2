"""One body while it is being drawn: arrows are gathered first, gateways are added where they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from workflows.nodes.drawing.model import Element, Flow, Kind
from workflows.nodes.drawing.words import FROM_OUTSIDE, HERE, RESULT
from workflows.texts.speaking import said

ENDS = (Kind.END, Kind.TERMINATE)

#: the elements at both ends of an arrow
Ends = tuple[str, str]


@dataclass(slots=True)
class Arrow:
    """The way from one element to another; several outcomes may lead there."""

    labels: dict[str, None] = field(default_factory=dict)
    conditions: dict[str, None] = field(default_factory=dict)


class Sketch:
    """Elements by id, and arrows between them, both in the order in which they were drawn."""

    def __init__(self) -> None:
        self.elements: dict[str, Element] = {}
        self.arrows: dict[Ends, Arrow] = {}

    def add(self, element: Element) -> str:
        """Draw an element, once."""
        self.elements.setdefault(element.id, element)
        return element.id

    def arrow(self, source: str, target: str, label: str = "", condition: str = "") -> None:
        """Draw a way; one that is there already also serves this outcome."""
        arrow = self.arrows.setdefault((source, target), Arrow())
        arrow.labels.update({label: None} if label else {})
        arrow.conditions.update({condition: None} if condition else {})

    def flows(self) -> tuple[Flow, ...]:
        """The arrows as flows. Only the ways out of a choice bear labels and conditions."""
        self._end_loose_ways()
        for element in list(self.elements.values()):
            self._split(element)
        for element in list(self.elements.values()):
            self._meet(element)
        return tuple(self._flow(*ends) for ends in self.arrows)

    def _end_loose_ways(self) -> None:
        """A node without a way on rests there for good; BPMN asks for an end all the same."""
        left = {source for source, _ in self.arrows}
        elements = list(self.elements.values())
        for element in elements:
            if element.kind not in {*ENDS, Kind.EVENT} and element.id not in left:
                self.arrow(element.id, self.add(Element(f"{element.id}.end", Kind.END, said(HERE))))
        resting = [each for each in elements if each.kind in {Kind.TASK, Kind.TIMER}]
        if resting and not any(each.kind in ENDS for each in self.elements.values()):
            self._end_somewhere(resting[-1])

    def _end_somewhere(self, element: Element) -> None:
        """A path that only goes round is left from outside; BPMN asks for an end all the same."""
        end = self.add(Element(f"{element.id}.end", Kind.END, said(HERE)))
        self.arrow(element.id, end, said(FROM_OUTSIDE), "exit")

    def _split(self, element: Element) -> None:
        """Two ways out of a task or a stage begin at a gateway."""
        ways = [ends for ends in self.arrows if ends[0] == element.id]
        if element.kind.is_gateway or len(ways) < 2:
            return
        gateway = self.add(Element(f"{element.id}.result", Kind.CHOICE, said(RESULT), element.node))
        self._redirect({ends: (gateway, ends[1]) for ends in ways})
        self.arrow(element.id, gateway)

    def _meet(self, element: Element) -> None:
        """Ways that come together meet in a gateway, unless they are the branches of a fork."""
        before = [source for source, target in self.arrows if target == element.id]
        if element.kind is Kind.PARALLEL and len(before) > 1 and not self._forks(element.id):
            for number, group in enumerate(self._branches(element.id, before), 1):
                self._merge(element, group, f"{element.id}.merge{number}")
        elif len(before) > 1 and not (element.kind is Kind.CHOICE and not self._forks(element.id)):
            self._merge(element, before, f"{element.id}.merge")

    def _merge(self, element: Element, before: list[str], name: str) -> None:
        if len(before) < 2:
            return
        gateway = self.add(Element(name, Kind.CHOICE))
        self._redirect({(source, element.id): (source, gateway) for source in before})
        self.arrow(gateway, element.id)

    def _redirect(self, ways: dict[Ends, Ends]) -> None:
        """Let arrows begin or end elsewhere, each in its place: the first way out is drawn straight."""
        self.arrows = {ways.get(ends, ends): arrow for ends, arrow in self.arrows.items()}

    def _forks(self, name: str) -> bool:
        return sum(source == name for source, _ in self.arrows) > 1

    def _branches(self, join: str, before: list[str]) -> list[list[str]]:
        """The ways into a join, grouped by the branch they come from; of nested forks the nearest one."""
        best: dict[frozenset[str], list[str]] = {}
        for fork in (each.id for each in self.elements.values() if each.kind is Kind.PARALLEL):
            found: dict[frozenset[str], list[str]] = {}
            reached = {first: set(self._reach(first, join)) for first in self._after(fork)}
            for source in before:
                branch = frozenset(first for first, nodes in reached.items() if source in nodes)
                found.setdefault(branch, []).append(source)
            if fork != join and len(found) > len(best) and frozenset() not in found:
                best = found
        return list(best.values())

    def _after(self, name: str) -> Iterator[str]:
        return (target for source, target in self.arrows if source == name)

    def _reach(self, first: str, join: str) -> Iterator[str]:
        """What a branch leads to before the join."""
        seen, waiting = {join}, [first]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(self._after(name))
                yield name

    def _flow(self, source: str, target: str) -> Flow:
        arrow, name = self.arrows[source, target], f"{source}-{target}"
        if self.elements[source].kind is Kind.CHOICE and self._forks(source):
            return Flow(name, source, target, _("、").join(arrow.labels), " or ".join(arrow.conditions))
        return Flow(name, source, target)
