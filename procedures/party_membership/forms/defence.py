"""Papers of the conversion defence: the draw, the announcement, the session of one member, the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms

from procedures.party_membership.forms.fields import Numbers, count, words
from procedures.party_membership.roles import FULL_MEMBER, PARTY_TREE
from workflows.nodes import Paper, Problem
from workflows.rules.situation import Situation

STATEMENT = (("thought", "思想"), ("work", "工作"), ("study", "学习"), ("other", "须说明的问题"))
QUESTIONS = (("belief", "理想信念"), ("knowledge", "党的知识"), ("performance", "预备期表现"))


class Draw(Paper):
    """D34 答辩抽签记录: who could be drawn, how many, and the seed that was read out before."""

    code, title = "D34", "答辩抽签"
    people = frozenset({"pool", "drawn"})
    subjects = frozenset({"pool"})
    pool = Numbers(label="本批拟转正的预备党员", most=True)
    number = count("抽取人数")
    seed = forms.CharField(
        label="抽签种子", max_length=120, help_text="抽签前当众宣读的一串字，例如当天某个公开数字。"
    )
    drawn = Numbers(
        label="抽中的人", required=False, help_text="不必填写：由种子算出。已经抽好的，须与种子算出的一致。"
    )
    redrawn_because = forms.CharField(label="重抽的原因", max_length=400, required=False)

    @classmethod
    def contradictions(cls, data: Mapping[str, Any]) -> Sequence[Problem]:
        """No more are drawn than there are, and whoever is drawn was in the pool."""
        strangers = [each for each in data["drawn"] if each not in data["pool"]]
        found = [Problem("drawn", "draw.not_in_pool", {"names": "、".join(strangers)})] if strangers else []
        if not 0 < data["number"] <= len(data["pool"]):
            found.append(Problem("number", "draw.number", {"pool": str(len(data["pool"]))}))
        return found


class DefenceCall(Paper):
    """D34 答辩公告: when, where, before whom; it hangs and is told to whoever defends."""

    code, title = "D34", "答辩公告"
    people = frozenset({"panel"})
    offered = MappingProxyType({"panel": (PARTY_TREE, FULL_MEMBER)})
    held_on = forms.DateField(label="答辩日期")
    place = forms.CharField(label="地点", max_length=120)
    panel = Numbers(label="答辩小组成员")
    organised_by = forms.ChoiceField(
        label="主办", choices=(("college_committee", "学院党委"), ("branch", "党支部"))
    )


class Session(Paper):
    """D35 预备党员转正答辩评审表 of one member: topics, and how many papers gave which grade."""

    code, title = "D35", "答辩评审"
    statement = forms.MultipleChoiceField(
        label="陈述", choices=STATEMENT, required=False, widget=forms.CheckboxSelectMultiple
    )
    questions = forms.MultipleChoiceField(
        label="提问", choices=QUESTIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    method = forms.ChoiceField(label="评议方式", choices=(("secret", "无记名评议"), ("named", "记名打分")))
    panel_size = count("小组人数")
    excellent = count("优秀")
    good = count("良好")
    fair = count("一般")
    poor = count("较差")
    activists = count("列席的积极分子")
    representatives = count("列席的师生代表")

    @classmethod
    def suggested(cls, s: Situation) -> Mapping[str, Any]:
        """How many the announced panel has."""
        call = s.facts.latest("defence_call")
        return {"panel_size": len(call.data["panel"])} if call else {}


class DefenceReport(Paper):
    """D36 预备党员转正答辩情况报告, handed to the branch."""

    code, title = "D36", "答辩情况报告"
    private = frozenset({"summary"})
    summary = words("答辩情况", required=True)


class DefenceEnd(Paper):
    """How a defence ends; where not everybody who was drawn was heard, why."""

    title = "答辩结束"
    open_because = forms.CharField(
        label="没有全部答辩的原因",
        max_length=400,
        required=False,
        help_text="抽中的人都已登记评审并报送的，不用填写。",
    )
