"""Every procedure exports as BPMN that outside judges accept, and as a drawing that can be read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.nodes import judges
from tests.nodes.building import STAGES, Block, blocks
from tests.nodes.synthetic import EVERY_KIND
from tests.toy.flows import Allotment_1
from tests.toy.nested import Nested_1
from workflows.nodes import Procedure
from workflows.nodes.export import export
from workflows.nodes.procedure import families

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
INSTALLED = families()

EXAMPLES = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


NAMES = [*INSTALLED, *EVERY_KIND]


def named(name: str) -> type[Procedure]:
    """A procedure that is installed, or one that shows one kind of node."""
    return INSTALLED[name] if name in INSTALLED else EVERY_KIND[name]()


@pytest.fixture(scope="module")
def bpmnlint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which bpmnlint is installed."""
    return judges.install_bpmnlint(tmp_path_factory.mktemp("bpmnlint"))


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_accepts_every_procedure(name: str) -> None:
    assert judges.schema_errors(export(named(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_shapes_and_arrows_can_be_told_apart(name: str) -> None:
    assert judges.faults(named(name)) == []


def test_bpmnlint_has_no_error_with_any_procedure(bpmnlint: Path) -> None:
    errors, warnings = judges.lint(bpmnlint, {name: export(named(name)) for name in NAMES})
    assert errors == []
    assert warnings <= judges.KNOWN_WARNINGS


NOTICE, REVIEW, OTHER = (
    ("node", "publicity", "审核材料并逐项登记核验结果"),
    ("node", "wait", "Review of papers"),
    ("node", "ballot", "A（乙）"),
)
CHECK = ("node", "wait", "核对")
#: the labels of two ways out of one gateway, whose lines are nearer to each other than a label is high
TWO_WAYS_OUT = [(("fork", [("fork", [("sequence", [OTHER, REVIEW, NOTICE]), NOTICE]), NOTICE]), 1)]
#: the second label of one line, and that of a line below
TWO_GATEWAYS = [
    (
        (
            "choice",
            [
                ("loop", OTHER),
                ("part", ("part", ("node", "publicity", "A（乙）"))),
                ("choice", [("choice", [CHECK, OTHER]), ("choice", [CHECK, OTHER, NOTICE]), OTHER]),
            ],
        ),
        6,
    )
]


@EXAMPLES
@given(STAGES)
@example(TWO_WAYS_OUT)
@example(TWO_GATEWAYS)
def test_whatever_is_nested_exports_validly(stages: list[tuple[Block, int]]) -> None:
    made = blocks(stages)
    assert judges.schema_errors(export(made)) == []
    assert judges.faults(made) == []


def test_bpmnlint_has_no_error_with_whatever_is_nested(bpmnlint: Path) -> None:
    exports: dict[str, str] = {}

    @settings(EXAMPLES, max_examples=20)
    @given(STAGES)
    def gather(stages: list[tuple[Block, int]]) -> None:
        exports[f"nested{len(exports)}"] = export(blocks(stages))

    gather()
    errors, warnings = judges.lint(bpmnlint, exports)
    assert errors == []
    assert warnings <= judges.KNOWN_WARNINGS


def test_the_same_procedure_gives_the_same_text() -> None:
    assert export(Allotment_1) == export(Allotment_1)


@pytest.mark.parametrize("kind", [Allotment_1, Nested_1])
def test_every_element_has_a_shape_and_every_flow_a_line(kind: type[Procedure]) -> None:
    root = ET.fromstring(export(kind))  # noqa: S314 (our own export)
    process = root.find(f"{BPMN}process")
    assert process is not None
    flows = {each.get("id") for each in process.iter(f"{BPMN}sequenceFlow")}
    inner = {f"{BPMN}{name}" for name in ("documentation", "incoming", "outgoing", "conditionExpression")}
    elements = {
        each.get("id")
        for each in process.iter()
        if each is not process
        and each.tag not in {*inner, f"{BPMN}sequenceFlow", f"{BPMN}timeDate"}
        and not each.tag.endswith("EventDefinition")
    }
    assert {each.get("bpmnElement") for each in root.iter(f"{DI}BPMNShape")} == elements
    assert {each.get("bpmnElement") for each in root.iter(f"{DI}BPMNEdge")} == flows


def test_the_judges_find_what_is_broken(bpmnlint: Path) -> None:
    """A judge that accepts everything would prove nothing."""
    text = export(named("plain"))
    unnamed = text.replace('id="one" name="办理"', 'id="one"')
    assert [line.split() for line in judges.lint(bpmnlint, {"unnamed": unnamed})[0]] == [
        ["one", "error", "Element", "is", "missing", "label/name", "label-required"]
    ]
    assert len(judges.schema_errors(text.replace("<bpmn:userTask ", "<bpmn:userTask due='1' "))) == 1
