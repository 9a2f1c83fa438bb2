"""A procedure as a BPMN 2.0 file."""

from __future__ import annotations

from workflows.nodes.drawing import arrange, diagram, write
from workflows.nodes.procedure import Procedure


def export(procedure: type[Procedure]) -> str:
    """The procedure with its acts, ways, articles and roles, and a place for each of them.

    The same procedure always gives the same text.
    """
    drawn = diagram(procedure)
    return write(drawn, arrange(drawn))
