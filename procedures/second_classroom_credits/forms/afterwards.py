"""What may come of an item beside its way: forgery and appeal (art. 5, 8, 12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from procedures.second_classroom_credits.forms.fields import credit, line, number, words
from procedures.second_classroom_credits.items import claim_of
from workflows.nodes import Paper
from workflows.rules.situation import Situation

BODIES: Final = (
    ("registrar", "教务处"),
    ("student_affairs", "学工部（学生处）"),
    ("youth_league", "校团委"),
)


class ForgeryReport(Paper):
    """举报: what is held to be forged."""

    title = "材料存疑"
    what = words("存疑之处")


class ForgeryProven(Paper):
    """认定伪造, with the document that says so."""

    title = "认定材料伪造"
    document = line("处理文号")
    found = words("认定情况")


class ForgeryCleared(Paper):
    """排除伪造."""

    title = "排除材料伪造"
    found = words("核实情况")


class Cancellation(Paper):
    """取消申请资格: for which forged item (art. 8)."""

    title = "取消申请资格"
    item = number("伪造的申报编号", least=1)


class Appeal(Paper):
    """申诉 to one of the three bodies (art. 5)."""

    title = "申诉"
    body = forms.ChoiceField(label="受理部门", choices=BODIES)
    grounds = words("申诉理由")


class Answer(Paper):
    """答复 to an appeal."""

    title = "申诉答复"
    why = words("答复理由")


class UpheldAppeal(Answer):
    """申诉成立: what is recognised after all."""

    title = "申诉成立"
    row = line("认定评分项编号", longest=10)
    times = number("认定次数", least=1, required=False)
    credits = credit("认定学分")

    @classmethod
    def suggested(cls, situation: Situation) -> Mapping[str, Any]:
        """What was claimed, which is the most that may be recognised."""
        claim = claim_of(situation.facts)
        return {"row": claim["row"], "times": claim["times"], "credits": claim["claimed"]}
