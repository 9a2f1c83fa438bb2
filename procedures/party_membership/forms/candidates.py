"""Papers from the Party school's course to the filing of a candidate, and the exception of article 21."""

from __future__ import annotations

from django import forms

from procedures.party_membership.forms.activists import CommitteeDecision, Filing
from procedures.party_membership.forms.fields import count, words
from workflows.nodes import Paper

ATTESTED = (
    ("political", "政治上积极要求进步，入党动机端正"),
    ("law_discipline", "遵纪守法，道德修养良好"),
    ("organisation", "组织观念强，完成组织交给的工作"),
    ("study", "学习目的明确，刻苦钻研"),
    ("service", "为人民服务，有群众威信"),
)


class SchoolCertificate(Paper):
    """D14 党校结业证书; the day of the act is the day of issue, from which it is valid."""

    code, title = "D14", "党校结业证书"
    apart = frozenset({"number", "score"})
    number = forms.CharField(label="证书编号", max_length=60, required=False)
    provider = forms.ChoiceField(
        label="培训单位",
        choices=(
            ("college_party_school", "本学院分党校"),
            ("university_party_school", "校党校"),
            ("other", "其他单位"),
        ),
    )
    days = forms.DecimalField(label="集中培训天数", min_value=0, max_digits=4, decimal_places=1)
    hours = count("学时")
    score = forms.IntegerField(
        label="党的基本知识考试成绩", min_value=0, max_value=100, required=False, help_text="没有考试的不填。"
    )


class RankApplication(Paper):
    """特例申请 for a rank outside the upper half."""

    title = "测评名次特例申请"
    private = frozenset({"ground"})
    case = forms.CharField(label="属于哪一种情形", max_length=60, help_text="按学校细则所列的情形填写。")
    ground = words("突出表现与依据", required=True)


class RankReview(Paper):
    """特例复审 by the university's organisation department."""

    title = "测评名次特例复审"
    private = frozenset({"opinion"})
    case = forms.CharField(label="属于哪一种情形", max_length=60)
    outcome = forms.ChoiceField(
        label="复审结论", choices=(("approved", "通过"), ("refused", "不通过，仍为积极分子"))
    )
    opinion = words("复审意见", required=True)


class ListingDecision(CommitteeDecision):
    """D08 支委会记录 on listing: the branch's full check, then the decision by numbers."""

    code, title = "D08", "确定发展对象的决定"
    private = frozenset({"ground"})
    qualities = forms.MultipleChoiceField(
        label="逐项核验", choices=ATTESTED, required=False, widget=forms.CheckboxSelectMultiple
    )
    ground = words("核验人、日期与依据", required=True)
    review = forms.ChoiceField(
        label="支部全面审核结论", choices=(("fit", "符合条件"), ("unfit", "不符合条件"))
    )


class ListingFiling(Filing):
    """备案 of a listing, with the college committee's consent; the candidate dates from it."""

    title = "发展对象备案"
    outcome = forms.ChoiceField(
        label="备案结果", choices=(("approved", "同意备案"), ("returned", "退回支部"))
    )
