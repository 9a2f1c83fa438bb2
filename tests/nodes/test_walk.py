"""Tokens walk: what an act ends, opens and cancels, for every kind of node and every way across a border."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.nodes import synthetic
from tests.nodes.building import CLERK, first_way, procedure, start, step
from tests.nodes.walking import DAY, Walker, walker
from tests.toy.flows import Allotment_1
from workflows.nodes import CaseAct, Choice, End, Fork, Join, Leave, Procedure, Stage, SubProcedure, this
from workflows.nodes.walk import Moves, NewTask
from workflows.rules.facts import Fact, Facts

# ── A case is opened ──


def test_a_case_begins_at_its_start_and_rests_at_the_first_step() -> None:
    case = Walker(synthetic.plain())
    moves = case.begin()
    assert moves.inserted == [
        NewTask(1, "begin", "START", "DONE", "start", ()),
        NewTask(2, "one", "STEP", "NEW", "start", (1,)),
    ]
    assert case.steps == {"one": {"task": 2, "token": "start", "since": DAY.isoformat()}}
    assert (moves.passed, moves.opened, moves.done) == (["begin"], ["one"], [])


def test_a_stage_opens_before_its_path_and_stays_open() -> None:
    case = Walker(synthetic.timed())
    moves = case.begin()
    assert moves.inserted[1:] == [
        NewTask(2, "stage", "STAGE", "STARTED", "start", (1,)),
        NewTask(3, "node", "STEP", "NEW", "start", (2,)),
    ]
    assert case.open == ["stage", "node"]


# ── Steps and their outcomes ──


def test_a_step_that_is_done_opens_the_next() -> None:
    case = walker(synthetic.waited())
    moves = case.complete("again")
    assert moves == Moves(
        inserted=[NewTask(4, "node", "WAIT", "NEW", "start", (3,))],
        ended={3: "DONE"},
        done=["again"],
        opened=["node"],
    )


def test_an_open_step_remembers_the_day_it_was_opened() -> None:
    case = walker(synthetic.waited()).on(date(2024, 5, 2))
    case.complete("again")
    assert {name: each["since"] for name, each in case.steps.items()} == {
        "stage": "2024-03-01",
        "node": "2024-05-02",
    }


@pytest.mark.parametrize(
    ("make", "outcome", "opened", "end"),
    [
        (synthetic.reviewed, "approved", [], "over"),
        (synthetic.reviewed, "returned", ["stage", "again"], ""),
        (synthetic.reviewed, "refused", [], "no"),
        (synthetic.assembled, "supported", [], "over"),
        (synthetic.assembled, "unsupported", ["stage", "node"], ""),
        (synthetic.voted, "carried", [], "over"),
        (synthetic.voted, "lost", ["stage", "again"], ""),
        (synthetic.voted, "inquorate", ["stage", "node"], ""),
        (synthetic.voted, "deferred", ["stage", "late"], ""),
        (synthetic.published, "unopposed", [], "over"),
        (synthetic.published, "upheld", ["stage", "again"], ""),
        (synthetic.waited, "done", [], "over"),
    ],
)
def test_each_outcome_of_each_kind_has_its_way(
    make: Callable[[], type[Procedure]], outcome: str, opened: list[str], end: str
) -> None:
    case = walker(make(), "again")
    moves = case.complete("node", outcome)
    assert (case.open, moves.end) == (opened, end)


def test_a_step_that_leads_to_itself_is_a_new_task() -> None:
    case = walker(synthetic.voted(), "again")
    before = case.steps["node"]["task"]
    moves = case.complete("node", "inquorate")
    assert (moves.done, moves.opened) == (["node"], ["node"])
    assert case.steps["node"]["task"] != before


def test_an_outcome_without_a_way_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        walker(synthetic.plain()).complete("one", "nowhere")


@pytest.mark.parametrize(("size", "opened"), [(50, ["hearing"]), (51, ["soil", "water"])])
def test_a_choice_asks_the_facts(size: int, opened: list[str]) -> None:
    case = walker(Allotment_1)
    fact = Fact("request", DAY, DAY, {"size": size})
    case.situation = replace(case.situation, facts=Facts().fold(fact, "latest"))
    moves = case.complete("check")
    assert moves.opened == opened
    assert moves.passed[0] == "size"


# ── Forks and joins ──


def test_each_branch_has_a_token_of_its_own() -> None:
    case = walker(synthetic.forked(), "again")
    assert case.open == ["stage", "left", "third", "fourth"]
    fork = case.token("left").removesuffix("_1")
    inner = case.token("third").removesuffix("_1")
    assert inner.startswith(f"{fork}_2/")
    assert case.token("fourth") == f"{inner}_2"


def test_a_join_waits_for_all_branches_of_its_fork() -> None:
    case = walker(synthetic.forked(), "again", "left")
    assert case.open == ["stage", "third", "fourth", "join"]
    assert case.token("join") == "start"
    case.complete("fourth")
    assert case.open == ["stage", "third", "join", "met"]
    moves = case.complete("third")
    assert moves.done == ["third", "met", "join", "stage"]
    assert (case.open, moves.end) == ([], "over")


def test_a_join_remembers_every_branch_that_arrived() -> None:
    case = walker(synthetic.forked(), "again")
    left, third, fourth = (case.steps[name]["task"] for name in ("left", "third", "fourth"))
    case.complete("third")
    met = case.steps["met"]["task"]
    assert case.complete("fourth").joined == [(met, fourth)]
    join = case.steps["join"]["task"]
    assert case.complete("left").joined == [(join, left)]
    assert third not in {left, fourth}


def test_a_branch_may_do_more_before_its_join() -> None:
    case = walker(synthetic.forked(), "again", "third", "fourth", "left:more")
    assert case.open == ["stage", "join", "further"]
    assert case.complete("further").end == "over"


def test_leaving_a_stage_from_one_branch_cancels_the_others() -> None:
    case = walker(synthetic.resting(), "again", "right", "right")
    moves = case.complete("left")
    assert (moves.done, moves.cancelled, moves.end) == (["left", "stage"], ["right"], "over")
    assert case.open == []


def looping() -> type[Procedure]:
    """Two stages, the second of which leads back into the first."""
    return procedure(
        {
            "begin": start(this.first),
            "first": Stage(title="一", path=this.fork).Cite("1"),
            "fork": Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            "left": step().Next(this.met),
            "right": step().Decides(first_way).Next(this.met).On("out", this.second),
            "met": Join(title="合").Cite("1").Next(this.second),
            "second": Stage(title="二", path=this.look).Cite("1"),
            "look": step().Decides(first_way).Next(this.over).On("back", this.first),
            "over": End(title="完").Cite("1"),
        }
    )


def test_a_stage_that_is_left_from_a_branch_is_left_by_the_token_that_entered_it() -> None:
    case = walker(looping(), "left", "right:out")
    assert {name: each["token"] for name, each in case.steps.items()} == {"second": "start", "look": "start"}


def test_a_stage_is_entered_again_as_if_for_the_first_time() -> None:
    case = walker(looping(), "right:out")
    before = set(case.steps)
    moves = case.complete("look", "back")
    assert (moves.done, moves.opened) == (["look", "second"], ["first", "left", "right"])
    assert before == {"second", "look"}
    assert case.complete("right", "out").cancelled == ["left"]


# ── Sub-procedures ──


def test_a_sub_procedure_stays_open_around_its_path() -> None:
    case = walker(synthetic.parted(), "again")
    assert case.open == ["stage", "node", "inner", "dig"]


def test_a_leaf_ends_the_sub_procedure_around_it_and_takes_its_way() -> None:
    case = walker(synthetic.parted(), "again")
    moves = case.complete("dig")
    assert moves.passed == ["dug", "kept", "over"]
    assert moves.done == ["dig", "inner", "node", "stage"]
    assert (case.open, moves.end) == ([], "over")


def test_another_leaf_takes_another_way() -> None:
    case = walker(synthetic.parted(), "again")
    moves = case.complete("dig", "bad")
    assert moves.passed == ["broken", "thrown"]
    assert moves.done == ["dig", "inner", "node"]
    assert case.open == ["stage", "again"]


def test_a_path_may_leave_every_scope_at_once() -> None:
    moves = walker(synthetic.parted(), "again").complete("dig", "out")
    assert (moves.done, moves.end) == (["dig", "inner", "node", "stage"], "no")


def parallel_parts() -> type[Procedure]:
    """A sub-procedure in a branch, whose own branches a leaf may cut short."""
    return procedure(
        {
            "begin": start(this.stage),
            "stage": Stage(title="阶段", path=this.fork).Cite("1"),
            "fork": Fork(title="分").Cite("1").Branch(this.part).Branch(this.side),
            "side": step().Next(this.met),
            "part": SubProcedure(title="部分", path=this.split).Cite("1").Next(this.met),
            "split": Fork(title="再分").Cite("1").Branch(this.left).Branch(this.right),
            "left": step().Next(this.joined),
            "right": step().Decides(first_way).Next(this.joined).On("enough", this.leaf),
            "joined": Join(title="合").Cite("1").Next(this.leaf),
            "leaf": Leave().Cite("1"),
            "met": Join(title="汇").Cite("1").Next(this.over),
            "over": End(title="完").Cite("1"),
        }
    )


def test_a_leaf_cancels_what_is_open_in_its_sub_procedure_and_nothing_else() -> None:
    case = walker(parallel_parts())
    moves = case.complete("right", "enough")
    assert moves.cancelled == ["left"]
    assert case.open == ["stage", "side", "met"]
    assert case.token("met") == "start"
    assert case.complete("side").end == "over"


def test_a_branch_that_has_done_its_part_takes_its_token_and_begins_anew_with_its_scope() -> None:
    case = walker(synthetic.spent(), "again")
    assert case.open == ["stage", "node", "left", "right"]
    moves = case.complete("right")
    assert (moves.passed, case.open) == (["heard"], ["stage", "node", "left"])
    case.complete("left", "again")
    assert case.open == ["stage", "node", "left", "right"]
    assert case.complete("left").end == "over"


# ── Ways into the midst ──


def test_a_node_in_a_closed_stage_opens_the_stage_around_it_without_its_path() -> None:
    case = walker(synthetic.entered())
    moves = case.complete("go", "midst")
    assert (moves.opened, case.open) == (["second", "late"], ["second", "late"])
    assert [task.previous for task in moves.inserted] == [(2,), (3,)]


def test_every_scope_around_it_is_opened_from_the_outside() -> None:
    case = walker(synthetic.entered())
    assert case.complete("go", "deep").opened == ["second", "part", "dig"]


def test_a_scope_that_is_open_is_not_opened_again() -> None:
    case = walker(synthetic.entered(), "go")
    stage = case.steps["second"]
    case.complete("early")
    assert case.complete("late", "deep").opened == ["part", "dig"]
    assert case.steps["second"] == stage


# ── Case acts ──


def test_a_case_act_to_an_end_cancels_everything() -> None:
    case = walker(synthetic.diverted())
    moves = case.divert("leave")
    assert (moves.cancelled, moves.done, moves.end) == (["stage", "again"], [], "gone")
    assert case.open == []


def test_a_case_act_within_a_stage_keeps_the_stage_open() -> None:
    case = walker(synthetic.diverted())
    stage = case.steps["stage"]
    moves = case.divert("back")
    assert (moves.cancelled, moves.opened) == (["again"], ["node"])
    assert case.steps["stage"] == stage


def test_a_case_act_to_a_step_goes_on_from_there() -> None:
    case = walker(synthetic.diverted())
    assert case.divert("move").opened == ["packing"]
    assert case.complete("packing").end == "moved"


def test_a_case_act_comes_after_all_that_it_cancelled() -> None:
    case = walker(synthetic.diverted())
    cancelled = tuple(each["task"] for each in case.steps.values())
    assert case.divert("leave").inserted[0].previous == cancelled


def test_a_case_act_gathers_the_branches_into_one_token() -> None:
    made = procedure(
        {
            **vars(_chapter(synthetic.forked())),
            "jump": CaseAct(title="跳", by=CLERK).Cite("1").To(this.fourth),
        }
    )
    case = walker(made, "again")
    case.divert("jump")
    assert {name: each["token"] for name, each in case.steps.items()} == {"stage": "start", "fourth": "start"}
    assert case.complete("fourth").end == "over"


def _chapter(made: type[Procedure]) -> type:
    return next(base for base in made.__mro__ if base.__name__ == "Chapter")


# ── Ends ──


def test_an_end_waits_for_what_is_open_elsewhere() -> None:
    """Outside of a stage nothing cancels the other branches; the case ends with the last of them."""
    case = walker(
        procedure(
            {
                "begin": start(this.fork),
                "fork": Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
                "left": step().Next(this.one_over),
                "right": step().Next(this.other_over),
                "one_over": End(title="完").Cite("1"),
                "other_over": End(title="也完").Cite("1"),
            }
        )
    )
    assert (case.complete("left").end, case.open) == ("", ["right"])
    assert (case.complete("right").end, case.open) == ("other_over", [])


def test_a_choice_may_lead_to_an_end_at_once() -> None:
    made = procedure(
        {
            "begin": start(this.which),
            "which": Choice(first_way, title="何去").Cite("1").On("done", this.over),
            "over": End(title="完").Cite("1"),
        }
    )
    moves = Walker(made).begin()
    assert (moves.passed, moves.end) == (["begin", "which", "over"], "over")


# ── What the journal keeps ──


def test_the_journal_keeps_the_names_of_what_moved() -> None:
    case = walker(synthetic.resting(), "again")
    assert case.complete("left").to_json() == {
        "done": ["left", "stage"],
        "passed": ["over"],
        "cancelled": ["right"],
        "end": "over",
    }


def test_an_act_that_moves_nothing_keeps_nothing() -> None:
    assert Moves().to_json() == {}
