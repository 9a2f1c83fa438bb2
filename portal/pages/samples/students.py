"""Two students: one with something overdue, one who has handed in everything."""

from __future__ import annotations

from portal.pages.case import Passage, Road, RoadStep, StagePoint
from portal.pages.parts import Cite, FindingRow, Link, Shape, State
from portal.pages.student import MyRecord, NextStep, StudentPage, Todo

_TRAIL = ("申请人", "积极分子", "发展对象", "预备党员", "正式党员")


def _trail(now: int) -> tuple[StagePoint, ...]:
    passages = [
        Passage.DONE if at < now else Passage.NOW if at == now else Passage.AHEAD for at in range(len(_TRAIL))
    ]
    return tuple(StagePoint(name, "", passage) for name, passage in zip(_TRAIL, passages, strict=True))


OVERDUE = StudentPage(
    stage="入党积极分子",
    since="2025年4月24日起，已 1 年 6 个月",
    trail=_trail(1),
    next=NextStep(
        "列为发展对象",
        "最早",
        "2026年11月20日",
        "党支部委员会，已排在11月26日研究",
        "还有 8 天",
        "补交第三季度思想汇报",
    ),
    todo=(
        Todo(
            "第三季度思想汇报",
            "应在9月30日前交，手写，拍照或扫描都行；原件交沈一鸣。",
            "file-text",
            State(Shape.LATE),
            act=Link("拍照上交", "#hand-in", "camera"),
        ),
        Todo(
            "建党对象培训班报名",
            "11月25日截止，12月5日开班。",
            "certificate",
            State(Shape.SOON, "余 13 天"),
            link=Link("去报名", "#course"),
        ),
    ),
    why_title="为什么还不能列为发展对象",
    why=(
        FindingRow(
            State(Shape.UNMET),
            "培训结业后要考察满一年",
            Cite("第十六条", "#article"),
            "2025年11月20日结业，2026年11月20日满。",
        ),
        FindingRow(
            State(Shape.UNMET),
            "每季度交一份思想汇报",
            Cite("第十一条", "#article"),
            "应交 6 份，收到 5 份；补交当天就满足。",
        ),
    ),
    why_rest="其余 7 项已满足或获准例外。",
    why_all=Link("逐项查看", "#all"),
    road=Road(
        (
            RoadStep("列为发展对象", "11月20日起", "由党支部书记办", key=True, firm=True),
            RoadStep("发展对象备案", "此后", "由学院党委书记办"),
            RoadStep("发展对象", "此后", key=True),
        ),
        "推算不含审批在途时间。任何一步实际日期变动，以下各日重算。",
    ),
    history=(
        MyRecord("11月6日", "培训证书准予后补，预审前交齐"),
        MyRecord("10月21日", "支部召开座谈会听取意见"),
        MyRecord(
            *("7月2日", "第二季度思想汇报", "7月2日 16:20 收到"),
            (Link("扫描件 1", "#1", "paperclip"), Link("扫描件 2", "#2", "paperclip")),
        ),
        MyRecord("2025年11月", "积极分子培训结业"),
    ),
    history_all=Link("全部", "#history"),
    not_shown="这里只有您自己的进度。别人的意见、票数和反映情况不会显示。",
    foot=("依据《学生党员发展实施细则》，江澜大学党委采用，2026年9月1日起适用。",),
)
NEW = StudentPage(
    stage="入党申请人",
    since="2026年11月2日递交申请",
    trail=_trail(0),
    next=NextStep("申请谈话", "最晚", "12月2日", "支部指派的谈话人，尚未指派", "还有 20 天"),
    todo_none="支部派人谈话后，这里会写明下一步。",
    why_title="为什么还不能推优",
    why=(
        FindingRow(
            State(Shape.UNMET),
            "递交申请满三个月",
            Cite("第九条第4项", "#article"),
            "2026年11月2日递交，2027年2月2日满。",
        ),
    ),
    history=(MyRecord("11月2日", "递交入党申请书"),),
    not_shown="这里只有您自己的进度。别人的意见、票数和反映情况不会显示。",
)
