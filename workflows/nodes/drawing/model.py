"""What is drawn, in BPMN's words and without places: elements, flows, and bodies that hold both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an element is; most values are BPMN's own element names."""

    START = "startEvent"
    #: the start of an event sub-process: somebody acts
    TRIGGER = "trigger"
    END = "endEvent"
    #: an end that cancels whatever else is open around it
    TERMINATE = "terminate"
    TIMER = "intermediateCatchEvent"
    TASK = "userTask"
    SERVICE = "serviceTask"
    CHOICE = "exclusiveGateway"
    PARALLEL = "parallelGateway"
    SCOPE = "subProcess"
    #: the acts of a stage, in any order and any number of times
    ACTS = "adHocSubProcess"
    #: a case act, which may come at any moment; it ends the case or leaves it as it is
    EVENT = "eventSubProcess"

    @property
    def is_event(self) -> bool:
        """Whether it is drawn as a circle."""
        return self in {Kind.START, Kind.TRIGGER, Kind.END, Kind.TERMINATE, Kind.TIMER}

    @property
    def is_gateway(self) -> bool:
        """Whether it is drawn as a diamond."""
        return self in {Kind.CHOICE, Kind.PARALLEL}

    @property
    def holds(self) -> bool:
        """Whether other elements are drawn inside it."""
        return self in {Kind.SCOPE, Kind.ACTS, Kind.EVENT}


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow between two elements of one body; ``condition`` says in stable words when it is taken."""

    id: str
    source: str
    target: str
    label: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One shape. ``node`` is the node or act of the procedure that it stands for, if it stands for one.

    ``timer`` names what gives the day of a timer; ``interrupting`` is False for an event sub-process that
    leaves the case where it is.
    """

    id: str
    kind: Kind
    name: str = ""
    node: str = ""
    text: str = ""
    timer: str = ""
    interrupting: bool = True
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The elements and flows inside one border."""

    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]

    def everything(self) -> Iterator[Element]:
        """All elements, those inside others after the one that holds them."""
        for element in self.elements:
            yield element
            if element.body:
                yield from element.body.everything()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole procedure."""

    id: str
    family: str
    name: str
    body: Body
