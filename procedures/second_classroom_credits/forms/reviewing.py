"""What reviewers say of an item: first, again and last, and that it was archived (art. 6, 7)."""

from __future__ import annotations

from typing import Final

from django import forms

from procedures.second_classroom_credits.forms.fields import credit, line, number, words
from workflows.nodes import Paper

ACCEPTED, LOWERED, RETURNED, REJECTED = "accepted", "lowered", "returned", "rejected"
AGREED, SENT_BACK, CONFIRMED = "agreed", "sent_back", "confirmed"
FIRST: Final = (
    (ACCEPTED, "认定"),
    (LOWERED, "降低认定"),
    (RETURNED, "退回补正"),
    (REJECTED, "不予认定"),
)
SECOND: Final = ((AGREED, "同意"), (SENT_BACK, "退回初审"))
LAST: Final = ((CONFIRMED, "确认"), (RETURNED, "退回学院"), (REJECTED, "不予认定"))
CODES: Final = (
    ("AFFILIATION", "署名单位不符"),
    ("AUDIENCE", "以观众身份参加"),
    ("CONSENT_LATE", "未在活动前征得同意"),
    ("DEADLINE", "逾期"),
    ("DISCIPLINE", "受处分"),
    ("DORM_FAIL", "宿舍考核不合格"),
    ("ELIGIBILITY", "不符合申请条件"),
    ("EVIDENCE_MISSING", "缺少证明材料"),
    ("HOURS", "学时不足"),
    ("INTAKE", "不适用本办法的年级"),
    ("NO_ROW", "评分表没有这一项"),
    ("SCORE", "成绩不够"),
)


class FirstReview(Paper):
    """初审: the provisional credit by the table, or why not (art. 7)."""

    title = "初审"
    outcome = forms.ChoiceField(label="结论", choices=FIRST)
    row = line("认定评分项编号", required=False, longest=10)
    times = number("认定次数", least=1, required=False)
    credits = credit("审核学分", required=False)
    ground = forms.ChoiceField(label="原因代码", choices=CODES, required=False)
    why = words("理由", required=False)


class ReReview(Paper):
    """复审 by the working group (art. 7)."""

    title = "复审"
    outcome = forms.ChoiceField(label="结论", choices=SECOND)
    why = words("理由", required=False)


class FinalReview(Paper):
    """终审 of one item by the registrar (art. 7)."""

    title = "终审"
    outcome = forms.ChoiceField(label="结论", choices=LAST)
    ground = forms.ChoiceField(label="原因代码", choices=CODES, required=False)
    why = words("理由", required=False)


class Archived(Paper):
    """存档: where the application and its evidence lie (art. 6)."""

    title = "存档"
    place = line("档案编号")
