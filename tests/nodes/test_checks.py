"""Each system check: what provokes it, where it points, and that nothing else is said of that procedure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.checks import run_checks
from hypothesis import HealthCheck, given, settings
from viewflow.workflow import lock

from tests.nodes import synthetic
from tests.nodes.building import CLERK, STAGES, Block, blocks, first_way, procedure, start, step, today
from tests.nodes.synthetic import EVERY_KIND
from tests.toy.flows import Board
from tests.toy.world import EDITION
from workflows import checks
from workflows.checks import problems
from workflows.checks.problems import SAYS
from workflows.nodes import (
    SYSTEM,
    ActType,
    CaseAct,
    Choice,
    Designated,
    Duty,
    End,
    Fork,
    Join,
    Leave,
    MatterAct,
    MatterType,
    Paper,
    Procedure,
    Publicity,
    Review,
    Stage,
    StageAct,
    Step,
    SubProcedure,
    Timer,
    this,
)
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rule
from workflows.rules.regulations import Edition
from workflows.rules.situation import Situation
from workflows.services.editions import EditionRefusedError, PlacedProblem

Found = list[tuple[str, str]]

OVER = End(title="完").Cite("1")


def found(kind: type[Procedure], *editions: Edition) -> Found:
    """The ids and places of what is wrong."""
    return [(problem.id, problem.where) for problem in problems(kind, editions)]


def chapter(**nodes: Any) -> dict[str, Any]:
    """A case that goes from its start to the node ``node``, and an end."""
    return {"begin": start(this.node), "over": End(title="完").Cite("1"), **nodes}


def edition(**changes: Any) -> Edition:
    """The toy's edition, changed."""
    return Edition.from_mapping({**EDITION, **changes})


def says(s: Situation, p: Parameter) -> Answer:
    """A predicate that nobody asks here."""
    return Answer(True, "made.nobody_says_this")


def ruled(*rules: Rule) -> type[Procedure]:
    """A procedure with one step that asks these rules."""
    return procedure(chapter(node=step().Requires(*rules).Next(this.over)))


class Filled(Paper):
    """Two fields, one of them erasable."""

    private = frozenset({"secret"})
    key = forms.CharField(label="键")
    secret = forms.CharField(label="密")


class Wrong(Paper):
    """A paper that speaks of fields it does not have."""

    private = frozenset({"nothing"})
    people = frozenset({"nobody"})


class Hall(MatterType):
    """A matter that brings its cases something that no node waits for."""

    family, name, title, at = "made", "hall", "厅", "society"
    ring = MatterAct(title="敲钟", by=CLERK, opens=True, event="ring")


# ── One procedure for each id ──


def no_article() -> type[Procedure]:
    return procedure(chapter(node=Step(title="办理", by=CLERK).Next(this.over)))


def case_act_without_article() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over), leave=CaseAct(title="退", by=CLERK).To(this.over)))


def outcome_without_edge() -> type[Procedure]:
    return procedure(
        chapter(node=Review(synthetic.Verdict, title="审", by=CLERK).Cite("1").Returned(this.over))
    )


def leaf_in_a_stage() -> type[Procedure]:
    return procedure(
        chapter(
            node=Stage(title="阶段", path=this.work).Cite("1"),
            work=step().Decides(first_way).Next(this.over).On("off", this.leaf),
            leaf=Leave("off").Cite("1"),
        )
    )


def part(**more: Any) -> type[Procedure]:
    """A sub-procedure with a leaf for ``kept`` only."""
    return procedure(
        chapter(
            node=SubProcedure(title="部分", path=this.work).Cite("1").On("kept", this.over),
            work=step().Next(this.leaf),
            leaf=Leave("kept").Cite("1"),
            **more,
        )
    )


def leaf_without_an_edge() -> type[Procedure]:
    kind = part()
    kind.named("leaf").outcome = "thrown"
    return kind


def edge_of_a_stage() -> type[Procedure]:
    stage = Stage(title="阶段", path=this.work).Cite("1").Next(this.over)
    return procedure(chapter(node=stage, work=step().Next(this.over)))


def edge_of_a_plain_step() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over).On("else", this.over)))


def dead_end() -> type[Procedure]:
    return procedure(
        chapter(
            node=step().Decides(first_way).Next(this.over).On("lost", this.lost),
            lost=Choice(first_way, title="何去").Cite("1"),
            leave=CaseAct(title="退", by=CLERK).Cite("1").To(this.over),
        )
    )


def island() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over), island=step().Next(this.over)))


def endless() -> type[Procedure]:
    return synthetic.single(step("守").Next(this.node), over=None)


def branches_meet() -> type[Procedure]:
    return procedure(
        chapter(
            node=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            left=step().Next(this.both),
            right=step().Next(this.both),
            both=step().Next(this.over),
        )
    )


def back_to_the_fork() -> type[Procedure]:
    return procedure(
        chapter(
            node=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            left=step().Decides(first_way).Next(this.met).On("again", this.node),
            right=step().Next(this.met),
            met=Join(title="合").Cite("1").Next(this.over),
        )
    )


def end_in_a_branch() -> type[Procedure]:
    return procedure(
        chapter(
            node=Fork(title="分").Cite("1").Branch(this.left).Branch(this.right),
            left=step().Decides(first_way).Next(this.met).On("out", this.out),
            right=step().Next(this.met),
            met=Join(title="合").Cite("1").Next(this.over),
            out=End(title="出").Cite("1"),
        )
    )


def empty_stage() -> type[Procedure]:
    return procedure(chapter(node=Stage(title="阶段", path=this.over).Cite("1")))


def another_lock() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over)), lock_impl=staticmethod(lock.no_lock))


def boundary() -> type[Procedure]:
    kind = procedure(chapter(node=step().Next(this.over)))
    kind.named("node")._boundary_specs = [("timeout", object())]
    return kind


def no_version() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over)), name="Made")


def no_home() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over)), home="")


def long_name() -> type[Procedure]:
    return procedure(chapter(node=step().Next(this.over), **{"n" * 61: step().Next(this.over)}))


def no_title() -> type[Procedure]:
    return procedure(chapter(node=step("").Next(this.over)))


def system_without_timer() -> type[Procedure]:
    return procedure(chapter(node=Step(title="办理", by=SYSTEM).Cite("1").Next(this.over)))


def timer_of_a_person() -> type[Procedure]:
    told = ActType(title="提醒", by=CLERK)
    return procedure(chapter(told=told, node=step().Arms(Timer(told, today)).Next(this.over)))


def wrong_paper() -> type[Procedure]:
    return procedure(chapter(node=Step(Wrong, title="办理", by=CLERK).Cite("1").Next(this.over)))


def kept_by_what_is_erased() -> type[Procedure]:
    node = Step(Filled, title="办理", by=CLERK, keep="secret").Cite("1").Next(this.over)
    return procedure(chapter(node=node))


def duty_of_nobody() -> type[Procedure]:
    act = StageAct(Filled, title="汇报", by=CLERK)
    duties = (
        Duty("one", "甲", act, synthetic.yearly, field="key"),
        Duty("two", "乙", act, synthetic.yearly, field="quarter"),
        Duty("three", "丙", StageAct(title="别的", by=CLERK), synthetic.yearly),
    )
    stage = Stage(title="阶段", path=this.work, acts=(act,), duties=duties).Cite("1")
    return procedure(chapter(act=act, node=stage, work=step().Next(this.over)))


def role_of_nobody() -> type[Procedure]:
    good, bad = Designated("node", "key", "甲"), Designated("node", "secret", "乙")
    node = Step(Filled, title="办理", by=(good, bad)).Cite("1").Next(this.over)
    return procedure(chapter(node=node))


def nothing_brought() -> type[Procedure]:
    acts = {
        name: ActType(title=name, by=CLERK) for name in ("post", "objection", "inquiry", "close", "channel")
    }
    node = Publicity(Board, title="公告", **acts).Cite("1").Unopposed(this.over).Upheld(this.over)
    return procedure(chapter(node=node))


def nothing_awaited() -> type[Procedure]:
    return procedure(chapter(hall=Hall, node=step().Next(this.over)))


def astray() -> type[Procedure]:
    return procedure(
        chapter(node=step().Next(this.over), leave=CaseAct(title="退", by=CLERK).Cite("1").To(this.nowhere))
    )


PROVOKED: list[tuple[Callable[[], type[Procedure]], Found]] = [
    (no_article, [("E001", "Made_1.node")]),
    (case_act_without_article, [("E002", "Made_1.leave")]),
    (outcome_without_edge, [("E020", "Made_1.node")]),
    (leaf_in_a_stage, [("E021", "Made_1.leaf")]),
    (leaf_without_an_edge, [("E020", "Made_1.node"), ("E022", "Made_1.node"), ("E021", "Made_1.leaf")]),
    (edge_of_a_stage, [("E022", "Made_1.node")]),
    (edge_of_a_plain_step, [("E022", "Made_1.node")]),
    (dead_end, [("E023", "Made_1.lost")]),
    (island, [("E024", "Made_1.island")]),
    (endless, [("E025", f"Made_1.{name}") for name in ("begin", "stage", "again", "node")]),
    (branches_meet, [("E026", "Made_1.both")]),
    (back_to_the_fork, [("E027", "Made_1.node")]),
    (end_in_a_branch, [("E028", "Made_1.out")]),
    (empty_stage, [("E029", "Made_1.node")]),
    (another_lock, [("E030", "Made_1")]),
    (boundary, [("E031", "Made_1.node")]),
    (no_version, [("E032", "Made")]),
    (no_home, [("E033", "Made_1")]),
    (long_name, [("E034", f"Made_1.{'n' * 61}"), ("E024", f"Made_1.{'n' * 61}")]),
    (no_title, [("E035", "Made_1.node"), ("E035", "Made_1.node")]),
    (system_without_timer, [("E040", "Made_1.node")]),
    (timer_of_a_person, [("E041", "Made_1.told")]),
    (wrong_paper, [("E042", "Made_1.node"), ("E042", "Made_1.node")]),
    (kept_by_what_is_erased, [("E043", "Made_1.node")]),
    (duty_of_nobody, [("E044", "Made_1.node"), ("E044", "Made_1.node")]),
    (role_of_nobody, [("E045", "Made_1.node")]),
    (nothing_brought, [("E046", "Made_1.node.channel")]),
    (nothing_awaited, [("E047", "Made_1.hall")]),
    (astray, [("E048", "Made_1.leave")]),
]


@pytest.mark.parametrize(("make", "problems_"), PROVOKED, ids=[make.__name__ for make, _ in PROVOKED])
def test_what_is_wrong_is_said_where_it_is(make: Callable[[], type[Procedure]], problems_: Found) -> None:
    assert found(make()) == problems_


# ── Editions ──


def test_a_cited_article_is_listed_by_every_edition() -> None:
    kind = procedure(chapter(node=step().Cite("28.1").Next(this.over)))
    assert found(kind, edition()) == [("E003", "Made_1.node")]
    listed = edition(articles={**EDITION["articles"], "28": {"title": "票决"}})
    assert found(kind, listed) == []


def test_an_edition_may_rest_a_node_on_an_article_of_its_own() -> None:
    kind = procedure(chapter(node=step().Cite("28").Next(this.over)))
    assert found(kind, edition(cites={"node": "3"})) == []


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (Rule("TOY-2", "plot.wait", says), []),
        (Rule("TOY-2", "plot.nothing", says), [("E011", "Made_1.node")]),
        (Rule("TOY-9", "plot.wait", says), [("E012", "Made_1.node")]),
        (Rule("TOY-9", None, lambda s: Answer(True, "")), []),
        (Rule("TOY-2", "plot.wait", says, ("made.nobody_says_this",)), [("E014", "Made_1.node")]),
    ],
)
def test_a_rule_finds_its_parameter_and_its_sentences(rule: Rule, problem: Found) -> None:
    assert found(ruled(rule), edition()) == problem


def test_two_rules_do_not_share_an_id() -> None:
    one, other = Rule("TOY-2", "plot.wait", says), Rule("TOY-2", "plot.wait", says, ("finding.article",))
    assert found(ruled(one, other), edition()) == [("E013", "Made_1.node")]
    assert found(ruled(one, one), edition()) == []


def test_without_an_edition_nothing_is_asked_of_it() -> None:
    assert found(ruled(Rule("TOY-2", "plot.nothing", says))) == []


def test_an_edition_that_cannot_be_read_is_a_problem_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> tuple[Any, ...]:
        raise EditionRefusedError(
            [PlacedProblem("x.yaml", 3, 1, "edition.empty_set", {"comparator": "one_of"})]
        )

    monkeypatch.setattr(checks, "shipped_editions", refused)
    messages = checks.check_procedures()
    assert [(message.id, message.obj) for message in messages] == [("workflows.E010", "editions")]
    assert "x.yaml:3:1" in messages[0].msg


# ── All together ──


def test_every_id_is_provoked_here() -> None:
    here = {name for _, problems_ in PROVOKED for name, _ in problems_}
    assert here | {"E003", "E010", "E011", "E012", "E013", "E014"} == set(SAYS)


def test_every_id_is_described() -> None:
    text = Path("docs/checks.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| `workflows.")] == [
        f"workflows.{name}" for name in SAYS
    ]


def test_a_problem_names_its_place_and_what_was_found() -> None:
    (message,) = [problem.message() for problem in problems(branches_meet(), [])]
    assert (message.id, message.obj) == ("workflows.E026", "Made_1.both")
    assert message.msg == "Two branches of the fork node meet here, and this is no join."


def test_nothing_is_wrong_with_what_is_installed() -> None:
    assert run_checks(tags=[checks.TAG]) == []


@pytest.mark.parametrize("name", sorted(set(EVERY_KIND) - {"endless"}))
def test_nothing_is_wrong_with_the_procedures_of_these_tests(name: str) -> None:
    assert found(EVERY_KIND[name]()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(STAGES)
def test_nothing_is_wrong_with_whatever_is_nested(stages: list[tuple[Block, int]]) -> None:
    assert found(blocks(stages)) == []
