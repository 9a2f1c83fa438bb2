"""Procedures made for a test from a plain class, or from nested blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

from tests.toy import flows
from workflows.nodes import (
    ActType,
    Ballot,
    CaseAct,
    Choice,
    End,
    Fork,
    Join,
    Leave,
    Office,
    Procedure,
    Publicity,
    Stage,
    StageAct,
    Start,
    Step,
    SubProcedure,
    Wait,
    this,
)
from workflows.rules.situation import Situation
from workflows.rules.tallies import Outcome

CLERK = Office("clerk", "文书")


def first_way(s: Situation) -> str:
    """What a choice or a paper decides here never matters."""
    return "done"


def carried(s: Situation) -> Outcome:
    """A ballot that always carries."""
    return Outcome.CARRIED


def today(s: Situation) -> Any:
    """A day on which something is due."""
    return s.on


def procedure(chapter: type | dict[str, Any], name: str = "Made_1", **options: Any) -> type[Procedure]:
    """A procedure of one chapter; ``options`` are attributes of the procedure's own class."""
    if isinstance(chapter, dict):
        chapter = type("Chapter", (), chapter)
    own = {"family": "made", "title": "试作", "home": "society", "keepers": (CLERK,), **options}
    # Rows name a flow by the module of an installed app, so the class says it came from one.
    return type(name, (chapter, Procedure), {"__module__": "tests.toy.made", **own})


def start(to: Any, title: str = "开始") -> Start:
    """The opening of a case."""
    return Start(ActType(title=title, by=CLERK)).Cite("1").Next(to)


def step(title: str = "办理") -> Step:
    """A step of the clerk, without a way on."""
    return Step(title=title, by=CLERK).Cite("1")


def publicity(title: str = "公告") -> Publicity:
    """A notice of the toy's board."""
    acts = {name: ActType(title=name, by=CLERK) for name in ("post", "objection", "inquiry", "close")}
    return Publicity(flows.Board, title=title, **acts).Cite("1")


def ballot(title: str = "票决") -> Ballot:
    """A ballot of the toy's meeting."""
    count_ = ActType(title="计票", by=CLERK)
    return Ballot(flows.Meeting, title=title, count=count_, decision=carried).Cite("1")


Block = tuple[Any, ...]
Writer = Callable[["Made", Block, str], str]


@dataclass(slots=True)
class Made:
    """A chapter that grows node by node; ``exits`` are where a path may leave its stage."""

    nodes: dict[str, Any] = field(default_factory=dict)
    exits: tuple[str, ...] = ()
    numbers: count[int] = field(default_factory=count)

    def add(self, node: Any, kind: str) -> str:
        """Declare a node under a name of its own."""
        name = f"{kind}_{next(self.numbers)}"
        self.nodes[name] = node
        return name

    def write(self, block: Block, to: str) -> str:
        """Write a block that goes on to the node ``to``; the name of its first node."""
        return WRITERS[block[0]](self, block, to)


def _sequence(made: Made, block: Block, to: str) -> str:
    for part in reversed(block[1]):
        to = made.write(part, to)
    return to


def _node(made: Made, block: Block, to: str) -> str:
    _, kind, title = block
    node = {"step": step, "ballot": ballot, "publicity": publicity}.get(kind, step)(title)
    if kind == "ballot":
        return made.add(node.Carried(getattr(this, to)).Lost(getattr(this, to)), kind)
    if kind == "publicity":
        return made.add(node.Unopposed(getattr(this, to)).Upheld(getattr(this, made.exits[-1])), kind)
    if kind == "wait":
        node = Wait(today, title=title).Cite("1")
    return made.add(node.Next(getattr(this, to)), kind)


def _choice(made: Made, block: Block, to: str) -> str:
    node = Choice(first_way, title="何去").Cite("1")
    for number, part in enumerate(block[1]):
        node.On(f"way{number}", getattr(this, made.write(part, to)))
    return made.add(node, "choice")


def _fork(made: Made, block: Block, to: str) -> str:
    join = made.add(Join(title="合").Cite("1").Next(getattr(this, to)), "join")
    node = Fork(title="分").Cite("1")
    for part in block[1]:
        node.Branch(getattr(this, made.write(part, join)))
    return made.add(node, "fork")


def _loop(made: Made, block: Block, to: str) -> str:
    again = step("再来一次").Decides(first_way).Next(getattr(this, to))
    name = made.add(again, "again")
    first = made.write(block[1], name)
    again.On("again", getattr(this, first))
    return first


def _part(made: Made, block: Block, to: str) -> str:
    leaves = {name: made.add(Leave(name).Cite("1"), "leave") for name in ("kept", "thrown")}
    last = step("定夺").Decides(first_way)
    for name, leaf in leaves.items():
        last.On(name, getattr(this, leaf))
    first = made.write(block[1], made.add(last, "last"))
    part = SubProcedure(title="部分", path=getattr(this, first)).Cite("1")
    return made.add(part.On("kept", getattr(this, to)).On("thrown", getattr(this, made.exits[0])), "part")


WRITERS: dict[str, Writer] = {
    "sequence": _sequence,
    "node": _node,
    "choice": _choice,
    "fork": _fork,
    "loop": _loop,
    "part": _part,
}

TITLES = st.sampled_from(["核对", "委员会研究", "审核材料并逐项登记核验结果", "Review of papers", "A（乙）"])
NODES = st.tuples(st.just("node"), st.sampled_from(["step", "wait", "ballot", "publicity"]), TITLES)
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    NODES,
    lambda inner: st.one_of(
        st.tuples(st.just("sequence"), st.lists(inner, min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["choice", "fork"]), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.sampled_from(["loop", "part"]), inner),
    ),
    max_leaves=14,
)
#: stages of a procedure: each a block and the number of acts beside it
STAGES = st.lists(st.tuples(BLOCKS, st.integers(0, 7)), min_size=1, max_size=3)


def blocks(stages: list[tuple[Block, int]]) -> type[Procedure]:
    """A procedure with one stage for each block, and two case acts."""
    made = Made()
    made.nodes.update(over=End(title="完").Cite("1"), gone=End(title="退出").Cite("1"))
    made.exits = ("over", "gone")
    to = "over"
    for block, acts in reversed(stages):
        offered = {
            f"act_{next(made.numbers)}": StageAct(title="事项", by=CLERK).Cite("1") for _ in range(acts)
        }
        made.nodes.update(offered)
        first = made.write(block, to)
        stage = Stage(title="阶段", path=getattr(this, first), acts=tuple(offered.values())).Cite("1")
        to = made.add(stage, "stage")
    made.nodes["begin"] = start(getattr(this, to))
    made.nodes["leave"] = CaseAct(title="退出", by=CLERK).Cite("1").To(this.gone)
    made.nodes["pause"] = CaseAct(title="中止", by=CLERK).Cite("1").Suspends()
    return procedure(made.nodes)
