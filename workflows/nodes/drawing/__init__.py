"""A procedure as a drawing: what is drawn, where it stands, and how BPMN writes it down.

``diagram`` turns a procedure into elements and flows, ``arrange`` gives them places, ``write`` makes BPMN of
both. Whoever draws something else of a procedure, a page with the place of a case, begins with the first two.
"""

from __future__ import annotations

from workflows.nodes.drawing.bpmn import write
from workflows.nodes.drawing.build import diagram
from workflows.nodes.drawing.layout import arrange
from workflows.nodes.drawing.model import Body, Diagram, Element, Flow, Kind
from workflows.nodes.drawing.places import Box, Drawing, Label, Point

__all__ = [
    "Body",
    "Box",
    "Diagram",
    "Drawing",
    "Element",
    "Flow",
    "Kind",
    "Label",
    "Point",
    "arrange",
    "diagram",
    "write",
]
