"""Whatever a step was expected to lead to and did not is said, each with what came instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from workflows.services.replay.database import fresh_database
from workflows.services.replay.reading import parse_script
from workflows.services.replay.results import VariantResult, play

PLOT = (Path(settings.BASE_DIR) / "tests" / "toy" / "cases" / "plot.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database to play in, emptied by each play; the tests' own is left alone."""
    with django_db_blocker.unblock(), fresh_database():
        yield


def first(text: str) -> VariantResult:
    """The first variant as it comes."""
    return next(play(parse_script(text, source="plot.yaml")))


def said(text: str) -> list[str]:
    """What of the first variant is not as expected."""
    return [each.say() for step in first(text).steps for each in step.mismatches]


def test_the_file_holds_as_it_is() -> None:
    result = first(PLOT)
    assert (result.holds, result.left, said(PLOT)) == (True, 0, [])


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            "refused: [TOY-2]",
            "refused: [TOY-2, TOY-3]",
            ["结果：期望被拒绝（TOY-2、TOY-3），实际被拒绝（TOY-2）。"],
        ),
        (
            "expect: {refused: [TOY-5]}",
            "expect: done",
            ["结果：期望办成，实际被拒绝（TOY-5）。"],
        ),
        (
            "expect: {outcome: carried}",
            "expect: {refused: [TOY-2]}",
            ["结果：期望被拒绝（TOY-2），实际办成。"],
        ),
        (
            "earliest: {TOY-2: 2024-05-01}",
            "earliest: {TOY-2: 2024-05-02}",
            ["最早日期TOY-2：期望2024-05-02，实际2024-05-01。"],
        ),
        ("outcome: carried", "outcome: lost", ["结论：期望lost，实际carried。"]),
        ("outcome: carried", "outcome: {老李: lost}", ["结论老李：期望lost，实际carried。"]),
        ("outcome: carried", "warned: [TOY-3]", ["提醒：期望TOY-3，实际—。"]),
        ("outcome: carried", "overridden: [TOY-2]", ["例外：期望TOY-2，实际—。"]),
        ("fired: [remind]", "fired: []", ["到期事项：期望—，实际remind。"]),
        ("stage: 候补", "stage: 承种", ["阶段：期望holding，实际waiting。"]),
        ("open: [公告]", "open: [公告, 检查]", ["进行中环节：期望inspection、notice，实际notice。"]),
        (
            "since: {公告: 2024-05-01}",
            "since: {公告: 2024-05-02}",
            ["环节开始日notice：期望2024-05-02，实际2024-05-01。"],
        ),
        ("{remind: 2025-05-01}", "{remind: 2025-05-02}", ["期限remind：期望2025-05-02，实际2025-05-01。"]),
        ("end: 转为长期", "end: 退出", ["结局：期望gone，实际settled。"]),
        ("status: ended", "status: open", ["办件状态：期望open，实际ended。"]),
        (
            "ended_on: 2025-05-03",
            "effective: {inspection: 2025-05-02}",
            ["生效日inspection：期望2025-05-02，实际2025-05-03。"],
        ),
        ("ended_on: 2025-05-03", "figures: {plots: '2'}", ["累计plots：期望2，实际1。"]),
    ],
)
def test_what_did_not_come_as_expected_is_said(old: str, new: str, sentences: list[str]) -> None:
    assert said(PLOT.replace(old, new, 1)) == sentences


#: a plot that is too large, asked for by somebody whose request it is not
NOT_HIS = PLOT.replace(
    "actor: 老李, act: request, data: {size: 10, 说明: 想种菜}}",
    "actor: 文书, case: 老李, act: request, data: {size: 101}, expect: {refused: [TOY-6]}}",
    1,
)


@pytest.mark.parametrize(
    ("named", "holds"),
    [
        ("TOY-6, act.not_yours", True),
        ("TOY-6", True),
        ("act.not_yours", False),
        ("TOY-6, act.not_open", False),
        ("TOY-6, TOY-5", False),
    ],
)
def test_what_every_procedure_has_in_common_may_be_left_out_beside_rules(named: str, holds: bool) -> None:
    step = first(NOT_HIS.replace("refused: [TOY-6]", f"refused: [{named}]", 1)).steps[0]
    assert step.observed.refused == frozenset({"TOY-6", "act.not_yours"})
    assert step.holds is holds


def test_nothing_is_played_after_a_step_that_went_another_way() -> None:
    result = first(PLOT.replace("expect: {outcome: carried}", "expect: {refused: [TOY-2]}", 1))
    assert (len(result.steps), result.left, result.holds) == (6, 7, False)


def test_each_variant_begins_from_what_is_given() -> None:
    results = list(play(parse_script(PLOT, source="plot.yaml")))
    assert [(result.variant.name, result.holds) for result in results] == [
        ("成功", True),
        ("例外", True),
        ("更正", True),
    ]
