"""Papers of an activist: the decision and its filing, contact persons, course, reports, opinions, work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import Numbers, count, person, words
from procedures.party_membership.forms.numbers import impossible
from procedures.party_membership.roles import FULL_MEMBER, PARTY_TREE
from workflows.nodes import Paper, Problem, QuarterField

TOPICS = (
    ("theory", "理论教育"),
    ("line_policy_knowledge", "路线方针政策与党的知识"),
    ("history_tradition", "党的历史与传统"),
    ("core_values", "核心价值观"),
)


class CommitteeDecision(Paper):
    """D08 支委会记录 on one applicant: which body decided, and the numbers it decided by."""

    code, title = "D08", "确定积极分子的决定"
    apart = frozenset({"approve", "oppose", "abstain"})
    body = forms.ChoiceField(
        label="研究决定的会议",
        choices=(
            ("branch_committee", "支委会"),
            ("branch_meeting", "支部大会"),
            ("secretary", "书记一人或书记会"),
        ),
    )
    entitled = count("应到")
    present = count("实到")
    approve = count("同意")
    oppose = count("不同意")
    abstain = count("弃权")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """No more come than are entitled, and each who came is counted once."""
        return impossible(data)


class Filing(Paper):
    """备案 of the decision with the college committee, which gives a receipt."""

    title = "积极分子备案"
    people = acting = frozenset({"checked_by"})
    private = frozenset({"opinion"})
    outcome = forms.ChoiceField(label="备案结果", choices=(("approved", "已备案"), ("returned", "退回支部")))
    receipt = forms.CharField(label="备案回执编号", max_length=60, required=False)
    checked_by = person("审核人", required=False)
    conclusion = forms.CharField(label="资格审核结论", max_length=400, required=False)
    opinion = words("退回意见")


class Contacts(Paper):
    """Who accompanies the activist."""

    code, title = "D09", "指定培养联系人"
    people = frozenset({"contacts"})
    offered = MappingProxyType({"contacts": (PARTY_TREE, FULL_MEMBER)})
    contacts = Numbers(label="培养联系人", required=False)


class ObservationForm(Paper):
    """D09 入党积极分子考察表 is opened."""

    code, title = "D09", "建立考察表"
    apart = frozenset({"form_number"})
    form_number = forms.CharField(label="考察表编号", max_length=40)


class CourseCertificate(Paper):
    """D10 结业证书; the day of the act is the day the course was completed."""

    code, title = "D10", "积极分子培训结业"
    apart = frozenset({"number"})
    number = forms.CharField(label="证书编号", max_length=60)
    days = forms.DecimalField(label="集中培训天数", min_value=0, max_digits=4, decimal_places=1)
    hours = count("课时")
    topics = forms.MultipleChoiceField(
        label="培训内容", choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )


class ThoughtReport(Paper):
    """D11 思想汇报 of one quarter."""

    code, title = "D11", "思想汇报"
    private = frozenset({"thought", "study", "work", "life"})
    quarter = QuarterField(label="季度")
    thought = words("思想")
    study = words("学习")
    work = words("工作")
    life = words("生活")


class ContactOpinion(Paper):
    """D09 考察意见 of a half-year, by a contact person."""

    code, title = "D09", "培养联系人考察意见"
    private = frozenset(
        {
            *("thought_overall", "shortcomings", "direction"),
            *("introduce", "observe_guide", "report_to_branch"),
        }
    )
    period = forms.DateField(label="所属半年的截止日")
    thought_overall = words("思想与综合表现")
    shortcomings = words("主要不足")
    direction = words("努力方向")
    introduce = words("讲解党的知识的情况")
    observe_guide = words("了解与引导的情况")
    report_to_branch = words("向支部报告的情况")


class PlanOpinion(Paper):
    """Whether a contact person thinks that the activist can be listed in the plan of a year."""

    code, title = "D13", "列入年度计划的意见"
    private = frozenset({"ground"})
    apart = frozenset({"view"})
    year = forms.IntegerField(label="计划年度", min_value=2000, max_value=2999)
    view = forms.ChoiceField(label="意见", choices=(("agree", "同意列入"), ("disagree", "不同意列入")))
    ground = words("理由", required=True)


class SocialWork(Paper):
    """Work that the branch gives an activist."""

    code, title = "D02", "安排社会工作"
    private = frozenset({"task"})
    task = words("工作内容", required=True)
