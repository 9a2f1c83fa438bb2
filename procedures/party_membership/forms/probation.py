"""Papers of a probation: oath, branch, reports, education, the observation form, and who comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import count, words
from workflows.nodes import Paper, Problem, QuarterField

TRANSFER_PAPERS = (
    ("membership_form", "入党志愿书"),
    ("application", "入党申请书"),
    ("activist_form", "积极分子考察表"),
    ("political_review", "政治审查材料"),
    ("training_certificate", "培训结业证书"),
)


class Oath(Paper):
    """D28 入党宣誓, organised by the college committee."""

    code, title = "D28", "入党宣誓"
    place = forms.CharField(label="宣誓地点", max_length=120)


class BranchPlace(Paper):
    """The branch or the group that a new member is assigned to."""

    title = "编入支部或党小组"
    place = forms.CharField(label="编入的支部或党小组", max_length=120)


class ProbationReport(Paper):
    """What a probationary member reports to the branch of one quarter."""

    code, title = "D28", "预备党员汇报"
    private = frozenset({"thought", "study", "work"})
    quarter = QuarterField(label="季度")
    thought = words("思想", required=True)
    study = words("学习")
    work = words("工作")


class Education(Paper):
    """D28 集体教育, the class hours that count toward the year."""

    code, title = "D28", "集体教育"
    topic = forms.CharField(label="内容", max_length=200)
    hours = count("学时")


class ProbationForm(Paper):
    """D28 预备党员考察表 is opened."""

    code, title = "D28", "建立预备党员考察表"
    apart = frozenset({"form_number"})
    form_number = forms.CharField(label="考察表编号", max_length=40)


class Analysis(Paper):
    """D28 季度分析 of the branch."""

    code, title = "D28", "季度分析"
    private = frozenset({"analysis", "opinion"})
    apart = frozenset({"problem"})
    quarter = QuarterField(label="季度")
    problem = forms.ChoiceField(
        label="是否发现问题", choices=(("none", "没有发现问题"), ("found", "发现问题，须及时谈话"))
    )
    analysis = words("分析", required=True)
    opinion = words("意见")


class ProblemTalk(Paper):
    """A talk about what an analysis found."""

    code, title = "D28", "问题谈话"
    private = frozenset({"content"})
    content = words("谈话内容", required=True)


class Reeducation(Paper):
    """The Party school's course for members, and how it ended."""

    title = "党员再教育培训"
    apart = frozenset({"number", "result"})
    number = forms.CharField(label="结业证书编号", max_length=60, required=False)
    result = forms.ChoiceField(label="结果", choices=(("completed", "结业"), ("not_completed", "未结业")))


# ── Who comes from elsewhere ──


class TransferIn(Paper):
    """D29 转入审核表: somebody comes in the probation, with the dates of the former unit's papers."""

    code, title = "D29", "接收转入的预备党员"
    former_unit = forms.CharField(label="原单位党组织", max_length=200)
    probation_from = forms.DateField(label="预备期起（原支部大会日期）")
    freshman = forms.BooleanField(label="是新生", required=False)
    enrolled_on = forms.DateField(label="报到日期", required=False, help_text="新生填写。")
    letter = forms.CharField(label="介绍信编号", max_length=80, required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """A freshman's waiting counts from the day of enrolment."""
        missing = data["freshman"] and not data["enrolled_on"]
        return (Problem("enrolled_on", "transfer.enrolment_missing", {}),) if missing else ()


class IdentityCheck(Paper):
    """D29 身份甄别与材料审核 of somebody who came from elsewhere."""

    code, title = "D29", "甄别身份、审核材料"
    private = frozenset({"findings"})
    papers = forms.MultipleChoiceField(
        label="已有的材料", choices=TRANSFER_PAPERS, required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(
        label="甄别结论",
        choices=(("verified", "身份属实"), ("unclear", "尚未查明"), ("fraud", "弄虚作假")),
    )
    findings = words("审核情况")


class FormerUnitLetter(Paper):
    """A letter to the former unit or the body above it, about gaps in the papers."""

    code, title = "D29", "致原单位函"
    private = frozenset({"content"})
    reference = forms.CharField(label="发函编号", max_length=80)
    content = words("请查明的事项")


class PaperRepair(Paper):
    """How a gap in the papers was closed: mended by the former unit, or noted in the membership form."""

    code, title = "D29", "补办或备注"
    private = frozenset({"situation", "reason"})
    repaired_by = forms.ChoiceField(
        label="处理",
        choices=(
            ("former_unit", "原单位补办"),
            ("this_unit", "本单位代办"),
            ("unrepairable", "无法补办，在志愿书备注栏注明"),
        ),
    )
    situation = words("备注：情况", longest=1000)
    reason = words("备注：原因", longest=1000)
