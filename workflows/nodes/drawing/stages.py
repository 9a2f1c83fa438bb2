"""The acts of a stage, which have no place in its order, and what leaving a scope cancels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from workflows.nodes.drawing import words
from workflows.nodes.drawing.model import Body, Element, Flow, Kind
from workflows.nodes.drawing.sketch import Sketch
from workflows.nodes.gates import Fork
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.stage import Stage
from workflows.nodes.timers import Timer
from workflows.texts.speaking import said


def has_acts(scope: ProcedureNode) -> TypeGuard[Stage]:
    """Whether things may happen in a scope beside its path."""
    return isinstance(scope, Stage) and bool(scope.acts or scope.timers)


def cancels(nodes: Iterable[ProcedureNode], scope: ProcedureNode) -> bool:
    """Whether something may still be open in a scope when its path leaves it."""
    return has_acts(scope) or any(isinstance(node, Fork) and scope in node.scopes for node in nodes)


def draw_acts(sketch: Sketch, stage: Stage, fork: str) -> None:
    """The acts of a stage and what its timers do, beside the path that begins at ``fork``."""
    acts = [
        Element(f"{stage.name}.act.{act.name}", Kind.TASK, act.title, act.name, words.act_text(act))
        for act in stage.acts.values()
    ]
    timed = [_timed(stage, timer) for timer in stage.timers]
    elements = [*acts, *(element for pair, _ in timed for element in pair)]
    body = Body(tuple(elements), tuple(flow for _, flow in timed))
    drawn = sketch.add(Element(f"{stage.name}.acts", Kind.ACTS, said(words.ACTS), body=body))
    end = sketch.add(Element(f"{stage.name}.acts.end", Kind.END, said(words.WITH_STAGE)))
    sketch.arrow(fork, drawn)
    sketch.arrow(drawn, end)


def _timed(stage: Stage, timer: Timer) -> tuple[tuple[Element, Element], Flow]:
    act, day = timer.act, words.timer_name(timer)
    source, target = f"{stage.name}.timer.{act.name}", f"{stage.name}.act.{act.name}"
    clock = Element(source, Kind.TIMER, said(words.DUE), timer=day)
    task = Element(target, Kind.SERVICE, act.title, act.name, words.act_text(act))
    return (clock, task), Flow(f"{source}-{target}", source, target)
