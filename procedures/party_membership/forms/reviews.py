"""Papers of a candidate under review: D17 to D19, the suspension, and the university's review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import count, person, words
from procedures.party_membership.forms.numbers import impossible
from workflows.nodes import Paper, Problem

ITEMS = (
    ("attitude", "对党的理论和路线方针政策的态度"),
    ("history", "政治历史和重大政治斗争中的表现"),
    ("law_morality", "遵纪守法和社会公德"),
    ("relations", "直系亲属和主要社会关系"),
)
METHODS = (
    ("talk", "同本人谈话"),
    ("files", "查阅档案材料"),
    ("enquiry", "找有关单位和人员了解"),
    ("letters", "函调或外调"),
)
PLACES = (("household", "户籍所在地党组织"), ("residence", "居住地党组织"))
STATES = (("", "缺"), ("original", "原件"), ("copy", "复印件"), ("none", "无此项"))
#: the ten kinds of article 22
PAPERS = (
    ("application", "入党申请书"),
    ("activist_form", "积极分子考察表"),
    ("thought_reports", "思想汇报"),
    ("political_review", "政审材料"),
    ("rankings", "各学年智育成绩和综测排名"),
    ("tuiyou_result", "推优结果或党员推荐意见"),
    ("forum_minutes", "听取意见记录"),
    ("certificate", "党校结业证书"),
    ("awards", "获奖证书"),
    ("research", "科研成果"),
)
STATED = (("", "没有写"), ("yes", "是"), ("no", "否"))


class PoliticalReview(Paper):
    """D17 政治审查结论: what was examined, how, and what came of it."""

    code, title = "D17", "政治审查"
    people = frozenset({"concluded_by"})
    private = frozenset({"material", "ground"})
    apart = frozenset({"clear", "floating", "replies", "conclusion"})
    items = forms.MultipleChoiceField(
        label="审查内容", choices=ITEMS, required=False, widget=forms.CheckboxSelectMultiple
    )
    methods = forms.MultipleChoiceField(
        label="审查方法", choices=METHODS, required=False, widget=forms.CheckboxSelectMultiple
    )
    clear = forms.BooleanField(label="谈话和查档之后情况清楚，不函调外调", required=False)
    ground = words("不函调外调的理由", longest=1000)
    floating = forms.BooleanField(label="本人是流动人员", required=False)
    replies = forms.MultipleChoiceField(
        label="已收到复函",
        choices=PLACES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="流动人员须征求两地党组织意见。",
    )
    conclusion = forms.ChoiceField(
        label="审查结论", choices=(("qualified", "合格"), ("unqualified", "不合格"))
    )
    signature = forms.ChoiceField(
        label="结论性材料", choices=(("signed", "已签字盖章"), ("unsigned", "没有签字盖章"))
    )
    concluded_by = person("审查人", required=False)
    material = words("审查情况", required=True)


def _state(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=STATES, required=False)


class Bundle(Paper):
    """D18 送审材料目录: ten kinds of papers, each as an original, a copy, or noted as not existing."""

    code, title = "D18", "送审材料目录"
    private = frozenset({"conclusion"})
    application = _state("入党申请书")
    activist_form = _state("积极分子考察表")
    thought_reports = _state("思想汇报")
    political_review = _state("政审材料")
    rankings = _state("各学年智育成绩和综测排名")
    tuiyou_result = _state("推优结果或党员推荐意见")
    forum_minutes = _state("听取意见记录")
    certificate = _state("党校结业证书")
    awards = _state("获奖证书")
    research = _state("科研成果")
    leaves_on = forms.DateField(label="预计毕业离校日期", required=False)
    stamped = forms.BooleanField(label="复印件已盖核对章", required=False)
    checked = forms.BooleanField(label="支部已整理审查全部材料", required=False)
    conclusion = words("支部审查结论")


class PreReview(Paper):
    """D19 学院党委审议意见, by the numbers of the meeting that gave it."""

    code, title = "D19", "学院党委预审"
    private = frozenset({"opinion"})
    apart = frozenset({"approve", "oppose", "abstain"})
    body = forms.ChoiceField(
        label="审议方式",
        choices=(("college_committee_meeting", "学院党委会讨论"), ("secretary", "书记个人签批")),
    )
    reference = forms.CharField(label="会议记录编号", max_length=60, required=False)
    entitled = count("应到委员")
    present = count("实到")
    approve = count("同意")
    oppose = count("不同意")
    abstain = count("弃权")
    methods = forms.MultipleChoiceField(
        label="审议方法",
        choices=(
            ("papers", "审查材料和手续"),
            ("talk", "与发展对象谈话"),
            ("opinions", "听取党内外群众意见"),
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    political_review_accepted = forms.ChoiceField(label="认可支部政审", choices=STATED, required=False)
    qualified = forms.ChoiceField(label="符合党员条件", choices=STATED, required=False)
    may_develop = forms.ChoiceField(label="可以发展", choices=STATED, required=False)
    opinion = words("审议意见", required=True)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """No more come than are entitled, and each who came is counted once."""
        return impossible(data)


class SuspensionLifted(Paper):
    """恢复发展 after a verified problem, decided by the college committee."""

    title = "恢复发展的决定"
    private = frozenset({"ground"})
    reference = forms.CharField(label="会议记录编号", max_length=60)
    ground = words("恢复的理由", required=True)


class UniversityReview(Paper):
    """组织部审查 of a candidate's papers."""

    title = "组织部审查"
    private = frozenset({"opinion"})
    outcome = forms.ChoiceField(
        label="审查结论", choices=(("approved", "审查通过"), ("returned", "退回学院"))
    )
    number = forms.CharField(label="批复编号", max_length=60, required=False)
    opinion = words("审查意见")
