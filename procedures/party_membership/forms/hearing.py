"""Papers of article 17: the hearing with its signed answers (D15), and the Party group's opinion (D16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import person, words
from workflows.nodes import Paper, Rows

FORMS = (
    ("forum", "群众座谈会"),
    ("interview", "个别谈话"),
    ("written", "书面评价"),
    ("other", "其他方式，例如电话询问"),
)
#: who was heard; a class tutor stands in for the counsellor
SOURCES = (
    ("counsellor", "辅导员"),
    ("tutor", "班主任"),
    ("teacher", "任课教师"),
    ("classmates", "同班同学"),
    ("supervisor", "研究生导师"),
    ("peers", "同专业或支部同志"),
    ("other", "其他"),
)
STANDS_IN = {"tutor": "counsellor"}
YES, NO = "yes", "no"
SAID = (("", "没有回答"), (YES, "是"), (NO, "否"))
AGREED = (("", "没有回答"), (YES, "同意"), (NO, "不同意"))


def answers() -> Rows:
    """One row for each who was heard: who it is, the two answers, and the signature."""
    return Rows(
        label="参会人员与表态",
        help_text="一人一行；漏答一问的按弃权计。姓名和各人的表态只有组织可以查看。",
        columns={
            "name": forms.CharField(label="姓名", max_length=40),
            "source": forms.ChoiceField(label="身份", choices=(("", "请选择"), *SOURCES)),
            "member": forms.BooleanField(label="党员", required=False),
            "qualified": forms.ChoiceField(label="具备条件", choices=SAID, required=False),
            "agree": forms.ChoiceField(label="同意入党", choices=AGREED, required=False),
            "signed": forms.BooleanField(label="已签名", required=False),
        },
    )


class Forum(Paper):
    """D15 群众座谈会记录: who said what stays personal; the counts that follow are kept."""

    code, title = "D15", "听取意见记录"
    people = frozenset({"chair", "recorder"})
    private = frozenset({"answers", "comments", "ground"})
    derived = {
        "attended": "到会",
        "approve": "同意",
        "oppose": "不同意",
        "abstain": "弃权",
        "unanswered": "漏答",
        "unsigned": "未签名",
        "members": "其中党员",
        "sources": "听取了",
    }
    form = forms.ChoiceField(label="听取意见的方式", choices=FORMS)
    ground = words("不开座谈会的原因", longest=400, help_text="开了座谈会的不填；用其他方式听取的必填。")
    chair = person("主持人")
    recorder = person("记录人", required=False)
    answers = answers()
    comments = words("发言记录：优点、不足与努力方向", required=True)

    @classmethod
    def derive(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The counts by which the hearing is decided; somebody who left a question open abstains."""
        heard = data["answers"]
        full = [each for each in heard if each["qualified"] and each["agree"]]
        votes = {choice: sum(each["agree"] == choice for each in full) for choice in (YES, NO)}
        return {
            "attended": len(heard),
            "approve": votes[YES],
            "oppose": votes[NO],
            "abstain": len(heard) - len(full),
            "unanswered": len(heard) - len(full),
            "unsigned": sum(not each["signed"] for each in heard),
            "members": sum(bool(each["member"]) for each in heard),
            "sources": sorted({STANDS_IN.get(each["source"], each["source"]) for each in heard}),
        }


class GroupOpinion(Paper):
    """D16 党小组意见; where there is no Party group the branch gives it and says so."""

    code, title = "D16", "党小组意见"
    private = frozenset({"discussion"})
    apart = frozenset({"view"})
    body = forms.ChoiceField(
        label="提出意见的", choices=(("party_group", "党小组"), ("branch", "支部，本支部不设党小组"))
    )
    group = forms.CharField(label="党小组名称", max_length=60, required=False)
    view = forms.ChoiceField(
        label="意见", choices=(("agree", "同意列为发展对象"), ("disagree", "不同意列为发展对象"))
    )
    discussion = words("讨论情况", required=True)
