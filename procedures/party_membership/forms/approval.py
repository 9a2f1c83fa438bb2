"""Papers after the meeting: talks, the college committee's and the university's word, new members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import count, words
from procedures.party_membership.forms.numbers import impossible
from procedures.party_membership.rules import known_admission as admission
from workflows.nodes import Paper, Problem
from workflows.rules.situation import Situation

SEALS = (
    ("head_signature", "负责人签名"),
    ("head_seal", "负责人盖章"),
    ("committee_seal", "学院党委印章"),
)
POINTS = (
    ("approval_date", "批准日期"),
    ("probation_period", "预备期起止"),
    ("branch", "编入的党支部"),
    ("rights_duties", "党员的权利和义务"),
    ("activities", "按时参加组织生活"),
    ("dues", "交纳党费"),
)


class OrganiserTalk(Paper):
    """D22 谈话情况和意见, by whoever talks with the candidate before the college committee decides."""

    code, title = "D22", "审批前谈话"
    private = frozenset({"content", "opinion"})
    content = words("谈话情况", required=True)
    problem = forms.ChoiceField(
        label="谈话中是否发现问题", choices=(("none", "没有发现问题"), ("found", "发现问题，须暂缓"))
    )
    view = forms.ChoiceField(
        label="谈话人的意见",
        required=False,
        choices=(("", "没有填写"), ("agree", "同意入党"), ("disagree", "不同意入党")),
    )
    opinion = words("写入志愿书的意见")


class Resumption(Paper):
    """The college committee ends a suspension, with what was found and done."""

    title = "解除暂缓"
    private = frozenset({"ground"})
    ground = words("核实与解决的情况", required=True)


class CollegeApproval(Paper):
    """D22 基层党委审批意见 on one candidate, and the numbers it was decided by."""

    code, title = "D22", "学院党委审批意见"
    private = frozenset({"answer"})
    apart = frozenset({"approve", "oppose", "abstain"})
    way = forms.ChoiceField(
        label="研究的方式",
        choices=(("meeting", "党委会"), ("video", "视频会议"), ("circulation", "传签")),
    )
    together = count("同一次表决的人数")
    entitled = count("应到委员")
    present = count("实到委员")
    approve = count("同意")
    oppose = count("不同意")
    abstain = count("弃权")
    probation_from = forms.DateField(label="预备期起", required=False, help_text="批准的填写。")
    probation_to = forms.DateField(label="预备期止", required=False, help_text="批准的填写。")
    seals = forms.MultipleChoiceField(
        label="已签名盖章", choices=SEALS, required=False, widget=forms.CheckboxSelectMultiple
    )
    answer = words("对谈话人不同意见的回应", longest=1000)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """No more come than are entitled, each who came is counted once, and days are in their order."""
        found = [*impossible(data)]
        first, last = data["probation_from"], data["probation_to"]
        if first and last and date.fromisoformat(last) < date.fromisoformat(first):
            found.append(Problem("probation_to", "approval.probation_backwards", {}))
        return found

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The probation that an approval states; one person each vote."""
        meeting_on = admission.admitted_on(s)
        first, last = admission.probation_of(meeting_on, s) if meeting_on else (None, None)
        return {"together": 1, "probation_from": first, "probation_to": last}


class UniversityApproval(Paper):
    """校党委审批 of an admission; the day of the act is the day from which it is known."""

    title = "校党委审批"
    private = frozenset({"ground"})
    outcome = forms.ChoiceField(
        label="审批结果", choices=(("approved", "批准为预备党员"), ("refused", "不批准"))
    )
    reference = forms.CharField(label="批复文号", max_length=80, required=False)
    ground = words("不批准的理由", longest=1000)


class RefusalTalk(Paper):
    """D25 未接收谈话记录."""

    code, title = "D25", "未接收谈话记录"
    private = frozenset({"content"})
    content = words("谈话内容", required=True)


class NewMemberTalk(Paper):
    """D26 新预备党员谈话记录: six things are told."""

    code, title = "D26", "新预备党员谈话记录"
    private = frozenset({"content"})
    points = forms.MultipleChoiceField(
        label="已讲明", choices=POINTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    content = words("谈话内容")


class Dues(Paper):
    """From which month a new member pays dues; the months before the approval are paid in arrears."""

    code, title = "D26", "党费起交"
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", label="起交月份", help_text="例如 2026-01")

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """The month of the meeting."""
        meeting_on = admission.admitted_on(s)
        return {"month": f"{meeting_on:%Y-%m}"} if meeting_on else {}


class Announcement(Paper):
    """D27 大会宣布记录; the day of the act is that of the meeting."""

    code, title = "D27", "党员大会宣布"
    place = forms.CharField(label="会议", max_length=120, help_text="哪一次党员大会。")


class Posting(Paper):
    """D27 张榜公告: where it hangs, and until when."""

    code, title = "D27", "张榜公布"
    scope = forms.CharField(label="张贴范围", max_length=200)
    until = forms.DateField(label="张贴至")
