"""What is drawn of a procedure: stages, ways across borders, gateways where BPMN wants them, case acts."""

from __future__ import annotations

import pytest

from tests.nodes import synthetic
from tests.toy.flows import Allotment_1
from workflows.nodes import Procedure
from workflows.nodes.drawing import Body, Diagram, Element, Kind, diagram
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.ways import destination, reachable


def element(drawn: Diagram, name: str) -> Element:
    return next(each for each in drawn.body.everything() if each.id == name)


def inside(drawn: Diagram, name: str) -> Body:
    body = element(drawn, name).body
    assert body is not None
    return body


def kinds(body: Body) -> dict[str, Kind]:
    return {each.id: each.kind for each in body.elements}


def ways(body: Body) -> set[tuple[str, str, str]]:
    return {(flow.source, flow.target, flow.label) for flow in body.flows}


def test_a_stage_is_its_path_beside_its_acts() -> None:
    body = inside(diagram(Allotment_1), "holding")
    assert kinds(body) == {
        "inspection": Kind.TASK,
        "holding.to.settled": Kind.TERMINATE,
        "holding.start": Kind.START,
        "holding.open": Kind.PARALLEL,
        "holding.acts": Kind.ACTS,
        "holding.acts.end": Kind.END,
    }
    assert ways(body) == {
        ("holding.start", "holding.open", ""),
        ("holding.open", "inspection", ""),
        ("inspection", "holding.to.settled", ""),
        ("holding.open", "holding.acts", ""),
        ("holding.acts", "holding.acts.end", ""),
    }


def test_acts_stand_for_themselves_and_timers_before_what_they_do() -> None:
    body = inside(diagram(Allotment_1), "holding.acts")
    assert kinds(body) == {
        "holding.act.dig": Kind.TASK,
        "holding.act.weed": Kind.TASK,
        "holding.timer.remind": Kind.TIMER,
        "holding.act.remind": Kind.SERVICE,
    }
    assert ways(body) == {("holding.timer.remind", "holding.act.remind", "")}
    assert element(diagram(Allotment_1), "holding.timer.remind").timer == "inspection_due"


def test_the_ways_out_of_a_stage_part_behind_it() -> None:
    drawn = diagram(Allotment_1)
    assert ways(drawn.body) == {
        ("request", "waiting", ""),
        ("waiting", "waiting.result", ""),
        ("waiting.result", "holding.merge", "→ 承种"),
        ("waiting.result", "refused", "未获"),
        ("takeover", "holding.merge", ""),
        ("holding.merge", "holding", ""),
        ("holding", "settled", ""),
    }
    conditions = {flow.target: flow.condition for flow in drawn.body.flows if flow.source == "waiting.result"}
    assert conditions == {"holding.merge": 'exit = "holding"', "refused": 'exit = "refused"'}


def test_a_second_start_tells_what_begins_it() -> None:
    drawn = kinds(diagram(Allotment_1).body)
    assert (drawn["request"], drawn["takeover"]) == (Kind.START, Kind.TRIGGER)


def test_a_step_with_two_outcomes_has_a_gateway_behind_it() -> None:
    body = inside(diagram(synthetic.reviewed()), "stage")
    assert {way for way in ways(body) if way[0] == "node.result"} == {
        ("node.result", "stage.to.over", "同意"),
        ("node.result", "again.merge", "退回"),
        ("node.result", "stage.to.no", "不同意"),
    }


def test_two_outcomes_with_one_way_share_an_arrow() -> None:
    body = inside(diagram(synthetic.chosen()), "stage")
    found = {flow.target: (flow.label, flow.condition) for flow in body.flows if flow.source == "node"}
    assert found == {
        "stage.to.over": ("a、b", 'outcome = "a" or outcome = "b"'),
        "again.merge": ("c", 'outcome = "c"'),
    }


def test_only_the_branches_of_a_fork_meet_in_its_join() -> None:
    body = inside(diagram(synthetic.forked()), "stage")
    meeting = {"join", "join.merge1", "met"}
    before = {target: {flow.source for flow in body.flows if flow.target == target} for target in meeting}
    assert before == {
        "join": {"join.merge1", "met"},
        "join.merge1": {"left.result", "further"},
        "met": {"third", "fourth"},
    }


def test_what_is_entered_in_its_midst_asks_where() -> None:
    drawn = diagram(synthetic.entered())
    assert {way for way in ways(inside(drawn, "second")) if way[0] == "second.entry"} == {
        ("second.entry", "early", "早"),
        ("second.entry", "late.merge", "晚"),
        ("second.entry", "part.merge", "挖"),
    }
    assert {way for way in ways(inside(drawn, "part")) if way[0] == "part.entry"} == {
        ("part.entry", "look", "看"),
        ("part.entry", "dig.merge", "挖"),
    }


def test_a_sub_procedure_is_left_by_its_leaves_and_past_them() -> None:
    drawn = diagram(synthetic.parted())
    assert kinds(inside(drawn, "inner")) == {
        "dig": Kind.TASK,
        "dug": Kind.END,
        "broken": Kind.END,
        "inner.to.no": Kind.END,
        "inner.start": Kind.START,
        "dig.result": Kind.CHOICE,
    }
    assert {way for way in ways(inside(drawn, "node")) if way[0] == "inner.result"} == {
        ("inner.result", "kept", "办完"),
        ("inner.result", "thrown", "bad"),
        ("inner.result", "node.to.no", "不同意"),
    }


def test_case_acts_stand_beside_the_procedure() -> None:
    drawn = diagram(synthetic.diverted())
    assert {each.id: each.interrupting for each in drawn.body.elements if each.kind is Kind.EVENT} == {
        "leave": True,
        "move": True,
        "hurry": True,
        "back": True,
        "stop": False,
        "go": False,
        "note": False,
    }
    assert kinds(inside(drawn, "leave")) == {"gone": Kind.END, "leave.start": Kind.TRIGGER}
    assert {each.id: each.name for each in inside(drawn, "hurry").elements} == {
        "hurry.start": "由文书",
        "hurry.to.packing": "→ 收拾",
    }
    assert [each.name for each in inside(drawn, "stop").elements] == ["由文书", "暂缓办理"]


def test_what_only_a_case_act_leads_to_is_drawn_in_it() -> None:
    assert ways(inside(diagram(synthetic.diverted()), "move")) == {
        ("move.start", "packing", ""),
        ("packing", "packing.result", ""),
        ("packing.result", "moved", "办完"),
        ("packing.result", "move.to.again", "stays"),
    }


def test_what_rests_for_good_ends_where_it_rests() -> None:
    drawn = diagram(synthetic.endless())
    assert ways(inside(drawn, "stage")) == {
        ("stage.start", "again", ""),
        ("again", "node.merge", ""),
        ("node.merge", "node", ""),
        ("node", "node.result", ""),
        ("node.result", "node.merge", "办完"),
        ("node.result", "node.end", "因其他事项离开"),
    }
    assert {way for way in ways(drawn.body) if way[0] == "stage"} == {("stage", "stage.end", "")}
    assert element(drawn, "stage.end").name == "止于此"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("check", "依据第一条\n核对：文书"),
        ("hearing", "依据第二条\n计票：会长；规则 TOY-2"),
        ("holding", "依据第四条\n义务：除草"),
        ("holding.act.weed", "除草：本人；可由文书代录"),
        ("suspend", "依据第五条\n中止：会长"),
    ],
)
def test_articles_roles_and_rules_are_written_down(name: str, text: str) -> None:
    assert element(diagram(Allotment_1), name).text == text


def test_a_paper_is_written_down_with_its_number() -> None:
    text = "依据第一条\n上级审核：文书；可由文书代录；文书 S1 审核表"
    assert element(diagram(synthetic.reviewed()), "node").text == text


@pytest.mark.parametrize("make", synthetic.EVERY_KIND.values(), ids=synthetic.EVERY_KIND)
def test_each_node_is_drawn_once_and_nothing_else_bears_its_name(make: type[Procedure]) -> None:
    kind = make()
    drawn = [each.id for each in diagram(kind).body.everything() if each.id in kind._nodes_by_name]
    assert sorted(drawn) == sorted(node.name for node in reachable(_beginnings(kind)))


def _beginnings(kind: type[Procedure]) -> list[ProcedureNode]:
    targets = (destination(kind, act) for act in kind.case_acts.values())
    return [kind.start, *(target for target in targets if target)]
