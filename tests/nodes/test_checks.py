"""Each system check: what provokes it, where it points, and that nothing else is said of that procedure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import run_checks
from hypothesis import HealthCheck, given, settings

from tests.nodes import faulty
from tests.nodes.building import STAGES, Block, blocks, procedure, step
from tests.nodes.faulty import chapter
from tests.nodes.synthetic import EVERY_KIND
from tests.toy.world import EDITION
from workflows import checks
from workflows.checks import problems
from workflows.checks.problems import SAYS
from workflows.nodes import Procedure, this
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Answer, Rule
from workflows.rules.regulations import Edition
from workflows.rules.situation import Situation
from workflows.services.editions import EditionRefusedError, PlacedProblem

Found = list[tuple[str, str]]


def found(kind: type[Procedure], *editions: Edition) -> Found:
    """The ids and places of what is wrong."""
    return [(problem.id, problem.where) for problem in problems(kind, editions)]


def edition(**changes: Any) -> Edition:
    """The toy's edition, changed."""
    return Edition.from_mapping({**EDITION, **changes})


def says(s: Situation, p: Parameter) -> Answer:
    """A predicate that nobody asks here."""
    return Answer(True, "made.nobody_says_this")


def ruled(*rules: Rule) -> type[Procedure]:
    """A procedure with one step that asks these rules."""
    return procedure(chapter(node=step().Requires(*rules).Next(this.over)))


PROVOKED: list[tuple[Callable[[], type[Procedure]], Found]] = [
    (faulty.no_article, [("E001", "Made_1.node")]),
    (faulty.case_act_without_article, [("E002", "Made_1.leave")]),
    (faulty.outcome_without_edge, [("E020", "Made_1.node")]),
    (faulty.leaf_in_a_stage, [("E021", "Made_1.leaf")]),
    (
        faulty.leaf_without_an_edge,
        [("E020", "Made_1.node"), ("E022", "Made_1.node"), ("E021", "Made_1.leaf")],
    ),
    (faulty.edge_of_a_stage, [("E022", "Made_1.node")]),
    (faulty.edge_of_a_plain_step, [("E022", "Made_1.node")]),
    (faulty.dead_end, [("E023", "Made_1.lost")]),
    (faulty.island, [("E024", "Made_1.island")]),
    (faulty.endless, [("E025", f"Made_1.{name}") for name in ("begin", "stage", "again", "node")]),
    (faulty.branches_meet, [("E026", "Made_1.both")]),
    (faulty.back_to_the_fork, [("E027", "Made_1.node")]),
    (faulty.end_in_a_branch, [("E028", "Made_1.out")]),
    (faulty.branch_end_without_a_fork, [("E025", "Made_1.off"), ("E051", "Made_1.off")]),
    (faulty.empty_stage, [("E029", "Made_1.node")]),
    (faulty.another_lock, [("E030", "Made_1")]),
    (faulty.boundary, [("E031", "Made_1.node")]),
    (faulty.no_version, [("E032", "Made")]),
    (faulty.no_home, [("E033", "Made_1")]),
    (faulty.long_name, [("E034", f"Made_1.{'n' * 61}"), ("E024", f"Made_1.{'n' * 61}")]),
    (faulty.no_title, [("E035", "Made_1.node"), ("E035", "Made_1.node")]),
    (faulty.system_without_timer, [("E040", "Made_1.node")]),
    (faulty.timer_of_a_person, [("E041", "Made_1.told")]),
    (faulty.timer_about_nothing, [("E052", "Made_1.node")]),
    (faulty.wrong_paper, [("E042", "Made_1.node"), ("E042", "Made_1.node")]),
    (faulty.kept_by_what_is_erased, [("E043", "Made_1.node")]),
    (faulty.duty_of_nobody, [("E044", "Made_1.node"), ("E044", "Made_1.node")]),
    (faulty.role_of_nobody, [("E045", "Made_1.node")]),
    (faulty.nothing_brought, [("E046", "Made_1.node.channel")]),
    (faulty.nothing_awaited, [("E047", "Made_1.hall")]),
    (faulty.astray, [("E048", "Made_1.leave")]),
    (faulty.several_records, [("E049", "Made_1")]),
    (faulty.erasable_evidence, [("E050", "Made_1.book.write")]),
    (
        faulty.bare_meeting,
        [("E020", "Made_1.node"), *([("E060", "Made_1.crowd")] * 4), ("E061", "Made_1.node.discuss")],
    ),
    (
        faulty.folder_of_nothing,
        [("E070", "Made_1.D01"), ("E072", "Made_1"), ("E071", "Made_1.left_out")],
    ),
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


def test_a_problem_names_its_place_and_what_was_found() -> None:
    (message,) = [problem.message() for problem in problems(faulty.branches_meet(), [])]
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
