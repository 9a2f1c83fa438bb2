"""Papers of an applicant: the application, a prior application, the branch's check and the first talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import count, person, words
from procedures.party_membership.roles import FULL_MEMBER, PARTY_TREE
from workflows.nodes import Paper, Problem

SIGNATURES = (
    ("signed_original", "本人签名的原件"),
    ("signed_scan", "只有签名件的扫描"),
    ("unsigned", "没有签名"),
)


class Reapplication(Paper):
    """D01 入党申请书, handed in signed; the day of the act is the day it was handed in."""

    code, title = "D01", "入党申请书"
    private = frozenset({"motive"})
    signature = forms.ChoiceField(label="签名件", choices=SIGNATURES)
    motive = words("申请内容摘要")


class Application(Reapplication):
    """D01 as it opens a case; ``earlier`` says that another unit has had an application before."""

    earlier = forms.BooleanField(label="入学前已向原单位递交过申请", required=False)


class PriorApplication(Paper):
    """What a freshman tells the branch of an application handed in before enrolment."""

    code, title = "D01", "原申请情况说明"
    former_unit = forms.CharField(label="原单位党组织", max_length=120)
    handed_in_on = forms.DateField(label="原递交日期")
    enrolled_on = forms.DateField(label="入学报到日期")

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """A prior application was handed in before enrolment."""
        if data["handed_in_on"] <= data["enrolled_on"]:
            return ()
        return (Problem("handed_in_on", "prior.after_enrolment", {}),)


class Forwarded(Paper):
    """What came from the former unit; the day of the act is the day it arrived or was found not to."""

    code, title = "D01", "原申请书收件"
    found = forms.ChoiceField(
        label="收到的是",
        choices=(
            ("original_received", "原件"),
            ("copy_only", "只有复印件"),
            ("not_received", "没有收到"),
        ),
    )


class Recognition(Paper):
    """What the branch decides where the original did not come."""

    code, title = "D01", "申请时间认定"
    private = frozenset({"proof"})
    filed = forms.BooleanField(label="档案有记载", required=False)
    original = forms.BooleanField(label="能取得原件", required=False)
    decision = forms.ChoiceField(
        label="认定",
        choices=(("keep", "保留原日期"), ("restart", "重新申请，重新起算"), ("wait", "继续等原件")),
    )
    proof = words("书面证明")


class BranchCheck(Paper):
    """D02 培养档案, opened with the branch's check of the application."""

    code, title = "D02", "申请审查与建档"
    people = acting = frozenset({"checked_by"})
    private = frozenset({"ground"})
    apart = frozenset({"file_number"})
    outcome = forms.ChoiceField(
        label="审查结论", choices=(("approved", "符合条件，确定为入党申请人"), ("refused", "不符合"))
    )
    checked_by = person("审核人", required=False)
    conclusion = forms.CharField(label="资格审核结论", max_length=400, required=False)
    file_number = forms.CharField(label="培养档案编号", max_length=40, required=False)
    ground = words("不符合的理由")


class Interviewer(Paper):
    """Who is sent to talk with the applicant."""

    title = "指派谈话人"
    people = frozenset({"interviewer"})
    offered = MappingProxyType({"interviewer": (PARTY_TREE, FULL_MEMBER)})
    interviewer = person("谈话人")


class FirstTalk(Paper):
    """D03 谈话记录: seven parts, each of them personal."""

    code, title = "D03", "申请人谈话记录"
    private = frozenset(
        {"motive", "thought_work_study", "experience", "family", "merits", "shortcomings", "direction"}
    )
    motive = words("入党动机")
    thought_work_study = words("思想、工作、学习情况")
    experience = words("主要经历")
    family = words("家庭情况")
    merits = words("成绩")
    shortcomings = words("不足")
    direction = words("努力方向")


class Induction(Paper):
    """启蒙教育 of a class, with the number of its applicants that day."""

    title = "入党启蒙教育"
    enrolled_on = forms.DateField(label="入学报到日期")
    semester_ends_on = forms.DateField(label="入学当学期最后一天")
    attended = count("参加人数")
    applicants = count("本班入党申请人数")
