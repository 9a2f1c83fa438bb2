"""A student's credits: half-way, just begun, the search for a row, its form refused, one item."""

from __future__ import annotations

from django import forms

from portal.pages.credits.declare import (
    ActingPage,
    ChoosePage,
    DeclarePage,
    Preview,
    RowChoice,
    RowGroup,
    RowModule,
)
from portal.pages.credits.mine import CreditsPage, Evidence, ItemPage, ItemRow, Part, Ring
from portal.pages.parts import Cite, Fact, FindingRow, Link, Reason, Refusal, Shape, State
from portal.pages.student import MyRecord, Todo

_CRUMBS = (Link("我的学分", "#mine"), Link("申报", ""))
_ROUND = "2026-27学年正在申报，2027年4月30日截止。"
_SAME = Reason(
    "与“二类、三类学科竞赛 · 省部级 · 二等奖（2025-26）”是同一项目，只计最高。",
    Cite("第十一条"),
    rule="CR-11-2",
)


def _ring(name: str, earned: str, arc: int, pending: int, note: str) -> Ring:
    met = arc == 100
    return Ring(name, earned, arc, pending, met, note, f"{name}已得{earned}学分，{note}。")


MINE = CreditsPage(
    title="我的学分",
    total="9.5",
    minimum="10.0",
    coming="另有 2.0 待审",
    verdict="还差创新创业 1.0、体育 0.1、总学分 0.5；总分和单项都要够。",
    enough=False,
    rings=(
        _ring("思想道德", "2.6", 100, 100, "够 2.0"),
        _ring("创新创业", "4.0", 80, 100, "差 1.0"),
        _ring("体育", "0.9", 90, 100, "差 0.1"),
        _ring("美育", "1.0", 100, 100, "够 1.0"),
        _ring("劳动", "1.0", 100, 100, "够 1.0"),
    ),
    parts=(
        Part("早操", "0.3", "0.4", met=False, note="差 0.1"),
        Part("体育竞赛和体育活动", "0.6", "0.6", met=True, note="够了"),
    ),
    legend="浅色一段是待审通过后会增加的；黑色未到最低，绿色加勾已到。",
    warnings=(
        FindingRow(
            State(Shape.NOTE), "剩下的学年都做早操，也还差0.1学分才到早操的最低要求", Cite("附件二（S003）")
        ),
    ),
    round=_ROUND,
    declare=Link("申报", "#declare", "plus"),
    todo=(
        Todo(
            "学院新生篮球赛",
            "已退回。理由：照片看不清。",
            "file-text",
            State(Shape.MISSING, "已退回，待补正"),
            act=Link("去补正", "#correct", "edit"),
        ),
        Todo(
            "江苏省大学生化工实验竞赛二等奖",
            "已申报，还没有交证明材料。",
            "file-text",
            State(Shape.MISSING, "待提交证明"),
            link=Link("拍照上交", "#evidence", "camera"),
        ),
    ),
    items=(
        ItemRow(
            *("图书馆勤工助学", "2026-27学年，校内外勤工助学", "#1", State(Shape.RUNNING, "待考核")),
            *("等用工单位和学生资助管理中心考核", "0.5", "通过后计 0.5"),
        ),
        ItemRow(
            *("化工设计竞赛省赛三等奖", "2025-26学年，二类、三类学科竞赛", "#2", State(Shape.MET, "已认定")),
            *("", "3.0", "计 0.0", _SAME),
        ),
        ItemRow(
            *("学院迎新晚会", "2024-25学年，文艺汇演舞台演出", "#3", State(Shape.UNMET, "不予认定")),
            *("申诉等校团委答复", "0.5", "计 0.0", Reason("理由：以观众身份参加。")),
            (State(Shape.NOTE, "申诉中"),),
        ),
    ),
    settled=(
        ItemRow(
            *("大学英语四级考试", "2025-26学年，外语 · 大学外语四级", "#4", State(Shape.MET, "已认定")),
            *("", "2.0", "计 2.0"),
        ),
    ),
    items_title="我的申报",
    foot=("依据江澜大学本科生第二课堂学分认定办法（2023年修订）。",),
)
NEW = CreditsPage(
    title="我的学分",
    total="0.0",
    minimum="10.0",
    coming="",
    verdict="还差思想道德 2.0、创新创业 5.0、体育 1.0、美育 1.0、劳动 1.0、总学分 10.0；总分和单项都要够。",
    enough=False,
    rings=tuple(
        _ring(name, "0.0", 0, 0, f"差 {least}")
        for name, least in (
            *(("思想道德", "2.0"), ("创新创业", "5.0"), ("体育", "1.0")),
            *(("美育", "1.0"), ("劳动", "1.0")),
        )
    ),
    round=_ROUND,
    declare=Link("申报", "#declare", "plus"),
    items_title="我的申报",
    empty="交上证明后，这里显示每一项审到哪里。",
)
FOUND = ChoosePage(
    title="申报哪一项",
    lede="搜一搜活动、证书或奖项的名字，选对应的一行。",
    href="#find",
    query="四级",
    sentence="“四级”：找到 2 行。",
    found=True,
    modules=(
        RowModule(
            "创新创业教育",
            (
                RowGroup(
                    "专业能力证书",
                    (
                        RowChoice("外语", "大学外语四级 · 成绩≥425分", "2.0 学分", "#1"),
                        RowChoice("外语", "专业外语四级 · 成绩≥60分", "2.0 学分", "#2"),
                    ),
                ),
            ),
        ),
    ),
    crumbs=_CRUMBS,
)
CLOSED = ChoosePage(
    title="申报哪一项",
    lede="搜一搜活动、证书或奖项的名字，选对应的一行。",
    href="#find",
    query="",
    sentence="也可以按类别找。",
    modules=(
        RowModule("思想道德教育", (RowGroup("获得荣誉", more=Link("获得荣誉", "#1")),)),
        RowModule("体育", (RowGroup("早操", more=Link("早操", "#2")),)),
    ),
    closed="2025-26学年的申报到2026年4月30日为止，现在不收新的申报。",
    crumbs=_CRUMBS,
)


class _Claim(forms.Form):
    year = forms.ChoiceField(label="学年", choices=[("2026-27", "2026-27"), ("2025-26", "2025-26")])
    semester = forms.ChoiceField(label="学期", choices=[("1", "第一学期"), ("2", "第二学期")])
    content = forms.CharField(label="项目内容", help_text="活动、比赛、证书或职务的全名。")
    held_on = forms.DateField(label="活动日期", required=False)
    claimed = forms.CharField(label="申请学分", help_text="评分表的分值是 4.0 学分。")
    truthful = forms.BooleanField(label="本人承诺材料真实有效", required=False)


class _Files(forms.Form):
    scan = forms.FileField(label="证明照片或 PDF", required=False, help_text="PDF、JPG 或 PNG。")
    kinds = forms.MultipleChoiceField(
        label="材料种类",
        choices=[("competition", "竞赛（活动）证明及获奖证书")],
        widget=forms.CheckboxSelectMultiple,
    )


def refused_declaration() -> DeclarePage:
    """Return a form that was refused, with what it would count for."""
    typed = {
        "year": "2026-27",
        "semester": "1",
        "content": "化工设计竞赛",
        "claimed": "5.0",
        "truthful": "on",
    }
    value = Reason("评分表的分值是4.0学分，申报的是5.0学分。", Cite("第七条"), rule="CR-7-5")
    return DeclarePage(
        title="二类、三类学科竞赛",
        text="二类、三类学科竞赛 · 省部级 · 二等奖",
        credits="4.0 学分",
        href="#declare",
        form=_Claim(typed),
        files=_Files(initial={"kinds": ["competition"]}),
        submit="申报并交证明",
        later="只申报，证明以后再交",
        asks="须交：竞赛（活动）证明及获奖证书。",
        limits=("照片太大：编辑或截图后再选。",),
        preview=Preview(
            "按填写的能算 4.0 学分，但现在还不能申报。",
            counts=False,
            reasons=(value,),
            missing="还差体育 0.1。",
        ),
        other=Link("换一行", "#other"),
        back=Link("返回", "#back"),
        crumbs=_CRUMBS,
        refusal=Refusal("没有申报：1 处不符合要求", (value,)),
    )


ITEM = ItemPage(
    title="学院迎新晚会",
    lede="文艺汇演舞台演出 · 学院 · 参与演出",
    state=State(Shape.UNMET, "不予认定"),
    next="申诉等校团委答复",
    until="一般最晚11月27日答复。",
    claimed="0.5",
    counted="计 0.0",
    why=Reason("理由：以观众身份参加。"),
    facts=(Fact("学年", "2024-25"), Fact("学期", "第一学期"), Fact("活动日期", "2024年10月13日")),
    evidence=(Evidence("扫描件", "#file", picture=False),),
    history=(MyRecord("11月6日 10:20", "申诉"), MyRecord("11月3日 09:00", "初审，不予认定")),
    said=(Fact("11月6日向校团委申诉", "理由：名单上有本人。还没有答复。"),),
    acts=(Link("撤回申报", "#withdraw", "x"),),
    crumbs=_CRUMBS,
    foot=("申报编号 86。",),
)


class _Appeal(forms.Form):
    body = forms.ChoiceField(
        label="受理部门", choices=[("a", "教务处"), ("b", "校团委")], widget=forms.RadioSelect
    )
    grounds = forms.CharField(label="申诉理由", widget=forms.Textarea)


APPEAL = ActingPage(
    title="申诉",
    text="学院迎新晚会，文艺汇演舞台演出。作出结论的部门不受理，请选另一个。",
    href="#appeal",
    form=_Appeal(),
    submit="提交申诉",
    back=Link("返回", "#back"),
    crumbs=_CRUMBS,
)
