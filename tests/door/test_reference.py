"""The door's walk and viewflow's own activations leave the same rows, whatever is done in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from viewflow.workflow.models import Process

from tests.door import reference
from tests.toy.flows import Allotment_1
from tests.toy.nested import Nested_1
from tests.toy.world import Society, adopt, do, person, society
from workflows.door import Receipt
from workflows.door.editions import edition_of
from workflows.models import Case
from workflows.nodes import Step
from workflows.nodes.activations import situated
from workflows.rules.facts import Facts
from workflows.rules.situation import PersonView, Situation
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db

NOTE = {"text": "好"}
DAY, AFTER = "2024-06-01", "2024-06-07"
COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}
LOST = {**COUNT, "approve": 2, "oppose": 2}
#: what may be done at each node: the outcome it decides
OUTCOMES = {
    "check": ("done",),
    "soil": ("done",),
    "water": ("done",),
    "hearing": ("carried", "lost"),
    "notice": ("unopposed", "upheld"),
    "inspection": ("done",),
}

EXAMPLES = settings(
    # Fewer on the second database: that any one row is written alike is tried act by act on both.
    max_examples=30 if connection.vendor == "sqlite" else 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

_numbers = count(1)


class Play:
    """One case played twice, act by act."""

    def __init__(self, world: Society, size: int) -> None:
        self.world = world
        self.member = person(f"p{next(_numbers)}", world.unit)
        receipt = self.act("request", {"size": size}, by=self.member, family="toy", subject=self.member.pk)
        assert receipt.case is not None
        self.case = receipt.case
        with situated(self.situation):
            self.slow = reference.begin(Allotment_1)

    @property
    def row(self) -> Case:
        return Case.objects.get(pk=self.case)

    @property
    def situation(self) -> Situation:
        key = (self.world.edition.pk, self.world.edition.digest)
        subject = PersonView(self.member.pk, self.member.number, self.member.name)
        return Situation(date.fromisoformat(DAY), edition_of(key), Facts(self.row.facts), subject)

    def act(self, name: str, data: dict[str, Any] | None = None, **target: Any) -> Receipt:
        return do(name, target.pop("by", self.world.clerk), target.pop("day", DAY), data or {}, **target)

    def complete(self, node: str, outcome: str) -> None:
        """The same act both ways."""
        getattr(self, node, self.plain)(node, outcome)
        with situated(self.situation):
            reference.complete(self.slow, node, outcome)

    def plain(self, node: str, outcome: str) -> None:
        self.act(node, NOTE, case=self.case, day=AFTER if node == "inspection" else DAY)

    def hearing(self, node: str, outcome: str) -> None:
        count_ = COUNT if outcome == "carried" else LOST
        override = {"rule": "TOY-2", "ground": "试"}
        self.act("override", override, by=self.world.chair, case=self.case)
        meeting = self.opened("convene", "toy.meeting", by=self.world.chair)
        for teller in (self.world.chair, self.world.clerk):
            self.act("count", by=teller, matter=meeting, cases={self.case: count_})

    def notice(self, node: str, outcome: str) -> None:
        board = self.opened("post", "toy.board", cases={self.case: {}})
        if outcome == "upheld":
            lodged = self.act("object", matter=board, cases={self.case: NOTE})
            entry = self.row.entries.get(cause=lodged.entry).pk
            found = {"objection": entry, "finding": "upheld"}
            self.act("inquire", matter=board, cases={self.case: found})
        self.act("close", matter=board, cases={self.case: {}}, day=AFTER)

    def opened(self, name: str, kind: str, **more: Any) -> int:
        receipt = self.act(name, NOTE, kind=kind, unit=self.world.unit.pk, **more)
        assert receipt.matter is not None
        return receipt.matter

    def withdraw(self) -> None:
        self.act("withdraw", NOTE, by=self.member, case=self.case, day=AFTER)
        with situated(self.situation):
            reference.divert(self.slow, "gone")

    def agree(self) -> None:
        assert reference.shape(self.row.process) == reference.shape(self.slow)


@pytest.fixture
def world() -> Society:
    return society()


@EXAMPLES
@given(st.sampled_from([10, 60]), st.lists(st.integers(0, 11), max_size=9))
def test_random_acts_leave_the_same_rows_both_ways(world: Society, size: int, picks: list[int]) -> None:
    with transaction.atomic():
        played(Play(world, size), picks)
        transaction.set_rollback(True)


def played(play: Play, picks: list[int]) -> None:
    """Do what the picks choose among what is open, and compare after each act."""
    play.agree()
    for pick in picks:
        choices: list[Callable[[], None]] = [
            lambda node=node, outcome=outcome: play.complete(node, outcome)  # type: ignore[misc]  # defaults bind the loop
            for node in sorted(play.row.steps)
            for outcome in OUTCOMES.get(node, ())
        ]
        if not choices:
            break
        (play.withdraw if pick == 11 else choices[pick % len(choices)])()
        play.agree()
    assert Process.objects.get(pk=play.slow.pk).status == play.row.process.status
    assert verify().differences == ()


@pytest.fixture
def nested(world: Society) -> Society:
    """The same people, who also work by a procedure that only nests."""
    adopt(world, "nested")
    return world


class NestedPlay:
    """A nested case played twice."""

    def __init__(self, world: Society) -> None:
        self.clerk = world.clerk
        member = person(f"n{next(_numbers)}", world.unit)
        case = do("begin", self.clerk, DAY, family="nested", subject=member.pk).case
        assert case is not None
        self.case = case
        self.slow = reference.begin(Nested_1)

    @property
    def row(self) -> Case:
        return Case.objects.get(pk=self.case)

    def choices(self) -> list[tuple[str, str]]:
        """Every node open for an act with every outcome it has, and the case acts."""
        nodes = [Nested_1.named(name) for name in sorted(self.row.steps)]
        found = [(node.name, to) for node in nodes if isinstance(node, Step) for to in sorted(node.targets)]
        return [*found, ("jump", "dig"), ("aside", "side"), ("halt", "done")] if found else []

    def do(self, name: str, to: str) -> None:
        paper = {"to": to} if getattr(Nested_1.act_types[name], "paper", None) else {}
        do(name, self.clerk, DAY, paper, case=self.case)
        if name in Nested_1.case_acts:
            reference.divert(self.slow, to)
        else:
            reference.complete(self.slow, name, to)

    def agree(self) -> None:
        assert reference.shape(self.row.process) == reference.shape(self.slow)


@EXAMPLES
@given(st.lists(st.integers(0, 40), max_size=14))
def test_nested_scopes_leave_the_same_rows_both_ways(nested: Society, picks: list[int]) -> None:
    with transaction.atomic():
        play = NestedPlay(nested)
        play.agree()
        for pick in picks:
            choices = play.choices()
            if choices:
                play.do(*choices[pick % len(choices)])
                play.agree()
        assert verify().differences == ()
        transaction.set_rollback(True)
