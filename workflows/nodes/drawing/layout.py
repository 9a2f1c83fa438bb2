"""A place for everything: bodies are arranged from the innermost outwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflows.nodes.drawing.cells import HEAD, PADDING, Cell, cell
from workflows.nodes.drawing.courses import Labelled
from workflows.nodes.drawing.layers import columns, components
from workflows.nodes.drawing.model import Body, Diagram, Element, Kind
from workflows.nodes.drawing.places import Drawing
from workflows.nodes.drawing.routing import Router
from workflows.nodes.drawing.rows import GAP, fold

#: about how wide the procedure is drawn, a scope within it, and the acts of a stage
ROOM = {Kind.SCOPE: 1400, Kind.ACTS: 640, Kind.EVENT: 1400}
WIDEST = 1800


def arrange(diagram: Diagram) -> Drawing:
    """The places of all elements and flows of a diagram; the same diagram always gets the same places."""
    return _arranged(diagram.body, WIDEST)


def _arranged(body: Body, room: int) -> Drawing:
    cells = {element.id: _cell(element) for element in body.elements}
    ways = [(flow.source, flow.target) for flow in body.flows]
    drawing = Drawing()
    shelf, x = 0, 0
    for names in components(list(cells), ways):
        part = _component(body, names, cells, room)
        main = any(element.kind is Kind.START for element in body.elements if element.id in names)
        if x and (main or x + part.width > room):
            shelf, x = drawing.height + GAP, 0
        drawing.put(part, x, shelf)
        x = WIDEST * 2 if main else x + part.width + GAP
    return drawing


def _cell(element: Element) -> Cell:
    inside = _arranged(element.body, ROOM[element.kind]) if element.body is not None else None
    return cell(element, inside)


def _component(body: Body, names: Sequence[str], cells: Mapping[str, Cell], room: int) -> Drawing:
    """Elements that are connected, in rows of columns."""
    flows = [
        Labelled(flow.id, (flow.source, flow.target), flow.label)
        for flow in body.flows
        if flow.source in names
    ]
    ways = [flow.way for flow in flows]
    router = Router(fold(columns(names, ways), cells, ways, room), cells, flows)
    drawing = Drawing(router.width, router.height)
    for name in names:
        _place(drawing, cells[name], router)
    drawing.lines.update({flow.id: router.line(flow) for flow in flows})
    drawing.labels.update(router.labels(flows))
    return drawing


def _place(drawing: Drawing, own: Cell, router: Router) -> None:
    box = router.box(own.name)
    drawing.boxes[own.name] = box
    if label := own.label(box):
        drawing.labels[own.name] = label
    if own.inside is not None:
        drawing.put(own.inside, box.x + PADDING, box.y + HEAD + PADDING)
