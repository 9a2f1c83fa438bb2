"""Who judges an export from outside: OMG's schema, bpmnlint's recommended rules, and plain geometry."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.resources import as_file, files
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from lxml import etree

from workflows.nodes import Procedure
from workflows.nodes.drawing import Body, Box, Diagram, Drawing, Point, arrange, diagram

OURS = Path(__file__).parent / "bpmnlint"
#: bpmnlint loads modules in a way that older ones refuse
LEAST_NODE = 20
#: bpmnlint sees that an end cancels, not that parallel branches may still be open: the warning is known
KNOWN_WARNINGS = {"superfluous-termination"}


@cache
def schema() -> etree.XMLSchema:
    """OMG's schema of BPMN 2.0, as the SpiffWorkflow wheel carries it."""
    with as_file(files("SpiffWorkflow").joinpath("bpmn/parser/schema")) as folder:
        return etree.XMLSchema(etree.parse(folder / "BPMN20.xsd"))


def schema_errors(text: str) -> list[str]:
    """What the schema says against an export; every reference to an id is checked too."""
    schema().validate(etree.fromstring(text.encode()))
    return [str(error) for error in schema().error_log]


def install_bpmnlint(folder: Path) -> Path:
    """bpmnlint as its lock names it; without Node or a registry skipped loudly, or failed where CI judges."""
    problem = _install(folder)
    if problem and os.environ.get("CI") == "true":
        pytest.fail(problem)
    if problem:
        pytest.skip(problem)
    return folder


def _install(folder: Path) -> str:
    """Why bpmnlint is not there; nothing when it is."""
    if not (shutil.which("npm") and _node() >= LEAST_NODE):
        return f"NO NODE {LEAST_NODE} OR NEWER: exports are not judged by bpmnlint; install nodejs and npm"
    for name in ("package.json", "package-lock.json", ".bpmnlintrc"):
        shutil.copy(OURS / name, folder)
    done = _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
    return f"BPMNLINT CANNOT BE INSTALLED: {done.stderr[-400:]}" if done.returncode else ""


def _node() -> int:
    """The major version of Node; 0 without one."""
    if not shutil.which("node"):
        return 0
    return int(_run(["node", "--version"], OURS).stdout.strip().removeprefix("v").partition(".")[0])


def lint(folder: Path, exports: dict[str, str]) -> tuple[list[str], set[str]]:
    """The errors of bpmnlint's recommended rules, and the names of the rules that warn."""
    for name, text in exports.items():
        (folder / f"{name}.bpmn").write_text(text, encoding="utf-8")
    command = ["node", "node_modules/bpmnlint/bin/bpmnlint.js", *(f"{name}.bpmn" for name in exports)]
    done = _run(command, folder)
    lines = (done.stdout + done.stderr).splitlines()
    errors = [line for line in lines if re.search(r"\serror\s", line)]
    warnings = {line.split()[-1] for line in lines if re.search(r"\swarning\s", line)}
    if done.returncode and not errors:
        errors = lines
    return errors, warnings


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (the command is written above)
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=150
    )


def faults(procedure: type[Procedure]) -> list[str]:
    """What is wrong with the places of a drawing."""
    drawn = diagram(procedure)
    drawing = arrange(drawn)
    return [
        *_in_body(drawn.body, drawing, _whole(drawing)),
        *_labels(drawn, drawing),
        *_missing(drawn, drawing),
    ]


def _whole(drawing: Drawing) -> Box:
    return Box(0, 0, drawing.width, drawing.height)


def _in_body(body: Body, drawing: Drawing, border: Box) -> list[str]:
    boxes = {element.id: drawing.boxes[element.id] for element in body.elements}
    pairs = combinations(boxes, 2)
    found = [f"{name} lies outside its border" for name, box in boxes.items() if not border.contains(box)]
    found += [f"{one} overlaps {other}" for one, other in pairs if boxes[one].overlaps(boxes[other])]
    for flow in body.flows:
        line = drawing.lines[flow.id]
        found += _line(flow.id, line, boxes[flow.source], boxes[flow.target])
        found += [f"{flow.id} crosses {name}" for name, box in boxes.items() if _crosses(line, box)]
        found += [f"{flow.id} leaves its border" for point in line if not _holds(border, point)]
    for element in body.elements:
        if element.body:
            found += _in_body(element.body, drawing, boxes[element.id])
    return found


def _line(name: str, line: tuple[Point, ...], source: Box, target: Box) -> list[str]:
    found = []
    if line[0] != (source.right, source.y + source.height // 2):
        found.append(f"{name} does not begin at its source")
    if line[-1] != (target.x, target.y + target.height // 2):
        found.append(f"{name} does not end at its target")
    if any(one.x != other.x and one.y != other.y for one, other in pairwise(line)):
        found.append(f"{name} is not drawn with right angles")
    return found


def _crosses(line: tuple[Point, ...], box: Box) -> bool:
    inside = Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
    stretches = (
        Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x) + 1, abs(a.y - b.y) + 1) for a, b in pairwise(line)
    )
    return any(stretch.overlaps(inside) for stretch in stretches)


def _holds(border: Box, point: Point) -> bool:
    return border.x <= point.x <= border.right and border.y <= point.y <= border.bottom


def _labels(drawn: Diagram, drawing: Drawing) -> list[str]:
    """Labels lie neither on each other nor on a shape that is not their own, and within the drawing."""
    shown = {name: label.box for name, label in drawing.labels.items()}
    shapes = [element.id for element in drawn.body.everything() if not element.kind.holds]
    pairs = [(one, other) for one, other in combinations(shown, 2) if shown[one].overlaps(shown[other])]
    upon = [
        (one, other)
        for one, other in product(shown, shapes)
        if one != other and shown[one].overlaps(drawing.boxes[other])
    ]
    outside = [name for name, box in shown.items() if not _whole(drawing).contains(box)]
    return [
        *(f"the labels of {one} and {other} overlap" for one, other in pairs),
        *(f"the label of {one} lies on {other}" for one, other in upon),
        *(f"the label of {name} is cut off" for name in outside),
    ]


def _missing(drawn: Diagram, drawing: Drawing) -> list[str]:
    ids = [element.id for element in drawn.body.everything()]
    repeated = {name for name in ids if ids.count(name) > 1}
    unplaced = [name for name in ids if name not in drawing.boxes]
    return [*(f"{name} has no place" for name in unplaced), *(f"{name} is drawn twice" for name in repeated)]
