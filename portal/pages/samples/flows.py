"""The way of a case: a stage behind, the one where it stands, one ahead."""

from __future__ import annotations

from portal.pages.case import Passage
from portal.pages.flow import Chart, ChartLine, ChartShape, FlowNode, FlowPage, Words
from portal.pages.parts import Cite, Link
from portal.pages.samples.cases import STAGES


def _chart(key: str, title: str, when: str, passage: Passage, top: int) -> Chart:
    """A stage of two steps, a result between them, and its ends."""
    first = Passage.AHEAD if passage is Passage.AHEAD else Passage.DONE
    after = Passage.DONE if passage is Passage.DONE else Passage.AHEAD
    axis = top + 70
    ways = ((60, 110, first), (242, 292, first), (342, 420, passage), (552, 620, after))
    lines = tuple(
        ChartLine(
            f"{left},{axis} {right},{axis}",
            f"{right},{axis} {right - 8},{axis - 4} {right - 8},{axis + 4}",
            how,
        )
        for left, right, how in ways
    )
    said = "共 2 个环节，已办 1 个，现在在支委会研究。下面的列表逐项说明同样的内容。"
    acts = (FlowNode("思想汇报", first, "已办 5 次，最近 6月29日", Cite("第十一条"), "由本人办"),)
    shapes = _shapes(title, passage, first, after, top)
    return Chart(
        key, title, when, passage, said, 0, top, 760, 140, shapes, lines, _path(passage, first), acts
    )


def _shapes(title: str, here: Passage, first: Passage, after: Passage, top: int) -> tuple[ChartShape, ...]:
    return (
        ChartShape("scope", 0, top, 760, 140, here, (Words(60, top + 18, title),)),
        ChartShape("event", 24, top + 52, 36, 36, first, (Words(42, top + 104, "开始"),)),
        ChartShape(
            *("task", 110, top + 40, 132, 60, first),
            (Words(176, top + 66, "群众座谈会"),),
            Words(176, top + 81, "第十七条"),
        ),
        ChartShape("gateway", 292, top + 45, 50, 50, first, (Words(317, top + 111, "结果"),)),
        ChartShape(
            *("task", 420, top + 40, 132, 60, here),
            (Words(486, top + 66, "支委会研究"),),
            Words(486, top + 81, "第十六条"),
        ),
        ChartShape("end", 620, top + 52, 36, 36, after, (Words(638, top + 104, "下一阶段"),)),
    )


def _path(here: Passage, first: Passage) -> tuple[FlowNode, ...]:
    states = {Passage.AHEAD: "未到", Passage.NOW: "现在，11月4日起", Passage.DONE: "11月6日已办"}
    heard = "10月21日已办" if first is Passage.DONE else "未到"
    return (
        FlowNode("群众座谈会", first, heard, Cite("第十七条"), "由党支部书记办"),
        FlowNode(
            *("支委会研究", here, states[here]),
            *(Cite("第十六条"), "由党支部书记办", ("通过：到“学院党委备案”", "未通过：到“群众座谈会”")),
        ),
    )


HERE = FlowPage(
    title="贺云帆，流程图",
    lede="学生党员发展。走过的画实线，没走到的画虚线，现在所在的环节标◉。",
    stages=STAGES,
    charts=(
        _chart("applicant", "入党申请人", "2023年10月11日", Passage.DONE, 0),
        _chart("activist", "入党积极分子", "2025年4月24日起，1年6个月", Passage.NOW, 200),
        _chart("candidate", "发展对象", "未到", Passage.AHEAD, 400),
    ),
    anytime=(FlowNode("暂缓", Passage.AHEAD, "未办过", Cite("第二十条"), "由学院党委书记办"),),
    crumbs=(Link("办件", "#cases"), Link("贺云帆", "#case")),
)
