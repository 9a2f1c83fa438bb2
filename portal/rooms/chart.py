"""The shapes and arrows of one scope of a drawing, with what lies behind the case and what lies ahead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from portal.pages.case import Passage
from portal.pages.flow import ChartLine, ChartShape, Words
from workflows.nodes.drawing import Body, Box, Drawing, Element, Flow, Kind, Label, Point

#: the outcomes in a condition
QUOTED = re.compile(r'"([^"]*)"')
#: between lines of text, and from the top of a line to where its letters stand
LINE, BASE = 16, 12
#: how far the article stands below the title
CITE = 15
#: the arrow's head: its length and half its width
HEAD, HALF = 8, 4

State = Callable[[str], Passage]
#: whether a node was ever left with an outcome
Left = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands within one border, the border first."""

    shapes: tuple[ChartShape, ...]
    lines: tuple[ChartLine, ...]


def drawn(scope: Element, places: Drawing, state: State, left: Left, cites: Mapping[str, str]) -> Drawn:
    """A scope and everything in it.

    ``state`` says where a node or an act lies, ``left`` with which outcomes a node was left, ``cites`` the
    article of each.
    """
    shapes = [_shape(scope, places, state(scope.node), cites)]
    lines: list[ChartLine] = []
    for body in _bodies(scope):
        passages = _passages(body, state, left, entered=state(scope.node) is not Passage.AHEAD)
        shapes += [_shape(each, places, passages[each.id], cites) for each in body.elements]
        gone = _gone(body, left)
        lines += [_line(flow, places, passages, gone=flow.id in gone) for flow in body.flows]
    # What was gone is drawn over what was not.
    lines.sort(key=lambda line: line.passage is not Passage.AHEAD)
    return Drawn(tuple(shapes), tuple(lines))


def _bodies(element: Element) -> Iterator[Body]:
    if element.body is not None:
        yield element.body
        for each in element.body.elements:
            yield from _bodies(each)


def _passages(body: Body, state: State, left: Left, *, entered: bool) -> dict[str, Passage]:
    """Where each element lies. A gateway or an event was passed when a way that was gone leads through it."""
    found = {each.id: state(each.node) for each in body.elements if each.node and not each.kind.is_gateway}
    small = {each.id for each in body.elements} - found.keys()
    gone = _gone(body, left)
    ways = [(flow.source, flow.target) for flow in body.flows if flow.id in gone]
    been = {name for name, passage in found.items() if passage is not Passage.AHEAD}
    starts = {each.id for each in body.elements if each.kind is Kind.START and entered}
    before = _reached(ways, been | starts, small)
    ends = {each.id for each in body.elements if each.kind in {Kind.END, Kind.TERMINATE}}
    out = ends & before & {flow.target for flow in body.flows if flow.condition and flow.id in gone}
    after = _reached([(target, source) for source, target in ways], been | out, small)
    acts = {each.id for each in body.elements if each.kind is Kind.ACTS and entered}
    passed = (before & after) | starts | acts | out
    return {**{name: Passage.DONE if name in passed else Passage.AHEAD for name in small}, **found}


def _gone(body: Body, left: Left) -> set[str]:
    """The flows that may have been gone: of those behind a result, the ones whose outcome it once was."""
    results = {each.id: each.node for each in body.elements if each.kind is Kind.CHOICE and each.node}
    return {
        flow.id
        for flow in body.flows
        if not (flow.condition.startswith("outcome") and flow.source.endswith(".result"))
        or any(left(results[flow.source], outcome) for outcome in QUOTED.findall(flow.condition))
    }


def _reached(ways: list[tuple[str, str]], begun: set[str], through: set[str]) -> set[str]:
    """The small shapes that can be reached from where one was, through small shapes only."""
    found: set[str] = set()
    waiting = list(begun)
    while waiting:
        here = waiting.pop()
        for source, target in ways:
            if source == here and target in through and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _shape(element: Element, places: Drawing, passage: Passage, cites: Mapping[str, str]) -> ChartShape:
    box, label = places.boxes[element.id], places.labels.get(element.id)
    form = _form(element)
    article = cites.get(element.node, "") if form == "task" else ""
    up = CITE // 2 if article else 0
    lines = _written(label, up) if label else ()
    beside = Words(lines[-1].x, lines[-1].y + CITE, article) if article and lines else None
    return ChartShape(form, *box, passage, lines, beside)


def _form(element: Element) -> str:
    kind = element.kind
    if kind.holds:
        return "scope"
    if kind.is_gateway:
        return "gateway"
    if kind in {Kind.END, Kind.TERMINATE}:
        return "end"
    return "event" if kind.is_event else "task"


def _written(label: Label, up: int = 0) -> tuple[Words, ...]:
    middle = label.box.x + label.box.width // 2
    return tuple(
        Words(middle, label.box.y + number * LINE + BASE - up, text)
        for number, text in enumerate(label.lines)
    )


def _line(flow: Flow, places: Drawing, passages: Mapping[str, Passage], *, gone: bool) -> ChartLine:
    points = places.lines[flow.id]
    ahead = not gone or Passage.AHEAD in {passages[flow.source], passages[flow.target]}
    label = places.labels.get(flow.id)
    return ChartLine(
        points=" ".join(f"{point.x},{point.y}" for point in points),
        head=_head(points[-2], points[-1]),
        passage=Passage.AHEAD if ahead else Passage.DONE,
        words=_written(label) if label else (),
    )


def _head(before: Point, tip: Point) -> str:
    """The triangle at the end of an arrow, which always runs straight along an axis."""
    x = (tip.x > before.x) - (tip.x < before.x)
    y = (tip.y > before.y) - (tip.y < before.y)
    back = Box(tip.x - x * HEAD, tip.y - y * HEAD, 0, 0)
    left, right = (back.x - y * HALF, back.y - x * HALF), (back.x + y * HALF, back.y + x * HALF)
    return f"{tip.x},{tip.y} {left[0]},{left[1]} {right[0]},{right[1]}"
