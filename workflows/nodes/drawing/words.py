"""What the drawing says beside the titles: who acts, by which article and rule, and how ways are called."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.nodes.acts import ActType
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.stage import Stage
from workflows.nodes.timers import Timer
from workflows.texts.catalogues import catalogue
from workflows.texts.sentences import word as said_word
from workflows.texts.speaking import SOURCE
from workflows.texts.wording import article_words

BEGIN, RESULT, WAY_IN, DUE = "开始", "结果", "从何处进入", "到期"
#: the acts of a stage, and their end
ACTS, WITH_STAGE = "随时可办", "随阶段结束"
#: where a node without a way on ends
HERE = "止于此"
#: how a path ends that only goes round
FROM_OUTSIDE = "因其他事项离开"
#: what a case act makes of a case that it leaves where it is
STATUS = {"suspended": "暂缓办理", "open": "恢复办理", "": "继续办理"}


def word(outcome: str) -> str:
    """An outcome as it is said; one that the catalogue does not know is shown as the code keeps it."""
    return said_word(outcome) if f"word.{outcome}" in catalogue(SOURCE) else outcome


def destination(node: ProcedureNode) -> str:
    """How a way that leaves a border is called: an end by its name, another node as the way to it."""
    return node.label if node.ends_case else f"→ {node.label or node.name}"


def articles(cites: tuple[str, ...]) -> str:
    """The articles a node rests on, in one line."""
    return "依据" + "、".join(article_words(each, SOURCE) for each in cites) if cites else ""


def act_words(act: ActType) -> str:
    """One act: title, who may act, by which rules, on which paper."""
    said = [f"{act.title}：" + "、".join(role.title for role in act.by)]
    if act.recorders:
        said.append("可由" + "、".join(role.title for role in act.recorders) + "代录")
    rules = (*act.requires, *act.accepts, *act.explains)
    if rules:
        said.append("规则 " + "、".join(rule.id for rule in rules))
    if act.paper and (act.paper.code or act.paper.title):
        said.append("文书 " + " ".join(part for part in (act.paper.code, act.paper.title) if part))
    return "；".join(said)


def act_text(act: ActType) -> str:
    """What is written down of an act that is drawn by itself."""
    return "\n".join(line for line in (articles(act.cites), act_words(act)) if line)


def node_text(node: ProcedureNode) -> str:
    """What is written down of a node: articles, acts, timers, duties."""
    return "\n".join(line for line in _lines(node) if line)


def timer_name(timer: Timer) -> str:
    """What gives the day of a timer, by its name in the code."""
    return getattr(timer.due, "__name__", type(timer.due).__name__)


def _lines(node: ProcedureNode) -> Iterator[str]:
    yield articles(node.cites)
    main = getattr(node, "main", None)
    acts = node.acts or ({main.name: main} if main else {})
    if not isinstance(node, Stage):
        yield from (act_words(act) for act in acts.values())
        yield from (f"到期自动：{timer.act.title}" for timer in getattr(node, "timers", ()))
    for duty in getattr(node, "duties", ()):
        yield "；".join(part for part in (f"义务：{duty.title}", articles(duty.cites)) if part)
