"""BPMN 2.0 XML of a diagram and its places, for any BPMN tool; OMG's schema without extensions."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from workflows.nodes.drawing.model import Body, Diagram, Element, Flow, Kind
from workflows.nodes.drawing.places import Box, Drawing

NAMESPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
EXPRESSION = {"xsi:type": "bpmn:tFormalExpression"}
#: what BPMN calls the kinds that have no element of their own
TAGS = {Kind.TRIGGER: "startEvent", Kind.TERMINATE: "endEvent", Kind.EVENT: "subProcess"}
#: BPMN's word for what an event waits for or throws
DEFINITIONS = {Kind.TRIGGER: "messageEventDefinition", Kind.TERMINATE: "terminateEventDefinition"}


def write(diagram: Diagram, drawing: Drawing) -> str:
    """The diagram as a BPMN file. Ids are the names of the procedure's nodes, so they are stable."""
    name = ncname(diagram.id)
    root = ET.Element("bpmn:definitions", {**NAMESPACES, "id": f"{name}.definitions"})
    root.set("targetNamespace", f"urn:procedure:{diagram.family}")
    process = ET.SubElement(root, "bpmn:process", {"id": f"{name}.process", "name": diagram.name})
    process.set("isExecutable", "false")
    _body(process, diagram.body)
    shown = ET.SubElement(root, "bpmndi:BPMNDiagram", {"id": f"{name}.diagram"})
    plane = {"id": f"{name}.plane", "bpmnElement": f"{name}.process"}
    _places(ET.SubElement(shown, "bpmndi:BPMNPlane", plane), diagram.body, drawing)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _body(parent: ET.Element, body: Body) -> None:
    for element in body.elements:
        _element(parent, element, body.flows)
    for flow in body.flows:
        ends = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
        ends = {name: ncname(value) for name, value in ends.items()}
        drawn = ET.SubElement(parent, "bpmn:sequenceFlow", {**_named(flow.label), **ends})
        if flow.condition:
            ET.SubElement(drawn, "bpmn:conditionExpression", EXPRESSION).text = flow.condition


def _element(parent: ET.Element, element: Element, flows: tuple[Flow, ...]) -> None:
    kind = element.kind
    tag = f"bpmn:{TAGS.get(kind, kind.value)}"
    drawn = ET.SubElement(parent, tag, {"id": ncname(element.id), **_named(element.name), **_marks(element)})
    if element.text:
        ET.SubElement(drawn, "bpmn:documentation").text = element.text
    for flow in flows:
        if flow.target == element.id:
            ET.SubElement(drawn, "bpmn:incoming").text = ncname(flow.id)
    for flow in flows:
        if flow.source == element.id:
            ET.SubElement(drawn, "bpmn:outgoing").text = ncname(flow.id)
    if kind is Kind.TIMER:
        timer = ET.SubElement(drawn, "bpmn:timerEventDefinition")
        ET.SubElement(timer, "bpmn:timeDate", EXPRESSION).text = element.timer
    elif kind in DEFINITIONS:
        ET.SubElement(drawn, f"bpmn:{DEFINITIONS[kind]}")
    if element.body is not None:
        _body(drawn, element.body)


def _marks(element: Element) -> dict[str, str]:
    """Attributes that only some kinds have."""
    if element.kind is Kind.EVENT:
        return {"triggeredByEvent": "true"}
    if element.kind is Kind.ACTS:
        return {"ordering": "Parallel"}
    if element.kind is Kind.TRIGGER and not element.interrupting:
        return {"isInterrupting": "false"}
    return {}


def ncname(name: str) -> str:
    """An id that every tool reads: letters and figures of ASCII; other characters by their number."""
    plain = re.sub(r"[^A-Za-z0-9_.-]", lambda found: f".u{ord(found[0]):04x}", name)
    # No node's name begins with an underscore, so this one is nobody else's.
    return plain if plain[0].isalpha() else f"_{plain}"


def _named(name: str) -> dict[str, str]:
    return {"name": name} if name else {}


def _places(plane: ET.Element, body: Body, drawing: Drawing) -> None:
    for element in body.elements:
        name = ncname(element.id)
        shape = {"id": f"{name}.shape", "bpmnElement": name}
        if element.kind.holds:
            shape["isExpanded"] = "true"
        drawn = ET.SubElement(plane, "bpmndi:BPMNShape", shape)
        ET.SubElement(drawn, "dc:Bounds", _bounds(drawing.boxes[element.id]))
        if element.kind.is_event or element.kind.is_gateway:
            _label(drawn, element.id, drawing)
        if element.body is not None:
            _places(plane, element.body, drawing)
    for flow in body.flows:
        name = ncname(flow.id)
        line = ET.SubElement(plane, "bpmndi:BPMNEdge", {"id": f"{name}.edge", "bpmnElement": name})
        for point in drawing.lines[flow.id]:
            ET.SubElement(line, "di:waypoint", {"x": str(point.x), "y": str(point.y)})
        _label(line, flow.id, drawing)


def _label(parent: ET.Element, name: str, drawing: Drawing) -> None:
    if name in drawing.labels:
        label = ET.SubElement(parent, "bpmndi:BPMNLabel")
        ET.SubElement(label, "dc:Bounds", _bounds(drawing.labels[name].box))


def _bounds(box: Box) -> dict[str, str]:
    return {name: str(value) for name, value in zip(("x", "y", "width", "height"), box, strict=True)}
