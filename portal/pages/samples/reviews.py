"""A review of second-classroom items: a group with the same certificate, and a decision that was refused."""

from __future__ import annotations

from dataclasses import replace

from django import forms

from portal.pages.credits.review import (
    Amount,
    Canned,
    Choice,
    Decision,
    Evidence,
    Held,
    Key,
    Left,
    Picture,
    Progress,
    Queue,
    QueueGroup,
    QueueRow,
    ReviewedItem,
    ReviewPage,
    Undo,
)
from portal.pages.desk import View
from portal.pages.parts import Cite, Fact, FindingRow, Link, Paging, Reason, Refusal, Shape, State

_SEVENTH, _ELEVENTH = Cite("第七条"), Cite("第十一条")


class _Form(forms.Form):
    act_key = forms.CharField(widget=forms.HiddenInput, required=False)
    row = forms.ChoiceField(
        label="改按评分项", choices=[("", "不变"), ("T2-06", "T2-06 省部级二等奖 6.0")], required=False
    )
    times = forms.IntegerField(label="次数", required=False)
    ground = forms.ChoiceField(label="常用理由", required=False)
    why = forms.CharField(label="给学生的说明", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    doubt = forms.CharField(label="存疑之处", widget=forms.Textarea(attrs={"rows": 2}), required=False)


def _row(name: str, unit: str, amount: str, what: str, module: str, flag: State | None = None) -> QueueRow:
    return QueueRow(sum(map(ord, name + what)), name, unit, "#item", what, amount, module, flag)


_MODEL = "江海杯数学建模，省级"
_GROUP = QueueGroup(
    (
        replace(
            _row("王一诺", "化工2302", "7.0", _MODEL, "创新创业", State(Shape.UNMET, "等级不符")),
            current=True,
        ),
        _row("刘子昂", "化工2302", "6.0", _MODEL, "创新创业"),
        _row("陈牧之", "应化2301", "6.0", _MODEL, "创新创业"),
    ),
    title="同一份证据 3 件",
    note="3 名学生",
    lead=1,
    current=True,
)
_QUEUE = Queue(
    title="待初审 147",
    groups=(
        QueueGroup(
            (
                _row("沈佳禾", "化工2301", "1.0", "“三下乡”暑期社会实践", "劳动教育"),
                _row(
                    "范一舟", "化工2302", "0.2", "院运动会 4×100 米", "体育", State(Shape.UNMET, "表3 为 0.1")
                ),
            )
        ),
        _GROUP,
        QueueGroup((_row("郭思远", "化工2303", "0.5", "校级团校培训结业", "思想道德教育"),)),
    ),
    bulk="按申报认定所选",
    whole="一并认定",
    keep=(("step", "first_review"),),
    modules=(Choice("", "全部模块", chosen=True), Choice("S002", "创新创业教育 61")),
    classes=(Choice("", "全部班级", chosen=True), Choice("3", "化工2302")),
    paging=Paging("第 1 至 40 件，共 147 件", "", "#next"),
)
_PICTURE = Picture("第 1 份", "/static/portal/favicon.svg", shown=True, choose="#1", current=True)
_EVIDENCE = Evidence(
    "证据 1 / 2",
    _PICTURE,
    (_PICTURE, Picture("第 2 份", "#2", shown=False, choose="#2")),
    (Fact("文件", "IMG_20261121_0932.jpg, 2.1 MB"), Fact("上传", "4月8日 21:14"), Fact("原件", "复印件")),
    (Link("刘子昂的申报", "#liu"), Link("陈牧之的申报", "#chen")),
)
_ITEM = ReviewedItem(
    pk=1,
    title="江海杯大学生数学建模竞赛，省级",
    facts=("王一诺 2301030158", "化工2302", "创新创业教育", "4月8日申报"),
    amounts=(
        Amount("本人申报", "一类竞赛 · 省部级一等奖，表2 第5行", "7.0", struck=True),
        Amount("改按认定", "一类竞赛 · 省部级二等奖，表2 第6行", "6.0"),
        Amount("计入时", "与“校赛一等奖（2025-26）”是同一项目，只计最高。", "−4.0", _ELEVENTH),
        Amount("本项净增", "创新创业教育 4.5 → 6.5，最低 5.0", "2.0", total=True),
    ),
    findings=(
        FindingRow(State(Shape.UNMET, "不符"), "申报等级高于证书，须改分或退回。", _SEVENTH),
        FindingRow(State(Shape.RUNNING, "同证"), "同一份文件还随另外 2 件申报交过，见右侧“另见于”。"),
    ),
    met="12 项核验符合：第七条、第八条、第十一条",
    evidence=_EVIDENCE,
    form=_Form(initial={"act_key": "1"}, auto_id="id_%s"),
    decisions=(
        Decision("按 7.0 认定", "accepted", "A", primary=True),
        Decision("降低", "lowered", "L", needs="row"),
        Decision("退回", "returned", "R", needs="why"),
        Decision("不予认定", "rejected", "X", needs="why"),
    ),
    canned=(Canned("NO_ROW", "评分表没有这一项", "评分表里没有这一项，请改选相应的评分项。"),),
    href="#decide",
    next="#next",
    previous="#previous",
    case_href="#case",
    lowers=True,
    doubt="报告材料存疑",
    with_group="同证另外 2 件也按申报通过",
)
FIRST = ReviewPage(
    title="学分初审，2026-27学年",
    href="#room",
    steps=(View("初审", "#first", current=True), View("复审", "#again")),
    rounds=(),
    progress=Progress(253, 400, ("认定 236", "降低 9", "退回 5", "不予认定 3", "申报 4月30日 24:00 截止")),
    queue=_QUEUE,
    item=_ITEM,
    undo=Undo("撤销周晓这一件（余 9 分钟）", (1,)),
    undo_href="#undo",
    bulk_href="#bulk",
    keys=(Key(("J", "K"), "下一件、上一件"), Key(("A",), "认定"), Key(("?",), "全部按键")),
    keep=(("step", "first_review"),),
    act_key="1",
)
_WHY = "结论是“不予认定”，须写明理由；不予认定的还须选原因代码。"


def refused() -> ReviewPage:
    """A decision that was refused, and what a list left."""
    form = _Form({"act_key": "1", "why": "不是竞赛", "times": "2"}, auto_id="id_%s")
    item = replace(
        _ITEM, form=form, refusal=Refusal("没有登记这个结论", (Reason(_WHY, _SEVENTH),)), evidence=_EVIDENCE
    )
    left = (Left("刘子昂", _MODEL, "#liu", ("11月12日 10:02 分团委书记已办理。",)),)
    return replace(FIRST, item=item, left=left, left_title="1 件没有办，仍在待办里")


EMPTY = replace(
    FIRST,
    queue=Queue("待初审 0", (), "按申报认定所选", "一并认定", (), empty="都审完了。"),
    item=None,
    undo=None,
)
_WHY_NOT = "汇总表形成以后才初审，列入下一张汇总表以后才能复审。"
HELD = replace(
    EMPTY,
    title="学分复审，2026-27学年",
    queue=Queue(
        "待复审 0",
        (),
        "同意所选",
        "一并同意",
        (),
        empty="现在没有能办的。",
        held=Held("另有 12 件还不能复审", _WHY_NOT, Link("看这一轮", "#round")),
    ),
)
