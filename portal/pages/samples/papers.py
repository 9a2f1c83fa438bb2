"""What confirms a printed paper: one that holds, and one that was corrected since."""

from __future__ import annotations

from dataclasses import replace

from portal.pages.papers import CheckPage, Print, Prints
from portal.pages.parts import Fact, Shape, State

SAME = CheckPage(
    title="接收预备党员票决情况报告",
    state=State(Shape.MET, "与记录一致"),
    sentence="打印以后，这份文书所依据的记录没有变过。",
    facts=(
        Fact("编号", "2026-0412"),
        Fact("单位", "化工本科生第二党支部"),
        Fact("日期", "2026年12月10日"),
    ),
    code="9C04-E2B7",
    hint="请与纸上页脚的校验码核对；不同的，纸上的内容不是从这里打印的。",
    foot="本页只说文书的种类、编号、单位和日期，不显示其中的人和内容。",
)
CHANGED = replace(
    SAME,
    state=State(Shape.NOTE, "已被更正"),
    sentence="打印以后，记录有过更正或删除，这一张不再作准。请向出具的组织要新的一份。",
)
OF_A_MEETING = (Prints("梁思远", (Print("接收预备党员票决情况报告", "#report", "12月10日"),)),)
