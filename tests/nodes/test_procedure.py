"""A procedure keeps the order of its text."""

from __future__ import annotations

from tests.nodes.building import procedure, start, step
from tests.toy.flows import Allotment_1
from workflows.nodes import End, Stage, this


def test_nodes_stand_in_the_order_of_the_text() -> None:
    assert [node.name for node in Allotment_1.all_nodes()] == [
        *("request", "waiting", "check", "size", "both", "soil", "water", "checked"),
        *("hearing", "notice", "refused", "holding", "takeover", "inspection", "settled", "gone"),
    ]


def test_stages_stand_in_the_order_of_the_chapters() -> None:
    assert [stage.name for stage in Allotment_1.stages] == ["waiting", "holding"]


def test_what_the_procedure_itself_declares_comes_after_its_chapters() -> None:
    made = procedure(
        {"begin": start(this.zeal), "zeal": Stage(title="甲", path=this.work).Cite("1")},
        work=step().Next(this.all_done),
        all_done=End(title="完").Cite("1"),
    )
    assert [node.name for node in made.all_nodes()] == ["begin", "zeal", "work", "all_done"]
